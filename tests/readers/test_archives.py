"""Archives are read as folders are; what is damaged or has no end is refused."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from kg.readers import archives, read
from kg.readers import zipped as bounds

LINE = json.dumps({"id": "1", "text": "Obama met Karzai."}) + "\n"


def test_a_zip_is_read_as_a_folder(tmp_path, reading, zipped):
    inner = {"b/two.txt": "Two.", "b/c/one.jsonl": LINE, "a.TXT": "A.", "README.md": "No.", "b/.x.txt": "No."}
    (tmp_path / "news.zip").write_bytes(zipped({**inner, "__MACOSX/a.txt": "No.", "b/p.png": b"x", "b/plain": "x"}))
    documents, skipped = reading(tmp_path)
    assert [(document.id, document.text) for document in documents] == [
        ("news.zip/a.TXT", "A."),
        ("1", "Obama met Karzai."),
        ("news.zip/b/two.txt", "Two."),
    ]
    assert [document.source for document in documents] == [
        f"{tmp_path}/news.zip/{name}" for name in ("a.TXT", "b/c/one.jsonl", "b/two.txt")
    ]
    assert [(problem.path, problem.error) for problem in skipped] == [
        (f"{tmp_path}/news.zip/b/p.png", False),
        (f"{tmp_path}/news.zip/b/plain", False),
    ]


def test_all_formats_are_read_from_archives(tmp_path, reading, zipped):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": ["x"]}), table)
    inner = {"a.parquet": table.getvalue(), "b.csv": "id;text\n2;y\n", "c.json": f"[{LINE}]", "d.md": "*Talks.*"}
    (tmp_path / "a.zip").write_bytes(zipped(inner))
    (tmp_path / "e.csv.gz").write_bytes(gzip.compress(b"id;text\n3;z\n"))
    documents, skipped = reading(tmp_path)
    assert not skipped
    assert [document.text for document in documents] == ["x", "y", "Obama met Karzai.", "Talks.", "z"]


def test_fields_reach_into_archives(tmp_path, reading, zipped):
    (tmp_path / "a.zip").write_bytes(zipped({"a.csv": "words,text\nx,y\n"}))
    assert [document.text for document in reading(tmp_path, text="words")[0]] == ["x"]


def test_gzip(one, refused):
    assert (document := one("a.txt.gz", gzip.compress(b"Talks."))).text == "Talks."
    assert document.id == "a.txt.gz"
    assert one("b.jsonl.gz", gzip.compress(LINE.encode()) + gzip.compress(b"\n")).id == "1"
    assert "no reader for .exe in one" in refused("a.exe.gz", gzip.compress(b"x"))
    assert "no reader for files without suffix in one" in refused("a.gz", gzip.compress(b"x"))


def test_what_comes_before_the_damage_is_read(tmp_path, reading):
    lines = "".join(json.dumps({"id": number, "text": f"Talks {number}."}) + "\n" for number in range(20_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-1000])
    documents, (problem,) = reading(tmp_path)
    assert len(documents) > 10_000
    assert "ended before the end-of-stream marker" in problem.reason


def test_bad_members_are_told_and_the_rest_is_read(tmp_path, reading, zipped):
    inner = zipped({"a.txt": "x" * 500, "b.txt": "", "c.txt": "Talks.", "d.zip": zipped({}), "e.csv": "id\n1\n"})
    damaged = bytearray(inner)
    damaged[inner.index(b"a.txt") + 8] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(damaged)
    documents, skipped = reading(tmp_path)
    assert [document.text for document in documents] == ["Talks."]
    assert [problem.path.rpartition("/")[2] for problem in skipped] == ["a.txt", "b.txt", "d.zip", "e.csv"]
    assert all("\n" not in problem.reason for problem in skipped)
    assert "an archive in an archive" in skipped[2].reason


def test_an_encrypted_member(refused, zipped):
    locked = bytearray(zipped({"a.txt": "Talks."}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in refused("a.zip", bytes(locked))


@pytest.mark.parametrize(("name", "content"), [("a.zip", b"PK\x03\x04"), ("a.zip", b""), ("a.txt.gz", b"x")])
def test_what_is_no_archive(refused, name, content):
    assert "is not an archive that can be read" in refused(name, content)


def test_bombs_are_refused(tmp_path, reading, zipped, monkeypatch):
    monkeypatch.setattr(bounds, "FREE", 1_000_000)
    zeros = b"0" * 5_000_000
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": zeros}))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINE.encode() + b"\n" * len(zeros)))
    (tmp_path / "c.xlsx").write_bytes(zipped({"xl/workbook.xml": zeros}))
    (tmp_path / "d.odt").write_bytes(zipped({"content.xml": zeros}))
    (tmp_path / "e.epub").write_bytes(zipped({"META-INF/container.xml": zeros}))
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["1"]  # what came before the end of patience
    assert len(skipped) == 5
    assert all("unpacks to more than 200 times its size" in problem.reason for problem in skipped)


def test_archives_stream(tmp_path, zipped, monkeypatch):
    articles = (LINE.replace("1", str(number), 1).replace("met", "met " * 99) for number in range(9_000))
    (tmp_path / "a.zip").write_bytes(zipped({"a.json": "[" + ",".join(articles) + "]"}))
    unpacked = []
    usual = archives._Unpacked.readinto

    def counted(self, buffer) -> int:
        unpacked.append(usual(self, buffer))
        return unpacked[-1]

    monkeypatch.setattr(archives._Unpacked, "readinto", counted)
    documents = read(tmp_path, on_skip=lambda problem: None)
    assert next(documents).id == "0"
    assert 0 < sum(unpacked) < 300_000
    assert sum(1 for _ in documents) == 8_999
    assert sum(unpacked) > 3_000_000


def test_a_name_that_leads_out_of_the_archive_is_told(tmp_path, reading, zipped):
    (tmp_path / "news.zip").write_bytes(zipped({"a.txt": "Ann Lee met Bob Ray.", "../evil.txt": "Canada left."}))
    documents, skipped = reading(tmp_path)
    assert [document.text for document in documents] == ["Ann Lee met Bob Ray."]
    assert [("leads out of its archive" in each.reason, each.error) for each in skipped] == [(True, True)]
