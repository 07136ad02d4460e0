"""One training run: the model with its losses, the optimiser, the average of the weights, the log.

PyTorch, used in training only.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kg.language.batches import Corpus, Settings, collate
from kg.language.encoder import Encoder
from kg.language.forward import INPUTS
from kg.language.head import Head
from kg.language.heads import TreeHead
from kg.language.labels import IGNORE
from kg.language.rounding import balance, set_rounding
from kg.language.samples import Window


class Model(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder, heads: nn.ModuleDict) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads
        self.only: tuple[str, ...] = ()

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the loss of each head, per word of the batch."""
        return self.losses_of(encoded(self.encoder, batch), batch)

    def losses_of(self, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the same of a batch whose words are encoded."""
        size, targets = batch["size"], batch | self._found(words, batch)
        wanted = self.only or tuple(self.heads)
        return {name: head.loss(words, targets) / size for name, head in self._heads() if name in wanted}

    def _found(self, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the trees that the model sees, which the roles are read off."""
        if "roles" not in self.heads or not (batch["predicates"] != IGNORE).any():
            return {}
        tree = self.heads["tree"]
        assert isinstance(tree, TreeHead)
        heads, deprels = tree.best(words, batch["sentence"])
        return {"found_heads": heads, "found_deprels": deprels}

    def weighted(self, losses: dict[str, Tensor]) -> Tensor:
        """Return the weighted sum of the losses."""
        return torch.stack([head.weight * losses[name] for name, head in self._heads() if name in losses]).sum()

    def keep_all_but(self, only: tuple[str, ...]) -> None:
        """Train these heads alone."""
        self.only = only
        if only:
            self.requires_grad_(False)
            for name in only:
                self.heads[name].requires_grad_(True)

    def _heads(self) -> Iterator[tuple[str, Head]]:
        for name, head in self.heads.items():
            assert isinstance(head, Head)
            yield name, head


def encoded(encoder: Encoder, batch: dict[str, Tensor]) -> Tensor:
    """Return the vectors of the words of a batch, ``(batch, words, hidden)``."""
    return encoder(*(batch[key] for key in (*INPUTS, "mask")))  # type: ignore[no-any-return]


def _optimizer(model: Model, settings: Settings) -> torch.optim.AdamW:
    groups = []
    head_rate = settings.pace * settings.head_rate
    for part, rate in ((model.encoder, settings.pace * settings.encoder_rate), (model.heads, head_rate)):
        for flat in (False, True):
            # What starts untrained inside the encoder learns at the heads' pace.
            chosen = [(n, p) for n, p in part.named_parameters() if p.requires_grad and (p.ndim < 2) == flat]
            fresh = [p for n, p in chosen if n.startswith(("shapes", "word_", "first", "last"))]
            known = [p for n, p in chosen if not n.startswith(("shapes", "word_", "first", "last"))]
            decay = 0.0 if flat else settings.weight_decay
            groups.append({"params": known, "base": rate, "lr": rate, "weight_decay": decay})
            groups.append({"params": fresh, "base": head_rate, "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW([g for g in groups if g["params"]], betas=(0.9, 0.98), fused=True)


class Trainer:
    """One training run: model, optimiser, average of the weights, log and checkpoints."""

    def __init__(self, model: Model, corpus: Corpus, settings: Settings, out: Path) -> None:
        self.model, self.corpus, self.settings, self.out = model, corpus, settings, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model.to(self.device)
        set_rounding(model, on=settings.rounding)
        model.encoder.words.weight.requires_grad_(not settings.freeze_words)
        model.keep_all_but(settings.only)
        self.optimizer = _optimizer(model, settings)
        self.average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.step, self.seconds = 0, 0.0

    @torch.no_grad()
    def balance(self, batches: int = 12) -> None:
        """Bring the inputs of the eased layers to one size, by what flows through them in a few batches."""
        sample = [*islice(self.corpus.batches(), batches)]
        self.model.eval()
        balance(self.model, lambda: [self.model.losses(self._tensors(windows)) for windows in sample])
        self.average = {k: v.detach().clone() for k, v in self.model.state_dict().items()}

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

    def _tensors(self, windows: list[Window]) -> dict[str, Tensor]:
        return {k: v.to(self.device) for k, v in collate(windows).items()}

    def _update(self, windows: list[Window], rate: float) -> dict[str, float]:
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate
        batch = self._tensors(windows)
        self.model.train()
        with _half_precision(self.device):
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


def _half_precision(device: torch.device) -> AbstractContextManager[Any]:
    """Return bfloat16 autocast where the hardware multiplies it fast; elsewhere it is slower than 32 bits."""
    able: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    if device.type == "cuda" or able.get("amx_bf16") or able.get("avx512_bf16"):
        return torch.autocast(device.type, dtype=torch.bfloat16)
    return nullcontext()
