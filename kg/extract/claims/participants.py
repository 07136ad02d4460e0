"""Which words may be an end of a claim: mentions of an accepted class, proxies, and things without a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.extract.circumstances.times import Times
from kg.extract.coreference import referents
from kg.extract.grammar.triggers import owners
from kg.extract.mentions import partisans
from kg.extract.mentions.counts import count_of
from kg.extract.mentions.phrases import NOMINATIVE, thing
from kg.extract.reading import Candidate, Reading
from kg.extract.relations.scored import Scores
from kg.language.grammar import Node
from kg.names import without_article
from kg.records import Argument, Kind, LocalEntity

CLAUSE = "acl"
"""Label of a clause that says which one a noun means."""
ANYTHING = frozenset({"Entity", "Thing"})
"""Classes that also admit what is no person, group or place."""
PROXY = 0.9
"""Certainty that who represents somebody acts for them."""


@dataclass(frozen=True, slots=True)
class Participants:
    """What one document offers as ends of claims; grows only by participants without a class (`things`)."""

    reading: Reading
    times: Times
    scores: Scores = field(default_factory=dict)
    """What the language model says of pairs of mentions."""
    things: dict[int, tuple[int, Candidate]] = field(default_factory=dict)
    """Head node -> chain and words of a `Thing` made for a claim."""

    def end(self, node: Node, accepts: Iterable[str], *, metonymy: bool = False) -> Argument | None:
        """The end that `node` fills, or None when nothing of an accepted class stands there.

        Args:
            node: The word in the slot.
            accepts: Ontology classes.
            metonymy: Whether a place may act as its people or government do ("Moscow rejected").
        """
        i = referents.mention_of(self.reading, node)
        if i is None:
            return None if ANYTHING.isdisjoint(accepts) else self._thing(node)
        found = referents.argument(self.reading, i)
        return found if found is not None and fits(self.reading, i, accepts, metonymy=metonymy) else None

    def author(self, node: Node, accepts: Iterable[str]) -> Argument | None:
        """Who says what a document says: "a report by [Oxfam]", "the [ministry]'s statement"; None for other things."""
        if node.lemma not in self.reading.words("document"):
            return None
        found = (self.end(owner, accepts, metonymy=True) for owner in owners(node))
        one = next((end for end in found if end is not None), None)
        return one and replace(one, link="proxy", confidence=min(one.confidence, PROXY))

    def words(self, node: Node) -> Argument | None:
        """A noun with its phrase as a literal end, without an article: "mayor of Paris", "missile"."""
        made = None if self.times.covers(node) else thing(self.reading, node)
        if made is None:
            return None
        whole = " ".join(made.text.split())
        text = without_article(whole)
        article = made.text.split()[0] if text != whole else ""
        return Argument(text=text, start=made.end - len(made.text[len(article) :].lstrip()), end=made.end)

    def named(self, node: Node, accepts: Iterable[str]) -> Argument | None:
        """The same for a state, which holds between participants with names; "he" whom nobody names is himself."""
        found = self.end(node, accepts)
        return self.somebody(node, accepts) if found is None or self.is_described(found) else found

    def somebody(self, node: Node, accepts: Iterable[str]) -> Argument | None:
        """A person of whom the text says only "he" or "she": one for each such word of a sentence."""
        i = referents.mention_of(self.reading, node)
        if i is None or self.reading.chains.of[i] is not None:
            return None
        words = self.reading.mentions.all[i]
        alone = words.kind is Kind.PRONOUN and words.gender in NOMINATIVE
        if not alone or not any(self.reading.ontology.is_a(words.cls, wanted) for wanted in accepts):
            return None
        same = (one for one in self.things.values() if self._is_same(one[1], words))
        chain, _ = self.things.setdefault(words.head.i, next(same, (self._next(), words)))
        return Argument(text=words.text, start=words.start, end=words.end, chain=chain, link="described")

    def is_somebody(self, end: Argument) -> bool:
        """True for a person made from a pronoun."""
        return any(chain == end.chain and words.kind is Kind.PRONOUN for chain, words in self.things.values())

    @staticmethod
    def _is_same(one: Candidate, other: Candidate) -> bool:
        """True for two pronouns of one sentence and one gender."""
        return one.kind is Kind.PRONOUN and (one.head.sent, one.gender) == (other.head.sent, other.gender)

    def _thing(self, node: Node) -> Argument | None:
        if self.times.covers(node):
            return None
        if node.i not in self.things:
            made = thing(self.reading, node)
            if made is None or self._says_nothing(made):
                return None
            self.things[node.i] = (self._next(), made)
        chain, words = self.things[node.i]
        return Argument(text=words.text, start=words.start, end=words.end, chain=chain, link="described")

    def _says_nothing(self, made: Candidate) -> bool:
        """True for a word that names nothing without the clause behind it, which is too long: "the notion that …"."""
        cut = made.end == made.head.end and any(kid.base == CLAUSE and kid.i > made.last for kid in made.head.kids)
        return cut and made.head.lemma in self.reading.words("shell-noun")

    def _next(self) -> int:
        return len(self.reading.chains.entities) + len(self.things)

    def is_described(self, argument: Argument) -> bool:
        """True for a participant without a name."""
        entity = referents.entity(self.reading, argument)
        return entity is None or entity.described

    def principal(self, argument: Argument, node: Node) -> Argument:
        """Whom a proxy acts for ("Taliban representatives" meet as the Taliban), or the argument itself."""
        entity = referents.entity(self.reading, argument)
        if entity is None or not entity.described or node.lemma not in self.reading.words("proxy"):
            return argument
        if len(entity.affiliated_with) != 1:
            return argument
        return replace(argument, chain=entity.affiliated_with[0], link="proxy", confidence=PROXY)

    def entity(self, end: Argument) -> LocalEntity | None:
        """Who or what an end of a claim is; None for a literal."""
        return referents.entity(self.reading, end) or self.made(end)

    def made(self, end: Argument) -> LocalEntity | None:
        """The thing made for an end of a claim; None for a literal and for a mention."""
        words = next((words for chain, words in self.things.values() if chain == end.chain), None)
        return self._made(end.chain, words) if end.chain is not None and words is not None else None

    def all(self) -> tuple[LocalEntity, ...]:
        """All entities of the document, those made for claims included."""
        made = {chain: self._made(chain, words) for chain, words in reversed(self.things.values())}
        return (*self.reading.chains.entities.values(), *sorted(made.values(), key=lambda entity: entity.chain))

    def _made(self, chain: int, words: Candidate) -> LocalEntity:
        count, kind = count_of(self.reading, words.head)
        return LocalEntity(
            chain=chain,
            cls=words.cls if words.kind is Kind.PRONOUN else "Thing",
            name=NOMINATIVE.get(words.gender, "") or without_article(words.name),
            described=True,
            affiliated_with=self._inside(words),
            count=count,
            count_kind=kind,
        )

    def _inside(self, words: Candidate) -> tuple[int, ...]:
        """Chains of what is named inside the words of a thing."""
        covering, of = self.reading.mentions.covering, self.reading.chains.of
        within = (covering.get(i) for i in range(words.first, words.last + 1))
        return tuple(sorted({chain for i in within if i is not None and (chain := of[i]) is not None}))


def fits(reading: Reading, i: int, accepts: Iterable[str], *, metonymy: bool = False) -> bool:
    """True when a mention is of an accepted class, or may act as one."""
    cls, ontology, name = referents.class_of(reading, i), reading.ontology, reading.mentions.all[i]
    party = ontology.classes[cls].belonging is not None
    if party and partisans.is_one_of(name) and name.head.dep != "appos":  # "Mark Warner, a Democrat"
        return False
    if any(ontology.is_a(cls, wanted) for wanted in accepts):
        return True
    if not metonymy or "Agent" not in accepts or not ontology.is_a(cls, "Place") or ontology.has(cls, "building"):
        return False
    chain = reading.chains.of[i]
    return chain is not None and not reading.chains.entities[chain].described
