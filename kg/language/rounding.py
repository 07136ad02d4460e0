"""Rounding in training as export rounds, so that the weights learn to live with it.

Export stores matrices in 7 bits per output channel and onnxruntime rounds what flows into them to
8 bits; both cost a little accuracy. A layer that ``rounds`` computes with rounded numbers and passes
the gradient straight through (Bengio et al. 2013; Jacob et al. 2018). PyTorch, used in training only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

WEIGHT_STEPS: Final = 64
"""Largest whole number of a stored weight: what onnxruntime uses with a reduced range."""

ROW_STEPS: Final = 127
"""Largest whole number in a stored row of the embedding."""

EASED: Final = 0.04
"""Share of the features that ``EasedLinear`` brings down to the size of the others."""

_TINY: Final = 1e-8


class _Straight(torch.autograd.Function):
    """Another value forwards, the gradient of the first one backwards."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, rounded: Tensor) -> Tensor:  # noqa: ARG004
        return rounded

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:  # noqa: ARG004
        return gradients[0], None


def _straight(x: Tensor, rounded: Tensor) -> Tensor:
    return cast(Tensor, _Straight.apply(x, rounded))  # type: ignore[no-untyped-call]


def round_rows(x: Tensor, steps: int) -> Tensor:
    """Round each row (last axis) to ``steps`` whole numbers on each side of zero.

    Args:
        x: Any shape; a row of a weight ``(outputs, inputs)`` is an output channel.
        steps: The whole number that the largest absolute value becomes.
    """
    with torch.no_grad():
        scale = x.abs().amax(-1, keepdim=True).clamp_min(_TINY) / steps
        rounded = (x / scale).round_().mul_(scale)
    return _straight(x, rounded)


def round_window(x: Tensor) -> Tensor:
    """Round each window to 256 levels between its least and its greatest value, zero among them.

    Args:
        x: ``(windows, words, features)``, or ``(words, features)`` of one batch; may be empty.
    """
    if not x.numel():
        return x
    with torch.no_grad():
        axes = tuple(range(1, x.ndim)) if x.ndim == 3 else tuple(range(x.ndim))
        least = x.amin(axes, keepdim=True).clamp_max(0)
        scale = ((x.amax(axes, keepdim=True).clamp_min(0) - least) / 255).clamp_min(_TINY)
        zero = (-least / scale).round()
        rounded = (x / scale).round_().clamp_(-zero, 255 - zero).mul_(scale)
    return _straight(x, rounded)


class Linear(nn.Linear):
    """A linear layer that export stores in 8 bits.

    Attributes:
        rounds: Whether training computes with rounded weights and inputs. Evaluation never does.
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        if not (self.rounds and self.training):
            return super().forward(x)
        return functional.linear(round_window(x), round_rows(self.weight, WEIGHT_STEPS), self.bias)


class EasedLinear(Linear):
    """A linear layer whose inputs are first brought to one size, by a fixed factor for each feature.

    A single feature of a pretrained encoder can be five times as large as all others; rounded with
    one scale, it leaves them few levels. Small factors here and large weights there compute the same
    (Xiao et al. 2023, SmoothQuant) and lose less to rounding.

    Attributes:
        ease: The factors, ``(inputs,)``; all one until ``balance`` sets them.
    """

    ease: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.register_buffer("ease", torch.ones(inputs))

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        return super().forward(x * self.ease)

    @torch.no_grad()
    def balance(self, largest: Tensor) -> None:
        """Choose the factors so that few features stand out; what is computed stays the same.

        Args:
            largest: The largest absolute value of each input as it comes in, ``(inputs,)``.
        """
        limit = largest.quantile(1 - EASED)
        ease = (limit / largest.clamp_min(_TINY)).clamp_max(1)
        self.weight *= self.ease / ease
        self.ease.copy_(ease)


class RowEmbedding(nn.Embedding):
    """An embedding that export stores in 8 bits per row; ``rounds`` as in ``Linear``."""

    rounds = False

    def forward(self, ids: Tensor) -> Tensor:  # noqa: D102
        rows = super().forward(ids)
        return round_rows(rows, ROW_STEPS) if self.rounds and self.training else rows


def set_rounding(model: nn.Module, *, on: bool) -> None:
    """Turn the rounding of all layers of a model on or off."""
    for module in model.modules():
        if isinstance(module, Linear | RowEmbedding):
            module.rounds = on


def balance(model: nn.Module, compute: Callable[[], object]) -> None:
    """Balance all eased layers of a model by what flows through them.

    Args:
        model: The model, in evaluation mode.
        compute: Runs the model on a sample of its data.
    """
    largest: dict[EasedLinear, Tensor] = {}

    def watch(layer: EasedLinear, inputs: tuple[Tensor]) -> None:
        found = inputs[0].abs().flatten(0, -2).amax(0)
        largest[layer] = torch.maximum(largest.get(layer, found), found)

    layers = [module for module in model.modules() if isinstance(module, EasedLinear)]
    hooks = [layer.register_forward_pre_hook(watch) for layer in layers]
    with torch.no_grad():
        compute()
    for hook in hooks:
        hook.remove()
    for layer, values in largest.items():
        layer.balance(values)
