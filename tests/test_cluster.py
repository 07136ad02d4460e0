"""A Dask cluster reads what one process reads; its workers may die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

import kg
from kg import ontology
from kg.errors import InputError
from kg.workers import workers
from kg.workers.alone import Alone, Defeat
from kg.workers.cluster import Cluster, versions
from tests.test_workers import documents

distributed = pytest.importorskip("distributed", reason="needs the extra kg[cluster]")
pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


def read(staff) -> list[tuple[str, object]]:
    taken = []
    for each in documents():
        staff.give(each)
        while staff.busy:
            taken.append(staff.take())
    while staff.waiting:
        taken.append(staff.take())
    return taken


def test_a_cluster_reads_what_one_process_reads(cluster):
    known = ontology.load()
    staff = workers(cluster.scheduler_address, model=None, ontology=known)
    assert isinstance(staff, Cluster)
    try:
        alone = Alone(None, known)
        assert read(staff) == [(each, alone.read(each)) for each in documents()]
    finally:
        staff.close()


def test_a_worker_that_dies_is_replaced_and_costs_nothing(cluster):
    staff = Cluster(cluster.scheduler_address, model=None, ontology=ontology.load())
    try:
        for each in documents():
            staff.give(each)
        first = staff.take()
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        taken = [first, *(staff.take() for _ in range(staff.waiting))]
        assert [document.id for document, _ in taken] == [each.id for each in documents()]
        assert not [said for _, said in taken if isinstance(said, Defeat)]
    finally:
        staff.close()


def test_the_graph_is_the_same(cluster, tmp_path):
    for each in documents():
        (tmp_path / f"{each.id}.txt").write_text(each.text)
    with kg.build(tmp_path, workers=cluster.scheduler_address) as one, kg.build(tmp_path) as other:
        assert one.receipt().hash == other.receipt().hash


def test_another_kg_on_a_worker_is_an_error(cluster, monkeypatch):
    monkeypatch.setattr("kg.workers.cluster.versions", lambda *_: "kg 0.0.0")
    staff = Cluster(cluster.scheduler_address, model=None, ontology=ontology.load())
    try:
        staff.give(documents()[0])
        with pytest.raises(Exception, match="install the same kg on all machines"):
            staff.take()
    finally:
        staff.close()
    assert versions(None, "x") != "kg 0.0.0"


def test_nobody_there_is_one_line(monkeypatch):
    monkeypatch.setattr("kg.workers.cluster.SECONDS", 1)
    with pytest.raises(InputError, match="no Dask scheduler answers") as caught:
        Cluster("tcp://127.0.0.1:9", model=None, ontology=ontology.load())
    assert "\n" not in str(caught.value)


def test_a_client_that_found_nobody_is_not_heard_of_again(tmp_path):
    (tmp_path / "a.txt").write_text("Ann Lee met Bo Ray.")
    command = [sys.executable, "-m", "kg", "build", "a.txt", "--graph", "g", "--cluster", "nowhere"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100)
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == ["error: no Dask scheduler answers at nowhere; start `dask scheduler` there"]
