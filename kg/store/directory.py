"""A graph on disk: a directory with a small manifest and the quads beside it.

    DIR/kg.json     format, base IRI, what the names were resolved with, and the digests of what lies in ontology/;
                    its absence tells that DIR is not ours to write into
    DIR/quads/      the RocksDB files of pyoxigraph, of the process that writes
    DIR/generations/  what others read; see `kg.store.generations`
    DIR/ontology/   the user's own Turtle, as it was when the graph was built

What the file system or pyoxigraph raise is translated here into one line for a person.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from kg import ontology as ontologies
from kg.errors import StoreError
from kg.ontology import Ontology, Source
from kg.store.protocol import Quads

MANIFEST, QUADS, ONTOLOGY, PLACES, SCRATCH = "kg.json", "quads", "ontology", "places.jsonl", ".query-"
OLD = 86_400
"""Seconds after which nobody works in what a query has made for itself."""
FORMAT = 3
"""Raised whenever older graphs can no longer be read or extended. Since 2, events have agent and patient; since 3,
entities and facts have what queries find them by, without which they would be found by nothing."""


SPARE, AMPLE = 4 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a graph says of itself."""

    base: str
    derived_with: str = ""
    """The rules by which names were resolved; others make the second layer anew."""
    ontology: Mapping[str, str] = field(default_factory=dict)
    """Files in `ontology/`, each with the digest of its text."""
    format: int = FORMAT


def open_manifest(path: Path, *, base: str | None, default_base: str, create: bool, rebuild: bool = False) -> Manifest:
    """What the graph in a directory says of itself; made where there is none yet. An older one only to build it anew.

    Raises:
        StoreError: no graph there, not a graph, another base or format, damaged, not writable.
    """
    with translated(path):
        if not (path / MANIFEST).exists():
            _create(path, base or default_base, create=create)
        found = read_manifest(path)
        if found.format < FORMAT and not rebuild:
            raise StoreError(f"{path} was built by an older kg (format {found.format}, this one writes {FORMAT}); "
                             f"build it anew: kg build PATH… --graph {path} --rebuild")  # fmt: skip
        if base is not None and base != found.base:
            raise StoreError(f"{path} was built with --base {found.base}; use the same one, or another --graph")
        if not rebuild:
            _require_quads(path, found, create=create)
        return found


def _require_quads(path: Path, manifest: Manifest, *, create: bool) -> None:
    """Raise where quads were and are no more; RocksDB would begin anew, and the graph look empty."""
    begun = manifest.derived_with or not create or (path / PLACES).exists()
    if begun and not (path / QUADS / "CURRENT").exists():
        raise StoreError(f"{path / QUADS} is missing or empty; restore it, or build the graph anew: "
                         f"kg build PATH… --graph {path} --rebuild")  # fmt: skip


def require_base(path: Path, quads: Quads, base: str) -> None:
    """Raise where the manifest has another base than the graph: nothing would be found under it."""
    if (built := base_of(quads)) in {None, base}:
        return
    raise StoreError(f"{path / MANIFEST} says that the graph was built with --base {base}, but it was with {built}; "
                     "put that there")  # fmt: skip


def keep_room(path: Path | None) -> None:
    """Refuses to grow when the disk is nearly full: opening, reading and retracting need a little room.

    That is what lies in the logs of the quads, which is written once more when they are closed or opened again, and
    `SPARE` bytes. Only asked when less than `AMPLE` bytes are free.

    Raises:
        StoreError: there is less.
    """
    if path is None or (free := shutil.disk_usage(path).free) >= AMPLE:
        return
    if free < SPARE + 2 * sum(log.stat().st_size for log in (path / QUADS).glob("*.log")):
        raise StoreError(_full(str(path)))


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
    if (path / QUADS).exists():
        raise StoreError(f"{path / MANIFEST} is missing; {_restored(path)}")
    if not create:
        raise StoreError(f"no graph at {path}; make one with `kg build PATH… --graph {path}`")
    partial = f".{MANIFEST}."
    if path.exists() and (not path.is_dir() or any(not each.name.startswith(partial) for each in path.iterdir())):
        raise StoreError(f"{path} exists and is not a graph; name a new or empty directory")
    path.mkdir(parents=True, exist_ok=True)
    write_manifest(path, Manifest(base))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Puts a manifest in the place of the old one, at once."""
    partial = path / f".{MANIFEST}.{os.getpid()}"
    partial.write_text(json.dumps(asdict(manifest)) + "\n", encoding="utf-8")
    partial.replace(path / MANIFEST)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A folder for copies of a graph: beside it, where they can be made of links, or where temporary files lie."""
    try:
        folder = tempfile.mkdtemp(prefix=SCRATCH, dir=path)
    except OSError:
        folder = tempfile.mkdtemp(prefix="kg-query-")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(path: Path) -> None:
    """Removes what others have left behind; who calls it is the only one who writes."""
    for folder in path.glob(f"{SCRATCH}*"):
        if time.time() - folder.stat().st_mtime > OLD:
            shutil.rmtree(folder, ignore_errors=True)
    for log in (path / QUADS).glob("LOG.old.*"):  # RocksDB keeps one of each opening, a thousand of them
        log.unlink(missing_ok=True)


def read_manifest(path: Path) -> Manifest:
    """What a graph says of itself.

    Raises:
        StoreError: it is damaged, or a later kg wrote it.
    """
    if (manifest := _parsed(path)) is None:
        raise StoreError(f"{path / MANIFEST} is damaged; {_restored(path)}")
    if manifest.format > FORMAT:
        raise StoreError(f"{path} was built by a later kg (format {manifest.format}, this one reads {FORMAT}); install "
                         "that one, or name another --graph")  # fmt: skip
    return manifest


def _parsed(path: Path) -> Manifest | None:
    """What a graph says of itself; None where that is missing or says nothing that could be used."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(
            base=ox.NamedNode(found["base"]).value,
            derived_with=found.get("derived_with", ""),
            ontology=found.get("ontology", {}),
            format=found["format"],
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if isinstance(manifest.format, int) else None


def _restored(path: Path) -> str:
    return f"restore it from a backup, or build the graph anew: kg build PATH… --graph {path} --rebuild"


def is_lost(path: Path) -> bool:
    """Whether a graph lies there that no longer says what it is; to build it anew needs no more than that."""
    return _parsed(path) is None and any((path / name).exists() for name in (MANIFEST, QUADS))


def base_of(quads: Quads) -> str | None:
    """The base that quads were written with; None where there are none of ours."""
    graph = next((term.value for term in quads.named_graphs() if isinstance(term, ox.NamedNode)), None)
    return None if graph is None else re.sub(r"(document/.*|names|judgements)$", "", graph)


def kept_ontology(path: Path | None, *, rebuild: bool = False) -> list[Path]:
    """The user's own Turtle that a graph was built with; empty where there is no graph yet.

    Args:
        path: the directory of the graph.
        rebuild: True to take what lies there where the graph no longer says what that is.

    Raises:
        StoreError: a file is missing or is not what was kept.
    """
    if path is not None and rebuild and is_lost(path):
        return sorted((path / ONTOLOGY).glob("*.ttl"))
    if path is None or not (path / MANIFEST).exists():
        return []
    with translated(path):
        manifest = read_manifest(path)
        for name, digest in manifest.ontology.items():
            file = path / ONTOLOGY / name
            if not file.is_file() or Source(name, file.read_bytes()).digest != digest:
                raise StoreError(f"{file} is not what {path} was built with; restore it, or build the graph anew: "
                                 f"kg build PATH… --graph {path} --rebuild --ontology FILE")  # fmt: skip
        return [path / ONTOLOGY / name for name in sorted(manifest.ontology)]


def ontology_of(path: Path | str | None, *, rebuild: bool = False) -> Ontology:
    """The ontology that a graph was built with; the bundled one where there is no graph yet. See `kept_ontology`.

    Raises:
        StoreError: what the graph keeps of it is damaged.
        OntologyError: it does not go together with the bundled one any more.
    """
    return ontologies.load(kept_ontology(Path(path) if path is not None else None, rebuild=rebuild))


def file_name(source: Source) -> str:
    """What a file of the user's own Turtle is called where several are kept; the digest tells namesakes apart."""
    return f"{source.name.removesuffix('.ttl')}-{source.digest[:8]}.ttl"


def keep_ontology(path: Path, own: Sequence[Source]) -> Manifest:
    """Puts the user's own Turtle into the graph, in place of what it had; returns what the graph now says of itself."""
    folder = path / ONTOLOGY
    names = {}
    for source in own:  # the digest in the name keeps an old file until the new one counts
        folder.mkdir(exist_ok=True)
        (folder / file_name(source)).write_bytes(source.data)
        names[file_name(source)] = source.digest
    manifest = replace(read_manifest(path), ontology=names)
    write_manifest(path, manifest)
    for old in folder.glob("*.ttl"):
        if old.name not in names:
            old.unlink()
    return manifest


def other_ontology(path: Path | str, kept: Iterable[str], own: Iterable[Source]) -> StoreError:
    """What to say when a graph is opened with another ontology than it was built with."""
    shipped = "the ontology that ships with kg"
    had, got = ", ".join(sorted(kept)) or shipped, ", ".join(sorted(source.name for source in own)) or shipped
    return StoreError(f"{path} was built with {had}, not with {got}; leave out --ontology and --gazetteer, or build it "
                      f"anew: kg build PATH… --graph {path} --rebuild")  # fmt: skip


def _explain(error: OSError, path: str) -> str:
    text = str(error)
    if isinstance(error, PermissionError) or "Permission denied" in text or "Read-only file system" in text:
        return f"{path} cannot be written; check its permissions"
    if "/LOCK: " in text:
        return f"{path} is in use by another process; wait until it has finished, or use another --graph"
    if _is_full(error):
        return _full(path)
    if error.errno is None:
        return _damaged(error, path)
    if isinstance(error, NotADirectoryError | FileExistsError):
        file = next((each for each in (Path(path), *Path(path).parents) if each.exists() and not each.is_dir()), path)
        return f"{path} cannot be made: {file} is a file and no directory; name another one"
    return f"{path}: {error.strerror or text}; check the path"


def _is_full(error: OSError) -> bool:
    signs = ("No space left", "quota exceeded", "File too large")
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} or any(sign in str(error) for sign in signs)


def _full(path: str) -> str:
    return f"no space left for {path}; what was read last was not written, free some space and run the same again"


def reason(error: Exception) -> str:
    """What a library says of files that it cannot read, in one line."""
    return next(iter(str(error).splitlines()), "unknown reason")


def _damaged(error: Exception, path: str) -> str:
    return (
        f"{path} is damaged ({reason(error)}); `kg doctor --mend --graph {path}` mends what it can, else restore a copy"
    )
