"""The lines that are kept beside a state: never another hash than that of all quads, and all quads read but once."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import Store, generations, kept_lines
from kg.store.change import Revision
from kg.store.copies import copy
from kg.store.kept_lines import INDEX, LINES
from kg.store.receipt import RECEIPT, canonical_hash
from tests.factories import dobbins, shooting
from tests.store.test_properties import documents, few


@pytest.fixture
def kept(tmp_path):
    """A graph of twelve documents of which there is a receipt."""
    with Store(tmp_path / "g") as store:
        store.replace_all([dobbins(f"a{number}.txt") for number in range(12)])
        store.receipt()
        yield store


@pytest.fixture
def once(monkeypatch):
    """Forbids to read all quads."""

    def forbid() -> None:
        monkeypatch.setattr(kept_lines, "sorted_lines", lambda quads: pytest.fail("all quads are read"))

    return forbid


def lines_of(store: Store):
    return store.view().folder / LINES


def index_of(store: Store) -> dict[str, object]:
    return json.loads((lines_of(store) / INDEX).read_text())


def right(store: Store) -> bool:
    """Whether the receipt is that of the quads; one that was worked out before is not taken."""
    (store.view().folder / RECEIPT).unlink(missing_ok=True)
    return store.receipt().hash == canonical_hash(store.view().quads)


def test_what_changed_is_counted_in_and_no_more_is_read(kept, once):
    once()
    assert kept.replace(shooting("b.txt"))
    assert right(kept)
    assert kept.retract("a3.txt")
    assert right(kept)
    changed = dobbins("a4.txt")
    assert kept.replace(replace(changed, document=replace(changed.document, title="Zoë’s “title”\r\n")))
    kept.compact()
    assert right(kept)
    kept.close()
    with Store(kept.path) as again:
        again.replace_all([shooting(f"c{number}.txt") for number in range(2)])
        assert right(again)


@few
@given(st.lists(documents("a") | documents("b") | documents("c") | st.sampled_from("abc"), max_size=8), st.randoms())
def test_whatever_comes_and_goes(tmp_path_factory, steps, chance: random.Random):
    store = Store(tmp_path_factory.mktemp("g") / "g")
    store.replace_all([dobbins("z.txt")])
    store.receipt()
    for step in steps:
        if isinstance(step, str):
            store.retract(step)
        else:
            store.replace(step)
        if chance.random() < 0.3:
            store.close()
            store = Store(store.path)
        if chance.random() < 0.6:
            assert right(store)
    assert right(store)
    store.close()


def test_numbers_and_days_are_counted_in_as_the_store_keeps_them(kept, once):
    once()
    graph, node = ox.NamedNode("http://g"), ox.NamedNode("http://s")
    lines = [
        f'{node} {node} "{text}"^^<http://www.w3.org/2001/XMLSchema#{kind}> {graph} .\n'
        for text, kind in (
            ("0.50", "decimal"),
            ("01", "integer"),
            ("1", "boolean"),
            ("2013-06-01T24:00:00", "dateTime"),
        )
    ]
    kept._write(Revision(new={graph: lines}))
    assert right(kept)
    kept._write(Revision(delete=set(kept.view().quads.quads_for_pattern(None, None, None, graph)), drop=(graph,)))
    assert right(kept)


def test_large_changes_go_past_the_log_and_are_counted_in_all_the_same(kept, once, monkeypatch):
    once()
    monkeypatch.setattr("kg.store.quads.LARGE", 10)
    kept.replace_all([shooting("b.txt"), shooting("c.txt")])
    kept.retract("a1.txt")
    assert right(kept)


def test_many_blocks(monkeypatch, tmp_path, once):
    monkeypatch.setattr(kept_lines, "BLOCK", 2_000)
    with Store(tmp_path / "g") as store:
        store.replace_all([dobbins(f"a{number}.txt") for number in range(5)])
        assert right(store)
        assert len(index_of(store)["blocks"]) > 20
        once()
        store.retract("a1.txt")
        store.replace(shooting("0.txt"))
        store.replace(shooting("z.txt"))
        assert right(store)


def test_changes_are_put_into_the_blocks_when_they_are_many(kept, once, monkeypatch):
    once()
    monkeypatch.setattr(kept_lines, "SETTLED", 0)
    kept.retract("a1.txt")
    kept.receipt()
    assert len(index_of(kept)["changes"]) == 1
    monkeypatch.setattr(kept_lines, "SETTLED", 10_000)
    kept.retract("a2.txt")
    assert right(kept)
    assert index_of(kept)["changes"] == []
    kept.retract("a3.txt")
    assert right(kept)


def test_too_many_changes_are_not_remembered(kept, monkeypatch):
    monkeypatch.setattr(kept_lines, "MOST", 100)
    kept.retract("a1.txt")
    assert not lines_of(kept).exists()
    assert right(kept)
    assert index_of(kept)["changes"] == []


def test_of_a_change_that_failed_nothing_is_known(kept, monkeypatch):
    make = kept_lines.journal.make

    def half(quads, revision, lines):
        make(quads, revision, lines)
        raise OSError("power")

    with monkeypatch.context() as patch:
        patch.setattr("kg.store.quads.LARGE", 10)
        patch.setattr("kg.store.quads.journal.make", half)
        with pytest.raises(Exception, match="power"):
            kept.replace(shooting("b.txt"))
    kept.retract("a1.txt")
    assert not lines_of(kept).exists()
    assert right(kept)


def test_after_a_writer_that_was_killed_all_is_read(kept):
    kept.retract("a1.txt")
    kept._quads._live = kept._quads._view = None  # as if killed
    with Store(kept.path) as store:
        assert store.find("a1.txt") is None
        assert not lines_of(store).exists()
        assert right(store)


def test_a_graph_that_was_emptied_keeps_nothing(kept):
    path = kept.path
    kept.close()
    with Store(path, rebuild=True) as store:
        assert not lines_of(store).exists()
        store.replace(dobbins("a.txt"))
        assert right(store)


@pytest.mark.parametrize("harm", ["cut", "other", "gone", "index", "short"])
def test_what_is_damaged_is_made_anew(kept, harm):
    kept.retract("a1.txt")
    index = index_of(kept)
    block = lines_of(kept) / index["blocks"][0]
    if harm == "cut":
        block.write_bytes(block.read_bytes()[:-9])
    elif harm == "other":
        block.write_bytes(bytes([each ^ (at == 99) for at, each in enumerate(block.read_bytes())]))
    elif harm == "gone":
        block.unlink()
    elif harm == "index":
        (lines_of(kept) / INDEX).write_text("")
    else:
        (lines_of(kept) / INDEX).write_text(json.dumps({**index, "changes": []}))
    assert right(kept)
    assert index_of(kept)["blocks"][0] != index["blocks"][0]
    assert right(kept)


def test_a_copy_takes_none_along(kept, tmp_path):
    kept.retract("a1.txt")
    kept.publish()
    copy(kept.path, tmp_path / "copy")
    assert not list((tmp_path / "copy").rglob(LINES))
    with Store(tmp_path / "copy") as other:
        assert other.receipt() == kept.receipt()


def test_who_only_reads_counts_changes_in_as_well(kept, once):
    kept.retract("a1.txt")
    kept.close()
    once()
    with Store(kept.path, read_only=True) as reader:
        assert right(reader)


def test_nothing_is_kept_where_there_is_little_room(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_lines, "AMPLE", 1 << 60)
    with Store(tmp_path / "g") as store:
        store.replace(dobbins("a.txt"))
        assert right(store)
        assert not lines_of(store).exists()


def test_states_share_what_is_kept(kept):
    before = {file.name: file.stat().st_ino for file in lines_of(kept).glob("*.block")}
    kept.retract("a1.txt")
    after = {file.name: file.stat().st_ino for file in lines_of(kept).glob("*.block")}
    assert before == after
    kept.retract("a2.txt")
    kept.view()
    assert len(list((kept.path / generations.GENERATIONS).glob("*/lines"))) == 1
