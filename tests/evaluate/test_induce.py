"""Frames found in labelled texts, on trees made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology
from kg.evaluate import induce
from kg.evaluate.answers import Map
from kg.evaluate.gold import GoldText, read_texts
from kg.evaluate.shapes import Shape, labelled_names, shapes, together
from kg.extract.grammar.slots import known
from kg.language.grammar import Node, SentenceView, View
from kg.ontology import bundled, read
from tests.evaluate.records import annotated, write_lines
from tests.factories import extraction

MAP = Map(
    relations={"Work_For": ("worksFor",), "Live_In": ("livesIn", "bornIn")},
    entities={"P": "Person", "O": "Organization", "L": "Place", "X": None},
)


def tree(text: str, *words: tuple[str, str, str, int, str]) -> View:
    """A sentence; each word is (text, lemma, part of speech, head, label), head -1 for the root."""
    nodes, at = [], 0
    for i, (form, lemma, pos, _, dep) in enumerate(words):
        at = text.index(form, at)
        nodes.append(Node(i, at, form, lemma, {"VERB": "VBD"}.get(pos, "NN"), pos, dep, 0))
        at += len(form)
    for node, (_, _, _, head, _) in zip(nodes, words, strict=True):
        if head >= 0:
            node.head = nodes[head]
            nodes[head].kids.append(node)
    return View(text, tuple(nodes), (SentenceView(0, len(text), 0, len(nodes) - 1),), ())


def toils(number: int, verb: str = "toils") -> tuple[View, dict]:
    person, company = f"Ann{number}", f"Org{number}"
    text = f"{person} {verb} at {company}."
    view = tree(
        text,
        (person, person.lower(), "PROPN", 1, "nsubj"),
        (verb, verb.removesuffix("s"), "VERB", -1, "root"),
        ("at", "at", "ADP", 3, "case"),
        (company, company.lower(), "PROPN", 1, "obl"),
        (".", ".", "PUNCT", 1, "punct"),
    )
    return view, annotated(f"d{number}", text, {person: "P", company: "O"}, [(person, "Work_For", company)])


def texts(tmp_path: Path, *lines: dict) -> list[GoldText]:
    return read_texts(write_lines(tmp_path / "gold.jsonl", lines))


def counted(tmp_path: Path, pairs: list[tuple[View, dict]], *, told: bool = False) -> list[induce.Candidate]:
    counts = induce.Counts(ontology.load())
    for (view, _), text in zip(pairs, texts(tmp_path, *(line for _, line in pairs)), strict=True):
        entities, facts = [], []
        if told:
            from tests.factories import entity

            entities = [entity(0, "Person", text.spans[0].text), entity(1, "Organization", text.spans[1].text)]
            facts = [(0, "worksFor", 1)]
        counts.add(text, MAP, view, extraction(text.id, text.text, entities=entities, facts=facts))
    return counts.candidates()


def unrelated(number: int) -> tuple[View, dict]:
    view, line = toils(number, "leaves")
    return view, {**line, "relations": []}


SHAPE = Shape("toil", "verb", "subject", "oblique:at", "Person", "Organization")


def test_shapes_are_slots_that_two_names_fill(tmp_path):
    view, line = toils(1)
    (text,) = texts(tmp_path, line)
    names = labelled_names(text, MAP, view)
    assert {i: span.type for i, span in names.items()} == {0: "Person", 3: "Organization"}
    found = {shape for shape, *_ in shapes(view, names, ontology.load().words)}
    assert SHAPE in found
    assert all(known(slot) for shape in found for slot in (shape.subject, shape.object))
    assert {classes for classes, _ in together(view, names)} == {("Person", "Organization"), ("Organization", "Person")}


def test_what_the_map_leaves_out_is_no_end(tmp_path):
    view, line = toils(1)
    line["entities"][0]["type"] = "X"
    assert list(shapes(view, labelled_names(texts(tmp_path, line)[0], MAP, view), {})) == []


def test_support_precision_and_news(tmp_path):
    pairs = [*(toils(n) for n in range(4)), *(unrelated(n) for n in range(4, 20))]
    found = {(c.shape, c.relation): c for c in counted(tmp_path, pairs)}
    best = found[SHAPE, "worksFor"]
    assert (best.right, best.seen, best.news, best.share) == (4, 4, 4, 4 / 20)
    assert best.chance == pytest.approx(0.2**4)
    assert best in induce.worthy(found.values())


def test_nothing_new_or_nothing_but_chance_is_not_worthy(tmp_path):
    pairs = [*(toils(n) for n in range(4)), *(unrelated(n) for n in range(4, 20))]
    assert {c.news for c in counted(tmp_path, pairs, told=True)} == {0}
    assert induce.worthy(counted(tmp_path, pairs, told=True)) == []
    assert induce.worthy(counted(tmp_path, [toils(n) for n in range(4)])) == []  # every such pair has the relation


def test_of_several_relations_the_one_that_the_trigger_evokes_elsewhere(tmp_path):
    text = "Ann was born near Rome."
    view = tree(
        text,
        ("Ann", "ann", "PROPN", 2, "nsubj:pass"),
        ("was", "be", "AUX", 2, "aux:pass"),
        ("born", "bear", "VERB", -1, "root"),
        ("near", "near", "ADP", 4, "case"),
        ("Rome", "rome", "PROPN", 2, "obl"),
    )
    line = annotated("d", text, {"Ann": "P", "Rome": "L"}, [("Ann", "Live_In", "Rome")])
    assert {c.relation for c in counted(tmp_path, [(view, line)])} == {"bornIn"}


def test_frames_are_turtle_that_the_ontology_reads(tmp_path):
    pairs = [*(toils(n) for n in range(4)), *(unrelated(n) for n in range(4, 20))]
    worthy = [c for c in induce.worthy(counted(tmp_path, pairs)) if c.shape == SHAPE]
    path = tmp_path / "frames-induced.ttl"
    path.write_text(induce.turtle(worthy), encoding="utf-8")
    others = [each for each in bundled() if each.name != path.name]
    frame = next(f for f in read([*others, path]).frames if "toil" in f.triggers)
    assert (frame.relation, frame.pos, frame.subject, frame.object) == ("worksFor", "verb", "subject", "oblique:at")
    assert (frame.subject_classes, frame.object_classes) == (("Person",), ("Organization",))
    assert frame.rule == "worksFor/induced-verb-subject-at-person-organization"
    assert "toil 4/4" in induce.turtle(worthy)
    assert induce.table(worthy).splitlines()[1].split("\t")[:3] == ["worksFor", "toil", "verb"]
    assert "Ann" not in path.read_text(encoding="utf-8")
