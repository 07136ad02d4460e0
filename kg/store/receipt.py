"""A fingerprint of a graph: two graphs with the same one say the same."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import kg.triples.terms as terms
from kg.store.generations import View
from kg.store.kept_lines import kept_hash
from kg.store.lines import sorted_lines
from kg.store.protocol import Quads
from kg.triples.said import value
from kg.triples.terms import kg

RECEIPT = "receipt.json"


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


def receipt_of(view: View) -> Receipt:
    """The receipt of a whole graph; that of a state on disk is worked out once, and kept beside it.

    So are its lines, from which that of the next state is worked out with what changes until then.
    """
    kept = view.folder / RECEIPT if view.folder else None
    if kept and kept.exists():
        return _read(kept)
    receipt = _made(view)
    if kept:
        with suppress(OSError):  # a graph that cannot be written to has a receipt all the same
            partial = kept.with_name(f".{RECEIPT}.{os.getpid()}")
            partial.write_text(json.dumps(asdict(receipt)), encoding="utf-8")
            partial.replace(kept)
    return receipt


def _made(view: View) -> Receipt:
    quads, found, count = view.quads, view.quads.quads_for_pattern, len(view.quads)
    return Receipt(
        hash=kept_hash(view.folder, quads, count) if view.folder else canonical_hash(quads),
        quads=count,
        documents=sum(1 for _ in found(None, terms.TYPE, kg("Document"), None)),
        entities=len({quad.subject for quad in found(None, terms.PREF_LABEL, None, None)}),
        facts=sum(1 for _ in found(None, terms.TYPE, kg("Fact"), None)),
        made_with=tuple(sorted({value(quad.object) for quad in found(None, kg("madeWith"), None, None)})),
    )


def _read(path: Path) -> Receipt:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Receipt(**{**kept, "made_with": tuple(kept["made_with"])})


def canonical_hash(quads: Quads) -> str:
    """SHA-256 (hex) of the canonical N-Quads, as https://www.w3.org/TR/rdf-canon/ defines them.

    There are no blank nodes in a graph of ours, so that its own lines, sorted, are the canonical ones.
    """
    digest = hashlib.sha256()
    for block in sorted_lines(quads):
        digest.update(block)
    return digest.hexdigest()
