"""Words → word pieces of the encoder's vocabulary, with a bounded memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]

MAX_PIECES = 8
"""Pieces read of one word: enough for any real word, a bound for URLs and noise."""

_CACHE_SIZE = 50_000
_MAX_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a window: ``[CLS]``, the pieces of each word, ``[SEP]``.

    Word 0 stands for ``[CLS]``, which is also the root of every tree, so the arrays over words
    have one entry more than there are words. ``word_of`` gives the word of each piece.
    """

    ids: IntArray
    word_of: IntArray
    first: IntArray
    last: IntArray


class PieceEncoder:
    """Splits words into pieces with a ``tokenizer.json``; remembers the last few thousand words."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        # Sentence encoders come with both; we cut and join by ourselves.
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls = self._id("[CLS]")
        self._sep = self._id("[SEP]")
        self._unknown = self._id("[UNK]")
        self.mask = self._id("[MASK]")
        self._cache: dict[str, list[int]] = {}

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise KeyError(piece)
        return int(found)

    def word(self, form: str) -> list[int]:
        """Return the piece ids of one word: at least one, at most ``MAX_PIECES``."""
        ids = self._cache.get(form)
        if ids is None:
            encoding = self._tokenizer.encode(form[:_MAX_CHARACTERS], add_special_tokens=False)
            ids = encoding.ids[:MAX_PIECES] or [self._unknown]
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            self._cache[form] = ids
        return ids

    def window(self, words: list[list[int]]) -> Pieces:
        """Join the pieces of words into the arrays that the encoder reads."""
        lengths = np.fromiter((1, *map(len, words), 1), dtype=np.int64, count=len(words) + 2)
        ends = np.cumsum(lengths)
        flat = [self._cls, *(piece for word in words for piece in word), self._sep]
        word_of = np.repeat(np.arange(len(words) + 2), lengths)
        word_of[-1] = 0  # [SEP] is no word
        return Pieces(
            ids=np.asarray(flat, dtype=np.int64),
            word_of=word_of,
            first=(ends - lengths)[:-1],
            last=ends[:-1] - 1,
        )
