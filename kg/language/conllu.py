"""Read CoNLL-U treebanks (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word; ``head`` is the index of its head in the sentence, or -1 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool = True
    misc: dict[str, str] = field(default_factory=dict)

    @property
    def is_proper(self) -> bool:
        """True for a word of a proper name; by the Penn tag too, since UD has "United" of "United Nations" as ADJ."""
        return self.upos == "PROPN" or self.xpos in {"NNP", "NNPS"}


@dataclass(slots=True)
class Sentence:
    """A sentence of a treebank with the document structure that the comments carry."""

    words: list[Word]
    id: str = ""
    text: str = ""
    document: str = ""
    new_document: bool = False
    new_paragraph: bool = False


def _misc(column: str) -> dict[str, str]:
    pairs = (item.partition("=") for item in column.split("|") if item != "_")
    return {key: value for key, _, value in pairs}


class _Builder:
    """Collects the lines of one sentence."""

    def __init__(self) -> None:
        self.sentence = Sentence(words=[])
        self.multiword_end = 0
        self.multiword_space = True

    def comment(self, line: str) -> None:
        key, _, value = line.lstrip("# ").partition("=")
        key = key.strip()
        if key.startswith("newdoc"):
            self.sentence.new_document = self.sentence.new_paragraph = True
            self.sentence.document = value.strip()
        elif key.startswith("newpar"):
            self.sentence.new_paragraph = True
        elif key == "sent_id":
            self.sentence.id = value.strip()
        elif key == "text":
            self.sentence.text = value.strip()

    def row(self, columns: list[str]) -> None:
        number, misc = columns[0], _misc(columns[9])
        space = misc.get("SpaceAfter") != "No"
        if "-" in number:
            self.multiword_end = int(number.split("-")[1])
            self.multiword_space = space
            return
        if "." in number:  # empty node of the enhanced graph
            return
        position = int(number)
        if position < self.multiword_end:
            space = False
        elif position == self.multiword_end:
            space = self.multiword_space
        head = int(columns[6]) - 1 if columns[6].isdigit() else -1
        form, lemma, upos, xpos, deprel = (*columns[1:5], columns[7])
        self.sentence.words.append(Word(form, lemma, upos, xpos, head, deprel, space, misc))


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, in order.

    Args:
        path: The file to read, in UTF-8.

    Yields:
        One sentence at a time; multiword tokens are given as their syntactic words.
    """
    builder = _Builder()
    with path.open(encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                builder.comment(line)
            elif line:
                builder.row(line.split("\t"))
            elif builder.sentence.words:
                yield builder.sentence
                builder = _Builder()
    if builder.sentence.words:
        yield builder.sentence
