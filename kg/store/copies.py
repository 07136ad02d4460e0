"""Copies of a graph on disk: a backup, a graph restored from one, files made anew from the newest published state."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import generations
from kg.store.checkup import is_readable
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
        StoreError: there is no graph, the target is taken or lies in the graph, or no room is left.
    """
    if target.resolve().is_relative_to(source.resolve()):
        raise StoreError(f"{target} lies inside of {source}; name a directory outside of it")
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


def remake(path: Path) -> str:
    """Put what is whole of a graph's files, what was published last or what is written, in the place of the other.

    Returns:
        What was done, in words.

    Raises:
        StoreError: another process writes to them, or neither can be read.
    """
    with translated(path):
        number = generations.newest(path)
        if not number or is_readable(generations.state(path, number)):
            return _write_anew(path)
        if not is_readable(path / QUADS):
            raise StoreError(f"of {path}, neither what was published last nor what is written can be read; restore a "
                             f"backup, or build it anew: kg build PATH… --graph {path} --rebuild")  # fmt: skip
        generations.publish(path, ox.Store(str(path / QUADS)))
        return "published anew what is written, in place of a damaged state"


def _write_anew(path: Path) -> str:
    view = generations.view(path)
    with (path / QUADS / "LOCK").open("a") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{path} is in use by another process; wait until it has finished") from error
        shutil.rmtree(path / ASIDE, ignore_errors=True)
        (path / QUADS).rename(path / ASIDE)
        _copy_state(view, path / QUADS)
    return f"files made anew from the newest published state; the damaged ones are in {ASIDE}"


def _copy_state(view: View, target: Path) -> None:
    assert view.folder is not None
    shutil.copytree(view.folder, target, ignore=shutil.ignore_patterns(LOCK, LINES, f"*{RECEIPT}*"))
