"""A change too large for one transaction, written down before it is made.

A batch goes into new files of the store, past its log, which is fast and not one step. So the whole change is first
written to a file of its own: who opens a graph after a batch was cut off makes the change again, from the beginning;
inserting or deleting a quad twice is no different from once.

    DIR/journal     a line of JSON ({"delete": lines, "drop": graphs}), the quads to delete, the quads to insert
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.store.change import Revision

JOURNAL = "journal"


def write_down(path: Path, revision: Revision, lines: bytes) -> None:
    """Keep a change so that power may fail from now on; `lines` are all that it inserts."""
    partial = path / f".{JOURNAL}"
    with partial.open("wb") as file:
        file.writelines(spelled(revision, lines))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path / JOURNAL)


def spelled(revision: Revision, lines: bytes) -> Iterable[bytes]:
    """A change as bytes, in pieces; `lines` are all that it inserts."""
    head = {"delete": len(revision.delete), "drop": [graph.value for graph in revision.drop]}
    yield json.dumps(head).encode() + b"\n"
    yield ox.serialize(revision.delete, format=ox.RdfFormat.N_QUADS) or b""
    yield lines


def read(data: bytes) -> tuple[list[str], list[bytes], list[bytes]]:
    """The graphs that a change drops, the lines that it deletes, and those that it inserts.

    Raises:
        ValueError, KeyError, TypeError: it is damaged.
    """
    first, rest = data.split(b"\n", 1)
    head = json.loads(first)
    lines = rest.splitlines(keepends=True)
    return head["drop"], lines[: head["delete"]], lines[head["delete"] :]


def strike_out(path: Path) -> None:
    """Forget a change that has been made."""
    (path / JOURNAL).unlink(missing_ok=True)


def written_down(path: Path) -> Revision | None:
    """The change that was cut off; None when there is none.

    Raises:
        RuntimeError: the file is damaged.
    """
    try:
        data = (path / JOURNAL).read_bytes()
    except FileNotFoundError:
        return None
    try:
        drop, delete, insert = read(data)
        return Revision(_quads(insert), _quads(delete), tuple(map(ox.NamedNode, drop)))
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise RuntimeError(f"{JOURNAL}: {error}") from error


def make(quads: ox.Store, revision: Revision, lines: bytes) -> None:
    """Make a change in steps; made again from the beginning, it has the same end. `lines` are all that it inserts."""
    if revision.delete or revision.drop:
        quads.update(Revision(set(), revision.delete, revision.drop).update)
    quads.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)


def _quads(lines: Iterable[bytes]) -> set[ox.Quad]:
    return set(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
