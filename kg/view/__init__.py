"""Seeing the graph: an interactive page (HTML) and still pictures (SVG, PNG).

    view.write(graph.facts(), graph.entities(), "graph.html", title="Seeds")

The page is one file that needs no network; the pictures show the most connected entities. The
same facts give the same bytes, in whatever order they come.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import ExportError
from kg.export import write_whole
from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.store import Store, StoredDocument
from kg.view.interactive import page
from kg.view.picture import png, svg

__all__ = ["SUFFIXES", "page", "png", "summary", "svg", "write"]

_Maker = Callable[..., str | bytes]
_MAKERS: Mapping[str, _Maker] = {".html": page, ".svg": svg, ".png": png}
SUFFIXES = tuple(_MAKERS)
"""The file suffixes that `write` knows."""


def summary(store: Store) -> str:
    """HTML for a notebook: how much there is, and a picture of the most connected entities."""
    entities, facts = list(store.entities()), list(store.facts())
    told = f"{sum(1 for _ in store.documents()):,} documents · {len(facts):,} facts · {len(entities):,} entities"
    return f"<p>{told}</p>{svg(facts, entities, title='', ontology=store.ontology)}"


def write(
    facts: Iterable[Fact],
    entities: Iterable[Entity],
    path: str | os.PathLike[str],
    *,
    documents: Iterable[StoredDocument] = (),
    title: str = "Knowledge graph",
    ontology: Ontology | None = None,
) -> None:
    """Write a page or a picture of the facts; the suffix of `path` says which.

    The file appears whole or not at all: an existing one stays as it is when something fails.

    Args:
        facts: The facts to show, in any order.
        entities: What is known of their entities, in any order.
        path: Where to; `.html` gives the page, `.svg` and `.png` a picture of the most connected entities.
        documents: What is known of the documents; only the page tells it.
        title: Stands above the drawing.
        ontology: Knows classes and symmetric relations; the one that `kg` ships unless given.

    Raises:
        ExportError: the suffix is not one of `SUFFIXES`, or the file cannot be written.
    """
    target = Path(path)
    maker = _MAKERS.get(target.suffix.lower())
    if maker is None:
        raise ExportError(f"cannot draw {target.name!r}: give the file one of the suffixes {', '.join(SUFFIXES)}")
    more = {"documents": documents} if maker is page else {}
    content = maker(facts, entities, title=title, ontology=ontology, **more)
    write_whole(target, content.encode("utf-8") if isinstance(content, str) else content)
