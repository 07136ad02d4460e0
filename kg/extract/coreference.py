"""Mentions -> chains: which words of one document mean the same participant.

A cascade of sieves from the surest to the weakest (after Lee et al. 2013, "Deterministic coreference
resolution based on entity-centric, precision-ranked rules"): gazetteer and exact names, short names
and acronyms, appositions and predicates, definite descriptions, pronouns. Text is never replaced: every
mention keeps its own words, and says by which sieve it joined its chain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.links import Links
from kg.extract.mentions import Candidate, Mentions
from kg.extract.names import acronym_of, fold, is_short_form
from kg.extract.pronouns import resolve as resolve_pronouns
from kg.language.grammar import Node, View
from kg.ontology import Ontology
from kg.records import Kind, LocalEntity

CONFIDENCE = {
    "name": 1.0,
    "gazetteer": 1.0,
    "demonym": 0.98,
    "short-name": 0.95,
    "acronym": 0.95,
    "apposition": 0.93,
    "same-words": 0.85,
    "role": 0.85,
    "definite": 0.7,
    "pronoun": 0.78,
    "speaker": 0.85,
    "described": 1.0,
}
"""How often a link of this kind is right; see docs/quality.md, "Coreference"."""
WINDOW = 5
"""Sentences; how far back a definite description looks for what it describes."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The result: a chain number per candidate (None for an unresolved pronoun), and the entities."""

    of: tuple[int | None, ...]
    links: tuple[str, ...]
    entities: dict[int, LocalEntity]


def resolve(view: View, mentions: Mentions, ontology: Ontology) -> Chains:
    """Chains of one document; chain numbers follow the order of first mentions."""
    found = mentions.all
    classes = _agreed_classes(found, ontology)
    links = Links(list(range(len(found))), [_first_link(c) for c in found])
    _join_names(found, classes, links, ontology)
    heads = _join_appositions(view, mentions, links, ontology)
    _join_descriptions(view, found, classes, links, heads, ontology)
    resolve_pronouns(view, mentions, classes, links, ontology)
    numbers: dict[int, int] = {}
    of: list[int | None] = []
    for i in range(len(found)):
        root = links.root(i)
        of.append(None if root in links.loose else numbers.setdefault(root, len(numbers)))
    members: dict[int, list[int]] = defaultdict(list)
    for i, chain in enumerate(of):
        if chain is not None:
            members[chain].append(i)
    covering = {i: of[c] for i, c in mentions.covering.items()}
    entities = {n: _entity(n, [found[i] for i in m], [classes[i] for i in m], covering, ontology) for n, m in members.items()}
    return Chains(tuple(of), tuple(links.link), entities)


def _first_link(candidate: Candidate) -> str:
    if candidate.demonym:
        return "demonym"
    return "name" if candidate.kind is Kind.NAME else "described"


def _agreed_classes(found: tuple[Candidate, ...], ontology: Ontology) -> list[str]:
    """One class per name in a document: the gazetteer's, else the majority of what the model said."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate in found:
        if candidate.kind is Kind.NAME:
            votes[fold(candidate.name)][candidate.cls] += 3 if candidate.entry else 1
    best = {name: min(c, key=lambda cls: (-c[cls], -len(ontology.ancestors(cls)), cls)) for name, c in votes.items()}
    return [best[fold(c.name)] if c.kind is Kind.NAME else c.cls for c in found]


# --- names ----------------------------------------------------------------------------------------------


def _join_names(found: tuple[Candidate, ...], classes: list[str], links: Links, ontology: Ontology) -> None:
    by_key: dict[str, int] = {}
    for i, candidate in enumerate(found):
        if candidate.kind is Kind.NAME or candidate.demonym:
            key = f"gaz:{candidate.entry.key}" if candidate.entry else f"{ontology.coarse(classes[i])}:{fold(candidate.name)}"
            if key in by_key:
                links.join(i, by_key[key], "demonym" if candidate.demonym else "gazetteer" if candidate.entry else "name")
            else:
                by_key[key] = i
    distinct = sorted((i for i in by_key.values() if not found[i].demonym), key=lambda i: (-len(found[i].name.split()), i))
    for i in sorted(distinct, key=lambda i: (len(found[i].name.split()), i)):
        if found[i].entry is None:
            _join_short(i, distinct, found, classes, links, ontology)


def _join_short(
    i: int, distinct: list[int], found: tuple[Candidate, ...], classes: list[str], links: Links, ontology: Ontology
) -> None:
    """Joins a short name or acronym to the one fuller name it can stand for."""
    coarse = ontology.coarse(classes[i])
    for link, fits in (("short-name", is_short_form), ("acronym", acronym_of)):
        fuller = [
            j
            for j in distinct
            if j != i
            and ontology.coarse(classes[j]) == coarse
            and fits(found[i].name, found[j].name, person=coarse == "Person")
            and not {found[i].gender, found[j].gender} >= {"m", "f"}
        ]
        roots = {links.root(j) for j in fuller}
        if len(roots) == 1 or (fuller and coarse == "Person"):
            before = [j for j in fuller if found[j].start < found[i].start] or fuller
            links.join(i, max(before, key=lambda j: found[j].start) if len(roots) > 1 else before[0], link)
            return


# --- apposition, predicate, parenthesis ---------------------------------------------------------------------


def _join_appositions(view: View, mentions: Mentions, links: Links, ontology: Ontology) -> dict[int, set[str]]:
    """Joins "Psaki, a spokeswoman"; returns the role nouns that each chain root has been given."""
    heads: dict[int, set[str]] = defaultdict(set)
    for node in view.nodes:
        other = _equated(node)
        if other is None:
            continue
        i, j = mentions.headed.get(node.i), mentions.headed.get(other.i)
        i = mentions.covering.get(node.i) if i is None else i
        j = mentions.covering.get(other.i) if j is None else j
        if i is None or j is None or i == j:
            if j is not None and node.pos == "NOUN":
                heads[links.root(j)].add(node.lemma)
            continue
        a, b = mentions.all[i], mentions.all[j]
        if _may_equal(a, b, ontology):
            nominal = i if a.kind is not Kind.NAME else j
            links.join(nominal, j if nominal == i else i, "acronym" if Kind.NOMINAL not in {a.kind, b.kind} else "apposition")
            heads[links.root(i)].update(c.head.lemma for c in (a, b) if c.kind is Kind.NOMINAL)
    return heads


def _equated(node: Node) -> Node | None:
    """The word that the grammar says means the same as `node`: apposition, title, or predicate."""
    head = node.head
    if head is None:
        return None
    if node.dep in {"appos", "nmod:desc"}:
        return head
    if node.base == "nsubj" and head.pos in {"NOUN", "PROPN"} and head.first("cop") is not None and not head.of("case"):
        return None if any(k.lemma in {"not", "n't", "no"} for k in head.kids) else head
    return None


def _may_equal(a: Candidate, b: Candidate, ontology: Ontology) -> bool:
    if a.demonym or b.demonym or Kind.PRONOUN in {a.kind, b.kind}:
        return False
    if a.kind is Kind.NAME and b.kind is Kind.NAME:
        person = a.cls == b.cls == "Person"
        return acronym_of(a.name, b.name, person=person) or acronym_of(b.name, a.name, person=person)
    x, y = ontology.coarse(a.cls), ontology.coarse(b.cls)
    numbers = {c.number for c in (a, b) if c.kind is Kind.NOMINAL}
    return x == y and numbers != {"sing", "plur"} and not (x == "Person" and "plur" in numbers)


# --- definite descriptions -----------------------------------------------------------------------------------


def _join_descriptions(
    view: View, found: tuple[Candidate, ...], classes: list[str], links: Links, heads: dict[int, set[str]], ontology: Ontology
) -> None:
    by_words: dict[str, int] = {}
    for i, candidate in enumerate(found):
        if candidate.kind is not Kind.NOMINAL or candidate.demonym or links.link[i] == "apposition":
            continue
        words = fold(candidate.name)
        if not _is_definite(candidate):
            if candidate.number == "plur" or words not in by_words:
                by_words.setdefault(words, i)
            if candidate.number == "plur" and by_words[words] != i and len(words.split()) > 1:
                links.join(i, by_words[words], "same-words")
            continue
        target, link = _antecedent(i, found, classes, links, heads, by_words, ontology)
        if target is not None:
            links.join(i, target, link)
        by_words.setdefault(words, i)


def _is_definite(candidate: Candidate) -> bool:
    return any(kid.lemma in {"the", "this", "that", "these", "those"} for kid in candidate.head.of("det")) or any(
        kid.base == "nmod" and kid.dep == "nmod:poss" for kid in candidate.head.kids
    )


def _antecedent(
    i: int,
    found: tuple[Candidate, ...],
    classes: list[str],
    links: Links,
    heads: dict[int, set[str]],
    by_words: dict[str, int],
    ontology: Ontology,
) -> tuple[int | None, str]:
    candidate = found[i]
    words = fold(candidate.name)
    if words in by_words:
        return by_words[words], "same-words"
    lemma = candidate.head.lemma
    modifiers = {fold(k.text) for k in candidate.head.kids if k.dep in {"amod", "compound", "nmod:poss", "nmod"}}
    for j in range(i - 1, -1, -1):
        other = found[j]
        if candidate.head.sent - other.head.sent > 4 * WINDOW:
            break
        if lemma in heads.get(links.root(j), ()) and candidate.number == "sing":
            return j, "role"
        if candidate.head.sent - other.head.sent > WINDOW or other.last >= candidate.first:
            continue
        if other.kind is Kind.NOMINAL and not other.demonym and other.head.lemma == lemma and other.number == candidate.number:
            theirs = {fold(k.text) for k in other.head.kids if k.dep in {"amod", "compound", "nmod:poss", "nmod"}}
            if modifiers <= theirs:
                return j, "definite"
        if other.kind is Kind.NAME and not modifiers and _describes(candidate, classes[j], ontology):
            return j, "definite"
    return None, ""


def _describes(candidate: Candidate, cls: str, ontology: Ontology) -> bool:
    """ "the company" for a Company, "the group" for an ArmedGroup, "the country" for a Country."""
    if candidate.number == "plur" or candidate.cls == "Person":
        return False
    generic = ontology.words.get(f"generic-{cls}", frozenset())
    return candidate.head.lemma in generic


# --- entities -------------------------------------------------------------------------------------------------


def _entity(
    number: int, members: list[Candidate], classes: list[str], covering: dict[int, int | None], ontology: Ontology
) -> LocalEntity:
    named = [(c, cls) for c, cls in zip(members, classes, strict=True) if c.kind is Kind.NAME or (c.demonym and c.entry)]
    entry = next((c.entry for c, _ in named if c.entry), None)
    if entry is not None:
        aliases = _distinct((c.name for c, _ in named if c.kind is Kind.NAME), but=entry.name)
        return LocalEntity(chain=number, cls=entry.cls, name=entry.name, aliases=aliases, gazetteer=entry.key)
    if named:
        best = max((c.name for c, _ in named), key=lambda name: (len(name.split()), len(name), name))
        cls = max((cls for _, cls in named), key=lambda cls: (len(ontology.ancestors(cls)), cls))
        return LocalEntity(chain=number, cls=cls, name=best, aliases=_distinct((c.name for c, _ in named), but=best))
    nominal = next((c for c in members if c.kind is Kind.NOMINAL), members[0])
    inside = {
        chain
        for i in range(nominal.first, nominal.last + 1)
        if (chain := covering.get(i)) is not None and chain != number
    }
    return LocalEntity(
        chain=number, cls=nominal.cls, name=_phrase_name(nominal), described=True, affiliated_with=tuple(sorted(inside))
    )


def _phrase_name(candidate: Candidate) -> str:
    words = candidate.name.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)


def _distinct(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name != but}))
