"""The frozen records that flow through `kg`, in the order in which they come to be.

    Document -> Sentence, Mention, LocalEntity, Claim   (what one document says: an `Extraction`)
             -> Entity, Fact                            (what we know from all documents)

All offsets are characters of `Document.text`, end exclusive. A `Claim` or a `Fact` without
evidence cannot be constructed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.documents import Document
from kg.kinds import CountKind, Kind, Standing, Status, Verdict

__all__ = [
    "UNSAID",
    "Argument",
    "Claim",
    "CountKind",
    "Document",
    "Entity",
    "Extraction",
    "Fact",
    "Judgement",
    "Kind",
    "LocalEntity",
    "Mention",
    "Sentence",
    "Standing",
    "Status",
    "TimeSpan",
    "Verdict",
]

UNSAID = "–"
"""Stands for an end of an event that the text does not say, where people read."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """The passage that a claim points at."""

    start: int
    end: int
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """When something happens: a closed interval of days, or unresolved text (both ends None)."""

    text: str
    earliest: date | None = None
    latest: date | None = None
    precision: str = "unresolved"
    """`day`, `week`, `month`, `quarter`, `season`, `year`, `decade`, `century`, `period` or `unresolved`."""
    anchor: str = "none"
    """What it was resolved against: `none`, `text`, `metadata`, `dateline`, `byline` or `context`."""

    @property
    def interval(self) -> str | None:
        """ISO 8601 interval `earliest/latest`; an open end is `..`; None when unresolved."""
        if self.earliest is None and self.latest is None:
            return None
        low = self.earliest.isoformat() if self.earliest else ".."
        return f"{low}/{self.latest.isoformat() if self.latest else '..'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that refers to an entity; mentions of one `chain` corefer inside the document."""

    start: int
    end: int
    text: str
    kind: Kind
    type: str
    """Coarse class: `Person`, `Organization` or `Place` (or `Thing` for other participants)."""
    chain: int
    link: str = "name"
    """How the mention was tied to its chain: `name`, `short-name`, `acronym`, `pronoun`, `definite` …"""
    confidence: float = 1.0
    why: str = ""
    """What decided the class of a name, in words: `Organization 0.97: said of it: Organization (company)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """All that one document says about one participant: the mentions of one coreference chain."""

    chain: int
    cls: str
    """Most specific ontology class, e.g. `ArmedGroup`."""
    name: str
    """The fullest name in this document, without titles; the phrase itself when `described`."""
    aliases: tuple[str, ...] = ()
    described: bool = False
    affiliated_with: tuple[int, ...] = ()
    """Chains named inside the phrase: "U.S. officials" is affiliated with the United States."""
    gazetteer: str | None = None
    """Key of the gazetteer entry this name stands for (`United_States`), if any."""
    count: int | None = None
    """How many a described participant is: 5 for "five Taliban commanders"."""
    count_kind: CountKind = CountKind.EXACT  # how the number is meant; without one it means nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What fills a role of a claim: a mention's words and its chain, or a literal (`chain` None)."""

    text: str
    start: int
    end: int
    chain: int | None = None
    link: str = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document, with the sentence that makes it.

    An event may lack one end: who did it, or to whom it was done, when the text does not say so.

    Raises:
        ValueError: without evidence, without both ends, or with a confidence outside 0–1.
    """

    relation: str
    subject: Argument | None
    """Of an event, its agent."""
    object: Argument | None
    """Of an event, its patient."""
    evidence: Sentence
    rule: str
    confidence: float = 1.0
    """How often claims like it are right, 0–1; 1 until it is rated."""
    status: Status = Status.ASSERTED
    place: Argument | None = None
    time: TimeSpan | None = None
    on_behalf_of: Argument | None = None
    at: Argument | None = None
    attributed_to: str | None = None
    trigger: tuple[int, int] | None = None
    """Character span of the trigger word(s); None for purely structural rules."""
    path: str = ""
    """Dependency paths from trigger to ends, for a reader: `nsubj ← meet → obl:with`."""
    cues: tuple[str, ...] = ()
    """The words that set the status: `will`, `not`, `if` …"""
    mends: tuple[str, ...] = ()
    """Mends of the tree and guesses of names that acted on its sentence."""
    former: bool = False  # true for a state that is over: "the former president"
    second: str = ""  # of an event, what the roles of its word say beside the slots: agrees, differs, silent, alone
    score: float | None = None  # how probable the language model thinks a state of these two mentions, 0–1

    @property
    def ends(self) -> tuple[Argument, ...]:
        """Subject and object, as far as there are both."""
        return tuple(end for end in (self.subject, self.object) if end is not None)

    def __post_init__(self) -> None:
        if not self.evidence.text or self.evidence.end <= self.evidence.start:
            raise ValueError(f"claim {self.relation} has no evidence; every claim points at its sentence")
        if not self.ends:
            raise ValueError(f"claim {self.relation} of {self.rule} has neither subject nor object; give it one")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} of {self.rule} is not between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one document says. It depends on that document, the ontology and the model only."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[LocalEntity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Judgement:
    """A decision of a person, which stands above all rules until it is undone.

    Entities are written as the part of their IRI behind `entity/`, so that a judgement holds in every graph. Judgements
    sort by time.
    """

    time: str
    """When it was made, ISO 8601."""
    verdict: Verdict
    target: str
    """An entity; of `reject` and `confirm` the id of a document."""
    other: str = ""
    """Another entity; a new name or class; of `apart` perhaps `NAME @ DOCUMENT`; of facts what the document says."""
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A canonical entity, decided over all documents."""

    iri: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    described: bool = False
    count: int | None = None
    """How many a described one is; `count_kind` says how the number is meant."""
    count_kind: CountKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of `kg facts`: a claim between canonical entities. Field names and order are the contract's.

    Of an event, subject is the agent and object the patient; either may be None, with all that belongs to it.

    Raises:
        ValueError: without a sentence, or without both ends.
    """

    fact: str
    subject: str | None
    subject_text: str | None
    subject_iri: str | None
    subject_type: str | None
    relation: str
    object: str | None
    object_text: str | None
    object_iri: str | None
    object_type: str | None
    subject_count: int | None = None
    object_count: int | None = None
    former: bool = False
    published: str | None = None  # day of the document, ISO 8601
    place: str | None
    place_iri: str | None = None
    time: str | None
    time_text: str | None
    status: str
    attributed_to: str | None
    confidence: float
    rule: str
    document: str
    start: int
    end: int
    sentence: str
    support: int = 1  # how many independent sources report it
    repeats: str | None = None  # IRI of the surest fact that reports the same; None for that one itself

    def __post_init__(self) -> None:
        if not self.sentence:
            raise ValueError(f"fact {self.fact} has no sentence; every fact points at its evidence")
        if self.subject is None and self.object is None:
            raise ValueError(f"fact {self.fact} has neither subject nor object; an event needs one of them")

    @property
    def statement(self) -> str:
        """The fact in one line, with a dash for whoever is not said: `– kills Shinzo Abe`."""
        words = (self.subject or UNSAID, self.relation, self.object or UNSAID)
        return " ".join(words) + (" (former)" if self.former else "")
