"""The sorted lines of a state, kept beside it: the receipt of a later one reads them and what has changed since.

    DIR/generations/17/lines/index.json  the names of the others, in their order
    DIR/generations/17/lines/….block     sorted lines of N-Quads, each block after the one before
    DIR/generations/17/lines/….change    a change that was made since, as in `kg.store.journal`

A receipt writes blocks. Who publishes the next state links them into it, with every change that it made in between;
when it does not know them all, because one failed or another process was killed, the state has none of this, and its
receipt reads all quads. So lines lie only where they belong to the state that they lie in. Each file is compressed,
which makes a thirteenth of it and finds damage; and there have to be as many lines as there are quads.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg.store import journal
from kg.store.change import Revision
from kg.store.directory import AMPLE
from kg.store.lines import sorted_lines, unsorted_lines
from kg.store.protocol import Quads

LINES, INDEX = "lines", "index.json"
BLOCK = 4_000_000
"""About so many bytes are in a block, before it is compressed."""
MOST = 4_000_000
"""Bytes of changes, compressed, that are remembered at most, some two hundred documents: they are sorted in memory."""
WORTH = 2
"""Changes of more than this part of what is kept cost as much to count in as all quads to read."""
SETTLED = 16
"""Changes of more than this part of it are put into the blocks, so that they are counted in no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is kept of a state."""

    blocks: tuple[str, ...]
    size: int
    """Bytes of all blocks, compressed."""
    changes: tuple[str, ...] = ()
    pending: int = 0
    """Bytes of all changes, compressed."""

    @property
    def room(self) -> int:
        """For so many more bytes of changes it is worth to be kept."""
        return min(self.size // WORTH, MOST) - self.pending


def kept_hash(state: Path, quads: Quads, count: int) -> str:
    """SHA-256 (hex) of the sorted lines of a published state, whatever is kept of them.

    Args:
        state: its files.
        quads: what they hold.
        count: how many quads that are.

    Raises:
        OSError: the quads cannot be read, or no room for temporary files.
    """
    try:
        index = _index(state)
        settle = index.pending * SETTLED > index.size
        return _hashed(_merged(state, index), keep=state if settle else None, count=count)
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, zlib.error):  # nothing is kept, or it is damaged
        return _hashed(sorted_lines(quads), keep=state)


class Since:
    """What one process has changed since the state that it published last."""

    def __init__(self) -> None:
        self._begun = False
        self._changes: list[bytes] | None = []
        """None when they are not known, or too many."""
        self._room = 0

    @contextmanager
    def noting(self, revision: Revision, state: Path) -> Iterator[None]:
        """A change of quads, which is made in the block; `state` was published last."""
        if not self._begun:
            self._begin(state)
        changes, self._changes = self._changes, None  # what fails may be half made: then nothing is known
        yield
        if changes is not None:
            change = zlib.compress(b"".join(journal.spelled(revision, revision.lines)), 1)
            self._room -= len(change)
            if self._room >= 0:
                self._changes = [*changes, change]

    def lose(self) -> None:
        """Quads are changed in other ways."""
        self._begun, self._changes = True, None

    def hand_on(self, old: Path, new: Path) -> None:
        """Put what is kept of a state into the one that is to follow, with what changed in between."""
        if self._changes is None:
            return
        try:
            index = _index(old)
            (new / LINES).mkdir()
            for name in (*index.blocks, *index.changes):
                os.link(old / LINES / name, new / LINES / name)
            names = [f"{new.name.strip('.')}-{number}.change" for number in range(len(self._changes))]
            for name, change in zip(names, self._changes, strict=True):
                (new / LINES / name).write_bytes(change)
            pending = index.pending + sum(map(len, self._changes))
            _write(new, replace(index, changes=(*index.changes, *names), pending=pending))
        except (OSError, ValueError, KeyError, TypeError):
            shutil.rmtree(new / LINES, ignore_errors=True)  # a state can do without

    def _begin(self, state: Path) -> None:
        self._begun = True
        try:
            self._room = _index(state).room
        except (OSError, ValueError, KeyError, TypeError):
            self._changes = None


def _index(state: Path) -> Index:
    found = json.loads((state / LINES / INDEX).read_text(encoding="utf-8"))
    return Index(**{**found, "blocks": tuple(found["blocks"]), "changes": tuple(found["changes"])})


def _write(state: Path, index: Index) -> None:
    """Put an index in the place of the one before, at once."""
    partial = state / LINES / f".{INDEX}.{secrets.token_hex(4)}"
    partial.write_text(json.dumps(asdict(index)), encoding="utf-8")
    partial.replace(state / LINES / INDEX)


def _merged(state: Path, index: Index) -> Iterator[bytes]:
    """The blocks that are kept, with the changes counted in."""
    changed = _changed(_read(state, name) for name in index.changes)
    lines, start = sorted(changed), 0
    for name in index.blocks:
        block = _read(state, name)
        last = block[block.rfind(b"\n", 0, -1) + 1 :]
        end = bisect_right(lines, last, start) if name != index.blocks[-1] else len(lines)
        yield _with(block, {line: changed[line] for line in lines[start:end]}) if end > start else block
        start = end


def _changed(changes: Iterable[bytes]) -> dict[bytes, bool]:
    """The lines that changes touch, each with whether it is there after all of them."""
    changed: dict[bytes, bool] = {}
    for change in changes:
        _, deleted, inserted = journal.read(change)
        changed |= dict.fromkeys(_as_stored(deleted), False)
        changed |= dict.fromkeys(_as_stored(inserted), True)
    return changed


def _as_stored(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines as a store would give them back, which has forms of its own for numbers and days."""
    quads = ox.Store()
    quads.bulk_load(b"".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
    for some in unsorted_lines(quads):
        yield from some.splitlines(keepends=True)


def _with(block: bytes, changed: dict[bytes, bool]) -> bytes:
    lines = [line for line in block.splitlines(keepends=True) if line not in changed]
    lines += [line for line, there in changed.items() if there]
    return b"".join(sorted(lines))


def _read(state: Path, name: str) -> bytes:
    return zlib.decompress((state / LINES / name).read_bytes())


def _hashed(blocks: Iterable[bytes], *, keep: Path | None, count: int | None = None) -> str:
    """The hash of sorted lines, which are kept beside a state as they pass.

    Raises:
        ValueError: there are not as many as there should be.
    """
    digest, lines, keeper = hashlib.sha256(), 0, _Keeper(keep)
    for block in blocks:
        digest.update(block)
        lines += block.count(b"\n")
        keeper.add(block)
    if count is not None and lines != count:
        raise ValueError(f"{lines:,} lines of {count:,} quads")
    keeper.finish()
    return digest.hexdigest()


class _Keeper:
    """Writes blocks beside a state, unless there is none, or no room."""

    def __init__(self, state: Path | None) -> None:
        self._state = state if state and shutil.disk_usage(state).free >= AMPLE else None
        self._token = secrets.token_hex(4)  # several processes may do the same
        self._names: list[str] = []
        self._size = 0
        self._rest = b""

    def add(self, lines: bytes) -> None:
        """Keep lines that come after all others."""
        if self._state is None:
            return
        lines, start = self._rest + lines, 0
        while len(lines) - start > BLOCK:
            end = lines.find(b"\n", start + BLOCK) + 1
            self._write(lines[start:end])
            start = end
        self._rest = lines[start:]

    def finish(self) -> None:
        """Let what was kept count."""
        if self._rest:
            self._write(self._rest)
        if self._state and self._names:
            with suppress(OSError):
                _write(self._state, Index(blocks=tuple(self._names), size=self._size))

    def _write(self, lines: bytes) -> None:
        if self._state is None:
            return
        name, block = f"{self._state.name}-{self._token}-{len(self._names)}.block", zlib.compress(lines, 1)
        try:
            (self._state / LINES).mkdir(exist_ok=True)
            (self._state / LINES / name).write_bytes(block)
        except OSError:  # a graph that cannot be written to has a hash all the same
            self._state = None
        self._names.append(name)
        self._size += len(block)
