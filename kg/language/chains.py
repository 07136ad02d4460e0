"""Texts whose mentions are linked to those that mean the same: GUM's ``Entity=`` and LitBank."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.language.conllu import Sentence, read_conllu
from kg.language.gum import mentions_of

KINDS: Final = frozenset({"person", "organization", "place"})
"""GUM's types of what news is about; LitBank has these and vehicles alone."""


@dataclass(slots=True)
class ChainText:
    """A document with its mentions.

    Attributes:
        words: The words as written.
        spaces: Whether white space follows each word.
        starts: Whether a sentence begins with each word.
        mentions: ``(first word, end, chain)``, in order.
    """

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)


def read_chains(path: Path) -> Iterator[ChainText]:
    """Read documents with coreference.

    Args:
        path: A treebank with ``Entity=`` in MISC, or JSONL of ``{"sentences": [[word]], "mentions":
            [[first, last, chain]]}``, words counted through the document.

    Raises:
        InputError: The file is missing.
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; give a treebank with Entity= or chains in JSONL")
    yield from _of_treebank(path) if path.suffix == ".conllu" else _of_json(path)


def _of_json(path: Path) -> Iterator[ChainText]:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = ChainText()
        for sentence in record["sentences"]:
            text.starts += [i == 0 for i in range(len(sentence))]
            text.words += sentence
        text.spaces = [not (after[:1] in ".,;:!?'" or before in "(") for before, after in _neighbours(text.words)]
        text.mentions = sorted((first, last + 1, str(chain)) for first, last, chain in record["mentions"])
        yield text


def _neighbours(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from zip(words, [*words[1:], "end"], strict=True)


def _of_treebank(path: Path) -> Iterator[ChainText]:
    number = 0

    def document(sentence: Sentence) -> int:
        nonlocal number
        number += sentence.new_document
        return number

    for _, sentences in groupby(read_conllu(path), key=document):
        text = ChainText()
        for sentence in sentences:
            base = len(text.words)
            text.mentions += sorted(
                (base + m.start, base + m.end, m.group) for m in mentions_of(sentence.words) if m.kind in KINDS
            )
            text.words += [word.form for word in sentence.words]
            text.spaces += [word.space_after for word in sentence.words]
            text.starts += [i == 0 for i in range(len(sentence.words))]
        if text.mentions:
            yield text
