"""Small cases of what must be printed and what must not, written by others than those who wrote the rules.

A row of `tests/gold/cases.jsonl` is a text with facts that are wanted and facts that are false. A fact names of its
ends the accepted names ("~word": any name with these words; null: nobody; "*" or absent: anybody), accepted relations
and statuses (of a wanted fact asserted when absent), and, where they matter, `former`, `place`, `attributed_to`, `time`
(days, months or years that the time lies in), `subject_count` and `object_count`. `literal` compares an object loosely.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import ontology
from kg.evaluate.names import any_same, key
from kg.records import Fact

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "gold" / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR: int = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["cases"]["right"]
SYMMETRIC = {name for name, relation in ontology.load().relations.items() if relation.symmetric}

pytestmark = pytest.mark.model


def named(names: Sequence[str | None], accepted: Sequence[str] | str | None, *, loose: bool = False) -> bool:
    if accepted == "*":
        return True
    if accepted is None:
        return not any(names)
    forms = [accepted] if isinstance(accepted, str) else accepted
    if any_same(names, (form for form in forms if not form.startswith("~")), loose=loose):
        return True
    words = [key(form) for form in forms if form.startswith("~")]
    return any(" ".join(each) in f" {' '.join(key(name))} " for name in names for each in words)


def timed(earliest_latest: str | None, accepted: Iterable[str] | str | None) -> bool:
    if accepted is None:
        return not earliest_latest
    ends = [end[:10] for end in (earliest_latest or "").split("/") if end and end != ".."]
    forms = [accepted] if isinstance(accepted, str) else accepted
    return bool(ends) and any(all(end.startswith(form) for end in ends) for form in forms)


def stated(case: dict[str, Any], fact: Fact, *, wanted: bool) -> bool:
    """Whether a printed fact is one of those that a case names."""
    relations, statuses = case.get("relation", "*"), set(case.get("status") or (["asserted"] if wanted else []))
    if "hypothetical" in statuses:
        statuses.add("alleged")
    ends = (fact.subject, fact.subject_text), (fact.object, fact.object_text)
    counts = fact.subject_count, fact.object_count

    def fit(order: tuple[int, int]) -> bool:
        (subject, obj), (subjects, objects) = (ends[order[0]], ends[order[1]]), (counts[order[0]], counts[order[1]])
        return (
            named(subject, case.get("subject", "*"))
            and named(obj, case.get("object", "*"), loose=bool(case.get("literal")))
            and case.get("subject_count") in (None, subjects)
            and case.get("object_count") in (None, objects)
        )

    return (
        (relations == "*" or fact.relation in relations)
        and (not statuses or fact.status in statuses)
        and ("former" not in case or fact.former == case["former"])
        and ("place" not in case or named([fact.place], case["place"], loose=True))
        and ("attributed_to" not in case or named([fact.attributed_to], case["attributed_to"], loose=wanted))
        and ("time" not in case or timed(fact.time, case["time"]))
        and (fit((0, 1)) or (fact.relation in SYMMETRIC and fit((1, 0))))
    )


def right(case: dict[str, Any], facts: Sequence[Fact]) -> bool:
    missing = [want for want in case["want"] if not any(stated(want, fact, wanted=True) for fact in facts)]
    return not missing and not any(stated(no, fact, wanted=False) for no in case["not"] for fact in facts)


def test_as_many_cases_are_right_as_before(tmp_path):
    corpus = tmp_path / "cases.jsonl"
    rows = [{name: case[name] for name in ("id", "text", "published") if name in case} for case in CASES]
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    facts: dict[str, list[Fact]] = {case["id"]: [] for case in CASES}
    with kg.build(corpus) as graph:
        for fact in graph.facts():
            facts[fact.document].append(fact)
    wrong = [case["id"] for case in CASES if not right(case, facts[case["id"]])]
    assert len(CASES) - len(wrong) >= FLOOR, f"{len(wrong)} of {len(CASES)} are not right: {', '.join(wrong)}"


def test_the_judge_tells_right_from_wrong():
    case = next(case for case in CASES if case["want"] and not case["not"])
    assert not right(case, [])
    assert right({"want": [], "not": case["want"]}, [])
