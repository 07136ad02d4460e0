"""Training windows: runs of consecutive sentences, with whatever targets their data carry."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.language.conllu import Sentence, Word
from kg.language.gum import gum_names, silent_names
from kg.language.labels import IGNORE, NAME_LABELS, NAME_TYPES, Labels
from kg.language.lemmas import KEEP, make_script
from kg.language.names import NameSample
from kg.language.pieces import PieceEncoder, Pieces
from kg.language.propbank import GoldPredicate
from kg.language.runtime import Model
from kg.language.shapes import word_shapes
from kg.language.teach import taught_names, taught_trees

MAX_WINDOW = 200
"""Longest window in word pieces, in training and at run time."""

_WORD_TARGETS = ("sentences", "tags", "lemmas", "heads", "deprels", "sentence", "predicates", "senses")
"""Targets with one number for each word."""

Predicates = Mapping[str, Sequence[GoldPredicate]]
"""The predicates of sentences, by the id of the sentence."""

_MISC_LABELS = [NAME_LABELS.index("B-Misc"), NAME_LABELS.index("I-Misc")]


@dataclass(slots=True)
class Unit:
    """One sentence (or name sample) with its targets; ``heads`` count from 1, 0 is the root.

    ``arguments`` are ``(predicate, word, role)``, words counted from 0, roles as in ``Labels.roles``.
    """

    words: list[str]
    spaces: list[bool]
    paragraph: bool
    document: str
    targets: dict[str, list[int]] = field(default_factory=dict)
    names: NameSample | None = None
    arguments: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Window:
    """The arrays of one training window; word 0 is ``[CLS]``."""

    pieces: Pieces
    shapes: npt.NDArray[np.float32]
    targets: dict[str, npt.NDArray[Any]]


def tree_units(
    sentences: Sequence[Sentence],
    labels: Labels,
    *,
    teacher: Model | None = None,
    known: Sequence[NameSample] = (),
    predicates: Predicates = MappingProxyType({}),
) -> Iterator[Unit]:
    """Turn treebank sentences into units with the targets of all heads.

    Args:
        sentences: The treebank.
        labels: The label inventories.
        teacher: A model that proposes names where the treebank has none.
        known: Annotated names that help to decide on the proposals.
        predicates: The predicates of sentences, by their id.
    """
    numbers, document = _Numbers(labels), ""
    for number, (sentence, found) in enumerate(zip(sentences, _names_of(sentences, teacher, known), strict=True)):
        document = (sentence.document or str(number)) if sentence.new_document else document
        told, words = predicates.get(sentence.id), sentence.words
        yield Unit(
            words=[w.form for w in words],
            spaces=[w.space_after for w in words],
            paragraph=sentence.new_paragraph,
            document=document,
            targets=numbers.of_tree(words) | numbers.of_predicates(told, len(words)),
            names=found,
            arguments=numbers.of_arguments(told or ()),
        )


def _names_of(
    sentences: Sequence[Sentence], teacher: Model | None, known: Sequence[NameSample]
) -> Iterable[NameSample | None]:
    """Return the names of treebank sentences: annotated, else proposed, else none where no proper noun is near."""
    if any("Entity" in w.misc for s in sentences[:500] for w in s.words):
        return map(gum_names, sentences)
    return taught_names(sentences, teacher, known) if teacher else map(silent_names, sentences)


class _Numbers:
    """Labels → numbers, and what they make of a sentence."""

    def __init__(self, labels: Labels) -> None:
        self.tags, self.scripts, self.deprels, self.roles, self.senses = (
            {label: i for i, label in enumerate(part)}
            for part in (labels.tags, labels.lemmas, labels.deprels, labels.roles, labels.senses)
        )

    def of_tree(self, words: Sequence[Word]) -> dict[str, list[int]]:
        scripts = ["" if w.deprel == "goeswith" else make_script(w.form, w.lemma) for w in words]
        return {
            "tags": [self.tags.get(f"{w.upos}|{w.xpos}", IGNORE) for w in words],
            "lemmas": [self.scripts.get(script, IGNORE) for script in scripts],
            "heads": [w.head + 1 for w in words],
            "deprels": [self.deprels.get(w.deprel, IGNORE) for w in words],
        }

    def of_predicates(self, predicates: Sequence[GoldPredicate] | None, words: int) -> dict[str, list[int]]:
        if predicates is None or not self.roles:
            return {}
        targets = {"predicates": [0] * words, "senses": [IGNORE] * words}
        for predicate in predicates:
            targets["predicates"][predicate.word] = 1
            targets["senses"][predicate.word] = self.senses.get(predicate.roleset, IGNORE)
        return targets

    def of_arguments(self, predicates: Sequence[GoldPredicate]) -> list[tuple[int, int, int]]:
        return [
            (p.word, word, self.roles[role]) for p in predicates for word, role in p.arguments if role in self.roles
        ]


def name_units(samples: Sequence[NameSample], *, teacher: Model | None = None) -> Iterator[Unit]:
    """Turn name samples into units with names, and with the trees that a teacher sees in them."""
    trees = taught_trees(samples, teacher) if teacher else repeat({}, len(samples))
    for number, (sample, tree) in enumerate(zip(samples, trees, strict=True)):
        yield Unit(
            words=sample.words,
            spaces=sample.spaces,
            paragraph=sample.document != (samples[number - 1].document if number else ""),
            document=sample.document,
            targets=dict(tree),
            names=sample,
        )


def allowed_names(sample: NameSample) -> npt.NDArray[np.bool_]:
    """Return which name labels each word may have, ``(words, labels)``."""
    allowed = np.zeros((len(sample.words), len(NAME_LABELS)), dtype=np.bool_)
    allowed[:, 0] = True
    if sample.open_misc:
        # A capitalised word outside all names may be an unannotated work or event.
        for i, word in enumerate(sample.words):
            if not word.islower():
                allowed[i, _MISC_LABELS] = True
    for start, end, kind in sample.spans:
        begin = 1 + 2 * NAME_TYPES.index(kind)
        allowed[start:end] = False
        allowed[start, begin] = True
        allowed[start + 1 : end, begin + 1] = True
    allowed[sorted(sample.ignore)] = True
    return allowed


def make_window(units: Sequence[Unit], encoder: PieceEncoder, rng: random.Random, *, mask: float) -> Window:
    """Join consecutive units into one window.

    Args:
        units: The units, of one document.
        encoder: Splits words into pieces.
        rng: Decides which words are masked and whether paragraph breaks are seen.
        mask: The share of words whose pieces are hidden.
    """
    words = [word for unit in units for word in unit.words]
    spaces = [space for unit in units for space in unit.spaces]
    breaks = _breaks(units, rng)
    targets = _targets(units)
    pieces = [encoder.word(word) for word in words]
    for i in range(len(words)):
        if mask and rng.random() < mask:
            pieces[i] = [encoder.mask]
            targets["lemmas"][i + 1] = targets["senses"][i + 1] = IGNORE
    glued = [False, *(not space for space in spaces[:-1])]
    shapes = np.vstack([np.zeros((1, 8), np.float32), word_shapes(words, glued, breaks)])
    return Window(encoder.window(pieces), shapes, targets)


def _breaks(units: Sequence[Unit], rng: random.Random) -> list[bool]:
    """Return which words are seen to begin a paragraph."""
    breaks: list[bool] = []
    seen = rng.random() < 0.85
    for number, unit in enumerate(units):
        paragraph = unit.paragraph or (number == 0 and rng.random() < 0.5)
        breaks += [seen and paragraph] + [False] * (len(unit.words) - 1)
    return breaks


def _targets(units: Sequence[Unit]) -> dict[str, npt.NDArray[Any]]:
    """Return the targets of consecutive units as those of one window, whose word 0 is the root of all."""
    size = 1 + sum(len(unit.words) for unit in units)
    targets: dict[str, npt.NDArray[Any]] = {key: np.full(size, IGNORE, dtype=np.int64) for key in _WORD_TARGETS}
    targets["names"] = np.ones((size, len(NAME_LABELS)), dtype=np.bool_)
    arguments: list[tuple[int, int, int]] = []
    start = 1
    for number, unit in enumerate(units):
        stop = start + len(unit.words)
        if unit.targets:
            targets["sentences"][start:stop] = [1] + [0] * (len(unit.words) - 1)
            targets["sentence"][start:stop] = number + 1
            for key, values in unit.targets.items():
                targets[key][start:stop] = values
            heads = targets["heads"][start:stop]
            heads[heads > 0] += start - 1
        if unit.names is not None:
            targets["names"][start:stop] = allowed_names(unit.names)
        arguments += [(predicate + start, word + start, role) for predicate, word, role in unit.arguments]
        start = stop
    targets["sentence"][0] = 0
    targets["arguments"] = np.array(arguments, dtype=np.int64).reshape(-1, 3)
    return targets


def recased(unit: Unit, case: str) -> Unit:
    """Return the unit in another case (``lower``, ``upper``, ``title``), lemmas left open."""
    change = {"lower": str.lower, "upper": str.upper, "title": _title}[case]
    words = [change(word) for word in unit.words]
    targets = {**unit.targets}
    if targets:
        keep = [n == o for n, o in zip(words, unit.words, strict=True)]
        targets["lemmas"] = [t if k else IGNORE for t, k in zip(targets["lemmas"], keep, strict=True)]
    names = unit.names
    if names is not None:
        ignore = names.ignore
        if case != "lower" and names.source == "silent":
            ignore = frozenset(range(len(words)))
        names = NameSample(words, names.spaces, names.spans, names.open_misc, ignore)
    return Unit(words, unit.spaces, unit.paragraph, unit.document, targets, names, unit.arguments)


def _title(word: str) -> str:
    return word if len(word) <= 3 and word.islower() else word[:1].upper() + word[1:]


def runs(units: Sequence[Unit], encoder: PieceEncoder, rng: random.Random) -> Iterator[list[Unit]]:
    """Cut documents at random into runs of consecutive units of at most ``MAX_WINDOW`` pieces."""
    run: list[Unit] = []
    size, budget = 0, _budget(rng)
    for unit in units:
        length = sum(len(encoder.word(word)) for word in unit.words)
        other = bool(run) and run[0].document != unit.document
        if run and (other or size + length > budget):
            yield run
            run, size, budget = [], 0, _budget(rng)
        if length <= MAX_WINDOW:
            run.append(unit)
            size += length
    if run:
        yield run


def _budget(rng: random.Random) -> int:
    return 1 if rng.random() < 0.2 else rng.randint(50, MAX_WINDOW)


__all__ = ["KEEP", "MAX_WINDOW", "Unit", "Window", "make_window", "name_units", "runs", "tree_units"]
