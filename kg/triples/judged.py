"""Judgements of people → quads and back. They have a named graph of their own, and no rule writes there.

<judgement> a kg:Judgement ; kg:verdict "same" ; kg:target "Parliament_(Kenya)" ; kg:other "Bunge@a" ;
    kg:author "Ann" ; kg:judgedAt "2026-01-31T12:00:00+00:00" ; kg:reason "Swahili name" .
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple

from pyoxigraph import NamedNode, Quad

import kg.triples.terms as terms
from kg.records import Judgement, Verdict
from kg.triples.said import by_subject
from kg.triples.terms import Minter, kg

FIELDS = {"verdict": "verdict", "target": "target", "other": "other", "author": "author", "time": "judgedAt",
          "reason": "reason"}  # fmt: skip
"""Field of `Judgement` → property."""


def judged(judgement: Judgement, minter: Minter) -> Iterator[Quad]:
    """The quads of one judgement; what is empty is left unsaid."""
    node, graph = NamedNode(f"{minter.base}judgement/{terms.digest(astuple(judgement))}"), minter.judgements
    yield Quad(node, terms.TYPE, kg("Judgement"), graph)
    for field, name in FIELDS.items():
        if text := str(getattr(judgement, field)):
            yield Quad(node, kg(name), terms.plain(text), graph)


def judgements(quads: Iterable[Quad]) -> list[Judgement]:
    """The judgements of a graph, by time."""
    found = []
    for properties in by_subject(quads).values():
        told = {field: properties.get(name, [""])[0] for field, name in FIELDS.items()}
        found.append(Judgement(**{**told, "verdict": Verdict(told["verdict"])}))  # type: ignore[arg-type]
    return sorted(found)
