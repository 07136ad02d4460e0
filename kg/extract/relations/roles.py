"""Role nouns -> states: "State Department spokeswoman Jen Psaki", "Omar, the Taliban's leader".

A role noun ties its bearer to another end. The bearer is found through title, apposition, predicate or "of" ("the
Qatari capital of Doha"); the other end through possessive, modifier, demonym or preposition. Nouns and relations
stand in `ontology/roles.ttl`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.reading import Candidate, Mentions
from kg.extract.relations import bearers, complements, titles
from kg.language.grammar import Node, View
from kg.ontology import Ontology, Relation, Role
from kg.records import Kind

NATIONAL = frozenset({"worksFor", "memberOf"})
"""With a country these mean nationality: an "Afghan lawmaker" is a citizen of Afghanistan."""
PERSON = "person"
"""The role that says no more than that its bearer is a person."""
AGENTS = ("er", "or", "ist", "ian", "eer", "man", "woman")
"""Endings of nouns for those who do something."""
ORIGINS = frozenset({"citizenOf", "livesIn"})
"""Where somebody is from."""
NESTED = "nested"
"""A name inside an unnamed end: "member of the board of Siemens"; used only when the end itself has no name."""


@dataclass(frozen=True, slots=True)
class State:
    """A relation found by grammar alone, or by a role noun; `object` None means the literal `title`."""

    relation: str
    rule: str
    subject: Node
    object: Node | None
    clause: Node
    """The word whose clause decides status and attribution."""
    trigger: tuple[int, int] | None
    path: str
    title: tuple[int, int] | None = None
    """First and last node of the words of a position."""
    at: Node | None = None


@lru_cache(maxsize=4)
def _index(ontology: Ontology) -> dict[str, list[Role]]:
    index: dict[str, list[Role]] = defaultdict(list)
    for role in ontology.roles:
        for lemma in role.lemmas:
            index[lemma].append(role)
    return dict(index)


def find(view: View, mentions: Mentions, ontology: Ontology) -> Iterator[State]:
    """Every state that a role noun expresses."""
    index = _index(ontology)
    for node in view.nodes:
        roles = _roles(view, node, index, mentions, ontology)
        if not roles or _inside_name(node, mentions):
            continue
        borne = list(bearers.find(view, node, mentions, ontology))
        for role in roles:
            for how, bearer in borne:
                if bearers.fits(how, bearer, role, mentions, ontology):
                    yield from _states(view, node, role, how, bearer, mentions, ontology)


def _roles(view: View, node: Node, index: dict[str, list[Role]], mentions: Mentions, ontology: Ontology) -> list[Role]:
    """The roles that a word names, alone or with the word before it ("press secretary"), or as a word for a person."""
    if node.pos not in {"NOUN", "PROPN"}:
        return index.get(node.lemma, []) if node.dep == "amod" else []
    before = view.nodes[node.i - 1] if node.i else None
    if before is not None and before.head is node:
        longer = index.get(f"{before.lemma} {node.lemma}")
        if longer:
            return longer
    found = index.get(titles.lemma(view, node))
    if found or not _is_person_noun(view, node, mentions, ontology):
        return found or []
    return [role for role in ontology.roles if role.name == PERSON]


def _is_person_noun(view: View, noun: Node, mentions: Mentions, ontology: Ontology) -> bool:
    """True for "Swedish challenger Jan Berg", "a German skeleton racer": a person, but no role of its own."""
    if noun.tag != "NN":
        return False
    title = any(True for _ in bearers.before(view, noun, mentions))
    if not title and not any(kid.lemma in {"a", "an"} for kid in noun.of("det")):
        return False
    cls = ontology.noun_classes.get(noun.lemma)
    return cls == "Person" or (cls is None and noun.lemma.endswith(AGENTS))


def _inside_name(node: Node, mentions: Mentions) -> bool:
    """True for a word of a name: "Organization" in "World Health Organization" is no role."""
    i = mentions.covering.get(node.i)
    return i is not None and mentions.all[i].first <= node.i <= mentions.all[i].last


# --- what the role is held at, or of whom --------------------------------------------------------------------


def _states(
    view: View, noun: Node, role: Role, how: str, bearer: Node, mentions: Mentions, ontology: Ontology
) -> Iterator[State]:
    ends = complements.find(view, noun, role, how, bearer, mentions, ontology)
    junior = any(kid.lemma in ontology.words.get("junior", frozenset()) for kid in noun.kids if kid.i < noun.i)
    scope = titles.scope(noun, mentions, ontology)
    named = False
    at: Node | None = None
    for link, end in ends:
        relation = _tie(noun, role, link, end, mentions, ontology)
        if relation in ORIGINS and _is_topic(relation, noun, link, end, mentions, ontology):
            relation = None
        if relation == "leads" and (junior or scope):
            relation = _below(role, scope, end, mentions, ontology)
        if relation is None or (link.startswith(NESTED) and at is not None):
            continue
        if relation == role.relation or junior or scope:
            at = at or end
        turned = role.inverse or (how == "of" and _holds(bearer, link, end, mentions, ontology))
        subject, obj = (end, bearer) if turned else (bearer, end)
        named = True
        yield State(
            relation,
            f"{relation}/{how}-{link.partition(':')[0]}",
            subject,
            obj,
            _clause(noun, how, bearer),
            (noun.start, noun.end),
            f"{how} ← {noun.lemma} → {link}",
        )
    if role.position and how != "of" and (named or how != "predicate" or noun.first("det") is None):
        yield _position(view, noun, how, bearer, at, mentions)


def _position(view: View, noun: Node, how: str, bearer: Node, at: Node | None, mentions: Mentions) -> State:
    """The title that ``noun`` heads, held by ``bearer``, at ``at`` if that is known."""
    i = mentions.at(bearer)
    name = mentions.all[i].first if how == "title" and i is not None else None
    return State(
        "holdsPosition",
        f"holdsPosition/{how}",
        bearer,
        None,
        _clause(noun, how, bearer),
        (noun.start, noun.end),
        f"{how} ← {noun.lemma}",
        titles.words(view, noun, mentions, name=name),
        at,
    )


def _below(role: Role, scope: str, end: Node, mentions: Mentions, ontology: Ontology) -> str | None:
    """What is left of leading a whole for who leads a section or a body of it, or is a deputy."""
    i = mentions.at(end)
    if role.bearer != "Person" or i is None:
        return None
    whole = ontology.coarse(mentions.all[i].cls) == "Organization"
    if scope == titles.BODY:
        return "leads" if whole else None
    return "worksFor" if whole or not scope else None


def _clause(noun: Node, how: str, bearer: Node) -> Node:
    if how == "becoming" and noun.head is not None:
        return noun.head
    return noun if how == "predicate" else bearer


def _regional(other: Candidate, relation: Relation | None, *, fits: bool) -> str | None:
    """What "a Bavarian lawyer" or "a Roman printer" says: they live there; "a European lawyer" says nothing."""
    if relation is not None and fits and relation.name not in NATIONAL:
        return relation.name
    return "livesIn" if other.entry is not None and other.entry.country is not None else None


def _holds(bearer: Node, link: str, end: Node, mentions: Mentions, ontology: Ontology) -> bool:
    """True for "the [Tyrol] region of Austria": the country behind "of" holds what stands in front."""
    i, j = mentions.at(bearer), mentions.at(end)
    if i is None or j is None or link != "modifier" or mentions.all[j].demonym:
        return False
    whole, part = mentions.all[i].cls, mentions.all[j].cls
    return ontology.is_a(whole, "Country") and not ontology.is_a(part, "Country")


def _is_topic(relation: str, noun: Node, link: str, end: Node, mentions: Mentions, ontology: Ontology) -> bool:
    """True for what somebody knows, covers or trains: "[Middle East] expert", "[Germany] coach"."""
    i = mentions.at(end)
    named = i is not None and not mentions.all[i].demonym
    kinds = ("topical", "functional") if relation == "livesIn" else ("topical",)
    return link == "modifier" and named and any(noun.lemma in ontology.words.get(k, frozenset()) for k in kinds)


def _inside(i: int, mentions: Mentions) -> bool:
    """True for the nationality in the name of an organization: "[German] Embassy Secretary", "Supreme [Soviet]"."""
    own = mentions.all[i]
    if any(kid.dep in {"amod", "compound"} and kid.i < own.first and kid.text[0].isupper() for kid in own.head.kids):
        return True
    before = mentions.all[i - 1] if i else None
    return before is not None and before.kind is Kind.NAME and before.last >= mentions.all[i].last


def _tie(noun: Node, role: Role, link: str, end: Node, mentions: Mentions, ontology: Ontology) -> str | None:
    """The relation to this end; a minister of a party is its member, and a "Labour Minister" minister for labour."""
    relation = _relation(role, link, end, mentions, ontology)
    i = mentions.at(end)
    party = i is not None and ontology.is_a(mentions.all[i].cls, "PoliticalParty")
    if relation != "leads" or not party or noun.lemma in ontology.words.get("party-office", frozenset()):
        return relation
    return None if end.i == noun.i - 1 else "memberOf"


def _relation(role: Role, link: str, end: Node, mentions: Mentions, ontology: Ontology) -> str | None:
    """The relation to this end, or None when its class does not fit."""
    i = mentions.at(end)
    if i is None:
        return None
    other = mentions.all[i]
    national = ontology.is_a(other.cls, "Country") or (other.demonym and other.entry is not None)
    local = other.kind is Kind.NAME and other.cls in {"City", "Region", "Place"}
    if other.demonym and (link.startswith(NESTED) or _inside(i, mentions)):
        return None
    relation = ontology.relations[role.relation] if role.relation else None
    wanted = role.classes or (
        (relation.subject_classes if role.inverse else relation.object_classes) if relation else ()
    )
    fits = any(ontology.is_a(other.cls, cls) for cls in wanted)
    belongs = role.bearer == "Person" and national and link in {"modifier", "possessive"}
    if belongs and other.demonym and not ontology.is_a(other.cls, "Country"):
        return _regional(other, relation, fits=fits)
    if belongs and (relation is None or relation.name in NATIONAL or (not fits and other.demonym)):
        return "citizenOf"
    if role.bearer == "Person" and local and not fits and (relation is None or relation.name in NATIONAL):
        return "livesIn" if link in {"modifier", "oblique:from", "oblique:of"} else None
    if relation is None:
        return None
    if other.kind is Kind.PRONOUN and other.cls == "Entity":
        return relation.name if "Person" not in wanted else None
    return relation.name if fits else None
