"""The closed lists of values that records take."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Whether a fact holds (`ontology/classes.ttl` has the same five individuals)."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    ALLEGED = "alleged"
    NEGATED = "negated"


class CountKind(StrEnum):
    """How a number of people or things is meant: "twelve", "at least twelve", "up to twelve", "some twelve"."""

    EXACT = "exact"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"
    ABOUT = "about"


class Kind(StrEnum):
    """How a mention refers: by name, by description, or by pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Standing(StrEnum):
    """What a source says of a document as a whole."""

    USABLE = "usable"
    WITHDRAWN = "withdrawn"
    """Cancelled or killed: it gives no facts, and what it gave before goes."""
    HELD = "held"
    """Under embargo: not to be used yet."""


class Verdict(StrEnum):
    """What somebody may decide about entities and facts, over our heads."""

    SAME = "same"
    APART = "apart"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"
    CONFIRM = "confirm"
