"""Whatever is done to a file, reading it ends with documents and lines for people, never with a traceback.

`benchmarks/fuzz.py` does the same for as long as one likes.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers import READERS, read
from kg.readers.fields import Fields
from tests.readers import fuzzing
from tests.readers.conftest import pack
from tests.readers.sound import sound
from tests.readers.test_feeds import rss
from tests.readers.test_mail import HEAD
from tests.readers.test_warc import response
from tests.samples import docx

EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=8), st.sampled_from([piece.encode("utf-8", "ignore") for piece in fuzzing.PIECES])
        ),
    ),
    min_size=1,
    max_size=4,
)
"""Where something is taken out, how much, and what comes in its place."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("name", sound())
@settings(max_examples=25, deadline=None, derandomize=True)
@given(edits=EDITS, cut=st.floats(0.2, 1), field=st.sampled_from([None, "text", "nosuch"]))
def test_damage_is_told_in_one_line_each(folder, name, edits, cut, field):
    data = sound()[name]
    for place, length, new in edits:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    path = folder / name
    path.write_bytes(data[: int(cut * len(data))])
    skipped = []
    documents = list(read(path, on_skip=skipped.append, fields=Fields(text=field)))
    assert documents or skipped
    for document in documents:
        assert document.text.strip() or document.standing == "withdrawn"
        document.digest.encode()
    assert all(len(str(problem).splitlines()) == 1 and len(problem.reason) < 700 for problem in skipped)


def test_there_is_a_sound_file_of_each_format(tmp_path):
    assert {Path(name).suffix for name in sound()} >= READERS.keys() - {".parquet", ".xlsx"}
    for name, content in sound().items():
        (tmp_path / name).write_bytes(content)
        skipped = []
        assert list(read(tmp_path / name, on_skip=skipped.append)), name
        assert not [problem for problem in skipped if problem.error], name


@pytest.mark.parametrize("part", range(5))
def test_a_short_run_of_made_up_and_damaged_files(folder, part):
    found = {
        number: wrong
        for number in range(120 * part, 120 * (part + 1))
        if (wrong := [*fuzzing.faults(folder, fuzzing.made(7, number)), *fuzzing.lost(folder, 7, number)])
    }
    assert found == {}


# --- what such runs found -----------------------------------------------------------------------------------


def test_a_word_document_whose_directory_points_before_its_beginning(refused):
    whole = docx("<w:p/>")
    assert "not a Word document" in refused("a.docx", whole[:-22] + whole[-22:-6] + b"\xff\xff\xff\x7f" + whole[-2:])
    assert "not a Word document" in refused("b.docx", whole[30:])


def test_a_character_set_that_is_no_name(one):
    head = HEAD + 'Content-Type: text/plain; charset="a\x00b"\nContent-Transfer-Encoding: base64\n'
    assert one("a.eml", f"{head}\nQWRhIG1ldCBCby4=\n").text == "Ada met Bo."
    assert one("a.warc", response(b"Ada met Bo.", kind='text/plain; charset="a\x00b"')).text == "Ada met Bo."


@pytest.mark.parametrize("stray", ["\ufffe", "\x02", "&#0;", "&#x110000;", "&#55296;", "&#xFFFFFFFFFFFFFFFF;", " & "])
def test_one_forbidden_character_does_not_cost_a_feed(one, stray):
    text = one("a.rss", rss(f"<guid>1</guid><description>Ada{stray}met Bo &#x2014; &#8212; now.</description>")).text
    assert " ".join(text.replace("Ada", "Ada ").replace("&", " ").split()) == "Ada met Bo — — now."


def test_the_end_of_a_section_that_never_began_does_not_cost_a_feed(one):
    assert one("a.rss", rss("<guid>1</guid><description>Ada ]]> Bo</description>")).text == "Ada ]]> Bo"


def test_a_heading_is_one_line(one):
    assert one("a.md", "# Two\u2028lines\n\nAda met Bo.\n").title == "Two lines"


def test_a_line_in_another_encoding_costs_only_itself(tmp_path, reading):
    line = json.dumps({"text": "Ada met Bo."}).encode()
    (tmp_path / "a.jsonl").write_bytes(line + b"\n" + line.decode().encode("utf-16-le") * 40 + b"\n" + line)
    documents, (problem,) = reading(tmp_path / "a.jsonl")
    assert [document.id for document in documents] == ["a.jsonl:1", "a.jsonl:3"]
    assert problem.path.endswith(":2")


def test_a_file_without_documents_says_so_even_in_an_archive(tmp_path, reading):
    (tmp_path / "a.zip").write_bytes(pack({"a.jsonl": b"", "b.csv": b"id,text\n"}))
    documents, notes = reading(tmp_path / "a.zip")
    assert (documents, [note.path.rpartition("/")[2] for note in notes]) == ([], ["a.jsonl", "b.csv"])
    assert {(note.reason, note.error) for note in notes} == {("holds no document", False)}


def test_names_with_line_ends_are_said_on_one_line(tmp_path, reading):
    (tmp_path / "a.zip").write_bytes(pack({"b\r\nc.foo": b"", "d\u2028.txt": b"Ada met Bo."}))
    (document,), (note,) = reading(tmp_path / "a.zip")
    assert document.text == "Ada met Bo."
    assert str(note).partition("a.zip/")[2] == "b\\r\\nc.foo: left out: no reader for .foo files"


def test_no_run_of_brackets_and_no_endless_font_takes_long(one, refused):
    begun = time.monotonic()
    assert one("a.md", "Ada met Bo " + "[" * 20_000).text == "Ada met Bo " + "[" * 20_000
    assert "fonts" in refused("a.rtf", "{\\rtf1{\\fonttbl" + "\\f0 x\\fcharset0 y" * 5_000)
    assert time.monotonic() - begun < 10
