"""Words -> the participants they stand for: who fills an end of a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.extract.circumstances.times import Times
from kg.extract.coreference import CONFIDENCE as LINK_CONFIDENCE
from kg.extract.mentions.phrases import thing
from kg.extract.reading import Candidate, Reading
from kg.language.grammar import Node, preposition
from kg.names import without_article
from kg.records import Argument, Kind, LocalEntity

OTHER_LINK = 0.8
"""Certainty of a link of which nothing was measured."""
PROXY = 0.9
"""Certainty that who represents somebody acts for them."""


@dataclass
class Ends:
    """What one document offers as ends of claims; grows only by participants without a class (`things`)."""

    reading: Reading
    times: Times
    things: dict[int, tuple[int, Candidate]] = field(default_factory=dict)
    """Head node -> chain and words of a `Thing` made for a claim."""

    def __post_init__(self) -> None:
        self.view, self.ontology = self.reading.view, self.reading.ontology
        self.mentions, self.chains = self.reading.mentions, self.reading.chains

    def argument(self, node: Node, *, accepts: tuple[str, ...], metonymy: bool = False) -> Argument | None:
        """The end that `node` fills, or None when nothing of an accepted class stands there.

        Args:
            node: The word in the slot.
            accepts: Ontology classes; `Entity` and `Thing` also admit what is no person, group or place.
            metonymy: Whether a place may act as its people or government do ("Moscow rejected").
        """
        i = self.candidate(node)
        if i is None:
            return self._thing(node) if {"Entity", "Thing"} & set(accepts) else None
        chain = self.chains.of[i]
        return self.mention(i, chain) if chain is not None and self.fits(i, accepts, metonymy=metonymy) else None

    def candidate(self, node: Node) -> int | None:
        """The mention a word stands for, seeing through appositions and partitives ("a group of diplomats")."""
        i = self.mentions.at(node)
        if node.lemma in self.ontology.words.get("partitive", frozenset()):
            inner = next((kid for kid in node.of("nmod") if preposition(kid) == "of"), None)
            if inner is not None and self.mentions.at(inner) is not None:
                return self.candidate(inner)
        if i is None or self.mentions.all[i].kind is Kind.NOMINAL:
            for kid in node.kids if not self._are_several(i, node) else ():
                # "The city of Doha" is Doha, but "the killing of Doe" is not Doe.
                tied = kid.dep in {"appos", "flat"} or (i is not None and _names(kid))
                named = self.mentions.at(kid) if tied else None
                if named is not None and self.mentions.all[named].kind is Kind.NAME and self._same_class(i, named):
                    return named
            above = self.mentions.at(node.head) if node.dep == "appos" and node.head is not None else None
            if above is not None and self.mentions.all[above].kind is Kind.NAME and self._same_class(i, above):
                return above
        return i

    def _are_several(self, i: int | None, node: Node) -> bool:
        """True for "two students, Joonas Virta and Leyla Demir", whom the first name alone is not."""
        return (
            i is not None and self.mentions.all[i].number == "plur" and any(kid.of("conj") for kid in node.of("appos"))
        )

    def _same_class(self, i: int | None, named: int) -> bool:
        coarse, found = self.ontology.coarse, self.mentions.all
        if (
            i is not None
            and found[i].number == "sing"
            and found[i].head.lemma in self.ontology.words.get("any-agent", ())
        ):
            return True
        return i is None or coarse(found[i].cls) == coarse(found[named].cls)

    def cls(self, i: int) -> str:
        """The class of a mention: that of its chain, once known."""
        chain = self.chains.of[i]
        return self.chains.entities[chain].cls if chain is not None else self.mentions.all[i].cls

    def fits(self, i: int, accepts: Iterable[str], *, metonymy: bool = False) -> bool:
        """True when a mention is of an accepted class, or may act as one."""
        cls, is_a = self.cls(i), self.ontology.is_a
        if any(is_a(cls, wanted) for wanted in accepts):
            return True
        if not metonymy or "Agent" not in accepts or not is_a(cls, "Place") or is_a(cls, "Facility"):
            return False
        chain = self.chains.of[i]
        return chain is not None and not self.chains.entities[chain].described

    def resolved(self, node: Node) -> Argument | None:
        """Whatever a word stands for, of any class, if that is known."""
        i = self.candidate(node)
        chain = self.chains.of[i] if i is not None else None
        return self.mention(i, chain) if i is not None and chain is not None else None

    def mention(self, i: int, chain: int) -> Argument:
        """A mention as the end of a claim, with the certainty of its name and of its link."""
        candidate, link = self.mentions.all[i], self.chains.links[i]
        sure = round(LINK_CONFIDENCE.get(link, OTHER_LINK) * candidate.confidence, 4)
        return Argument(
            text=candidate.text, start=candidate.start, end=candidate.end, chain=chain, link=link, confidence=sure
        )

    def _thing(self, node: Node) -> Argument | None:
        if self.times.covers(node):
            return None
        if node.i not in self.things:
            made = thing(self.view, node)
            if made is None:
                return None
            self.things[node.i] = (len(self.chains.entities) + len(self.things), made)
        chain, words = self.things[node.i]
        return Argument(text=words.text, start=words.start, end=words.end, chain=chain, link="described")

    def entity(self, argument: Argument) -> LocalEntity | None:
        """The participant behind an end; None for a literal and for a thing made for a claim."""
        return self.chains.entities.get(argument.chain) if argument.chain is not None else None

    def is_described(self, argument: Argument) -> bool:
        """True for a participant without a name."""
        entity = self.entity(argument)
        return entity is None or entity.described

    def principal(self, argument: Argument, node: Node) -> Argument:
        """Whom a proxy acts for ("Taliban representatives" meet as the Taliban), or the argument itself."""
        entity = self.entity(argument)
        if entity is None or not entity.described or node.lemma not in self.ontology.words.get("proxy", frozenset()):
            return argument
        if len(entity.affiliated_with) != 1:
            return argument
        return replace(argument, chain=entity.affiliated_with[0], link="proxy", confidence=PROXY)

    def entities(self) -> list[LocalEntity]:
        """All entities of the document, those made for claims included."""
        made = [
            LocalEntity(
                chain=chain, cls="Thing", name=without_article(c.name), described=True, affiliated_with=self._inside(c)
            )
            for chain, c in self.things.values()
        ]
        return [*self.chains.entities.values(), *made]

    def _inside(self, candidate: Candidate) -> tuple[int, ...]:
        covering = (self.mentions.covering.get(i) for i in range(candidate.first, candidate.last + 1))
        return tuple(sorted({chain for c in covering if c is not None and (chain := self.chains.of[c]) is not None}))


def _names(kid: Node) -> bool:
    return kid.dep == "nmod" and preposition(kid) == "of" and kid.pos == "PROPN"
