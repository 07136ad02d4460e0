"""Many read while one writes: each listing is of one state, in other threads, other processes, other people's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread

import pytest

from kg.store import Store
from kg.store.journal import JOURNAL, written_down
from tests.factories import dobbins, entity, extraction

ROUNDS = 12

READ = """
import sys; sys.path.insert(0, sys.argv[1])
from kg.store import Store
while True:
    with Store(sys.argv[2], read_only=True) as store:
        counts = {len(list(store.facts(each.id))) for each in store.documents()}
        pinned = store.at_least(0)
        ids = [each.id for each in pinned.documents()]
        assert {fact.document for fact in pinned.facts()} == set(ids), "one state"
        print(len(ids), counts, flush=True)
"""


def batch(number: int):
    people = entity(0, "Person", f"Ann Lee{number}"), entity(1, "Organization", "Acme")
    return [
        extraction(f"{number}-{n}", f"Ann Lee{number} works for Acme.", entities=people, facts=[(0, "worksFor", 1)])
        for n in range(5)
    ]


def test_other_processes_read_whole_batches_while_one_writes(root, tmp_path):
    with Store(tmp_path / "g") as store:
        store.replace_all(batch(0))
        store.publish()
        readers = [
            subprocess.Popen([sys.executable, "-c", READ, str(root), str(tmp_path / "g")], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
            for _ in range(3)
        ]  # fmt: skip
        try:
            for reader in readers:
                reader.stdout.readline()
            for number in range(1, ROUNDS):
                store.replace_all(batch(number))
                store.publish()
        finally:
            for reader in readers:
                reader.kill()
        for reader in readers:
            out, err = reader.communicate()
            assert not err
            seen = [int(line.split()[0]) for line in out.splitlines() if line.endswith("}")]
            assert seen == sorted(seen)
            assert all(count % 5 == 0 for count in seen), "a batch is seen whole or not at all"
        assert len(list(store.documents())) == 5 * ROUNDS
        store.retract("0-0")
    assert len(list((tmp_path / "g" / "generations").iterdir())) == 1, "states that nobody reads are gone"


@pytest.mark.parametrize("where", ["disk", "memory"])
def test_threads_read_beside_one_that_writes(tmp_path, where):
    with Store(tmp_path / "g" if where == "disk" else None) as store:
        store.replace_all(batch(0))
        failed: list[Exception] = []
        done = False

        def read():
            while not done:
                try:
                    list(store.facts())
                    list(store.entities())
                    list(store.mentions())
                except Exception as error:  # noqa: BLE001 - whatever it is
                    failed.append(error)

        threads = [Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for number in range(1, ROUNDS):
            store.replace_all(batch(number))
            store.retract(f"{number}-0")
        done = True
        for thread in threads:
            thread.join()
        assert not failed


SOMEBODY = """
import os, sys; sys.path.insert(0, sys.argv[1])
from kg.store import Store
from kg.ontology import load; known = load()
os.setgid(65534); os.setuid(65534)
with Store(sys.argv[2], ontology=known) as store:
    print([fact.relation for fact in store.facts()])
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("writing", [True, False])
def test_somebody_else_reads_a_graph_that_only_we_may_write(root, writing):
    with tempfile.TemporaryDirectory() as folder, Store(path := Path(folder) / "g") as store:
        Path(folder).chmod(0o755)
        store.replace(dobbins())
        store.publish()
        if not writing:
            store.close()
        done = subprocess.run([sys.executable, "-c", SOMEBODY, str(root), str(path)],
                              capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
    assert "'meets'" in done.stdout, done.stderr


def test_a_batch_that_was_cut_off_is_completed_by_who_comes_next(tmp_path, monkeypatch):
    from kg.store import quads

    monkeypatch.setattr(quads, "LARGE", 1)
    with Store(tmp_path / "g") as store:
        store.replace_all([*batch(0), *batch(1)])
        changed = [extraction("0-1", "Ann Lee0 left.", entities=[entity(0, "Person", "Ann Lee0")])]
        cut = monkeypatch.context()
        with cut as patch:
            patch.setattr(
                quads.journal, "make", lambda live, revision, lines: (_ for _ in ()).throw(OSError(28, "full"))
            )
            with pytest.raises(Exception, match="no space left"):
                store.replace_all(changed)
        store._quads._live = store._quads._view = None  # as if killed
        assert len(written_down(tmp_path / "g").insert) > 10
    with Store(tmp_path / "g") as store:
        assert not (tmp_path / "g" / JOURNAL).exists()
        assert not list(store.facts("0-1"))
        with Store() as fresh:
            fresh.replace_all([*batch(0), *batch(1), *changed])
            assert store.receipt().hash == fresh.receipt().hash


def test_a_damaged_journal_is_one_line(tmp_path):
    with Store(tmp_path / "g") as store:
        store.replace(dobbins())
    (tmp_path / "g" / JOURNAL).write_text("{}\n")
    with Store(tmp_path / "g") as store, pytest.raises(Exception, match=r"is damaged \(journal") as caught:
        store.retract("a.txt")
    assert "\n" not in str(caught.value)


def test_batches_and_single_documents_make_one_graph(tmp_path):
    documents = [each for number in range(4) for each in batch(number)]
    with Store() as one, Store(tmp_path / "g") as other:
        for each in documents:
            one.replace(each)
        assert other.replace_all(documents[:7])
        assert other.replace_all(documents[3:])
        assert not other.replace_all(documents)
        assert one.receipt().hash == other.receipt().hash
