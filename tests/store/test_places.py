"""What a graph remembers of where its documents lay."""

from __future__ import annotations

import sqlite3
import tracemalloc

from kg.store.places import PLACES, Places, within
from kg.store.whereabouts import Whereabouts


def test_what_was_learnt_is_there_again(tmp_path):
    places = Places(tmp_path)
    places.call("/a/x.txt", "x.txt")
    places.found("/a/x.txt", "x.txt")
    places.found("/b/feed.xml", "tag:1")
    again = Places(tmp_path)
    assert (again.name("/a/x.txt"), again.files("x.txt"), again.names("x.txt")) == ("x.txt", ["/a/x.txt"], ["x.txt"])
    assert list(again.under("/b")) == [("/b/feed.xml", "tag:1")]
    assert again.holding("x.txt") == ["/a/x.txt"]


def test_learning_the_same_twice_writes_nothing(tmp_path):
    places = Places(tmp_path)
    for _ in range(2):
        places.call("/a/x.txt", "x.txt")
        places.found("/a/x.txt", "x.txt")
    assert len((tmp_path / PLACES).read_text().splitlines()) == 2


def test_a_file_without_documents_gives_its_name_back(tmp_path):
    places = Places(tmp_path)
    places.call("/a/x.txt", "x.txt")
    places.found("/a/x.txt", "x.txt")
    places.forget("x.txt")
    for each in (places, Places(tmp_path)):
        assert (each.name("/a/x.txt"), each.files("x.txt"), each.names("x.txt")) == (None, [], [])
        assert not list(each.under("/"))


def test_a_line_that_was_torn_off_costs_only_itself(tmp_path):
    places = Places(tmp_path)
    places.found("/a/x.txt", "x.txt")
    with (tmp_path / PLACES).open("a") as file:
        file.write('{"file": "/a/y.t')
    again = Places(tmp_path)
    again.found("/a/z.txt", "z.txt")
    assert [document for _, document in Places(tmp_path).under("/a")] == ["x.txt", "z.txt"]


def test_forgetting_everything(tmp_path):
    places = Places(tmp_path)
    places.found("/a/x.txt", "x.txt")
    places.clear()
    assert not places.holding("x.txt")
    assert not (tmp_path / PLACES).exists()


def test_below_is_no_matter_of_letters():
    assert within("/a/b.txt", "/a")
    assert within("/a", "/a")
    assert within("/a", "/")
    assert not within("/ab/c.txt", "/a")


def test_a_path_that_is_no_text(tmp_path):
    places = Places(tmp_path)
    places.call("/a/caf\udce9.txt", "caf\ufffd.txt")
    places.found("/a/caf\udce9.txt", "caf\ufffd.txt")
    for each in (places, Places(tmp_path)):
        assert each.files("caf\ufffd.txt") == each.holding("caf\ufffd.txt") == ["/a/caf\udce9.txt"]
        assert each.names("caf\udce9.txt") == ["caf\ufffd.txt"]


def test_where_no_disk_has_room_memory_does(tmp_path, monkeypatch):
    before = Places(tmp_path)
    for number in range(9):
        before.found(f"/a/{number}.txt", f"{number}.txt")
    full = sqlite3.OperationalError("database or disk is full")
    learn = Whereabouts.learn

    def fails(self, told):
        if self.spills:
            raise full
        learn(self, told)

    monkeypatch.setattr(Whereabouts, "learn", fails)
    for places in (Places(tmp_path), before):  # one that reads what was learnt, and one that learns more
        places.lost("/a/3.txt", "3.txt")
        assert [document for _, document in places.under("/a")] == [
            f"{number}.txt" for number in range(9) if number != 3
        ]


def test_what_is_remembered_of_many_files_is_not_held_by_python(tmp_path):
    places, count = Places(tmp_path), 3000
    for number in range(count):
        places.found(f"/news/2024/{number}.txt", f"{number}.txt")
    tracemalloc.start()
    try:
        assert Places(tmp_path).holding("7.txt") == ["/news/2024/7.txt"]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 100_000 + 10 * count
