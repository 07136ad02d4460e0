"""A tiny package that adds a reader, an exporter and an ontology to `kg`; see the entry points beside it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import InputError
from kg.readers import Source
from kg.records import Document
from kg.store import Store


def read(source: Source) -> Iterator[Document]:
    """Read files of one document a line: `id: text`."""
    for line in source.data().decode("utf-8").splitlines():
        name, colon, text = line.partition(": ")
        if not colon:
            raise InputError(f"{line!r} has no colon; write id: text")
        if name == "bomb":
            raise ValueError("boom")
        yield Document(id=name, text=text, source=str(source.path))


def export(store: Store) -> bytes:
    """Write one fact a line."""
    return "".join(f"{fact.subject} {fact.relation} {fact.object}\n" for fact in store.facts()).encode()


def broken(_: Store) -> bytes:
    """Fail."""
    raise RuntimeError("no such luck")
