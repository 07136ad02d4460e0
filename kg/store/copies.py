"""Copies of a graph on disk: a backup, a graph restored from one, files made anew from the newest published state."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import generations
from kg.store.directory import MANIFEST, ONTOLOGY, PLACES, QUADS, read_manifest, translated
from kg.store.generations import LOCK, View
from kg.store.kept_lines import LINES
from kg.store.receipt import RECEIPT

ASIDE = "quads.damaged"
"""Where files go that could not be opened."""


def copy(source: Path, target: Path) -> None:
    """Copy a graph as it was published last into a new directory; the copy is a graph of its own.

    Others may read and write the source meanwhile.

    Raises:
        StoreError: there is no graph, the target is taken, or no room is left.
    """
    with translated(source):
        if not (source / MANIFEST).exists():
            raise StoreError(f"no graph at {source}; name the directory of one")
        read_manifest(source)
        view = generations.view(source)
    with translated(target):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StoreError(f"{target} exists; name a new directory")
        target.mkdir(parents=True, exist_ok=True)
        _copy_state(view, target / QUADS)
        if (source / ONTOLOGY).exists():
            shutil.copytree(source / ONTOLOGY, target / ONTOLOGY)
        for name in (PLACES, MANIFEST):  # the manifest last: before, it is no graph
            if (source / name).exists():
                shutil.copy2(source / name, target / name)
        generations.publish(target, ox.Store(str(target / QUADS)))


def remake(path: Path) -> None:
    """Put the newest published state in the place of files that cannot be opened for writing, which go aside.

    Raises:
        StoreError: another process writes to them, or nothing was published that can be read.
    """
    with translated(path):
        view = generations.view(path)
        with (path / QUADS / "LOCK").open("a") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreError(f"{path} is in use by another process; wait until it has finished") from error
            shutil.rmtree(path / ASIDE, ignore_errors=True)
            (path / QUADS).rename(path / ASIDE)
            _copy_state(view, path / QUADS)


def _copy_state(view: View, target: Path) -> None:
    assert view.folder is not None
    shutil.copytree(view.folder, target, ignore=shutil.ignore_patterns(LOCK, LINES, f"*{RECEIPT}*"))
