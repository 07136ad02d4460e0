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
6. other names that fold to the same form are one entity; those of companies without their legal form.

The set is read through one lookup, `namesakes`, and the aliases of a name, so that a decision costs a handful of them
however many names there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.identity.identity import Identity, Names, badness, clash, entry, gazetteer_identity, only, readable
from kg.identity.names import Name
from kg.identity.persons import full_person, short_person
from kg.names import fold


def resolve(name: Name, names: Names) -> Identity:
    """What a name of the set stands for."""
    if name.bound:
        return Identity(name.text, document=name.bound, qualifier=_class_of(name))
    if name.gazetteer:
        return gazetteer_identity(name.gazetteer)
    if name.body:
        return _public_body(name, names)
    if name.short_person:
        return short_person(name, names)
    if name.acronym:
        return _acronym(name, names)
    if name.document:
        return Identity(name.text, document=name.document, qualifier=_class_of(name))
    if name.coarse == "Person":
        return full_person(name, names)
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


# --- public bodies and organizations ------------------------------------------------------------------------


def _public_body(name: Name, names: Names) -> Identity:
    """The body of a country or town, under a name that says whose it is, or with that in brackets."""
    of = name.told("of")[0]
    place = readable(of.removeprefix("place ")) if not of.startswith("place ") else of.removeprefix("place ").title()
    texts = {other.text for other in names.namesakes(name.body)}
    whole = {text for text in texts if f" {fold(place)} " in f" {fold(text)} "}
    if not whole:
        return Identity(min(texts, key=badness), context=place)
    best = min(whole, key=badness)
    return Identity(best, qualifier=clash(best, name, names))


def _acronym(name: Name, names: Names) -> Identity:
    ties = (alias.main for alias in names.namesakes(f"={name.folded}"))
    fits = {full for full in ties if full.coarse == name.coarse and _agree(full, name)}
    tied_to = only(resolve(full, names) for full in sorted(fits))
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
    if known := entry(others, name):
        return known
    variants = {other.text for other in others if other.coarse == name.coarse and not other.gazetteer} or {name.text}
    best = min(variants, key=badness)
    return Identity(best, qualifier=clash(best, name, names))


# --- what all of them need ----------------------------------------------------------------------------------


def _shared(name: Name) -> set[str]:
    """The keys of a name under which others are decided together with it."""
    if name.bound or name.short_person or (name.acronym and (name.document or name.told("named"))):
        return set()
    return {name.folded, fold(name.text), fold(name.gazetteer), name.spelled, name.body} - {""}


def _class_of(name: Name) -> str:
    return "" if name.coarse == "Person" else name.coarse
