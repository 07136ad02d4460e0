"""The union-find under coreference: which candidate joined which chain, and by which sieve."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Links:
    """Union-find over candidates, with the sieve that joined each; local to one call of `resolve`."""

    parent: list[int]
    link: list[str]
    loose: set[int] = field(default_factory=set)

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, link: str) -> None:
        """Joins candidate `i` to the chain of `j`; the earlier root stays, so chains are stable."""
        a, b = self.root(i), self.root(j)
        if a != b:
            self.parent[max(a, b)] = min(a, b)
        self.link[i] = link
