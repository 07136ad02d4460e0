"""A fingerprint of a graph: two graphs with the same one say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

import kg.triples.terms as terms
from kg.triples.said import value
from kg.triples.terms import kg


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a graph holds and what made it."""

    hash: str
    """SHA-256 of the canonical N-Quads (RDFC-1.0) of both layers and the ledger."""
    quads: int
    documents: int
    entities: int
    facts: int
    made_with: tuple[str, ...]
    """The versions that documents were extracted with; one, unless a build is due."""


def receipt_of(quads: Sequence[ox.Quad]) -> Receipt:
    """The receipt of a whole graph."""
    return Receipt(
        hash=canonical_hash(quads),
        quads=len(quads),
        documents=sum(1 for q in quads if q.object == kg("Document")),
        entities=len({q.subject for q in quads if q.predicate == terms.PREF_LABEL}),
        facts=sum(1 for q in quads if q.object == kg("Fact")),
        made_with=tuple(sorted({value(q.object) for q in quads if q.predicate == kg("madeWith")})),
    )


def canonical_hash(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 (hex) of the sorted canonical N-Quads, as https://www.w3.org/TR/rdf-canon/ defines them."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()
