"""Runs the exported model: words in, numbers out. Owns onnxruntime; knows nothing of spaCy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.language.decode import NameDecoder, decode_tree
from kg.language.labels import Labels
from kg.language.lemmas import apply_script, one_of_men
from kg.language.pairs import PairReader
from kg.language.pieces import PieceEncoder
from kg.language.predicates import FILES as ROLE_FILES
from kg.language.predicates import Predicate, PredicateReader
from kg.language.session import open_session
from kg.language.shapes import SHAPES, word_shapes
from kg.language.verbs import Verbs
from kg.language.windows import fitting, paragraph_windows
from kg.names import tidy

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

FILES = ("encoder.onnx", "relations.onnx", "labels.json", "lexicon.json", "tokenizer.json")


LEAST_SURE: Final = {"Person": 0.5, "Organization": 0.64, "Place": 0.57, "Demonym": 0.5, "Misc": 0.5}
"""Names less probable than this are not shown (chosen on development sets)."""

_NEVER = -1e4


@dataclass(slots=True)
class Words:
    """The words of a document, as the model reads them.

    Attributes:
        forms: The words as written, without white space.
        glued: Whether no white space stands before each word.
        breaks: Whether a paragraph begins with each word.
    """

    forms: list[str]
    glued: list[bool]
    breaks: list[bool]


@dataclass(slots=True)
class Analysis:
    """What the model says of a document's words.

    Attributes:
        starts: Whether a sentence begins with each word.
        tags: Number of each word's tag in ``Labels.tags``.
        lemmas: Number of each word's edit script in ``Labels.lemmas``.
        heads: Index of each word's head; a root is its own head.
        deprels: Number of each word's relation in ``Labels.deprels``.
        names: ``(first word, end, class, probability)``.
        predicates: Predicates with their rolesets and arguments; none from a model without roles.
        vectors: The encoder's vector of each word, ``(words, features)``, if they are kept; else no features.
    """

    starts: BoolArray
    tags: IntArray
    lemmas: IntArray
    heads: IntArray
    deprels: IntArray
    names: list[tuple[int, int, str, float]]
    predicates: list[Predicate]
    vectors: npt.NDArray[np.float16]

    @classmethod
    def empty(cls, words: int, *, features: int = 0) -> Analysis:
        """Return an analysis to be filled."""
        numbers = (np.zeros(words, dtype=np.int64) for _ in range(4))
        tags, lemmas, heads, deprels = numbers
        vectors = np.zeros((words, features), dtype=np.float16)
        return cls(np.zeros(words, dtype=np.bool_), tags, lemmas, heads, deprels, [], [], vectors)


def _check(folder: Path, files: Sequence[str]) -> None:
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"the language model in {folder} lacks {', '.join(missing)}; install kg again, "
            "or export a trained model with `python -m kg.language.export`"
        )


class Model:
    """The exported model in memory.

    Every window is run by itself, so that its answer depends on nothing but its own words.
    """

    def __init__(self, folder: Path, *, threads: int = 1, roles: bool = True) -> None:
        _check(folder, FILES)
        try:
            self.labels = Labels.read(folder / "labels.json")
            self._lexicon: dict[str, str] = json.loads((folder / "lexicon.json").read_text("utf-8"))
            self._tags = [tag.partition("|")[2] for tag in self.labels.tags]
            self._verbs = Verbs.read(folder)
            self.pieces = PieceEncoder(folder / "tokenizer.json")
            self._encoder = open_session(folder / "encoder.onnx", threads)
            self._relations = open_session(folder / "relations.onnx", threads)
            self._roles = None
            if roles and self.labels.roles:
                _check(folder, ROLE_FILES)
                self._roles = PredicateReader(folder, self.labels, threads=threads)
        except ModelError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise plain exceptions
            raise ModelError(f"the language model in {folder} cannot be read ({error}); install kg again") from error
        self._names = NameDecoder(self.labels.names)
        shapes = {output.name: output.shape for output in self._encoder.get_outputs()}
        self.features: int = shapes["words"][1] if "words" in shapes else 0
        self.pairs = PairReader(folder, threads=threads) if roles and PairReader.found(folder) else None

    def analyse(self, words: Words, *, sentences: BoolArray | None = None, vectors: bool = False) -> Analysis:
        """Analyse the words of one document.

        Args:
            words: The words.
            sentences: Where sentences begin, if that is known; else the model decides.
            vectors: Whether to keep the vectors of words.
        """
        analysis = Analysis.empty(len(words.forms), features=self.features if vectors else 0)
        if not words.forms:
            return analysis
        pieces = [self.pieces.word(form) for form in words.forms]
        sizes = [len(ids) for ids in pieces]
        first = [i for i, flag in enumerate(words.breaks) if flag or i == 0]
        paragraphs = list(zip(first, [*first[1:], len(sizes)], strict=True))
        for start, end in paragraph_windows(paragraphs, sizes):
            position = start
            while position < end:
                stop = fitting(sizes, position, end)
                position = self._window(words, pieces, analysis, sentences, position, stop, last=stop == end)
        return analysis

    def lemma(self, form: str, tag: int, script: int) -> str:
        """Return the lemma of a word: from the lexicon, else by its edit script, if the list of verbs allows it.

        The encoder does not see characters without a shape, such as a zero-width space, and neither does this.
        """
        form = form if form.isascii() else tidy(form) or form
        known = self._lexicon.get(f"{form.lower()}|{self._tags[tag]}") or one_of_men(form, self._tags[tag])
        return self._verbs.lemma(form, self._tags[tag], known or apply_script(form, self.labels.lemmas[script]))

    def _window(
        self,
        words: Words,
        pieces: list[list[int]],
        analysis: Analysis,
        sentences: BoolArray | None,
        start: int,
        stop: int,
        *,
        last: bool,
    ) -> int:
        """Analyse one window; return where the next one begins."""
        run = self._run(words, pieces, start, stop)
        if sentences is not None:
            starts = sentences[start:stop].copy()
        else:
            starts = (run["sentences"][1:] > 0) | np.asarray(words.breaks[start:stop])
        starts[0] = True
        size = stop - start
        if not last:
            # The last sentence may go on beyond the window: leave it to the next one, unless it fills the window.
            begun = np.flatnonzero(starts)
            size = int(begun[-1]) if begun[-1] > 0 else size
        self._decode(run, starts[:size], analysis, start)
        if analysis.vectors.shape[1]:
            analysis.vectors[start : start + size] = run["words"][1 : size + 1]
        if self._roles:
            done = slice(start, start + size)
            analysis.predicates += self._predicates(run["words"], words.forms, analysis, done)
        return start + size

    def _predicates(
        self, vectors: npt.NDArray[np.float32], forms: list[str], analysis: Analysis, words: slice
    ) -> Iterator[Predicate]:
        """Yield the predicates of a window whose words are analysed, words counted through the document."""
        assert self._roles
        offset = words.start
        own = analysis.heads[words]
        heads = np.where(own == np.arange(offset, words.stop), 0, own - offset + 1)
        tree = np.append(0, heads), np.append(0, analysis.deprels[words])

        def lemma(word: int) -> str:
            i = word + offset
            return self.lemma(forms[i], int(analysis.tags[i]), int(analysis.lemmas[i]))

        for found in self._roles.read(vectors, *tree, _sentences(analysis.starts[words]), lemma):
            arguments = tuple((word + offset, role) for word, role in found.arguments)
            yield Predicate(found.word + offset, found.roleset, arguments)

    def _run(self, words: Words, pieces: list[list[int]], start: int, stop: int) -> dict[str, npt.NDArray[np.float32]]:
        window = self.pieces.window(pieces[start:stop])
        shapes = np.zeros((stop - start + 1, len(SHAPES)), dtype=np.float32)
        shapes[1:] = word_shapes(words.forms[start:stop], words.glued[start:stop], words.breaks[start:stop])
        feed = {
            "ids": window.ids,
            "word_of": window.word_of,
            "first": window.first,
            "last": window.last,
            "shapes": shapes,
        }
        names = [output.name for output in self._encoder.get_outputs()]
        run = dict(zip(names, self._encoder.run(names, feed), strict=True))
        # An address is no name, however much "Ann.Lee@example.org" looks like one. Label 0 is outside.
        addresses = [i for i, form in enumerate(words.forms[start:stop], 1) if "@" in form]
        run["names"][addresses, 1:] = _NEVER
        return run

    def _decode(
        self,
        run: dict[str, npt.NDArray[np.float32]],
        starts: BoolArray,
        analysis: Analysis,
        offset: int,
    ) -> None:
        size = len(starts)
        words = slice(offset, offset + size)
        analysis.starts[words] = starts
        analysis.tags[words] = run["tags"][1 : size + 1]
        analysis.lemmas[words] = run["lemmas"][1 : size + 1]
        heads = np.zeros(size, dtype=np.int64)  # rows of this run; row 0 is the root
        for first, end in _sentences(starts):
            columns = np.concatenate(([0], np.arange(first + 1, end + 1)))
            heads[first:end] = columns[decode_tree(run["arcs"][first + 1 : end + 1, columns])]
        relations = self._relations.run(
            None, {"dependent": run["rel_dependent"][1 : size + 1], "head": run["rel_head"][heads]}
        )
        analysis.deprels[words] = relations[0]
        own = np.arange(size)
        analysis.heads[words] = offset + np.where(heads == 0, own, heads - 1)
        self._add_names(run["names"][1 : size + 1], starts, analysis, offset)

    def _add_names(self, scores: npt.NDArray[np.float32], starts: BoolArray, analysis: Analysis, offset: int) -> None:
        decoded = self._names.decode(scores, starts)
        chosen = scores[np.arange(len(decoded)), decoded]
        for first, end, kind in self._names.spans(decoded):
            # A name is as sure as its least sure word.
            probability = float(np.exp(chosen[first:end].min()))
            if probability >= LEAST_SURE[kind]:
                analysis.names.append((offset + first, offset + end, kind, probability))


def _sentences(starts: BoolArray) -> Iterator[tuple[int, int]]:
    begun = np.flatnonzero(starts).tolist()
    return zip(begun, [*begun[1:], len(starts)], strict=True)
