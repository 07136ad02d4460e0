"""The data of a training run: settings, batches of windows, and what is read from disk."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from torch import Tensor

from kg.errors import InputError
from kg.language.augment import Augmenter
from kg.language.conllu import Sentence, read_conllu
from kg.language.labels import IGNORE, Labels
from kg.language.lemmas import build_lexicon
from kg.language.names import NameSample, read_names, read_texts
from kg.language.pieces import PieceEncoder
from kg.language.propbank import GoldPredicate, Rolesets, lemma_rolesets, listed_rolesets, read_predicates, role_labels
from kg.language.runtime import Model as RuntimeModel
from kg.language.samples import Unit, Window, make_window, name_units, recased, runs, tree_units
from kg.language.tokenizer import make_tokenizer, word_offsets


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set of a training run.

    Attributes:
        steps: Updates at most.
        minutes: Minutes at most.
        seed: Seed of everything random.
        pieces: Word pieces of a batch, padding included.
        encoder_rate: Highest learning rate of the pretrained encoder.
        head_rate: Highest learning rate of the heads and of what is new in the encoder.
        warmup: Share of the run in which the rates rise.
        weight_decay: Of matrices; vectors have none.
        average: Decay, by update, of the moving average of the weights that is exported.
        mask: Share of the words that the encoder does not see.
        save_minutes: Minutes between checkpoints.
        freeze_words: Whether the embedding stays as it is.
        pace: Factor of both rates.
        rounding: Whether the model is trained under the rounding of its export.
        only: The heads to train; all else stays as it is. Empty: everything is trained.
    """

    steps: int | None = None
    minutes: float | None = None
    seed: int = 1
    pieces: int = 1800
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.04
    weight_decay: float = 0.01
    average: float = 0.998
    mask: float = 0.03
    save_minutes: float = 8.0
    freeze_words: bool = False
    pace: float = 1.0
    rounding: bool = False
    only: tuple[str, ...] = ()

    def progress(self, step: int, seconds: float) -> float:
        """Return how much of the run is done, 0 to 1, by whichever limit comes first."""
        by_step = step / self.steps if self.steps else 0.0
        by_time = seconds / 60 / self.minutes if self.minutes else 0.0
        return min(max(by_step, by_time), 1.0)

    def rate(self, progress: float) -> float:
        """Return the factor of the learning rates: linear warm-up, then linear decay."""
        return min(progress / self.warmup, (1 - progress) / (1 - self.warmup), 1.0)


def collate(windows: Sequence[Window]) -> dict[str, Tensor]:
    """Pad windows into one batch of tensors."""
    pieces = max(len(w.pieces.ids) for w in windows)
    words = max(len(w.shapes) for w in windows)

    def pad(arrays: list[np.ndarray[Any, Any]], length: int, fill: float) -> Tensor:
        shape = (len(arrays), length, *arrays[0].shape[1:])
        out = np.full(shape, fill, dtype=arrays[0].dtype)
        for row, array in enumerate(arrays):
            out[row, : len(array)] = array
        return torch.from_numpy(out)

    batch = {
        "ids": pad([w.pieces.ids for w in windows], pieces, 0),
        "word_of": pad([w.pieces.word_of for w in windows], pieces, 0),
        "first": pad([w.pieces.first for w in windows], words, 0),
        "last": pad([w.pieces.last for w in windows], words, 0),
        "shapes": pad([w.shapes for w in windows], words, 0),
        "mask": pad([np.zeros(len(w.pieces.ids), np.float32) for w in windows], pieces, -1e4),
        "size": torch.tensor(float(sum(len(w.shapes) - 1 for w in windows))),
    }
    batch["mask"] = batch["mask"][:, None, None, :]
    arguments = [np.insert(w.targets["arguments"], 0, row, axis=1) for row, w in enumerate(windows)]
    batch["arguments"] = torch.from_numpy(np.concatenate(arguments))
    for key in windows[0].targets.keys() - {"arguments"}:
        fill = 1 if key == "names" else IGNORE
        batch[key] = pad([w.targets[key] for w in windows], words, fill)
    return batch


@dataclass
class Corpus:
    """All the data of a run, and the endless stream of its batches."""

    trees: list[Unit]
    names: list[Unit]
    pieces: PieceEncoder
    augmenter: Augmenter
    settings: Settings
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.settings.seed)  # noqa: S311

    def batches(self) -> Iterator[list[Window]]:
        """Yield batches of windows of similar length, epoch after epoch."""
        while True:
            windows = list(self._epoch())
            self.rng.shuffle(windows)
            for start in range(0, len(windows), 2000):
                chunk = sorted(windows[start : start + 2000], key=lambda w: len(w.pieces.ids))
                batches = list(self._filled(chunk))
                self.rng.shuffle(batches)
                yield from batches

    def _filled(self, windows: Sequence[Window]) -> Iterator[list[Window]]:
        batch: list[Window] = []
        for window in windows:
            if batch and (len(batch) + 1) * len(window.pieces.ids) > self.settings.pieces:
                yield batch
                batch = []
            batch.append(window)
        if batch:
            yield batch

    def _epoch(self) -> Iterator[Window]:
        for run in runs(self.trees, self.pieces, self.rng):
            draw = self.rng.random()
            if draw < 0.06:
                case = "lower" if draw < 0.02 else "upper" if draw < 0.04 else "title"
                run = [recased(unit, case) for unit in run]
            if self._needed(run):
                yield make_window(run, self.pieces, self.rng, mask=self.settings.mask)
        if self.settings.only == ("roles",):
            return
        for run in runs([*self.augmenter.units(self.names)], self.pieces, self.rng):
            yield make_window(run, self.pieces, self.rng, mask=self.settings.mask)

    def _needed(self, run: Sequence[Unit]) -> bool:
        return self.settings.only != ("roles",) or any("predicates" in unit.targets for unit in run)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a run learns from.

    Attributes:
        treebanks: CoNLL-U files; ``Entity=`` in MISC is read as names.
        names: JSONL files of texts with name spans.
        predicates: JSONL files of PropBank predicates of sentences in the treebanks.
        rolesets: JSONL file of PropBank's lexicon: the senses of lemmas that the predicates do not have.
        teacher: Folder of an exported model that proposes what the data lack: names, trees.
        texts: JSONL files of texts of which nothing is known, for a larger model to speak of (`distil`).
    """

    treebanks: Sequence[Path] = ()
    names: Sequence[Path] = ()
    predicates: Sequence[Path] = ()
    rolesets: Path | None = None
    teacher: Path | None = None
    texts: Sequence[Path] = ()

    def check(self) -> None:
        """Raise if a file is missing."""
        for path in (*self.treebanks, *self.names, *self.predicates, *self.texts):
            if not path.is_file():
                raise InputError(f"no such file: {path}; give CoNLL-U treebanks, JSONL names and JSONL predicates")

    def sentences(self) -> list[list[Sentence]]:
        """Return the sentences of each treebank."""
        return [list(read_conllu(path)) for path in self.treebanks]

    def samples(self) -> list[NameSample]:
        """Return the samples of all files of names, and those of the texts, in which every word is open."""
        words = make_tokenizer(spacy.blank("en"))

        def offsets(text: str) -> list[tuple[int, int]]:
            return word_offsets(words, text)

        named = [sample for path in self.names for sample in read_names(path, offsets)]
        return named + [sample for path in self.texts for sample in read_texts(path, offsets)]


def write_lexicon(treebanks: Sequence[Path], path: Path) -> None:
    """Write the lemmas that the treebanks are sure of and that differ from the word."""
    words = ((w.form, w.xpos, w.lemma) for bank in treebanks for s in read_conllu(bank) for w in s.words)
    lexicon = {key: lemma for key, lemma in build_lexicon(words).items() if key.partition("|")[0] != lemma}
    path.write_text(json.dumps(lexicon, ensure_ascii=False, indent=0) + "\n", "utf-8")


def load_corpus(
    sources: Sources, tokenizer: Path, labels: Labels | None, settings: Settings
) -> tuple[Corpus, Labels, Rolesets]:
    """Read all training data; the labels are collected from the treebanks and predicates unless given.

    Returns:
        The corpus, its labels, and the rolesets of each lemma.
    """
    sentences = sources.sentences()
    every = [sentence for part in sentences for sentence in part]
    labels = labels or Labels.of(every)
    predicates: dict[str, tuple[GoldPredicate, ...]] = {}
    for path in sources.predicates:
        predicates |= read_predicates(path, every)
    rolesets = lemma_rolesets(every, predicates)
    if predicates and not labels.roles:
        labels = labels.with_roles(role_labels(p for told in predicates.values() for p in told), rolesets)
    samples = sources.samples()
    teacher = RuntimeModel(sources.teacher) if sources.teacher else None
    trees = [
        unit
        for part in sentences
        for unit in tree_units(part, labels, teacher=teacher, known=samples, predicates=predicates)
    ]
    # The numbers of another model may mean other labels.
    shared = teacher if teacher and teacher.labels.same_trees(labels) else None
    units = list(name_units(samples, teacher=shared))
    augmenter = Augmenter(samples, seed=settings.seed)
    listed = listed_rolesets(sources.rolesets) if sources.rolesets else {}
    return Corpus(trees, units, PieceEncoder(tokenizer), augmenter, settings), labels, {**listed, **rolesets}
