"""Role nouns -> states: "State Department spokeswoman Jen Psaki", "Omar, the Taliban's leader".

A role noun ties its bearer to another end. The bearer is found through title, apposition, predicate or "of" ("the
Qatari capital of Doha"); the other end through possessive, modifier, demonym or preposition. Nouns and relations
stand in `ontology/roles.ttl`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extract.grammar.labels import INDEFINITE, NOUNS, ONE
from kg.extract.mentions.phrases import is_of_title
from kg.extract.reading import Mentions, Reading
from kg.extract.relations import bearers, complements, role_relation, titles
from kg.extract.relations.complements import NESTED, SHARED
from kg.extract.relations.states import Holding, State
from kg.language.grammar import Node, preposition
from kg.ontology import Ontology, Role
from kg.records import Kind

STAFF, PLACE = "staff", "Place"


@lru_cache(maxsize=4)
def _index(ontology: Ontology, without: frozenset[str]) -> dict[str, list[Role]]:
    """Lemma -> its roles, but for those that are switched off."""
    index: dict[str, list[Role]] = defaultdict(list)
    for role in ontology.roles:
        for lemma in role.lemmas if role.name not in without else ():
            index[lemma].append(role)
    return dict(index)


def find(reading: Reading) -> Iterator[State]:
    """Every state that a role noun expresses."""
    for noun in reading.view.nodes:
        roles = _roles(reading, noun)
        if not roles or _inside_name(noun, reading.mentions):
            continue
        borne = list(bearers.find(reading, noun))
        for role in roles:
            for how, bearer in borne:
                if bearers.fits(reading, how, bearer, role) and not _is_only_seen_so(reading, noun, how, role):
                    yield from _states(reading, Holding(noun, role, how, bearer))


def _is_only_seen_so(reading: Reading, noun: Node, how: str, role: Role) -> bool:
    """True for "considers Gaza an occupied [territory]": what somebody takes a place for is not where it lies."""
    verb = noun.head
    return how == "becoming" and role.bearer == PLACE and verb is not None and verb.lemma in reading.words("regarding")


def _roles(reading: Reading, node: Node) -> list[Role]:
    """The roles that a word names, alone or with the word before it ("press secretary"), or as a word for a person."""
    index = _index(reading.ontology, reading.trail.without)
    if node.pos not in NOUNS:
        return index.get(node.lemma, []) if node.dep == "amod" else []
    before = reading.view.nodes[node.i - 1] if node.i else None
    if before is not None and before.head is node:
        longer = index.get(f"{titles.plain(before.lemma)} {node.lemma}")
        if longer:
            return longer
    found = index.get(titles.plain(titles.lemma(reading.view, node)))
    if found or not _is_person_noun(reading, node):
        return found or []
    return [role for role in reading.ontology.roles if role.generic and role.name not in reading.trail.without]


def _is_person_noun(reading: Reading, noun: Node) -> bool:
    """True for "Swedish challenger Jan Berg", "a German skeleton racer": a person, but no role of its own."""
    if noun.tag != "NN":
        return False
    title = any(True for _ in bearers.before(reading, noun))
    if not title and not any(kid.lemma in INDEFINITE for kid in noun.of("det")):
        return False
    cls = reading.ontology.noun_classes.get(noun.lemma)
    return cls == "Person" or (cls is None and noun.lemma.endswith(tuple(reading.words("agent-ending"))))


def _inside_name(node: Node, mentions: Mentions) -> bool:
    """True for a word of a name: "Organization" in "World Health Organization" is no role."""
    i = mentions.covering.get(node.i)
    return i is not None and mentions.all[i].first <= node.i <= mentions.all[i].last


def _states(reading: Reading, held: Holding) -> Iterator[State]:
    """What the role says of its bearer and each of its ends, and the position that the bearer holds."""
    noun, role = held.noun, held.role
    if _is_award(reading, noun) or (role.position and _is_besides(reading, noun)):
        return
    junior = any(kid.lemma in reading.words("junior") for kid in noun.kids if kid.i < noun.i)
    junior = junior or any(kid.lemma == STAFF for kid in noun.of("nmod"))  # a chief of staff heads no more than that
    scope, over = titles.scope(reading, noun), titles.is_over(reading, noun, held.bearer)
    named = False
    at: Node | None = None
    ends = complements.find(reading, held)
    regions = role_relation.regions(reading, held, ends)
    junior = junior or bool(regions)
    for link, end in ends:
        if end.i in regions:
            continue
        below = junior or link == SHARED
        relation = role_relation.find(reading, held, link, end, scope=scope, junior=below)
        if relation is None or (link.startswith(NESTED) and at is not None):
            continue
        if relation in _official(reading, role) or junior or scope:
            at = at or end
        named = True
        gone = (over or noun.lemma in reading.words("once-of")) and not _lasts(reading, role, relation)
        yield replace(_towards(reading, held, link, end, relation), former=gone)  # "a Navy veteran" was of it
    position = reading.ontology.classes[role.bearer].position
    named = named or any(is_of_title(reading, kid) for kid in noun.of("nmod"))
    whose = named or held.how != "predicate" or noun.first("det") is None
    whose = whose or _has_term(reading, noun) or _is_of_place(reading, noun)
    told = role.position and not (named and _is_mere(reading, noun)) and not _is_address(reading, held)
    if position is not None and told and held.how not in {"of", ONE} and whose:
        yield replace(_position(reading, held, at, position), former=over)


def _is_award(reading: Reading, noun: Node) -> bool:
    """True for the coach of the year, who is given that name and no office."""
    behind = (kid for kid in noun.of("nmod") if preposition(kid) == "of" and not kid.of("nmod", "nummod"))
    return any(kid.lemma in reading.words("award-period") for kid in behind)


def _official(reading: Reading, role: Role) -> frozenset[str | None]:
    """What a role says of its bearer and where the office is held: a minister leads a ministry, or serves a state."""
    relation = reading.ontology.relations.get(role.relation or "")
    return frozenset({role.relation, relation.below if relation else None})


def _lasts(reading: Reading, role: Role, relation: str) -> bool:
    """True for what does not end with an office: who was a Kenyan minister is Kenyan; a former resident has left."""
    person = reading.ontology.classes["Person"]
    beside = relation in {person.nationality, person.home} and relation != role.relation
    return beside or relation in reading.words("lasting")


def _is_mere(reading: Reading, noun: Node) -> bool:
    """True for "a member of the Social Democrats", which is no office, unlike that of a member of parliament."""
    return noun.lemma in reading.words("mere") and titles.words(reading, noun, name=None) == (noun.i, noun.i)


def _is_besides(reading: Reading, noun: Node) -> bool:
    """True for "the two other black candidates", which sets them beside others and names no office."""
    beside = any(kid.lemma in reading.words("besides") for kid in noun.of("amod"))
    return beside and not any(preposition(kid) == "of" for kid in noun.of("nmod"))


def _is_address(reading: Reading, held: Holding) -> bool:
    """True for "Doctor Harris", which is how he is addressed, and for "fellow Australian Michael Klim"."""
    noun = held.noun
    alone = not any(kid.i < noun.i for kid in noun.kids)
    return noun.lemma in reading.words("form-of-address") and alone and held.how in {"title", "modified"}


def _has_term(reading: Reading, noun: Node) -> bool:
    """True for an office with its years: "was a judge from 1987 to 1990"."""
    years = [kid for kid in noun.of("nmod", "obl") if kid.pos == "NUM" and kid.i > noun.i]
    return any(preposition(kid) in reading.words("time-preposition") for kid in years)


def _is_of_place(reading: Reading, noun: Node) -> bool:
    """True for the archbishop of Brisbane, who leads no town, but is no mere archbishop either."""
    found = reading.mentions
    places = (i for kid in noun.of("nmod") if preposition(kid) == "of" and (i := found.at(kid)) is not None)
    return any(found.all[i].kind is Kind.NAME and reading.ontology.is_a(found.all[i].cls, "Place") for i in places)


def _towards(reading: Reading, held: Holding, link: str, end: Node, relation: str) -> State:
    """What the role says of its bearer and one end."""
    noun, how = held.noun, held.how
    turned = held.role.inverse or (how == "of" and _holds(reading, held, link, end))
    subject, obj = (end, held.bearer) if turned else (held.bearer, end)
    rule, path = f"{relation}/{how}-{link.partition(':')[0]}", f"{how} ← {noun.lemma} → {link}"
    return State(relation, rule, subject, obj, held.clause, (noun.start, noun.end), path)


def _holds(reading: Reading, held: Holding, link: str, end: Node) -> bool:
    """True for "the [Tyrol] region of Austria": the country behind "of" holds what stands in front."""
    mentions, has = reading.mentions, reading.ontology.has
    i, j = mentions.at(held.bearer), mentions.at(end)
    if i is None or j is None or link != "modifier" or mentions.all[j].demonym:
        return False
    if held.role.bearer == PLACE:
        known, unknown = mentions.all[i].entry is not None, mentions.all[j].entry is None
        if held.noun.lemma in reading.words("part-of-town") or (known and unknown):
            return True  # "the [Pangram] area of Sarkh", "the [Karrada] district of Baghdad"
    return has(mentions.all[i].cls, "sovereign") and not has(mentions.all[j].cls, "sovereign")


def _position(reading: Reading, held: Holding, at: Node | None, relation: str) -> State:
    """The title that a role noun heads, held at `at` if that is known."""
    noun, how = held.noun, held.how
    i = reading.mentions.at(held.bearer)
    name = reading.mentions.all[i].first if how == "title" and i is not None else None
    words = titles.words(reading, noun, name=name)
    trigger, path = (noun.start, noun.end), f"{how} ← {noun.lemma}"
    return State(relation, f"{relation}/{how}", held.bearer, None, held.clause, trigger, path, title=words, at=at)
