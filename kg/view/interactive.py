"""The page: one HTML file that holds the facts, the program that shows them, and nothing from elsewhere.

What stands in the page comes from documents that anybody may have written. It travels as JSON inside a script element
(with every character escaped that could end it), reaches the screen through `textContent` only, and a content security
policy allows exactly the two scripts that are ours, by their hashes, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg import ontology as ontologies
from kg.errors import ExportError
from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.view.arrangement import arrange, name_rows, type_size
from kg.view.colors import STATUS_COLORS, UNSAID_COLOR, color, rank
from kg.view.drawing import STATUSES, Drawing, Edge, Node, draw, marked, most_connected, standing
from kg.view.geometry import Point
from kg.view.text import printable, words

ARRANGED = 160
"""Up to so many joined entities and lines are placed here, with care; larger graphs by the page, with fcose."""
_ASSETS = Path(__file__).parent / "assets"
_BUNDLE = Path(__file__).parent / "bundle"
_POLICY = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SCRIPTS = ("dom.js", "data.js", "graph.js", "details.js", "filters.js", "table.js", "main.js")


def page(
    facts: Iterable[Fact],
    entities: Iterable[Entity] = (),
    *,
    title: str = "Knowledge graph",
    ontology: Ontology | None = None,
) -> str:
    """The interactive page as HTML text; the same facts and entities, in any order, give the same text.

    Args:
        facts: The facts to show, in any order.
        entities: What is known of the entities, in any order.
        title: Stands in the page's head.
        ontology: Knows classes and symmetric relations; the one that `kg` ships unless given.

    Raises:
        ExportError: the page's libraries were not bundled when `kg` was installed.
    """
    terms = ontology or ontologies.load()
    vendor, program = bundled("vendor.js").read_text(encoding="utf-8"), _program()
    parts = {
        "POLICY": f"{_POLICY}; script-src {_hash(vendor)} {_hash(program)}",
        "TITLE": html.escape(printable(title)),
        "STYLE": _asset("page.css"),
        "DATA": embedded(_data(draw(facts, entities, terms), terms, title)),
        "VENDOR": vendor,
        "PROGRAM": program,
    }
    return _filled(_asset("page.html"), parts)


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """Puts the parts in: text, NAME, text, NAME, … text. Nothing inside a part is looked at again."""
    pieces = template.split("%%")
    return "".join(parts[piece] if position % 2 else piece for position, piece in enumerate(pieces))


def embedded(data: Any) -> str:
    """JSON that is safe inside `<script type="application/json">`: ASCII only, and no `<`, `>` or `&`."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def bundled(name: str) -> Path:
    """Path of a file that `hatch_build.py` fetched while `kg` was installed.

    Raises:
        ExportError: it is not there.
    """
    path = _BUNDLE / name
    if not path.is_file():
        message = f"{name} of kg view is missing: install kg again where npm packages can be fetched (pip install -e .)"
        raise ExportError(message)
    return path


def _data(drawing: Drawing, ontology: Ontology, title: str) -> dict[str, Any]:
    """What the program reads: see `assets/data.js` for the meaning of each field."""
    classes = sorted({node.cls for node in drawing.nodes if not node.unsaid}, key=rank)
    position = {node.iri: index for index, node in enumerate(drawing.nodes)}
    places = _places(drawing)
    return {
        "title": title,
        "classes": [{"name": cls, "label": words(cls).capitalize(), "color": color(cls, ontology)} for cls in classes],
        "statuses": [{"name": status, "color": STATUS_COLORS[status]} for status in STATUSES],
        "relations": {relation: words(relation) for relation in sorted({fact.relation for fact in drawing.facts})},
        "unsaidColor": UNSAID_COLOR,
        "nodes": [_node(node, places) for node in drawing.nodes],
        "edges": [_edge(edge) for edge in drawing.edges],
        "facts": [_fact(fact, position) for fact in drawing.facts],
    }


def _node(node: Node, places: Mapping[str, Point]) -> dict[str, Any]:
    return {
        "iri": node.iri,
        "name": node.name,
        "cls": node.cls,
        "aliases": list(node.aliases),
        "described": node.described,
        "unsaid": node.unsaid,
        "degree": node.degree,
        "rows": list(name_rows(node)),
        "size": type_size(node),
        "at": places.get(node.iri),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "status": edge.status,
        "mutual": edge.mutual,
        "facts": list(edge.facts),
    }


def _places(drawing: Drawing) -> dict[str, Point]:
    """Where the entities stand at first, by IRI; empty for a graph so large that the browser lays it out."""
    linked = most_connected(drawing, len(drawing.nodes))
    if len(linked.nodes) + len(linked.edges) > ARRANGED:
        return {}
    return {node.iri: at for node, at in zip(linked.nodes, arrange(linked).at, strict=True)}


def _fact(fact: Fact, position: dict[str, int]) -> dict[str, Any]:
    return {
        "id": fact.fact,
        "subject": position[fact.subject_iri] if fact.subject_iri else fact.subject,
        "relation": fact.relation,
        "object": position[fact.object_iri] if fact.object_iri else fact.object,
        "status": standing(fact),
        "place": fact.place,
        "time": fact.time,
        "timeText": fact.time_text,
        "attributedTo": fact.attributed_to,
        "confidence": fact.confidence,
        "rule": fact.rule,
        "document": fact.document,
        "start": fact.start,
        "end": fact.end,
        "sentence": marked(fact),
    }


def _program() -> str:
    body = "\n".join(_asset(name) for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
