"""Why an entity is what it is: its names, who uses them, and what joined them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity import Name, Rulings
from kg.names import fold
from kg.records import Judgement
from kg.store import Store

MOST_DOCUMENTS = 3
"""Documents that a line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What made an entity."""

    entity: str
    """As its IRI ends."""
    name: str
    cls: str
    names: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Each name, why it means this entity, and the documents that use it."""
    judgements: tuple[Judgement, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.name} ({self.cls}), entity {self.entity}"]
        for text, why, documents in self.names:
            more = f" and {len(documents) - MOST_DOCUMENTS} more" if len(documents) > MOST_DOCUMENTS else ""
            lines.append(f"  {text!r} in {', '.join(documents[:MOST_DOCUMENTS])}{more}: {why}")
        for each in self.judgements:
            by = f" by {each.author}" if each.author else ""
            why = f": {each.reason}" if each.reason else ""
            lines.append(f"  judged {each.verdict} {each.target} {each.other}{by} on {each.time[:10]}{why}")
        return "\n".join(lines)


def reasons(store: Store, entity: str) -> Reasons:
    """Why an entity, given by the end of its IRI, is what it is."""
    iri = store.minter.joined(entity).value
    reader = store.reader
    found = reader.entity(iri)
    names = sorted(name for name, each in reader.names() if each == iri)
    rulings = Rulings.of(store.judgements())
    joined = rulings.joins(entity)
    made = tuple(each for each in rulings.judgements if {each.target, each.other} & joined)
    told = ((name.text, _why(name, found.name), tuple(reader.users(name))) for name in names)
    return Reasons(entity=entity, name=found.name, cls=found.cls, names=tuple(told), judgements=made)


def _why(name: Name, label: str) -> str:
    """What decided for one name, in words."""
    if name.bound:
        return "somebody has set it apart"
    if name.gazetteer:
        return f"the gazetteer knows it as {name.gazetteer.replace('_', ' ')}"
    if name.body:
        return (
            f"the {name.told('body')[0]} of {name.told('of')[0].replace('_', ' ')}, which its document says or is about"
        )
    told = _told(name)
    if name.short_person:
        return f"a bare surname with {told}" if name.evidence else "a bare surname that nothing ties to a full name"
    if name.acronym:
        if fold(label) != name.folded:
            return "its initials, which another document ties to the full name"
        return f"initials that no document spells out{f', {told}' if told else ''}"
    if name.document:
        return "a public body of which the document does not say whose"
    if name.coarse == "Person":
        return f"a full name; {told}" if told else "a full name; nothing is said of its bearer"
    return "the same name"


def _told(name: Name) -> str:
    kinds = ("office", "country", "with", "at", "about", "age", "born", "named")
    words = [f"{kind} {value.replace('_', ' ')}" for kind in kinds for value in name.told(kind)]
    return ", ".join(words)
