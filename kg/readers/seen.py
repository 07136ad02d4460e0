"""Which ids have come, when there may be millions of them: a few dozen bytes are kept for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kg.readers.source import Source
from kg.records import Document, Standing

_KEY, _MARK, _NUMBER = 12, 8, 4
_SLOT = _KEY + _MARK + _NUMBER
_FIRST, _FULL, _GROWTH = 256, 0.75, 1.5


class Seen:
    """The ids that came, each with its first text and the number of its file.

    Args:
        sources: the files, to name the one in which an id was used before.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = sources
        self._paths: list[str] = []
        self._first = Slots()

    def other(self, document: Document, number: int) -> str:
        """The file where its id was used for another text; several versions, and the same again, are handed on.

        Args:
            document: one that comes.
            number: of its file, counted from 0.
        """
        mark = bytes.fromhex(document.digest[: 2 * _MARK])
        key = hashlib.blake2b(document.id.encode(), digest_size=_KEY).digest()
        first = self._first.setdefault(key, mark + number.to_bytes(_NUMBER, "big"))
        if document.version is not None or document.standing is not Standing.USABLE or first[:_MARK] == mark:
            return ""
        return self._path(int.from_bytes(first[_MARK:], "big"))

    def _path(self, number: int) -> str:
        """The path of a file: they are listed when one is asked for, which in most builds is never."""
        if not self._paths:
            self._paths = [str(source.path) for source in self._sources]
        return self._paths[number] if number < len(self._paths) else "another file"


class Slots:
    """A dict of keys and values of a fixed length in one piece of memory, a tenth of what Python keeps for them.

    >>> slots = Slots()
    >>> slots.setdefault(b"a" * 12, b"one" * 4), slots.setdefault(b"a" * 12, b"two" * 4), len(slots)
    (b'oneoneoneone', b'oneoneoneone', 1)
    """

    def __init__(self) -> None:
        self._slots = _FIRST
        self._held = bytearray(_FIRST * _SLOT)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def setdefault(self, key: bytes, value: bytes) -> bytes:
        """Return the value of a key, which is the one given if there is none yet.

        Args:
            key: 12 bytes of a digest, which are spread evenly.
            value: 12 bytes.
        """
        at = self._place(key)
        if self._held[at : at + _KEY] == key:
            return bytes(self._held[at + _KEY : at + _SLOT])
        self._held[at : at + _SLOT] = key + value
        self._count += 1
        if self._count > _FULL * self._slots:
            self._grow()
        return value

    def _place(self, key: bytes) -> int:
        """Where a key stands, or is to stand: there, or in the next slot that is free."""
        held, free = self._held, bytes(_KEY)
        at = int.from_bytes(key[:8], "big") % self._slots * _SLOT
        while (there := held[at : at + _KEY]) != key and there != free:
            at = (at + _SLOT) % len(held)
        return at

    def _grow(self) -> None:
        before = self._held
        self._slots = int(self._slots * _GROWTH)
        self._held = bytearray(self._slots * _SLOT)
        for start in range(0, len(before), _SLOT):
            slot = before[start : start + _SLOT]
            if any(key := bytes(slot[:_KEY])):
                at = self._place(key)
                self._held[at : at + _SLOT] = slot
