"""The page and the pictures as files: complete, safe, the same every time."""

from __future__ import annotations

import json
import random
import re
import struct
from xml.etree import ElementTree

import pytest

from kg import view
from kg.errors import ExportError
from kg.graph import Graph
from kg.records import Entity
from kg.view import interactive
from kg.view.pieces import embedded
from tests.factories import dobbins, shooting

NASTY = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "]]>&amp;<svg/onload=alert(1)>",
    "%%VENDOR%%",
    "a\u2028b\u2029c",
    "\x00\x1b[31m\x7f",
    "\ud800 lone",
    "\u202egnp.exe",
    "مرحبا 😀 字",
]


def data_of(html):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


def shuffled(items, seed=3):
    copy = list(items)
    random.Random(seed).shuffle(copy)
    return copy


def test_page_holds_every_fact_with_its_sentence(facts, entities):
    data = data_of(view.page(facts, entities, title="Seeds"))
    assert len(data["facts"]) == len(facts)
    sentences = {"".join(piece for piece, _ in fact["sentence"]) for fact in data["facts"]}
    assert sentences == {fact.sentence for fact in facts}
    meeting = next(fact for fact in data["facts"] if fact["relation"] == "meets" and fact["place"] == "Doha")
    assert data["nodes"][meeting["subject"]]["name"] == "James Dobbins"
    assert [piece for piece in meeting["sentence"] if piece[1]] == [
        ["James Dobbins", "subject"],
        ["the Taliban", "object"],
    ]
    assert meeting["status"] == "planned"


@pytest.mark.parametrize("maker", [view.page, view.svg, view.png])
def test_same_facts_in_any_order_give_the_same_bytes(facts, entities, maker):
    some = facts[:15]
    assert maker(some, entities, title="Seeds") == maker(shuffled(some), shuffled(entities), title="Seeds")


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_from_a_document_becomes_markup(make_fact, nasty):
    html = view.page([make_fact(subject=nasty, sentence=f"{nasty} met Bob.", document=nasty, place=nasty)], title=nasty)
    html.encode("utf-8")  # lone surrogates would fail here
    assert html.count("<script") == view.page([]).count("<script")
    assert "<img" not in html.split("<script>")[0]
    assert data_of(html)["nodes"][1]["name"] == nasty or data_of(html)["nodes"][0]["name"] == nasty


@pytest.mark.parametrize("nasty", NASTY)
def test_svg_stays_well_formed_with_nasty_text(make_fact, nasty):
    thing = Entity(iri="x:1", cls="Thing", name=nasty, described=True)
    fact = make_fact(object=nasty, object_iri="x:1", sentence=f"Ann met {nasty}.")
    root = ElementTree.fromstring(view.svg([fact], [thing], title=nasty))
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "g", "title", "rect", "path", "text"}
    assert not any(
        name.lower().startswith("on") or "href" in name for element in root.iter() for name in element.attrib
    )


def test_embedded_json_has_no_character_that_ends_a_script():
    text = embedded({"<>&": "\u2028\u2029</script>"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"<>&": "\u2028\u2029</script>"}


def test_page_asks_for_nothing_from_elsewhere(facts, entities):
    html = view.page(facts[:5], entities)
    head = html.split("<script")[0]
    assert "default-src 'none'" in head
    assert not re.search(r"""<(?:link|script|img|iframe)[^>]+(?:src|href)=["'](?!data:,)""", html.split("<script>")[0])
    assert "@import" not in head
    assert "url(" not in head


def test_svg_draws_names_labels_and_a_legend(facts, entities):
    root = ElementTree.fromstring(view.svg(facts, entities, title="Seeds"))
    words = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")]
    assert {"James Dobbins", "Taliban", "visits", "planned", "negated", "armed group", "Seeds"} <= set(words)
    dashes = {element.get("stroke-dasharray") for element in root.iter()}
    assert {"7 4", "1.5 4"} <= dashes


def test_svg_words_fit_their_boxes_in_any_font(make_fact):
    root = ElementTree.fromstring(view.svg([make_fact(subject="William Wimmelbacher", object="الدوحة")]))
    texts = {element.text: element for element in root.iter() if element.tag.endswith("text")}
    assert float(texts["William Wimmelbacher"].get("textLength")) > 100
    assert texts["الدوحة"].get("textLength") is None  # only estimated: joined letters must not be pulled apart


def test_svg_says_what_it_leaves_out(facts, entities):
    assert "most connected entities; the graph has" in view.svg(facts, entities, most=8)


def test_png_is_a_picture_of_twice_the_size(facts, entities):
    root = ElementTree.fromstring(view.svg(facts[:15], entities))
    png = view.png(facts[:15], entities)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert len(png) > 20_000  # not an empty sheet


@pytest.mark.parametrize("maker", [view.page, view.svg, view.png])
def test_an_empty_graph_is_drawn_too(maker):
    assert maker([], [])


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".SVG"])
def test_write_chooses_by_suffix(make_fact, tmp_path, suffix):
    path = tmp_path / f"graph{suffix}"
    view.write([make_fact()], [], path, title="Seeds")
    start = {".html": b"<!DOCTYPE html>", ".svg": b"<svg ", ".png": b"\x89PNG"}[suffix.lower()]
    assert path.read_bytes().startswith(start)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]  # nothing half-made stays behind


@pytest.mark.parametrize("name", ["graph.pdf", "graph", ".html"])
def test_unknown_suffix_names_the_choices(tmp_path, name):
    with pytest.raises(ExportError, match=r"\.html, \.svg, \.png"):
        view.write([], [], tmp_path / name)


def test_a_missing_folder_is_one_clear_line(tmp_path):
    with pytest.raises(ExportError, match=r"cannot write .*nowhere"):
        view.write([], [], tmp_path / "nowhere" / "graph.svg")


def test_an_output_that_is_a_folder_is_one_clear_line(tmp_path):
    (tmp_path / "graph.svg").mkdir()
    with pytest.raises(ExportError, match="cannot write"):
        view.write([], [], tmp_path / "graph.svg")
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.svg"]


def test_a_failed_write_keeps_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "graph.svg"
    path.write_text("old")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(ExportError, match="No space left on device"):
        view.write([], [], path)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.svg"]


@pytest.mark.parametrize("maker", [view.page, view.png])
def test_a_missing_bundle_names_the_next_step(tmp_path, monkeypatch, maker):
    monkeypatch.setattr(interactive, "_BUNDLE", tmp_path)
    with pytest.raises(ExportError, match=r"pip install"):
        maker([], [])


def test_large_graphs_are_left_to_the_page_to_place(make_fact):
    facts = [make_fact(i, subject=f"A{i}", object=f"A{i + 1}") for i in range(80)]
    data = data_of(view.page(facts))
    assert all(node["at"] is None for node in data["nodes"])
    assert all(node["at"] for node in data_of(view.page(facts[:20]))["nodes"])


@pytest.fixture(scope="module")
def nara():
    with Graph() as graph:
        graph.replace(shooting())
        graph.replace(dobbins())
        yield list(graph.facts()), list(graph.entities())


def test_events_with_one_party_are_in_the_page(nara):
    data = data_of(view.page(*nara))
    killing = next(fact for fact in data["facts"] if fact["relation"] == "kills")
    assert killing["subject"] is None
    assert data["nodes"][killing["object"]]["name"] == "Shinzo Abe"
    dot = data["nodes"][killing["object"]]["iri"] + "#agent"
    assert [node["unsaid"] for node in data["nodes"] if node["iri"] == dot] == [True]
    assert {cls["name"] for cls in data["classes"]} == {node["cls"] for node in data["nodes"] if not node["unsaid"]}
    assert {fact["status"] for fact in data["facts"]} == {"asserted", "planned", "alleged", "former"}


def test_pictures_draw_them_too(nara):
    picture = view.svg(*nara)
    ElementTree.fromstring(picture)
    assert picture.count("<circle") == 4  # three dots, and one in the legend
    assert "not said" in picture
    assert "alleged" in picture
    assert view.png(*nara).startswith(b"\x89PNG")
