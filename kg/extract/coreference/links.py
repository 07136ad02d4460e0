"""The union-find under coreference: which candidate joined which chain, and by what kind of link."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Links:
    """Union-find over candidates, with the link by which each joined; local to one document."""

    parent: list[int]
    link: list[str]
    loose: set[int] = field(default_factory=set)
    """Candidates that refer to nobody known: a pronoun without antecedent."""
    named: set[int] = field(default_factory=set)
    """Roots of chains with a name, once names have been told apart: no description makes two of them one."""

    def root(self, i: int) -> int:
        """The earliest candidate of the chain that `i` is in."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, link: str) -> bool:
        """Joins candidate `i` to the chain of `j`, if it is not in it; the earlier root stays, so chains are stable."""
        a, b = self.root(i), self.root(j)
        self.link[i] = link
        if a == b:
            return False
        self.parent[max(a, b)] = min(a, b)
        if a in self.named or b in self.named:
            self.named.add(min(a, b))
        return True

    def describe(self, i: int, j: int, link: str) -> bool:
        """Joins like `join`, unless both chains have names of their own."""
        a, b = self.root(i), self.root(j)
        return (a == b or not {a, b} <= self.named) and self.join(i, j, link)
