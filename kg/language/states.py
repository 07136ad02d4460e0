"""Texts with the states that hold between two mentions: who works for whom, who lives where.

A set says of each text which types were looked for (``annotated``). Only of these is the absence of a
state known; a set that says nothing of the kind was searched for all the types that it has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError

STATES: Final = (
    "basedIn",
    "bornIn",
    "citizenOf",
    "founded",
    "leads",
    "livesIn",
    "marriedTo",
    "memberOf",
    "parentOf",
    "partOf",
    "studiedAt",
    "worksFor",
)
"""Relations of the ontology that a pair of mentions is scored for; ``worksFor`` stands for staff and members."""

TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "PLACE_OF_RESIDENCE": ("livesIn",),
    "EMPLOYEE_OR_MEMBER_OF": ("worksFor",),
    "SPOUSE": ("marriedTo", "^marriedTo"),
    "PLACE_OF_BIRTH": ("bornIn",),
    "HEADQUARTERS": ("basedIn",),
    "EDUCATED_AT": ("studiedAt",),
    "CHILD_OF": ("^parentOf",),
    "NATIONALITY": ("citizenOf",),
    "FOUNDED_BY": ("^founded",),
    "POLITICAL_AFFILIATION": ("memberOf",),
    "CEO": ("^leads",),
    "SUBSIDIARY_OF": ("partOf",),
    "P6": ("^leads",),
    "P35": ("^leads",),
    "P488": ("^leads",),
    "P19": ("bornIn",),
    "P22": ("^parentOf",),
    "P25": ("^parentOf",),
    "P40": ("parentOf",),
    "P26": ("marriedTo", "^marriedTo"),
    "P27": ("citizenOf",),
    "P54": ("worksFor",),
    "P69": ("studiedAt",),
    "P102": ("memberOf",),
    "P108": ("worksFor",),
    "P112": ("^founded",),
    "P159": ("basedIn",),
    "P355": ("^partOf",),
    "P463": ("worksFor", "memberOf"),
    "P749": ("partOf",),
}
"""Type of a data set → our relations; ``^`` turns the ends round. The types are those of KnowledgeNet and Wikidata."""

DEV_FOLD: Final = 4
"""The part of KnowledgeNet (``fold``, a quarter) that is kept for choosing and never learnt from."""


@dataclass(frozen=True, slots=True)
class StateText:
    """A text with mentions and the states between them.

    Attributes:
        text: The text.
        mentions: ``(start, end)`` characters.
        states: ``(mention, relation, mention)`` that hold.
        annotated: Relations that were looked for.
        dev: Whether it is kept for choosing.
    """

    text: str
    mentions: tuple[tuple[int, int], ...]
    states: frozenset[tuple[int, str, int]]
    annotated: frozenset[str]
    dev: bool = False


def read_states(path: Path) -> Iterator[StateText]:
    """Read texts with relations.

    Args:
        path: JSONL of ``{"text", "entities": [{"start", "end", "cluster"?}], "relations": [{"type", "head", "tail"}],
            "annotated"?, "fold"?}``. A relation of an entity holds for all mentions of its cluster.

    Raises:
        InputError: The file is missing.
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; give texts with relations in JSONL")
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    every = {relation["type"] for record in records for relation in record["relations"]}
    for record in records:
        yield _text(record, every)


def _text(record: Mapping[str, Any], every: set[str]) -> StateText:
    entities = record["entities"]
    groups: dict[object, list[int]] = {}
    for i, entity in enumerate(entities):
        groups.setdefault(entity.get("cluster", f"alone {i}"), []).append(i)
    states: set[tuple[int, str, int]] = set()
    for relation in record["relations"]:
        ends = (entities[relation[end]].get("cluster", f"alone {relation[end]}") for end in ("head", "tail"))
        head, tail = (groups[end] for end in ends)
        for name in TYPES.get(relation["type"], ()):
            first, second = (tail, head) if name.startswith("^") else (head, tail)
            states |= {(a, name.removeprefix("^"), b) for a in first for b in second if a != b}
    looked_for = {name.removeprefix("^") for kind in record.get("annotated", every) for name in TYPES.get(kind, ())}
    return StateText(
        text=record["text"],
        mentions=tuple((entity["start"], entity["end"]) for entity in entities),
        states=frozenset(states),
        annotated=frozenset(looked_for),
        dev=record.get("fold") == DEV_FOLD,
    )
