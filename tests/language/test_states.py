"""Of a text, what was looked for and not found is absent; all else is unknown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.language.states import StateText, read_states

TEXT = "Ann, daughter of Bob, works for Acme."
ENTITIES = [{"start": 0, "end": 3}, {"start": 17, "end": 20}, {"start": 32, "end": 36}]
CHILD = {"type": "CHILD_OF", "head": 0, "tail": 1}


def read(folder: Path, *records: dict[str, Any]) -> list[StateText]:
    (folder / "states.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return list(read_states(folder / "states.jsonl"))


def test_a_type_is_our_relation_with_its_ends_turned_where_needed(tmp_path: Path) -> None:
    record = {"text": TEXT, "entities": ENTITIES, "relations": [CHILD], "annotated": ["CHILD_OF", "SPOUSE"], "fold": 4}
    (text,) = read(tmp_path, record)
    assert text.states == {(1, "parentOf", 0)}
    assert text.annotated == {"parentOf", "marriedTo"}
    assert text.mentions == ((0, 3), (17, 20), (32, 36))
    assert text.dev


def test_a_set_that_does_not_say_so_was_searched_for_all_its_types(tmp_path: Path) -> None:
    job = {"type": "P108", "head": 0, "tail": 2}
    one = {"text": TEXT, "entities": ENTITIES, "relations": [job]}
    other = {"text": TEXT, "entities": ENTITIES, "relations": [{"type": "P26", "head": 0, "tail": 1}]}
    first, second = read(tmp_path, one, other)
    assert first.annotated == second.annotated == {"worksFor", "marriedTo"}
    assert second.states == {(0, "marriedTo", 1), (1, "marriedTo", 0)}
    assert not first.dev


def test_a_relation_holds_for_all_mentions_of_an_entity(tmp_path: Path) -> None:
    entities = [{"start": 0, "end": 3, "cluster": 7}, {"start": 5, "end": 13, "cluster": 7}, ENTITIES[2]]
    (text,) = read(
        tmp_path, {"text": TEXT, "entities": entities, "relations": [{"type": "P108", "head": 1, "tail": 2}]}
    )
    assert text.states == {(0, "worksFor", 2), (1, "worksFor", 2)}


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give texts with relations"):
        list(read_states(tmp_path / "none.jsonl"))
