"""Answers that were given before: a published state never changes, so the same question has the same answer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Remembered(Generic[Kept]):
    """The answers that were asked for last, as far as there is room. Threads may share it.

    Args:
        room: bytes of all of them.
        most: bytes of one; a larger one is not kept.
    """

    def __init__(self, room: int, most: int) -> None:
        self._room = room
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, asked: Hashable) -> Kept | None:
        """The answer to a question, if it is still there."""
        with self._lock:
            if (found := self._kept.get(asked)) is None:
                return None
            self._kept.move_to_end(asked)
            return found[0]

    def keep(self, asked: Hashable, answer: Kept, size: int) -> None:
        """Remember an answer, and forget those that nobody asked for longest."""
        if size > self._most:
            return
        with self._lock:
            if asked in self._kept:
                self._used -= self._kept.pop(asked)[1]
            self._kept[asked] = answer, size
            self._used += size
            while self._used > self._room:
                self._used -= self._kept.popitem(last=False)[1][1]
