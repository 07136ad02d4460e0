"""Role noun with its bearer + another end -> the relation between the two, or None.

Mostly the one that the role evokes; but a country beside it may say where its bearer is from, a deputy does not lead,
a minister serves the state, and one of a party is only its member. What takes the place of what stands in `ontology/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.grammar.labels import ATTRIBUTES
from kg.extract.reading import Candidate, Reading
from kg.extract.relations import titles
from kg.extract.relations.complements import BEHIND, NESTED, SIDES
from kg.extract.relations.states import Holding
from kg.language.grammar import Node, preposition
from kg.ontology import Relation
from kg.records import Kind

COMES = "oblique:from"
"""Link of where somebody is from, unless the role says more of it: an envoy from Chile."""
HOME_LINKS = frozenset({"modifier", "oblique:from", "oblique:of"})
"""Links of a place that is where somebody is from."""


def find(reading: Reading, held: Holding, link: str, end: Node, *, scope: str, junior: bool) -> str | None:
    """The relation between the bearer of a role and what stands at `end`.

    Args:
        reading: The document.
        held: The role noun and its bearer.
        link: How the end hangs from them; see `complements`.
        end: The word at the other end.
        scope: To what the title is narrowed; see `titles.scope`.
        junior: Whether it is that of a deputy.
    """
    i = reading.mentions.at(end)
    if i is None:
        return None
    other, relations = reading.mentions.all[i], reading.ontology.relations
    found = _expressed(reading, held, link, i)
    if link.endswith(":at") and any(preposition(kid) == "of" for kid in held.noun.of("nmod")):
        junior = True  # the head of a research group at Harvard is not that of Harvard
    if found is None or _is_topic(reading, held, link, other, found):
        return None
    belonging = _belonging(reading, other)
    if relations[found].below is None:
        return belonging if belonging is not None and held.noun.lemma in reading.words("cabinet") else found
    if belonging is not None and link == BEHIND:
        return belonging  # "President Ma Ying-jeou of the Kuomintang" presides over a state
    if belonging is not None and (junior or scope or not _is_party_office(reading, held.noun)):
        found = None if _is_portfolio(reading, held, end) else belonging
    elif _serves_whole(reading, held, other):
        found = relations[found].below
    elif scope or junior:
        found = _below(reading, held, other, relations[found], scope)
    return found


def _is_party_office(reading: Reading, noun: Node) -> bool:
    """True for an office that parties have, of one word or two: "secretary general"."""
    before = reading.view.nodes[noun.i - 1].lemma if noun.i else ""
    return not reading.words("party-office").isdisjoint({noun.lemma, f"{before} {noun.lemma}".lower()})


def _is_portfolio(reading: Reading, held: Holding, end: Node) -> bool:
    """True for a "Labour Minister" and the "Minister of Employment and Labour", who are ministers for labour."""
    behind = end.i > held.noun.i and not end.of("det")
    return held.noun.lemma in reading.words("cabinet") and (behind or end.i == held.noun.i - 1)


def _expressed(reading: Reading, held: Holding, link: str, i: int) -> str | None:
    """The relation by the class of the other end, whatever rank the title gives its bearer."""
    other, ontology, role = reading.mentions.all[i], reading.ontology, held.role
    if other.demonym and (link.startswith(NESTED) or _is_in_name(reading, i)):
        return None
    if link.startswith(NESTED) and _only_narrows(reading, other):
        return None
    relation = ontology.relations[role.relation] if role.relation else None
    wanted = _wanted(held, relation)
    fits = any(ontology.is_a(other.cls, cls) for cls in wanted)
    said = _origin(reading, held, link, other, relation, fits=fits)
    if said is not None:
        return said or None
    if relation is None:
        return None
    if other.kind is Kind.PRONOUN and other.cls == "Entity":
        return relation.name if "Person" not in wanted else None
    return relation.name if fits else None


def _only_narrows(reading: Reading, place: Candidate) -> bool:
    """True for "head of the [Oceania] section", where a place says which one, and is not what is led."""
    noun = place.head.head
    if place.head.dep not in ATTRIBUTES or noun is None or reading.ontology.coarse(place.cls) != "Place":
        return False
    return reading.ontology.coarse(reading.ontology.noun_classes.get(noun.lemma, "Thing")) != "Place"


def _wanted(held: Holding, relation: Relation | None) -> tuple[str, ...]:
    """Classes that the other end may have."""
    if held.role.classes or relation is None:
        return held.role.classes
    return relation.subject_classes if held.role.inverse else relation.object_classes


def _origin(
    reading: Reading, held: Holding, link: str, other: Candidate, relation: Relation | None, *, fits: bool
) -> str | None:
    """Where a country or place says that the bearer is from; "" if it says nothing, None if the role decides."""
    ontology, person = reading.ontology, reading.ontology.classes[held.role.bearer]
    plain = relation is None or relation.origin
    place = ontology.coarse(other.cls) == "Place" and not ontology.has(other.cls, "building")
    if link == COMES and place and COMES.partition(":")[2] not in held.role.prepositions:
        return person.nationality if ontology.has(other.cls, "sovereign") else person.home  # "a leader from Odisha"
    if person.nationality is None or person.home is None:
        return None
    if (
        link == "modifier"
        and not other.demonym
        and ontology.has(other.cls, "sovereign")
        and _is_of_state(reading, held)
    ):
        return None  # "US attorney"
    if link in SIDES and _is_national(reading, other):
        if other.demonym and not ontology.has(other.cls, "sovereign"):
            if fits and not plain:
                return None
            inside = other.entry is not None and other.entry.country is not None
            return person.home if inside else ""  # "a Bavarian lawyer" lives there; "a European lawyer" says nothing
        if plain or (other.demonym and (not fits or _heads_another(reading, held))):
            return person.nationality
    if plain and not fits and _is_local(reading, other):
        return person.home if link in HOME_LINKS else ""
    return None


def _heads_another(reading: Reading, held: Holding) -> bool:
    """True for the British head of the World Bank, who heads that, but not for the German head of state."""
    if held.noun.lemma in reading.words("cabinet"):
        return False
    heads = [kid for kid in held.noun.of("nmod") if preposition(kid) == "of" and kid.pos == "PROPN"]
    return any(kid.text not in reading.words("state-itself") for kid in heads)


def _is_of_state(reading: Reading, held: Holding) -> bool:
    """True for an office of one word or two that is one of the country before it."""
    before = reading.view.nodes[held.noun.i - 1].lemma if held.noun.i else ""
    return not reading.words("of-state").isdisjoint({held.noun.lemma, f"{before} {held.noun.lemma}"})


def _is_national(reading: Reading, other: Candidate) -> bool:
    """True for a country, and for an adjective of one or of a region."""
    return reading.ontology.has(other.cls, "sovereign") or (other.demonym and other.entry is not None)


def _is_local(reading: Reading, other: Candidate) -> bool:
    """True for the name of a place where people live that is no country."""
    place = reading.ontology.coarse(other.cls) == "Place" and not reading.ontology.has(
        other.cls, "sovereign", "building"
    )
    return place and other.kind is Kind.NAME


def _is_in_name(reading: Reading, i: int) -> bool:
    """True for the nationality in the name of an organization: "[German] Embassy Secretary", "Supreme [Soviet]"."""
    own = reading.mentions.all[i]
    if any(kid.dep in ATTRIBUTES and kid.i < own.first and kid.text[0].isupper() for kid in own.head.kids):
        return True
    before = reading.mentions.all[i - 1] if i else None
    return before is not None and before.kind is Kind.NAME and before.last >= own.last


def _is_topic(reading: Reading, held: Holding, link: str, other: Candidate, relation: str) -> bool:
    """True for what somebody knows, covers or trains: "[Middle East] expert", "[Germany] coach"."""
    person = reading.ontology.classes[held.role.bearer]
    if link == "possessive" and held.noun.lemma in reading.words("hired"):
        return relation == person.nationality
    if link != "modifier" or other.demonym or relation not in {person.nationality, person.home}:
        return False
    topical = held.noun.lemma in reading.words("topical")
    return topical or (relation == person.home and held.noun.lemma in reading.words("functional"))


def regions(reading: Reading, held: Holding, ends: Sequence[tuple[str, Node]]) -> frozenset[int]:
    """The places that narrow who is at the head of an organization: "the [South Asia] head of Human Rights Watch"."""
    relation = reading.ontology.relations.get(held.role.relation or "")
    if relation is None or relation.below is None or held.noun.lemma in reading.words("cabinet"):
        return frozenset()  # the "US Secretary of State"
    mentions, coarse = reading.mentions, reading.ontology.coarse
    named = [(link, mentions.all[i], end.i) for link, end in ends if (i := mentions.at(end)) is not None]
    whole = {
        link.partition(":")[0]
        for link, other, _ in named
        if coarse(other.cls) == "Organization" and _belonging(reading, other) is None
    }
    narrowing = {"oblique:for", "modifier"} if "oblique" in whole else {"oblique:for"} if whole else set()
    places = ((link, i) for link, other, i in named if coarse(other.cls) == "Place" and not other.demonym)
    return frozenset(i for link, i in places if link in narrowing)


def _serves_whole(reading: Reading, held: Holding, other: Candidate) -> bool:
    """True for the state of a minister, who leads a ministry; a prime minister has a role without that noun."""
    noun, place = held.noun.lemma, reading.ontology.coarse(other.cls) == "Place"
    return place and noun in reading.words("cabinet") and noun in held.role.lemmas


def _belonging(reading: Reading, other: Candidate) -> str | None:
    """What a title of the state says of a party beside it."""
    above = sorted(reading.ontology.ancestors(other.cls))
    return next(filter(None, (reading.ontology.classes[cls].belonging for cls in above)), None)


def _below(reading: Reading, held: Holding, other: Candidate, relation: Relation, scope: str) -> str | None:
    """What is left of leading a whole for who leads a section or a body of it, or is a deputy."""
    if held.role.bearer != "Person":
        return None
    whole = reading.ontology.coarse(other.cls) == "Organization"
    if scope == titles.BODY:
        return relation.name if whole else None
    return relation.below if whole or not scope else None
