"""Why a fact is in the graph, as records."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.claims.confidence import Term
from kg.records import Argument, Claim, Fact, LocalEntity, Mention, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What fills one role of a fact, and how its words came to mean that."""

    role: str
    """`subject`, `object`, `place`, `on behalf of` or `at`."""
    argument: Argument
    """The words, where they stand, and how sure the link is."""
    name: str
    """The canonical name, or the words themselves of a literal."""
    cls: str | None = None
    local: LocalEntity | None = None
    """What the document says of it; None for a literal."""
    antecedent: Mention | None = None
    """The mention that gave the words their meaning, when they are no name: the nearest name before them."""
    antecedent_sentence: Sentence | None = None
    why: str = ""
    """What decided the class of the name that stands behind the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a fact is in the graph; `kg.explain.render` puts it in words."""

    fact: Fact
    claim: Claim
    """Rule, trigger, path, cues, time and source as extracted."""
    ends: tuple[End, ...]
    terms: tuple[Term, ...]
    """The features that its confidence is made of, the weightiest first."""
    reports: tuple[Fact, ...] = ()
    """Other facts that report the same, the surest first."""
    confirmed_by: Fact | None = None
    """Of a plan, the fact that reports it as done."""
    recomputed: float
    """Confidence by the weights of today."""
