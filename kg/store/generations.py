"""Published states of a graph on disk: what readers open while one process goes on writing.

    DIR/generations/17/       one state, named by its number: hard links to files that never change again
    DIR/generations/17/lock   locked (shared) by each process that reads it
    DIR/generations/behind    the writer has written more than it has published

The state with the highest number counts. It is put together beside the others and renamed, so a reader sees all of it
or nothing. One that nobody reads any more is removed by the writer; its files go with the last name that they have.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.directory import QUADS
from kg.store.protocol import Quads, Server

GENERATIONS, LOCK, BEHIND = "generations", "lock", "behind"
ATTEMPTS = 100
"""So often the newest state may vanish between being found and being locked."""


@dataclass(slots=True)
class View:
    """One state of a graph, to be read; it stays as it is as long as somebody holds this."""

    quads: Quads
    number: int = 0
    folder: Path | None = None
    """Where its files lie; None of a graph in memory."""
    server: Server | None = None
    """Who answers queries about it, where that is not this process."""
    lock: int | None = field(default=None, repr=False)

    def __del__(self) -> None:
        if self.lock is not None:
            os.close(self.lock)


def newest(path: Path) -> int:
    """The number of the newest published state of a graph; 0 if there is none."""
    return max(_numbers(path), default=0)


def state(path: Path, number: int) -> Path:
    """Where a state lies, or would lie."""
    return path / GENERATIONS / str(number)


def view(path: Path, *, known: View | None = None) -> View:
    """The newest published state; the one that is known, if it still is.

    Raises:
        StoreError: nothing was ever published.
        OSError: its files cannot be read.
    """
    for _ in range(ATTEMPTS):
        number = newest(path)
        if known is not None and known.number == number:
            return known
        if not number:
            break
        folder = state(path, number)
        try:
            lock = os.open(folder / LOCK, os.O_RDONLY)
        except FileNotFoundError:  # replaced by a newer one, and removed
            continue
        fcntl.flock(lock, fcntl.LOCK_SH)
        if not folder.exists():
            os.close(lock)
            continue
        return View(ox.Store.read_only(str(folder)), number, folder, lock=lock)
    raise StoreError(f"{path} has no published state to read; open it once for writing: `kg compact --graph {path}`")


def writer(path: Path) -> int | None:
    """The process that has the graph open for writing, where the system tells (Linux); None if there is none.

    It is read from the list of all locks. To try the lock would take it from somebody, and closing its file would lose
    one of this process.
    """
    try:
        file = (path / QUADS / "LOCK").stat()
        held = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    device = f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}:{file.st_ino}"
    return next((int(lock.split()[4]) for lock in held if device in lock.split()), None)


def publish(path: Path, quads: ox.Store, *, hand_on: Callable[[Path, Path], None] = lambda *_: None) -> None:
    """Make what is written so far the newest state, and remove those that nobody reads.

    Args:
        path: the directory of the graph.
        quads: what is written.
        hand_on: puts what the state before has beside its quads into the new one, before anybody sees it.

    Raises:
        OSError: the disk is full, or cannot be written.
    """
    number = newest(path) + 1
    folder, partial = state(path, number), path / GENERATIONS / f".{number}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.parent.mkdir(exist_ok=True)
    quads.backup(str(partial))
    (partial / LOCK).touch()
    hand_on(state(path, number - 1), partial)
    partial.rename(folder)
    (path / GENERATIONS / BEHIND).unlink(missing_ok=True)
    sweep(path, all_but=number)


def sweep(path: Path, *, all_but: int) -> None:
    """Remove the states that nobody reads, and what a killed writer has left of others."""
    for number in _numbers(path):
        if number != all_but:
            _remove(state(path, number))
    for partial in (path / GENERATIONS).glob(".*"):
        shutil.rmtree(partial, ignore_errors=True)


def fall_behind(path: Path) -> None:
    """Note that more is written than published, so that who comes after a writer that was killed publishes it."""
    (path / GENERATIONS).mkdir(exist_ok=True)
    (path / GENERATIONS / BEHIND).touch()


def is_behind(path: Path) -> bool:
    """Whether more was written than published, by a process that is writing or was killed."""
    return (path / GENERATIONS / BEHIND).exists()


def _remove(folder: Path) -> None:
    try:
        lock = os.open(folder / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:  # it is being read; the next state that is published will find it again
        pass
    finally:
        os.close(lock)


def _numbers(path: Path) -> list[int]:
    try:
        return [int(each.name) for each in (path / GENERATIONS).iterdir() if each.name.isdecimal()]
    except FileNotFoundError:
        return []
