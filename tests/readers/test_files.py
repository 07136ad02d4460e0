"""Which files are read, in which order, under which ids."""

from __future__ import annotations

import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from kg import readers
from kg.readers import READERS


def test_folders_are_read_in_sorted_order_with_all_below(tmp_path, reading):
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/deep/d.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.")
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["a.txt", "b.txt", "c.md", "d.TXT"]
    assert not skipped


def test_hidden_files_and_readmes_of_a_folder_are_not_articles(tmp_path, reading):
    for name in (".hidden.txt", ".git/a.txt", "README.md", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.")
    assert [document.id for document in reading(tmp_path)[0]] == ["a.txt"]
    assert [document.id for document in reading(tmp_path / "README.md")[0]] == ["README.md"]


def test_other_files_in_a_folder_are_left_out_without_being_errors(tmp_path, reading):
    (tmp_path / "a.png").write_bytes(b"x")
    (problem,) = reading(tmp_path)[1]
    assert "no reader for .png files" in problem.reason
    assert not problem.error


def test_a_named_file_without_reader_is_an_error_that_lists_the_readers(refused):
    reason = refused("a.png", b"x")
    assert all(suffix in reason for suffix in READERS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_said_and_not_waited_for(tmp_path, reading):
    (tmp_path / "a.txt").write_text("Text.")
    os.mkfifo(tmp_path / "b.txt")
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["a.txt"]
    assert [(Path(each.path).name, each.error) for each in skipped] == [("b.txt", True)]
    assert "pipe" in skipped[0].reason


def test_same_names_get_the_path_below_their_common_folder(tmp_path, reading):
    for name in ("x/a.txt", "y/a.txt", "y/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    both = [document.id for document in reading(tmp_path / "x", tmp_path / "y")[0]]
    assert both == ["x/a.txt", "y/a.txt", "b.txt"]
    assert sorted(document.id for document in reading(tmp_path / "y", tmp_path / "x")[0]) == sorted(both)


def test_a_file_named_twice_is_read_once(tmp_path, reading):
    (tmp_path / "a.txt").write_text("Text.")
    assert len(reading(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt")[0]) == 1


def test_missing_paths_and_dead_links_are_reported(tmp_path, reading):
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    documents, skipped = reading(tmp_path / "nope.txt", tmp_path / "link.txt")
    assert not documents
    assert [problem.reason.split(";")[0] for problem in skipped] == ["does not exist", "is a link to nothing"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_reported_by_permission(tmp_path, reading):
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in reading(tmp_path)[1][0].reason


def test_an_unreadable_file_is_reported(tmp_path, reading, monkeypatch):
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "b.txt").write_text("Text.")
    usual = Path.open

    def refuse(path, *arguments, **options):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    documents, skipped = reading(tmp_path)
    assert [document.id for document in documents] == ["b.txt"]
    assert "Permission denied" in skipped[0].reason


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_no_text_still_gives_an_id(tmp_path, reading):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Text.")
    (document,) = reading(tmp_path)[0]
    assert document.id == "caf\ufffd.txt"
    assert document.digest


@pytest.mark.parametrize(
    ("data", "ids"),
    [(b"Obama met Karzai.", ["stdin"]), (b' \n{"id": "x", "text": "one"}\n{"text": "two"}', ["x", "stdin:3"])],
)
def test_standard_input_is_text_or_jsonl(reading, monkeypatch, data, ids):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert [document.id for document in reading("-")[0]] == ids


def test_one_file_by_several_ways_is_read_once_and_keeps_its_name(tmp_path, reading):
    for name in ("x/a.txt", "x/y/b.txt", "z/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "x" / "link.txt").symlink_to(tmp_path / "z" / "c.txt")
    documents, skipped = reading(tmp_path / "x" / "y", tmp_path / "x", tmp_path / "z")
    assert [document.id for document in documents] == ["b.txt", "a.txt", "link.txt"]
    assert not skipped


def test_what_comes_and_goes_while_others_are_read(tmp_path):
    for name in ("a.txt", "b.txt", "d.png"):
        (tmp_path / name).write_text(name)
    (tmp_path / "new").mkdir()
    told = []
    documents = readers.read(tmp_path, on_skip=told.append)
    assert next(documents).id == "a.txt"
    (tmp_path / "new" / "c.txt").write_text("c")
    (tmp_path / "new" / "a.txt").write_text("another")
    assert [document.id for document in documents] == ["b.txt", "c.txt"]
    assert [Path(each.path).name for each in told] == ["d.png", "a.txt"]
    assert "already used in" in told[1].reason


def test_an_id_that_comes_twice_is_known_among_many(tmp_path, reading):
    lines = [f'{{"id": "{number}", "text": "Text {number}."}}' for number in range(3000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text("\n".join(lines[:3] + [line.replace("Text", "Other") for line in lines[-3:]]))
    documents, skipped = reading(tmp_path)
    assert len(documents) == 3003  # the same again is handed on
    assert [problem.reason for problem in skipped] == [
        f"the id '{number}' was already used in {tmp_path / 'a.jsonl'}; ids must differ"
        for number in (2997, 2998, 2999)
    ]


def test_what_is_kept_of_a_file_is_small(tmp_path):
    count = 4000
    for number in range(count):
        inside = tmp_path / str(number // 100)
        inside.mkdir(exist_ok=True)
        (inside / f"{number}.txt").write_text(f"Text {number}.")
    list(readers.read(tmp_path / "0", on_skip=print))  # what is imported, and remembered of patterns, counts once
    peaks = []
    for _ in range(2):  # the interpreter's table of names may double just now, in megabytes; it does not twice
        tracemalloc.start()
        try:
            assert sum(1 for _ in readers.read(tmp_path, on_skip=print)) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    most = min(peaks)
    assert most < 100_000 + 100 * count
