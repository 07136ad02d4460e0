"""The decision itself: what a name stands for, given the names that all documents use.

The result depends on nothing but the set of names, so it cannot depend on the order of documents:

1. a name with a gazetteer key is that entry, and so is the same name without a key, when only one
   such entry of its coarse class is known;
2. a public body ("Supreme Court", "Interior Ministry") is that of the country, or the town, which its document says or
   is about; where there is none, it is that of its document alone;
3. a full name of a person is one person in all spellings, unless what documents say of its bearers does not go
   together (`kg.identity.people`); "J. Smith" is the only full name that fits and that something ties it to;
4. a bare surname is the only full name with the same office in the same country, or in the same organization; without
   such a tie it is that of its document alone;
5. an acronym is the only organization that some document calls so by its full name and acronym, in the same countries;
   an untied one of few letters is one a country;
6. other names that fold to the same form are one entity.

The set is read through one lookup, `namesakes`, and the aliases of a name, so that a decision costs a handful of them
however many names there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.identity.names import Name
from kg.identity.people import alone, contradict, persons, tied
from kg.names import fold


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What a name stands for; enough to mint a readable IRI."""

    name: str
    gazetteer: str = ""
    qualifier: str = ""
    """The coarse class, when an entity of another class has the same name."""
    context: str = ""
    """What tells it from its namesakes, as its label shows: `Kenya` of a Supreme Court."""
    tie: str = ""
    """What tells it from its namesakes, in its IRI only: `smuggler` of an Okoro."""
    document: str = ""
    """The only document that speaks of it, as far as we can know."""

    @property
    def label(self) -> str:
        """The name that people see."""
        return f"{self.name} ({self.context})" if self.context else self.name


@dataclass(frozen=True, slots=True)
class Bearers:
    """Those who bear one full name."""

    entry: Identity | None
    """The gazetteer's only entry of that name."""
    called: Mapping[Name, tuple[str, str]]
    """Each form of the name, with the best way to write it and the words that tell its bearer from the others."""


@dataclass(frozen=True, slots=True)
class Memo:
    """What has been worked out of one set of names, so that a name that many use costs no more than others."""

    bearers: dict[str, Bearers] = field(default_factory=dict)
    clashes: dict[tuple[str, str, bool], bool] = field(default_factory=dict)


class Names(Protocol):
    """A set of names with their aliases."""

    memo: Memo

    def namesakes(self, key: str) -> Collection[Name]:
        """The names with a key among their `lookups`."""

    def aliases(self, name: Name) -> Iterable[Name]:
        """The further labels that documents give together with a name."""

    def holds(self, name: Name) -> bool:
        """Whether a name is in the set."""


def resolve(name: Name, names: Names) -> Identity:
    """What a name of the set stands for."""
    if name.bound:
        return Identity(name.text, document=name.bound, qualifier=_class_of(name))
    if name.gazetteer:
        return gazetteer_identity(name.gazetteer)
    if name.body:
        return _public_body(name, names)
    if name.short_person:
        return _short_person(name, names)
    if name.acronym:
        return _acronym(name, names)
    if name.document:
        return Identity(name.text, document=name.document, qualifier=_class_of(name))
    if name.coarse == "Person":
        return _full_person(name, names)
    return _own(name, names)


def affected(changed: Iterable[Name], names: Names) -> set[Name]:
    """The names of the set whose decision may differ once some names have come or gone.

    Args:
        changed: the names that came or went, aliases included.
        names: the set as it is afterwards.
    """
    changed = set(changed)
    mains = {name.main for name in changed}
    near = {other for key in set().union(*map(_shared, mains)) for other in names.namesakes(key)}
    near |= {other for key in {name.spelled for name in near} - {""} for other in names.namesakes(key)}
    near |= {other for form in {name.folded for name in near} for other in names.namesakes(form)}
    short = {name.initialled for name in near | mains} - {""}
    near |= {other for key in short for other in names.namesakes(key)}
    acronyms = {fold(alias.alias) for alias in changed if alias.alias}
    organizations = (name for name in near if name.coarse == "Organization")
    acronyms |= {fold(alias.alias) for name in organizations for alias in names.aliases(name)}
    ties = {f"-{word}" for word in acronyms}
    ties |= {tie for name in near | mains for tie in name.evidence}
    shorts = {short for tie in ties for short in names.namesakes(tie) if tie[0] == "-" or short.short_person}
    return near | shorts | {name for name in mains if names.holds(name)}


def gazetteer_identity(key: str) -> Identity:
    """The identity of a gazetteer entry: its key, made readable, is its name.

    >>> gazetteer_identity("United_States").name, gazetteer_identity("Georgia_(U.S._state)").name
    ('United States', 'Georgia')
    """
    return Identity(readable(key), gazetteer=key)


def readable(key: str) -> str:
    """A gazetteer key as a name."""
    return key.replace("_", " ").split(" (")[0]


def most_specific(classes: Iterable[str], parents: Callable[[str], Iterable[str]]) -> str:
    """The deepest of the classes that documents give to one entity; the first by name of equals."""

    def depth(cls: str) -> int:
        return 1 + max((depth(parent) for parent in parents(cls)), default=0)

    return min(set(classes), key=lambda cls: (-depth(cls), cls))


# --- public bodies and organizations ------------------------------------------------------------------------


def _public_body(name: Name, names: Names) -> Identity:
    """The body of a country or town, under a name that says whose it is, or with that in brackets."""
    of = name.told("of")[0]
    place = readable(of.removeprefix("place ")) if not of.startswith("place ") else of.removeprefix("place ").title()
    texts = {other.text for other in names.namesakes(name.body)}
    whole = {text for text in texts if f" {fold(place)} " in f" {fold(text)} "}
    if not whole:
        return Identity(min(texts, key=_badness), context=place)
    best = min(whole, key=_badness)
    return Identity(best, qualifier=_clash(best, name, names))


def _acronym(name: Name, names: Names) -> Identity:
    ties = (alias.main for alias in names.namesakes(f"={name.folded}"))
    fits = {full for full in ties if full.coarse == name.coarse and _agree(full, name)}
    tied_to = _only(resolve(full, names) for full in sorted(fits))
    if tied_to is not None:
        return tied_to
    letters = name.text.replace(".", "").strip()
    if name.document:
        return Identity(letters, document=name.document, qualifier=name.coarse)
    if about := name.told("named"):
        return Identity(letters, tie=about[0], qualifier=name.coarse)
    return _own(name, names)


def _agree(full: Name, short: Name) -> bool:
    """Whether the documents of a name and of an acronym speak of the same countries, if of any."""
    ones, others = set(full.told("named")), set(short.told("named"))
    return not ones or not others or bool(ones & others)


def _own(name: Name, names: Names) -> Identity:
    """The gazetteer's entry of that name, or an entity of its own under the best-written variant."""
    others = [other for other in names.namesakes(name.folded) if not other.body]
    if entry := _entry(others, name):
        return entry
    variants = {other.text for other in others if other.coarse == name.coarse and not other.gazetteer} or {name.text}
    best = min(variants, key=_badness)
    return Identity(best, qualifier=_clash(best, name, names))


def _entry(others: Iterable[Name], name: Name) -> Identity | None:
    keys = {other.gazetteer for other in others if other.gazetteer and other.coarse == name.coarse}
    return gazetteer_identity(keys.pop()) if len(keys) == 1 else None


def _clash(text: str, name: Name, names: Names) -> str:
    """The coarse class, where another entity would have the same readable IRI."""
    folded, public = fold(text), bool(name.body)
    key = folded, name.coarse, public
    if key not in names.memo.clashes:
        names.memo.clashes[key] = any(
            other.coarse != name.coarse or fold(other.gazetteer) == folded or bool(other.body) != public
            for other in names.namesakes(folded)
        )
    return name.coarse if names.memo.clashes[key] else ""


# --- persons ------------------------------------------------------------------------------------------------


def _full_person(name: Name, names: Names) -> Identity:
    whole = None if name.initialled else _only(_named(full, names) for full in _completions(name, names))
    if whole is not None:
        return whole
    bearers = _bearers(name, names)
    if bearers.entry is not None:
        return bearers.entry
    best, words = bearers.called[name]
    return Identity(best, qualifier=_clash(best, name, names), context=words)


def _named(full: Name, names: Names) -> Identity:
    return gazetteer_identity(full.gazetteer) if full.gazetteer else _full_person(full, names)


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
            best = min((other.text for other in group), key=_badness)
            called.update(dict.fromkeys(group, (best, words)))
        names.memo.bearers[key] = Bearers(_entry(others, name), called)
    return names.memo.bearers[key]


def _completions(name: Name, names: Names) -> Iterable[Name]:
    """John Smith for "J. Smith", where something ties them and nothing speaks against it; all of them else."""
    found = [full for full in names.namesakes(f"~{name.folded}~") if full.coarse == "Person"]
    people = {fold(full.text) for full in found}
    known = [full for full in found if full.gazetteer or tied(alone(full), alone(name))]
    good = [full for full in known if not contradict(alone(full), alone(name))]
    return sorted(good) if good and len(people) == 1 else []


def _short_person(name: Name, names: Names) -> Identity:
    ties = name.evidence
    if not ties:
        return Identity(name.text, document=name.document)
    found = {full for tie in ties for full in names.namesakes(tie) if not full.short_person and not full.alias}
    whole = _only(_full_person(full, names) for full in sorted(found))
    if whole is not None:
        return whole
    texts = {other.text for other in _same_tie(name, names)} | {name.text}
    return Identity(min(texts, key=_badness), tie=min(ties).partition(", ")[2].removesuffix(" of "))


def _same_tie(name: Name, names: Names) -> list[Name]:
    """The bare names with the same first tie."""
    ties = name.evidence
    if not ties:
        return []
    return [other for other in names.namesakes(min(ties)) if other.short_person and min(other.evidence) == min(ties)]


# --- what all of them need ----------------------------------------------------------------------------------


def _shared(name: Name) -> set[str]:
    """The keys of a name under which others are decided together with it."""
    if name.bound or name.short_person or (name.acronym and (name.document or name.told("named"))):
        return set()
    return {name.folded, fold(name.gazetteer), name.spelled, name.body} - {""}


def _only(found: Iterable[Identity]) -> Identity | None:
    """The identity that all have in common; None if there are none, or two, and then no third is looked for."""
    first: Identity | None = None
    for identity in found:
        if first is not None and identity != first:
            return None
        first = identity
    return first


def _class_of(name: Name) -> str:
    return "" if name.coarse == "Person" else name.coarse


def _badness(text: str) -> tuple[bool, bool, int, str]:
    """Least for the spelling a reader would choose: no article, mixed case, with its accents."""
    shouted = " " in text and (text.isupper() or text.islower())
    return text.lower().startswith("the "), shouted or text.islower(), -sum(ord(c) > 127 for c in text), text
