"""Answers of a state are remembered as far as there is room, and those of the past are not given."""

from __future__ import annotations

import asyncio

from kg.store import Store
from kg.store.answering import Answering
from kg.store.remembered import Remembered
from tests.factories import dobbins

COUNT = "SELECT (COUNT(*) AS ?n) { ?document a kg:Document }"


def test_what_nobody_asked_for_longest_goes_first():
    kept = Remembered(room=10, most=5)
    for name in "abc":
        kept.keep(name, name.upper(), 3)
    assert kept.get("a") == "A"
    kept.keep("d", "D", 4)
    assert [kept.get(name) for name in "abcd"] == ["A", None, "C", "D"]
    kept.keep("e", "E", 6)
    assert kept.get("e") is None
    kept.keep("a", "AA", 5)
    kept.keep("f", "F", 1)
    assert [kept.get(name) for name in "acdf"] == ["AA", None, "D", "F"]


def test_each_state_has_answers_of_its_own(tmp_path):
    with Store(tmp_path / "g") as store:
        store.replace(dobbins("a.txt"))
        answering = Answering(store, count=1)

        def asked(query, **graphs):
            return asyncio.run(answering.answer(query, **graphs))

        first = asked(COUNT)
        assert asked(COUNT) is first
        assert asked(COUNT, default=[store.minter.says("b.txt").value]).payload != first.payload
        random = "SELECT (STRUUID() AS ?n) {}"
        assert asked(random).payload != asked(random).payload
        store.replace(dobbins("b.txt"))
        second = asked(COUNT)
        assert b'"1"' in first.payload
        assert b'"2"' in second.payload
        answering.close()
