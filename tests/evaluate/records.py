"""Facts, mentions and gold files made of a few words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.records import Fact
from kg.triples import LinkedMention


def fact(document: str, subject: str | None, relation: str, obj: str | None, **more: object) -> Fact:
    """A fact with `subject_text`, `object_text`, `status`, `place`, `sentence` … as given or the obvious."""
    values: dict[str, object] = {
        "fact": f"urn:{document}/{subject}/{relation}/{obj}",
        "subject": subject,
        "subject_text": subject,
        "subject_iri": f"urn:{subject}" if subject else None,
        "subject_type": "Person" if subject else None,
        "relation": relation,
        "object": obj,
        "object_text": obj,
        "object_iri": f"urn:{obj}" if obj else None,
        "object_type": "Person" if obj else None,
        "place": None,
        "time": None,
        "time_text": None,
        "status": "asserted",
        "attributed_to": None,
        "confidence": 0.9,
        "rule": f"{relation}/test",
        "document": document,
        "start": 0,
        "end": 1,
        "sentence": f"{subject} {relation} {obj}.",
    }
    return Fact(**{**values, **more})  # type: ignore[arg-type]


def mention(document: str, start: int, end: int, cls: str, *, kind: str = "name") -> LinkedMention:
    """A mention; its words do not matter to a scorer."""
    return LinkedMention(
        document=document, start=start, end=end, text="x", kind=kind, type=cls, entity="x", entity_iri="urn:x"
    )


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    """A JSONL file."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def annotated(id_: str, text: str, names: dict[str, str], relations: Iterable[tuple[str, str, str]] = ()) -> dict:
    """A line of annotated gold: names (each at its first place in the text) with types, relations between them."""
    entities = [
        {"start": text.index(name), "end": text.index(name) + len(name), "text": name, "type": type_}
        for name, type_ in names.items()
    ]
    index = list(names)
    links = [{"head": index.index(a), "type": r, "tail": index.index(b)} for a, r, b in relations]
    return {"id": id_, "text": text, "entities": entities, "relations": links}
