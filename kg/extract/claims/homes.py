"""The state or firm of an office that is told without one: "Prime Minister Ana Ruiz", in an article about Chile.

Whoever writes of one country does not repeat it before each of its ministers, nor the name of a firm before "Chairman".
What is told then is a claim of its own whose object is the title: its words stand for the state or the firm, as "he"
stands for a person. It can be switched off by the name `claims/home`, and is told apart by the link `home`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.claims.participants import Participants
from kg.extract.grammar.labels import NOUNS
from kg.extract.reading import Reading
from kg.extract.relations import titles
from kg.language.grammar import Node, preposition
from kg.ontology import Ontology
from kg.records import Argument, Claim, Kind, LocalEntity

LEAST = 2
"""How often a country is at least named in an article about it."""
TIMES = 2
"""How many times as often as any other country."""
MORE = 3
"""How many times as often the firm that an article is about is told as any other body in it."""
SURE = 0.9
"""Certainty that an office without a country is one of the country that the article is about."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a state, without the state."""

    claim: Claim
    noun: Node
    relation: str


def governed(ends: Participants, claims: list[Claim]) -> Iterator[Claim]:
    """Who leads or serves the country that the article is about, by an office that no country is told of.

    Not for who has a tie to some country anyway, nor where two persons have one office, of whom one may be a guest.
    """
    reading = ends.reading
    if "claims/home" in reading.trail.without:
        return
    home, *others = _named(reading)
    if home is None:
        return
    tied = {claim.subject.chain for claim in claims if claim.subject is not None and _is_of_state(ends, claim)}
    offices = [office for claim in claims if (office := _office(ends, claim)) is not None]
    bearers: dict[str, set[int | None]] = defaultdict(set)
    for office in offices:
        if office.claim.subject is not None and not office.claim.former:
            bearers[office.noun.lemma].add(office.claim.subject.chain)
    for office in offices:
        claim, subject = office.claim, office.claim.subject
        if subject is None or subject.chain in tied or len(bearers[office.noun.lemma]) > 1:
            continue
        if len(subject.text.split()) == 1 or not _abroad(reading, office).isdisjoint(others):
            continue  # "President Obama" needs no country anywhere
        if _is_rivalled(reading, home, office.noun) or _is_elsewhere(reading, home, others, office.noun):
            continue
        yield replace(
            claim, relation=office.relation, rule=f"{office.relation}/home", object=_standing_for(claim, home)
        )


def employed(ends: Participants, claims: list[Claim]) -> Iterator[Claim]:
    """Who leads or serves the only firm that an article is about, by an office that nobody is told of: "Chairman Kim".

    Not for who has a tie to a country or body anyway, nor where the sentence names another body.
    """
    reading = ends.reading
    firm = None if "claims/home" in reading.trail.without else _firm(reading)
    if firm is None:
        return
    first = next(i for i, chain in enumerate(reading.chains.of) if chain == firm)
    tied = {claim.subject.chain for claim in claims if claim.subject is not None and _is_of_body(ends, claim)}
    for claim in claims:
        office, subject = _office(ends, claim, "firm-office"), claim.subject
        if office is None or subject is None or subject.chain in tied or claim.former:
            continue
        others = {one for one in _abroad(reading, office) - {firm} if one is not None and _is_body(reading, one)}
        known = reading.mentions.all[first].head.i < office.noun.i
        if known and not others and len(subject.text.split()) > 1:
            rule = f"{office.relation}/firm"
            yield replace(claim, relation=office.relation, rule=rule, object=_standing_for(claim, firm))


def _firm(reading: Reading) -> int | None:
    """The chain of the firm that an article is about: named, often told, and no other body a third as often."""
    entities = reading.chains.entities
    told = Counter(chain for chain in reading.chains.of if chain is not None and _is_body(reading, chain))
    ranked = sorted((chain for chain in told if not entities[chain].described), key=lambda one: (-told[one], one))
    firms = reading.words("class-of-firms")
    if not ranked or entities[ranked[0]].cls not in firms:
        return None
    return None if told[ranked[0]] < max([LEAST, *(MORE * told[one] for one in ranked[1:2])]) else ranked[0]


def _is_body(reading: Reading, chain: int) -> bool:
    return reading.ontology.coarse(reading.chains.entities[chain].cls) == "Organization"


def _is_of_body(ends: Participants, claim: Claim) -> bool:
    """True for a claim that ties somebody to a body or a place: "leads", "worksFor"."""
    tied = _tied_to(ends, claim)
    return tied is not None and ends.reading.ontology.coarse(tied.cls) in {"Organization", "Place"}


def _standing_for(claim: Claim, home: int) -> Argument | None:
    """The words of a title as the state that it is one of."""
    title = claim.object
    return title and replace(title, chain=home, link="home", confidence=SURE)


def _named(reading: Reading) -> list[int | None]:
    """The chain of the country that an article is about, None if it is about none, and those of all others."""
    has, entities = reading.ontology.has, reading.chains.entities
    known = (chain for chain in reading.chains.of if chain is not None)
    counts = Counter(chain for chain in known if has(entities[chain].cls, "sovereign"))
    ranked = sorted((chain for chain in counts if not entities[chain].described), key=lambda one: (-counts[one], one))
    if not ranked or counts[ranked[0]] < max([LEAST, *(TIMES * counts[other] for other in ranked[1:2])]):
        return [None]
    if any(counts[chain] > counts[ranked[0]] for chain in counts) or _is_only_abroad(reading, ranked[0]):
        return [None]  # "this country", which nobody names
    return [*ranked]


def _is_only_abroad(reading: Reading, chain: int) -> bool:
    """True for a country to which, or from which, people of another one only travel: "flew home from the US"."""
    own = [mention for i, mention in enumerate(reading.mentions.all) if reading.chains.of[i] == chain]
    named = (mention for mention in own if mention.kind is Kind.NAME)
    abroad = all(preposition(mention.head) in reading.words("going-abroad") for mention in named)
    return abroad and not any(mention.demonym for mention in own)


def _abroad(reading: Reading, office: Office) -> set[int | None]:
    """The chains that the sentence of an office names."""
    return {reading.chains.of[i] for i in reading.mentions.in_sentence(office.noun.sent)}


def _is_rivalled(reading: Reading, home: int, office: Node) -> bool:
    """True if a place that the gazetteer does not know is told too, and may be the state: Karvelia, or where it met.

    It is one that is told as often as the country that the article is about, or at all while that is told only later.
    """
    entities, of = reading.chains.entities, reading.chains.of
    told = Counter(chain for chain in of if chain is not None)
    if office.lemma in reading.words("of-firms"):
        before = {of[i] for i, mention in enumerate(reading.mentions.all) if mention.head.i < office.i}
        firms = {one for one in before if one is not None and entities[one].cls in reading.words("class-of-firms")}
        if any(told[one] >= told[home] for one in firms):
            return True  # "Swissair …, President Tom Berg said"
    first = next(i for i, chain in enumerate(of) if chain == home)
    least = 1 if reading.mentions.all[first].head.sent > office.sent else told[home]
    return any(told[one.chain] >= least and _is_unknown_place(reading, one) for one in entities.values())


def _is_elsewhere(reading: Reading, home: int, others: list[int | None], office: Node) -> bool:
    """True if other countries are named before the office, but not that of the article, nor a town of it."""
    key = reading.chains.entities[home].gazetteer
    so_far = [i for i, mention in enumerate(reading.mentions.all) if mention.head.sent <= office.sent]
    entries = (reading.mentions.all[i].entry for i in so_far)
    if any(entry is not None and key in {entry.key, entry.country} for entry in entries):
        return False
    chains = {reading.chains.of[i] for i in so_far}
    return home not in chains and not chains.isdisjoint(others)


def _is_unknown_place(reading: Reading, entity: LocalEntity) -> bool:
    known = entity.described or entity.gazetteer is not None or reading.ontology.has(entity.cls, "building")
    return not known and reading.ontology.coarse(entity.cls) == "Place"


def _is_of_state(ends: Participants, claim: Claim) -> bool:
    """True for a claim that ties somebody to a country: "leads", "citizenOf"."""
    tied = _tied_to(ends, claim)
    return tied is not None and ends.reading.ontology.has(tied.cls, "sovereign")


def _tied_to(ends: Participants, claim: Claim) -> LocalEntity | None:
    """What a state ties somebody to; None for an event."""
    event = ends.reading.ontology.relations[claim.relation].event_class is not None
    return None if event or claim.object is None else ends.entity(claim.object)


def _office(ends: Participants, claim: Claim, kind: str = "state-office") -> Office | None:
    """The office of a state or a firm that a position is by its words: a title before a name, and of nothing else."""
    reading = ends.reading
    if claim.trigger is None or claim.at is not None or claim.rule != f"{claim.relation}/title":
        return None
    noun = reading.view.word_at(claim.trigger[0])
    words = claim.object.text.lower().split() if claim.object is not None else []
    lemma = next((office for office in _lemmas(reading, noun) if office in reading.words(kind)), None)
    if lemma is None or noun.of("nmod", "nmod:poss") or not reading.words("abroad").isdisjoint(words):
        return None
    relation = _relation(reading.ontology, lemma)
    below = reading.ontology.relations[relation].below if relation is not None else None
    cabinet = lemma in reading.words("cabinet")
    if relation is None or _is_narrowed(reading, noun, cabinet=cabinet):
        return None
    junior = cabinet or not reading.words("junior").isdisjoint(word for part in words for word in part.split("-"))
    return Office(claim, noun, below if junior and below is not None else relation)


def _is_narrowed(reading: Reading, noun: Node, *, cabinet: bool) -> bool:
    """True for an office of something else: "[Fed] President", "[club] president"."""
    nodes, mentions = reading.view.nodes, reading.mentions
    before = [kid for kid in noun.kids if kid.i < noun.i and kid.dep in {"compound", "amod", "nmod:desc"}]
    first = min([noun.i, *(kid.i for kid in before)])
    left = nodes[first - 1] if first else None
    beside = left is not None and left.sent == noun.sent and left.end + 1 == nodes[first].start
    if left is not None and beside and (left.pos in NOUNS or mentions.is_name(left)):
        return True
    plain = reading.words("junior") | reading.words("former") | reading.words("prime")
    return not cabinet and any(kid.pos != "ADJ" and kid.lemma not in plain for kid in before)


def _lemmas(reading: Reading, noun: Node) -> tuple[str, ...]:
    before = reading.view.nodes[noun.i - 1].lemma if noun.i else ""
    return f"{titles.plain(before)} {noun.lemma}".lower(), titles.plain(titles.lemma(reading.view, noun))


def _relation(ontology: Ontology, lemma: str) -> str | None:
    """What the bearer of an office is to what it is one of."""
    return next((role.relation for role in ontology.roles if lemma in role.lemmas and role.relation is not None), None)
