"""A build that is killed, or that fills the disk, leaves a graph that the next build completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from kg.errors import StoreError
from kg.store import Store
from tests.factories import dobbins, entity, extraction

COUNT = 12

BUILD = """
import sys; sys.path.insert(0, sys.argv[1])
from tests.store.test_interrupted import corpus
from kg.store import Store
with Store(sys.argv[2]) as store:
    for each in corpus():
        store.replace(each)
        print(each.document.id, flush=True)
"""


def corpus():
    """Documents that change what names of earlier ones stand for."""
    for number in range(COUNT):
        name = ("Dobbins", "James Dobbins", "Ann Dobbins", "Lee")[number % 4]
        people = [entity(0, "Person", name), entity(1, "Organization", ("AP", "Associated Press")[number % 2])]
        sentences = [f"{name} works for {people[1].name}, {i}." for i in range(30)]
        yield extraction(f"{number:02}.txt", *sentences, entities=people, facts=[(0, "worksFor", 1)] * 1)


def whole() -> set[object]:
    with Store() as store:
        for each in corpus():
            store.replace(each)
        return set(store.quads())


@pytest.mark.parametrize("after", [0, 1, 5, 9])
def test_a_killed_build_is_completed_by_the_next(root, tmp_path, after):
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(root), str(tmp_path / "graph")], stdout=subprocess.PIPE, text=True
    )
    for _ in range(after):
        build.stdout.readline()
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    build.stdout.close()
    with Store(tmp_path / "graph") as store:
        kept = [document.id for document in store.documents()]
        assert kept == [each.document.id for each in corpus()][: len(kept)]
        assert len(kept) >= after, "what was reported as done is there"
        with Store() as fresh:
            for each in list(corpus())[: len(kept)]:
                fresh.replace(each)
            assert set(store.quads()) == set(fresh.quads()), "no document is there by half"
        for each in corpus():
            store.replace(each)
        assert set(store.quads()) == whole()


FULL = """
import resource, signal, sys; sys.path.insert(0, sys.argv[1])
from tests.store.test_interrupted import corpus
from kg.errors import KgError
from kg.store import Store
store = Store(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    for each in corpus():
        store.replace(each)
        print(each.document.id, flush=True)
except KgError as error:
    print("error:", error, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
def test_a_full_disk_is_one_line_and_harms_nothing(root, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(root), str(tmp_path / "graph")], capture_output=True, text=True, check=False
    )
    *written, message = done.stdout.splitlines()
    assert message.startswith("error: no space left for ")
    assert "run the same again" in message
    assert "Traceback" not in done.stderr
    with Store(tmp_path / "graph") as store:
        assert [document.id for document in store.documents()] == written
        for each in corpus():
            store.replace(each)
        assert set(store.quads()) == whole()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_cannot_be_written_is_one_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written; check its permissions"):
        Store(tmp_path / "graph")


def test_a_graph_in_use_by_another_process_is_one_line(root, tmp_path):
    hold = (
        "import sys; sys.path.insert(0, sys.argv[1]); from kg.store import Store\n"
        "store = Store(sys.argv[2]); store.lock(); print('open', flush=True); input()"
    )
    other = subprocess.Popen([sys.executable, "-c", hold, str(root), str(tmp_path / "graph")],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        assert other.stdout.readline() == "open\n"
        with Store(tmp_path / "graph") as store:
            assert not list(store.documents())
            with pytest.raises(StoreError, match="in use by another process; wait until it has finished"):
                store.replace(dobbins())
    finally:
        other.communicate("\n")
    with Store(tmp_path / "graph") as store:
        assert store.replace(dobbins())
