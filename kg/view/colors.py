"""One colour per class: people warm, organizations blue to violet, places green, the rest grey."""

from __future__ import annotations

from kg.ontology import Ontology

_COLORS = {
    "Person": "#e8833a",
    "Agent": "#c98a52",
    "Organization": "#4f7fd6",
    "GovernmentBody": "#2f6fce",
    "MilitaryForce": "#5c6fa8",
    "ArmedGroup": "#8f3f78",
    "PoliticalParty": "#9a63d1",
    "InternationalOrganization": "#2b98b8",
    "Company": "#7284ee",
    "NewsOrganization": "#4aa3df",
    "Place": "#46a06a",
    "Country": "#2f8f5b",
    "Region": "#63a83c",
    "City": "#8fb339",
    "Facility": "#3da695",
    "Event": "#c9a227",
    "Thing": "#8b93a1",
    "Entity": "#8b93a1",
}
_ORDER = {name: position for position, name in enumerate(_COLORS)}
STATUS_COLORS = {"asserted": "#6b7688", "planned": "#3f76c9", "hypothetical": "#a07a1e", "alleged": "#8a55ad",
                 "negated": "#d03b3b", "former": "#8d9096"}  # fmt: skip
UNSAID_COLOR = "#8b93a1"
"""Of the dot that stands for whoever the text does not say."""


def color(cls: str, ontology: Ontology) -> str:
    """Colour of an ontology class as `#rrggbb`; a class that the palette lacks has that of its nearest ancestor."""
    level = [cls]
    while level:
        known = next((name for name in level if name in _COLORS), None)
        if known:
            return _COLORS[known]
        level = [parent for name in level if name in ontology.classes for parent in ontology.classes[name].parents]
    return _COLORS["Entity"]


def rank(cls: str) -> tuple[int, str]:
    """Where a class stands in a legend: people, organizations, places, the rest."""
    return (_ORDER.get(cls, len(_ORDER)), cls)


def mix(hex_color: str, other: str, share: float) -> str:
    """The colour `share` of the way from one to the other (0 gives the first, 1 the second)."""
    first, second = (tuple(int(text[i : i + 2], 16) for i in (1, 3, 5)) for text in (hex_color, other))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(first, second, strict=True))
