"""A larger model is fine-tuned on the same gold, and a small one learns its probabilities beside the gold.

The loss is that of Hinton, Vinyals and Dean (2015) at temperature 1: the divergence of what the small model thinks
likely from what the large one does, of tags, sentences, names, heads and relations. Both see the same windows, so
the texts that have names alone teach trees as well. PyTorch, used in training only.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from kg.language.batches import Settings, Sources, load_corpus
from kg.language.encoder import Encoder, EncoderConfig
from kg.language.export import export, load_trained
from kg.language.heads import TreeHead, make_heads, within
from kg.language.labels import IGNORE, Labels
from kg.language.mpnet import MPNetEncoder, load_mpnet
from kg.language.samples import Unit
from kg.language.trainer import Model, Trainer, encoded

WEIGHTS: Final = {"tags": 0.7, "sentences": 0.5, "names": 1.5, "arcs": 1.0, "relations": 0.7}
"""What the divergences count beside the losses on gold."""

_WORD_HEADS: Final = ("tags", "sentences", "names")
_OF_TREES: Final = ("heads", "deprels", "tags", "lemmas")
_SOFT: Final = "soft "
_NEVER: Final = -1e4
_SHARED: Final = ("tokenizer.json", "labels.json", "lexicon.json", "rolesets.json", "verbs.json")
"""Files of a model that its teacher has, too."""


def train_teacher(sources: Sources, out: Path, *, base: Path, like: Path, frozen: int = 4, **options: Any) -> Path:
    """Fine-tune MPNet with the heads of a model, or go on where this stopped.

    Args:
        sources: What to learn from.
        out: Folder of the checkpoint, the averaged weights and the log.
        base: Folder of MPNet (``config.json``, ``model.safetensors``).
        like: Exported model with the labels and the tokenizer.
        frozen: How many of the lowest layers stay as they are, as the word pieces do.
        options: Fields of ``Settings``.

    Returns:
        ``out``.
    """
    settings = Settings(freeze_words=True, **options)
    labels = _prepare(sources, out, like)
    shutil.copy(base / "config.json", out / "config.json")
    torch.manual_seed(settings.seed)
    corpus, labels, _ = load_corpus(sources, out / "tokenizer.json", labels, settings)
    labels.write(out / "labels.json")  # those of `like` may lack the roles
    encoder = load_mpnet(base, frozen=frozen)
    trainer = Trainer(Model(encoder, make_heads(encoder.config.hidden, labels)), corpus, settings, out)
    trainer.resume()
    trainer.run()
    return out


def distil(sources: Sources, out: Path, *, teacher: Path, start: Path, alone: bool = False, **options: Any) -> Path:
    """Go on with a small model on gold and on what a teacher thinks, or go on where this stopped.

    Args:
        sources: What to learn from.
        out: Folder of the checkpoint, the averaged weights, the log, and the model (``model/``).
        teacher: Output of `train_teacher`.
        start: Exported model, or output of another run, to go on from.
        alone: Whether the teacher alone speaks of trees where the data have none; the model of the sources
            then says there only where sentences begin.
        options: Fields of ``Settings``.

    Returns:
        The folder of the exported model.
    """
    settings = Settings(rounding=True, **options)
    labels = _prepare(sources, out, start)
    shutil.copy(start / "config.json", out / "config.json")
    torch.manual_seed(settings.seed)
    corpus, labels, _ = load_corpus(sources, out / "tokenizer.json", labels, settings)
    if alone:
        forget_trees(corpus.names)
    encoder, heads, _ = load_trained([start])
    trainer = Trainer(Taught(encoder, heads, *load_teacher(teacher)), corpus, settings, out)
    trainer.resume()
    if not trainer.step:
        trainer.balance()
    trainer.run()
    export([out], out / "model")
    return out / "model"


def forget_trees(units: Iterable[Unit]) -> None:
    """Leave open the tags, lemmas, heads and relations of units; their sentences stay."""
    for unit in units:
        unit.targets.update({key: [IGNORE] * len(unit.words) for key in _OF_TREES if key in unit.targets})


def load_teacher(folder: Path) -> tuple[Encoder, nn.ModuleDict]:
    """Load the averaged weights of a teacher, which do not change any more."""
    encoder = MPNetEncoder(EncoderConfig.read(folder / "config.json"))
    heads = make_heads(encoder.config.hidden, Labels.read(folder / "labels.json"))
    state: dict[str, Tensor] = torch.load(folder / "average.pt", map_location="cpu", weights_only=True)
    for name, part in (("encoder.", encoder), ("heads.", heads)):
        part.load_state_dict({k.removeprefix(name): v for k, v in state.items() if k.startswith(name)})
        part.requires_grad_(False).eval()
    return encoder, heads


def _prepare(sources: Sources, out: Path, like: Path) -> Labels:
    sources.check()
    out.mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        if (like / name).is_file():
            shutil.copy(like / name, out / name)
    return Labels.read(out / "labels.json")


class Taught(Model):
    """A model whose losses are those on gold and the divergences from its teacher."""

    def __init__(self, encoder: Encoder, heads: nn.ModuleDict, teacher: Encoder, teachers: nn.ModuleDict) -> None:
        super().__init__(encoder, heads)
        # In a tuple, so that the teacher's weights are neither saved nor averaged with the model's.
        self._teacher = (teacher, teachers)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the loss of each head and each divergence, per word of the batch."""
        words = encoded(self.encoder, batch)
        soft = self._divergences(words, batch)
        return self.losses_of(words, batch) | {_SOFT + name: value / batch["size"] for name, value in soft.items()}

    def weighted(self, losses: dict[str, Tensor]) -> Tensor:
        """Return the weighted sum of the losses."""
        soft = [WEIGHTS[name.removeprefix(_SOFT)] * value for name, value in losses.items() if name.startswith(_SOFT)]
        return super().weighted(losses) + torch.stack(soft).sum()

    def _divergences(self, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        encoder, heads = (part.to(words.device) for part in self._teacher)
        with torch.no_grad():
            seen = encoded(encoder, batch)
        real = batch["first"] > 0
        found = {}
        for name in _WORD_HEADS:
            with torch.no_grad():
                thought = heads[name](seen[real])
            found[name] = divergence(self.heads[name](words[real]), thought)
        return found | self._of_trees(words, seen, batch["sentence"])

    def _of_trees(self, words: Tensor, seen: Tensor, sentence: Tensor) -> dict[str, Tensor]:
        """Divergences of heads and relations, where sentences are known; relations at the teacher's likeliest heads."""
        own, theirs = self.heads["tree"], self._teacher[1]["tree"]
        assert isinstance(own, TreeHead)
        assert isinstance(theirs, TreeHead)
        known = (sentence != IGNORE) & (sentence > 0)
        rows = known.any(1)
        if not rows.any():
            return {}
        words, seen, known, apart = words[rows], seen[rows], known[rows], ~within(sentence[rows])
        with torch.no_grad():
            scores, dependent, head = theirs(seen)
            scores = scores.float().masked_fill(apart, _NEVER)
            at, best = torch.arange(len(scores)).unsqueeze(1).expand_as(known)[known], scores.argmax(-1)[known]
            relations = theirs.relations(dependent[known], head[at, best])
        arcs, own_dependent, own_head = own(words)
        return {
            "arcs": divergence(arcs.float().masked_fill(apart, _NEVER)[known], scores[known]),
            "relations": divergence(own.relations(own_dependent[known], own_head[at, best]), relations),
        }


def divergence(scores: Tensor, thought: Tensor) -> Tensor:
    """Kullback–Leibler divergence of rows of scores from those of the teacher, ``(rows, labels)``, summed."""
    wanted = thought.float()
    return (wanted.softmax(-1) * (wanted.log_softmax(-1) - scores.float().log_softmax(-1))).sum()
