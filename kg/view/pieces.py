"""What the explorer reads: parts of the graph as JSON. `app/types.ts` says the same to the program.

Entities are named by their position in a part, which keeps it small; the program merges parts by IRI.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.store import StoredDocument
from kg.view.arrangement import name_rows, type_size
from kg.view.colors import STATUS_COLORS, UNSAID_COLOR, color, rank
from kg.view.drawing import STATUSES, Drawing, Node, marked, node_of, standing
from kg.view.geometry import Point
from kg.view.text import words

COUNTRY_CODES = "ISO 3166"


def piece(
    drawing: Drawing,
    ontology: Ontology,
    places: Mapping[str, Point] | None = None,
    degrees: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Entities, and the facts between them.

    Args:
        drawing: what is in the part.
        ontology: knows codes of countries.
        places: where entities stand at first, by IRI.
        degrees: how many facts entities have in the whole graph, by IRI, where the part lacks some.
    """
    position = {node.iri: index for index, node in enumerate(drawing.nodes)}
    known = [replace(node, degree=(degrees or {}).get(node.iri, node.degree)) for node in drawing.nodes]
    nodes = [_node(node, ontology, (places or {}).get(node.iri)) for node in known]
    return {"nodes": nodes, "facts": [_fact(fact, position, ontology) for fact in drawing.facts]}


def of(
    drawing: Drawing,
    entities: Iterable[Entity],
    ontology: Ontology,
    degrees: Mapping[str, int] | None = None,
    alone: Iterable[str] = (),
) -> dict[str, Any]:
    """The part that a drawing holds, and the entities of `alone` that have no fact in it."""
    known, there = {each.iri: each for each in entities}, {node.iri for node in drawing.nodes}
    more = [node_of(known[iri]) for iri in dict.fromkeys(alone) if iri not in there]
    return piece(replace(drawing, nodes=(*drawing.nodes, *more)), ontology, degrees=degrees)


def vocabulary(ontology: Ontology, classes: Iterable[str], relations: Iterable[str]) -> dict[str, Any]:
    """How classes, relations and statuses are called and coloured."""
    return {
        "classes": [
            {"name": cls, "label": words(cls).capitalize(), "color": color(cls, ontology)}
            for cls in sorted(classes, key=rank)
        ],
        "statuses": [{"name": status, "color": STATUS_COLORS[status]} for status in STATUSES],
        "relations": {name: _relation(name, ontology) for name in sorted(relations)},
        "unsaidColor": UNSAID_COLOR,
    }


def document(stored: StoredDocument) -> dict[str, Any]:
    """What is said of a document."""
    published = stored.published.isoformat() if stored.published else None
    return {"id": stored.id, "title": stored.title, "published": published, "source": stored.source}


def base(iris: Iterable[str]) -> str:
    """What all IRIs begin with, up to a slash; links leave it out."""
    first, *_, last = sorted(iris) * 2 or ["", ""]  # what these two share, all others between them share too
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    head, slash, _ = first[:same].rpartition("/")
    return head + slash


def embedded(data: Any) -> str:
    """JSON that is safe inside `<script type="application/json">`: ASCII only, and no `<`, `>` or `&`."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _relation(name: str, ontology: Ontology) -> dict[str, Any]:
    declared = ontology.relations.get(name)
    return {
        "label": words(name),
        "symmetric": bool(declared and declared.symmetric),
        "office": bool(declared and declared.literal_object),
    }


def _node(node: Node, ontology: Ontology, at: Point | None) -> dict[str, Any]:
    entry = ontology.gazetteer.find(node.name) if node.name and not node.described else None
    codes = {"codes": [[COUNTRY_CODES, entry.code]]} if entry and entry.code else {}
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
        "at": at,
    } | codes


def _country(place: str, ontology: Ontology) -> str | None:
    """The country in which a place lies, by the gazetteer; a country lies in itself."""
    book = ontology.gazetteer
    found = book.find(place)
    around = [book.entries[key] for key in (*book.around(found.key), found.key) if key in book.entries] if found else []
    return next((each.name for each in around if each.cls == "Country"), None)


def _fact(fact: Fact, position: Mapping[str, int], ontology: Ontology) -> dict[str, Any]:
    return {
        "id": fact.fact,
        "subject": position[fact.subject_iri] if fact.subject_iri else fact.subject,
        "relation": fact.relation,
        "object": position[fact.object_iri] if fact.object_iri else fact.object,
        "status": standing(fact),
        "place": fact.place,
        "country": _country(fact.place, ontology) if fact.place else None,
        "time": fact.time,
        "timeText": fact.time_text,
        "attributedTo": fact.attributed_to,
        "confidence": fact.confidence,
        "rule": fact.rule,
        "document": fact.document,
        "start": fact.start,
        "end": fact.end,
        "sentence": marked(fact),
        "published": fact.published,
        "support": fact.support,
        "repeats": fact.repeats,
    }
