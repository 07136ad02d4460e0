"""Appositions that are none: "the Greek government, the Commission, the Fund and the Bank"."""

from __future__ import annotations

from kg.language.grammar import Node


def is_listed(member: Node, first: Node) -> bool:
    """True for the second of a list, which parsers take for an apposition of the first.

    Args:
        member: The word that hangs from `first` as an apposition.
        first: Its head; no list begins with a plural ("two students, Joonas Virta and Leyla Demir"), and behind a
            name two nouns both say who it is ("Hippolyte Fofack, economist and director").
    """
    comma = any(kid.text == "," and first.i < kid.i < member.i for kid in (*first.kids, *member.kids))
    return comma and first.tag == "NN" and member.dep == "appos" and bool(member.of("conj"))
