"""Whom a person's name means: a full name, one with an initial, or a bare surname."""

from __future__ import annotations

from collections.abc import Iterable

from kg.identity.identity import Bearers, Identity, Names, badness, clash, entry, gazetteer_identity, only
from kg.identity.names import Name
from kg.identity.people import alone, contradict, persons, tied
from kg.names import fold


def full_person(name: Name, names: Names) -> Identity:
    """Whom a full name means; one with an initial means the only person that fits and that something ties it to."""
    whole = None if name.initialled else only(_named(full, names) for full in _completions(name, names))
    if whole is not None:
        return whole
    bearers = _bearers(name, names)
    if bearers.entry is not None:
        return bearers.entry
    best, words = bearers.called[name]
    return Identity(best, qualifier=clash(best, name, names), context=words)


def _named(full: Name, names: Names) -> Identity:
    return gazetteer_identity(full.gazetteer) if full.gazetteer else full_person(full, names)


def _bearers(name: Name, names: Names) -> Bearers:
    """Those who bear a full name in all its spellings, worked out once for all of its forms."""
    key = name.spelled or f"~{name.folded}"
    if key not in names.memo.bearers:
        alike = {*(names.namesakes(name.spelled) if name.spelled else ()), *names.namesakes(name.folded)}
        forms = {other.folded for other in alike if other.coarse == name.coarse}
        others = alike.union(*(names.namesakes(form) for form in forms))
        plain = frozenset(each for each in others if each.coarse == name.coarse and not each.gazetteer)
        called = {}
        for group, words in persons(plain):
            best = min((other.text for other in group), key=badness)
            called.update(dict.fromkeys(group, (best, words)))
        names.memo.bearers[key] = Bearers(entry(others, name), called)
    return names.memo.bearers[key]


def _completions(name: Name, names: Names) -> Iterable[Name]:
    """John Smith for "J. Smith", where something ties them and nothing speaks against it; all of them else."""
    found = [full for full in names.namesakes(f"~{name.folded}~") if full.coarse == "Person"]
    people = {fold(full.text) for full in found}
    known = [full for full in found if full.gazetteer or tied(alone(full), alone(name))]
    good = [full for full in known if not contradict(alone(full), alone(name))]
    return sorted(good) if good and len(people) == 1 else []


def short_person(name: Name, names: Names) -> Identity:
    """Whom a bare surname means: the only full name that shares a tie, or nobody that other documents name."""
    ties = name.evidence
    if not ties:
        return Identity(name.text, document=name.document)
    found = {full for tie in ties for full in names.namesakes(tie) if not full.short_person and not full.alias}
    whole = only(full_person(full, names) for full in sorted(found))
    if whole is not None:
        return whole
    texts = {other.text for other in same_tie(name, names)} | {name.text}
    return Identity(min(texts, key=badness), tie=min(ties).partition(", ")[2].removesuffix(" of "))


def same_tie(name: Name, names: Names) -> list[Name]:
    """The bare names with the same first tie."""
    ties = name.evidence
    if not ties:
        return []
    return [other for other in names.namesakes(min(ties)) if other.short_person and min(other.evidence) == min(ties)]
