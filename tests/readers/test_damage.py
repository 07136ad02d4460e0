"""Whatever is done to a file, reading it ends with documents and lines for people, never with a traceback."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers import read
from kg.readers.fields import Fields
from tests.readers.conftest import pack
from tests.readers.test_epub import BOOK

ARTICLES = [
    {"id": number, "title": "T", "published": "2024-05-07", "text": f"Obama met “x” {number}."} for number in range(9)
]
CSV = "id;published;text\n" + "".join(f'{a["id"]};2024-05-07;"{a["text"]}\n"\n' for a in ARTICLES)


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    """A sound file of each format."""
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}{\info{\title T}}\f0 Obama\u8220?x\'e9 {\v y}\par}"
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES).encode()
    odt = (
        "<a xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
        "<o:body><o:text><t:p>Obama<t:s t:c='2'/>left.</t:p></o:text></o:body></a>"
    )
    files = {
        "a.json": json.dumps({"articles": ARTICLES}).encode(),
        "a.jsonl": lines,
        "a.csv": CSV.encode(),
        "a.tsv": CSV.replace(";", "\t").encode("utf-16"),
        "a.rtf": rtf.encode("latin-1"),
        "a.odt": pack({"content.xml": odt}),
        "a.epub": pack(BOOK),
        "a.jsonl.gz": gzip.compress(lines),
        "a.zip": pack({"a.csv": "text;no\nx;1\n", "b/a.jsonl": lines}),
    }
    return {**files, **_tables()}


def _tables() -> dict[str, bytes]:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    openpyxl = pytest.importorskip("openpyxl")
    table, book, written = io.BytesIO(), openpyxl.Workbook(), io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(ARTICLES), table)
    for row in [list(ARTICLES[0]), *(list(article.values()) for article in ARTICLES)]:
        book.active.append(row)
    book.save(written)
    return {"a.parquet": table.getvalue(), "a.xlsx": written.getvalue()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize(
    "name",
    ["a.json", "a.jsonl", "a.csv", "a.tsv", "a.rtf", "a.odt", "a.epub", "a.jsonl.gz", "a.zip", "a.parquet", "a.xlsx"],
)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_damage_is_told_in_one_line_each(samples, folder, name, data):
    content = bytearray(samples[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1)) if content else 0
        change = data.draw(st.sampled_from(["flip", "cut", "insert", "drop", "repeat"]))
        if change == "flip" and content:
            content[at] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del content[at:]
        elif change == "insert":
            content[at:at] = data.draw(st.binary(max_size=8))
        elif change == "drop":
            del content[at : at + data.draw(st.integers(1, 20))]
        else:
            content[at:at] = content[at : at + 40] * 3
    path = folder / name
    path.write_bytes(content)
    skipped = []
    fields = Fields(text=data.draw(st.sampled_from([None, "text", "nosuch"])))
    documents = list(read(path, on_skip=skipped.append, fields=fields))
    assert all(document.text.strip() for document in documents)
    assert all("\n" not in str(problem) and len(problem.reason) < 700 for problem in skipped)


def test_the_samples_are_sound(samples, tmp_path):
    for name, content in samples.items():
        (tmp_path / name).write_bytes(content)
        skipped = []
        assert list(read(tmp_path / name, on_skip=skipped.append)), name
        assert not skipped, name
