"""A graph on disk: a directory with a small manifest and the quads beside it.

    DIR/kg.json    format and base IRI; its absence tells that DIR is not ours to write into
    DIR/quads/     the RocksDB files of pyoxigraph

What the file system or pyoxigraph raise is translated here into one line for a person.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError

MANIFEST, QUADS, SNAPSHOT = "kg.json", "quads", ".snapshot-"
FORMAT = 1
"""Raised whenever older graphs can no longer be read or extended."""


def open_quads(path: Path, *, base: str | None, default_base: str, create: bool) -> tuple[ox.Store, str]:
    """Opens (or creates) the graph in a directory.

    Returns:
        The quads, and the base IRI with which the graph was made.

    Raises:
        StoreError: no graph there, not a graph, another base or format, in use, damaged, not writable.
    """
    with translated(path):
        if not (path / MANIFEST).exists():
            _create(path, base or default_base, create=create)
        found = _manifest(path)
        if base is not None and base != found:
            raise StoreError(f"{path} was built with --base {found}; use the same one, or another --graph")
        quads = ox.Store(path / QUADS)
        _sweep(path)
        return quads, found


@contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Turns what pyoxigraph and the file system raise into one line for a person."""
    try:
        yield
    except OSError as error:
        raise StoreError(_explain(error, str(path or "the graph in memory"))) from error
    except RuntimeError as error:  # how pyoxigraph reports corrupt files
        raise StoreError(_damaged(error, str(path or "the graph in memory"))) from error


def _create(path: Path, base: str, *, create: bool) -> None:
    if not create:
        raise StoreError(f"no graph at {path}; make one with `kg build PATH… --graph {path}`")
    partial = f".{MANIFEST}."
    if path.exists() and (not path.is_dir() or any(not each.name.startswith(partial) for each in path.iterdir())):
        raise StoreError(f"{path} exists and is not a graph; name a new or empty directory")
    path.mkdir(parents=True, exist_ok=True)
    manifest = path / f"{partial}{os.getpid()}"
    manifest.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
    manifest.replace(path / MANIFEST)


def _sweep(path: Path) -> None:
    """Removes what only another process can have left: this one holds the lock."""
    for snapshot in path.glob(f"{SNAPSHOT}*"):
        shutil.rmtree(snapshot, ignore_errors=True)
    for log in (path / QUADS).glob("LOG.old.*"):  # RocksDB keeps one of each opening, a thousand of them
        log.unlink(missing_ok=True)


def _manifest(path: Path) -> str:
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        form, base = manifest["format"], manifest["base"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path / MANIFEST} is damaged; restore it, or build the graph anew") from error
    if form != FORMAT or not isinstance(base, str):
        raise StoreError(f"{path} has format {form}, this kg reads {FORMAT}; build the graph anew")
    return base


def _explain(error: OSError, path: str) -> str:
    text = str(error)
    if isinstance(error, PermissionError) or "Permission denied" in text or "Read-only file system" in text:
        return f"{path} cannot be written; check its permissions"
    if "/LOCK: " in text:
        return f"{path} is in use by another process; wait until it has finished, or use another --graph"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} or any(
        sign in text for sign in ("No space left", "quota exceeded", "File too large")
    ):
        return f"no space left for {path}; the last document was not written, free some space and run the same again"
    if error.errno is None:
        return _damaged(error, path)
    return f"{path}: {error.strerror or text}"


def _damaged(error: Exception, path: str) -> str:
    first = next(iter(str(error).splitlines()), "unknown reason")
    return f"{path} is damaged ({first}); build the graph anew, or restore a copy"
