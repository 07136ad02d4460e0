"""The explorer as a page: one HTML file that holds the facts, the program that shows them, and nothing from elsewhere.

What stands in the page comes from documents that anybody may have written. It travels as JSON inside a script element
(with every character escaped that could end it), reaches the screen through `textContent` only, and a content security
policy allows exactly the one script that is ours, by its hash, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg import ontology as ontologies
from kg.errors import ExportError
from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.store import StoredDocument
from kg.view import pieces
from kg.view.arrangement import arrange
from kg.view.drawing import Drawing, draw, most_connected
from kg.view.geometry import Point
from kg.view.text import printable

ARRANGED = 160
"""Up to so many joined entities and lines are placed here, with care; larger graphs by the page, with fcose."""
PROGRAM = "explorer.js"
_ASSETS = Path(__file__).parent / "assets"
_BUNDLE = Path(__file__).parent / "bundle"
_POLICY = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(
    facts: Iterable[Fact],
    entities: Iterable[Entity] = (),
    *,
    documents: Iterable[StoredDocument] = (),
    title: str = "Knowledge graph",
    ontology: Ontology | None = None,
) -> str:
    """The interactive page as HTML text; the same facts and entities, in any order, give the same text.

    Args:
        facts: The facts to show, in any order.
        entities: What is known of the entities, in any order.
        documents: What is known of the documents; those without a fact are left out.
        title: Stands in the page's head.
        ontology: Knows classes and symmetric relations; the one that `kg` ships unless given.

    Raises:
        ExportError: the page's program was not bundled when `kg` was installed.
    """
    terms = ontology or ontologies.load()
    program = bundled(PROGRAM).read_text(encoding="utf-8")
    data = _data(draw(facts, entities, terms), documents, terms)
    policy = f"{_POLICY}; script-src {_hash(program)}"
    return filled({**data, "title": title}, policy, f"<script>{program}</script>")


def filled(data: Mapping[str, Any], policy: str, script: str) -> str:
    """The page with its data and its program.

    Args:
        data: what the program reads, with the title.
        policy: what the page may load.
        script: the element that brings the program.
    """
    parts = {
        "POLICY": policy,
        "TITLE": html.escape(printable(data["title"])),
        "STYLE": _asset("page.css"),
        "DATA": pieces.embedded(data),
        "SCRIPT": script,
    }
    # Text, NAME, text, NAME, … text: nothing inside a part is looked at again.
    split = _asset("page.html").split("%%")
    return "".join(parts[piece] if position % 2 else piece for position, piece in enumerate(split))


def bundled(name: str) -> Path:
    """Path of a file that `hatch_build.py` made while `kg` was installed.

    Raises:
        ExportError: it is not there.
    """
    path = _BUNDLE / name
    if not path.is_file():
        message = f"{name} of kg view is missing: install kg again where npm packages can be fetched (pip install -e .)"
        raise ExportError(message)
    return path


def _data(drawing: Drawing, documents: Iterable[StoredDocument], ontology: Ontology) -> dict[str, Any]:
    """What the program reads: see `app/types.ts` for the meaning of each field."""
    used = {fact.document for fact in drawing.facts}
    stored = sorted((each for each in documents if each.id in used), key=lambda each: each.id)
    linked = sum(1 for node in drawing.nodes if node.degree and not node.unsaid)
    classes = {node.cls for node in drawing.nodes if not node.unsaid}
    return {
        "base": pieces.base([node.iri for node in drawing.nodes]),
        **pieces.vocabulary(ontology, classes, {fact.relation for fact in drawing.facts}),
        **pieces.piece(drawing, ontology, places(drawing)),
        "documents": [pieces.document(each) for each in stored],
        "totals": {"entities": linked, "facts": len(drawing.facts), "documents": len(used)},
        "served": False,
    }


def places(drawing: Drawing) -> dict[str, Point]:
    """Where the entities stand at first, by IRI; empty for a graph so large that the browser lays it out."""
    linked = most_connected(drawing, len(drawing.nodes))
    if len(linked.nodes) + len(linked.edges) > ARRANGED:
        return {}
    return {node.iri: at for node, at in zip(linked.nodes, arrange(linked).at, strict=True)}


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
