"""Facts about the two seed articles, written by hand: what a page or a picture is made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from kg import view
from kg.records import Entity, Fact
from tests.view.browser import launched

SEEDS = Path(__file__).parents[2] / "seeds"
GIVEN = json.loads((Path(__file__).parent / "seeds.json").read_text(encoding="utf-8"))


def iri(name: str) -> str:
    return "https://kg.example/id/entity/" + quote(name.replace(" ", "_"), errors="replace")


def make(number: int = 0, **fields: object) -> Fact:
    """A fact with plausible values for all that the caller does not say."""
    usual: dict[str, object] = {"subject": "Ann", "object": "Bob", "relation": "meets", "sentence": "Ann met Bob."}
    usual |= fields
    usual.setdefault("subject_text", usual["subject"])
    usual.setdefault("object_text", usual["object"])
    usual.setdefault("subject_iri", iri(str(usual["subject"])))
    usual.setdefault("object_iri", iri(str(usual["object"])))
    usual.setdefault("subject_type", "Person")
    usual.setdefault("object_type", "Person" if usual["object_iri"] else None)
    usual.setdefault("rule", f"{usual['relation']}/active")
    usual.setdefault("fact", f"https://kg.example/id/fact/{number}")
    rest = {"status": "asserted", "confidence": 0.9, "document": "a.txt", "start": 0, "end": 12}
    absent = dict.fromkeys(("place", "time", "time_text", "attributed_to"))
    return Fact(**(absent | rest | usual))  # type: ignore[arg-type]


def _seed_fact(number: int, row: dict[str, str], classes: dict[str, str]) -> Fact:
    text = (SEEDS / row["document"]).read_text(encoding="utf-8")
    sentence = next(line for line in text.split("\n") if row["piece"] in line)
    start = text.index(sentence)
    cls = classes.get(row["object"])
    return make(
        number,
        **{key: value for key, value in row.items() if key != "piece"},
        subject_type=classes[row["subject"]],
        object_type=cls,
        object_iri=iri(row["object"]) if cls else None,
        start=start,
        end=start + len(sentence),
        sentence=sentence,
    )


@pytest.fixture(scope="session")
def entities() -> list[Entity]:
    return [
        Entity(
            iri=iri(row["name"]),
            cls=row["cls"],
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            described=row.get("described", False),
        )
        for row in GIVEN["entities"]
    ]


@pytest.fixture(scope="session")
def facts() -> list[Fact]:
    classes = {row["name"]: row["cls"] for row in GIVEN["entities"]}
    return [_seed_fact(number, row, classes) for number, row in enumerate(GIVEN["facts"])]


@pytest.fixture(scope="session")
def make_fact() -> Callable[..., Fact]:
    return make


@pytest.fixture(scope="module")
def browser():  # type: ignore[no-untyped-def]
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def seeds_page(facts, entities, tmp_path_factory):  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("seeds") / "graph.html"
    view.write(facts, entities, path, title="Seeds")
    return path
