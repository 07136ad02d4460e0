"""Damage is noticed and mended where it can be; a backup is a graph of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store import Store, checkup, copies
from kg.triples.terms import kg
from tests.factories import dobbins, entity, extraction, shooting


def filled(path) -> Store:
    store = Store(path)
    store.replace_all([dobbins("a.txt"), shooting("b.txt")])
    return store


def kinds(store: Store) -> set[str]:
    return {fault.kind for fault in checkup.faults(store)}


def some(store: Store, name: str) -> Quad:
    return next(store.latest().quads_for_pattern(None, kg(name), None, None))


def test_a_sound_graph_has_no_faults(tmp_path):
    with filled(tmp_path / "g") as store:
        assert kinds(store) == set()
    assert kinds(filled(None)) == set()


def test_offsets_at_which_pyoxigraph_finds_too_much_are_no_fault(tmp_path):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray")
    sentences = [f"Ann Lee met Bob Ray on day {n}." for n in range(40)]  # offsets around 255, 511 and 1023
    with Store(tmp_path / "g") as store:
        store.replace(extraction("a.txt", *sentences, entities=people, facts=[(0, "meets", 1)]))
        store.publish()
    with Store(tmp_path / "g", read_only=True) as store:
        assert kinds(store) == set()


def test_what_is_known_is_made_anew_from_what_is_said(tmp_path):
    with filled(tmp_path / "g") as store:
        right = store.receipt().hash
        node = some(store, "standsFor")
        store._live.remove(node)
        store._live.add(Quad(node.subject, kg("standsFor"), NamedNode(f"{store.base}entity/Nobody"), node.graph_name))
        assert kinds(store) == {"derived", "dangling"}
        assert checkup.mend(store)
        assert kinds(store) == set()
        assert not checkup.mend(store)
        store._quads._unpublished = 1
        assert store.receipt().hash == right


def test_words_that_stand_elsewhere_are_noticed():
    store = filled(None)
    quad = next(q for q in store.latest() if q.predicate == kg("end") and "/mention/" in str(q.subject))
    store._live.remove(quad)
    store._live.add(Quad(quad.subject, quad.predicate, Literal(int(quad.object.value) + 1), quad.graph_name))
    assert "offsets" in kinds(store)


def test_quads_of_another_base_are_noticed():
    store = filled(None)
    store._live.add(Quad(kg("x"), kg("y"), kg("z"), NamedNode("https://other.test/names")))
    assert kinds(store) == {"base"}


def test_files_that_cannot_be_opened_are_made_from_the_newest_state(tmp_path):
    with filled(tmp_path / "g") as store:
        right = store.receipt().hash
    for path in (tmp_path / "g" / "quads").iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"garbage\n")
    with Store(tmp_path / "g") as store, pytest.raises(StoreError, match="damaged"):
        store.lock()
    copies.remake(tmp_path / "g")
    with Store(tmp_path / "g") as store:
        store.lock()
        assert store.receipt().hash == right
        assert store.retract("a.txt")
    assert (tmp_path / "g" / copies.ASIDE).is_dir()


HOLD = """
import sys; sys.path.insert(0, sys.argv[1])
from kg.store import Store
store = Store(sys.argv[2]); store.lock(); print("open", flush=True); input()
"""


def test_files_that_are_written_to_are_left_alone(root, tmp_path):
    filled(tmp_path / "g").close()
    command = [sys.executable, "-c", HOLD, str(root), str(tmp_path / "g")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        with pytest.raises(StoreError, match="in use by another process"):
            copies.remake(tmp_path / "g")
        other.stdin.write("\n")


def test_a_backup_is_a_graph_of_its_own(tmp_path):
    with filled(tmp_path / "g") as store:
        store.publish()
        copies.copy(tmp_path / "g", tmp_path / "backup")
        right = store.receipt().hash
        store.retract("a.txt")
    with Store(tmp_path / "backup") as other:
        assert other.receipt().hash == right
        assert other.retract("b.txt")
    with pytest.raises(StoreError, match="exists; name a new directory"):
        copies.copy(tmp_path / "g", tmp_path / "backup")
    with pytest.raises(StoreError, match=r"lies inside of .*; name a directory outside of it"):
        copies.copy(tmp_path / "g", tmp_path / "g" / "sub" / ".." / "in")
    assert not (tmp_path / "g" / "in").exists()
    with pytest.raises(StoreError, match="no graph at"):
        copies.copy(tmp_path / "nothing", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_compacting_changes_nothing(tmp_path):
    with filled(tmp_path / "g") as store:
        right = store.receipt().hash
        store.compact()
        assert store.receipt().hash == right


def test_files_that_the_next_writer_cannot_open_are_a_fault(tmp_path):
    filled(tmp_path / "g").close()
    tables = list((tmp_path / "g" / "quads").glob("*.sst"))
    assert tables
    for table in tables:
        table.unlink()
    with Store(tmp_path / "g", read_only=True) as store:
        (fault,) = checkup.faults(store)
    assert fault.kind == "files"
    assert "kg doctor --mend" in fault.message


def test_a_damaged_block_is_an_error_and_not_endless(tmp_path):
    filled(tmp_path / "g").close()
    (newest,) = (each for each in (tmp_path / "g" / "generations").iterdir() if each.name.isdecimal())
    table = max(newest.glob("*.sst"), key=lambda file: file.stat().st_size)
    data = bytearray(table.read_bytes())
    third = len(data) // 3
    data[third : third + 100] = bytes(255 - byte for byte in data[third : third + 100])
    table.unlink()  # its other names are of other states
    table.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(tmp_path / "g", read_only=True) as store:
        list(checkup.faults(store))


@pytest.mark.parametrize("cut", [True, False])
def test_a_damaged_state_is_published_anew_from_what_is_written(tmp_path, cut):
    with filled(tmp_path / "g") as store:
        right = store.receipt().hash
    (newest,) = (each for each in (tmp_path / "g" / "generations").iterdir() if each.name.isdecimal())
    for table in list(newest.glob("*.sst")):
        data = table.read_bytes()
        table.unlink()  # its other names are of other states
        table.write_bytes(data[: len(data) // 3] if cut else bytes(255 - byte for byte in data[:500]) + data[500:])
    assert not checkup.is_readable(newest)
    assert "published anew" in copies.remake(tmp_path / "g")
    with Store(tmp_path / "g", read_only=True) as store:
        assert kinds(store) == set()
        assert store.receipt().hash == right


def test_where_nothing_is_whole_nothing_is_mended(tmp_path):
    filled(tmp_path / "g").close()
    tables = list((tmp_path / "g").rglob("*.sst"))
    for table in tables:
        table.unlink()
    with pytest.raises(StoreError, match="neither what was published last nor what is written can be read; restore"):
        copies.remake(tmp_path / "g")


class Lost:
    """A store that has lost one quad in the order of graphs, and no other."""

    def __init__(self, quads) -> None:
        self._quads = quads

    def __getattr__(self, name):
        return getattr(self._quads, name)

    def __iter__(self):
        return iter(sorted(self._quads, key=str)[1:])


def test_an_order_that_lacks_a_quad_is_a_fault():
    quads = filled(None).latest()
    assert not list(checkup._indexes(quads, checkup._Tally(quads)))
    found = [fault.message for fault in checkup._indexes(quads, checkup._Tally(Lost(quads)))]
    assert len(found) == 3
    assert all("0 of" in each and "missing, 1 too many" in each for each in found)


def test_each_step_is_told():
    told = []
    list(checkup.faults(filled(None), step=told.append))
    assert told == list(checkup.STEPS)
