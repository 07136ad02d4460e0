"""The base of all heads. PyTorch, used in training only."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn

Targets = Mapping[str, Tensor]


class Head(nn.Module):
    """Base of all heads.

    Attributes:
        name: The key of the head's outputs, and of its loss in the log.
        weight: The factor of its loss in the sum.
    """

    name: str
    weight: float

    def loss(self, words: Tensor, targets: Targets) -> Tensor:
        """Return the loss summed over the words that have a target."""
        raise NotImplementedError
