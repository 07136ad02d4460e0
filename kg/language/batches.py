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
from kg.language.conllu import read_conllu
from kg.language.labels import IGNORE, Labels
from kg.language.lemmas import build_lexicon
from kg.language.names import NameSample, read_names
from kg.language.pieces import PieceEncoder
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
    for key in windows[0].targets:
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
            yield make_window(run, self.pieces, self.rng, mask=self.settings.mask)
        for run in runs([*self.augmenter.units(self.names)], self.pieces, self.rng):
            yield make_window(run, self.pieces, self.rng, mask=self.settings.mask)


def check_files(paths: Sequence[Path]) -> None:
    """Raise if a file of training data is missing."""
    for path in paths:
        if not path.is_file():
            raise InputError(f"no such file: {path}; give CoNLL-U treebanks and JSONL names")


def write_lexicon(treebanks: Sequence[Path], path: Path) -> None:
    """Write the lemmas that the treebanks are sure of and that differ from the word."""
    words = ((w.form, w.xpos, w.lemma) for bank in treebanks for s in read_conllu(bank) for w in s.words)
    lexicon = {key: lemma for key, lemma in build_lexicon(words).items() if key.partition("|")[0] != lemma}
    path.write_text(json.dumps(lexicon, ensure_ascii=False, indent=0) + "\n", "utf-8")


def load_corpus(
    treebanks: Sequence[Path],
    names: Sequence[Path],
    tokenizer: Path,
    labels: Labels | None,
    settings: Settings,
    *,
    teacher: Path | None = None,
) -> tuple[Corpus, Labels]:
    """Read all training data; the labels are collected from the treebanks unless given."""
    sentences = [list(read_conllu(path)) for path in treebanks]
    labels = labels or Labels.of(s for part in sentences for s in part)
    words = make_tokenizer(spacy.blank("en"))
    samples: list[NameSample] = []
    for path in names:
        samples += read_names(path, lambda text: word_offsets(words, text))
    proposer = RuntimeModel(teacher) if teacher else None
    trees = [unit for part in sentences for unit in tree_units(part, labels, teacher=proposer, known=samples)]
    pieces = PieceEncoder(tokenizer)
    shared = proposer if proposer and proposer.labels == labels else None  # its numbers mean the same labels
    units = list(name_units(samples, teacher=shared))
    return Corpus(trees, units, pieces, Augmenter(samples, seed=settings.seed), settings), labels
