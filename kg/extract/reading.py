"""What flows inside extraction: one `Reading` of a document, which each stage hands on with more in it.

trees       names settled, trees mended in place
mentions    `mentions` filled
coreference `chains` filled
relations, circumstances, claims   read it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.language.grammar import Node, View
from kg.ontology import Entry, Ontology
from kg.records import Kind, LocalEntity, Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention before coreference: nodes `first`..`last`, its head node, what is known of its class."""

    first: int
    last: int
    head: Node
    start: int
    end: int
    text: str
    kind: Kind
    cls: str
    name: str
    """The words that identify it: a name without titles and possessive, or the phrase itself."""
    entry: Entry | None = None
    demonym: bool = False
    number: str = ""
    gender: str = ""
    confidence: float = 1.0
    spread: tuple[int, int] | None = None
    """Nodes of the whole span that the model marked, titles and articles included."""
    why: str = ""
    """What decided the class of a name, in words."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All candidates of a document in text order, and which one covers each node."""

    all: tuple[Candidate, ...] = ()
    covering: Mapping[int, int] = field(default_factory=dict)
    """Node index -> index of the smallest name, nominal or pronoun headed by or containing it."""
    headed: Mapping[int, int] = field(default_factory=dict)
    """Head node index -> candidate index."""
    sentences: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Sentence number -> its candidates, in text order."""

    def in_sentence(self, number: int) -> tuple[int, ...]:
        """Candidates of a sentence."""
        return self.sentences.get(number, ())

    def at(self, node: Node) -> int | None:
        """Index of the candidate headed by `node`, or of the name that contains it."""
        found = self.headed.get(node.i)
        return found if found is not None else self.covering.get(node.i)

    def is_name(self, node: Node) -> bool:
        """True for a word of a name, as opposed to one of a description or a pronoun."""
        i = self.at(node)
        return i is not None and self.all[i].kind is Kind.NAME


@dataclass(frozen=True, slots=True)
class Chains:
    """A chain number per candidate (None for an unresolved pronoun), how each joined it, and the entities."""

    of: tuple[int | None, ...] = ()
    links: tuple[str, ...] = ()
    entities: Mapping[int, LocalEntity] = field(default_factory=dict)


class Trail:
    """Which mends and guesses acted on which sentence of a document; those in `without` are switched off."""

    __slots__ = ("_acted", "without")

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self.without = without
        self._acted: dict[int, Counter[str]] = {}

    def note(self, rule: str, sentence: int) -> None:
        """Remembers that a rule changed something in a sentence."""
        self._acted.setdefault(sentence, Counter())[rule] += 1

    def acts(self, rule: str, sentence: int) -> bool:
        """False where a rule is switched off; else a note that it acts."""
        if rule in self.without:
            return False
        self.note(rule, sentence)
        return True

    def of(self, sentence: int) -> tuple[str, ...]:
        """Names of the rules that acted on a sentence, in alphabetical order."""
        return tuple(sorted(self._acted.get(sentence, ())))

    def counts(self) -> Counter[str]:
        """How often each rule acted on the document."""
        return sum(self._acted.values(), Counter[str]())


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of a document so far; a stage makes the next one with `dataclasses.replace`."""

    view: View
    ontology: Ontology
    mentions: Mentions = field(default_factory=Mentions)
    chains: Chains = field(default_factory=Chains)
    trail: Trail = field(default_factory=Trail, compare=False)

    def words(self, name: str) -> frozenset[str]:
        """A word class of the lexicon; empty for one that no file declares."""
        return self.ontology.words.get(name, frozenset())

    def noun_class(self, noun: Node) -> str | None:
        """The class of what a noun describes: of "travel agency" together if that has one, else of "agency"."""
        classes = self.ontology.noun_classes
        before = self.view.nodes[noun.i - 1] if noun.i else None
        if before is not None and before.text == "-" and noun.i > 1:  # "film-maker"
            before = self.view.nodes[noun.i - 2]
        if before is not None and before.head is noun:
            return classes.get(f"{before.lemma} {noun.lemma}", classes.get(noun.lemma))
        return classes.get(noun.lemma)

    def cues(self, scope: str) -> frozenset[str]:
        """All words of the status cues of a scope (`kg:scope` in the lexicon)."""
        return _cue_words(self.ontology, scope)

    def text_of(self, first: int, last: int) -> str:
        """The characters from the first to the last of two nodes."""
        return self.view.text[self.view.nodes[first].start : self.view.nodes[last].end]

    def sentence(self, number: int) -> Sentence:
        """The passage that a claim of that sentence points at."""
        at = self.view.sentences[number]
        return Sentence(at.start, at.end, self.view.text[at.start : at.end])


@lru_cache(maxsize=64)
def _cue_words(ontology: Ontology, scope: str) -> frozenset[str]:
    return frozenset(word for cue in ontology.cues if cue.scope == scope for word in cue.words)
