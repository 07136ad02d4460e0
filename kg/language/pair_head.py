"""What holds between two mentions, by the vectors of the words that head them. PyTorch, used in training only."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

INNER: Final = 128
FAR: Final = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
"""Words between two mentions from which the distance counts as greater."""


class PairHead(nn.Module):
    """Scores ordered pairs of words, each label by itself.

    Args:
        hidden: Features of a word vector.
        labels: Labels.
    """

    def __init__(self, hidden: int, labels: int) -> None:
        super().__init__()
        self.first = nn.Linear(hidden, INNER)
        self.second = nn.Linear(hidden, INNER)
        self.first_above = nn.Linear(hidden, INNER, bias=False)
        self.second_above = nn.Linear(hidden, INNER, bias=False)
        self.both = nn.Linear(hidden, INNER, bias=False)
        self.distance = nn.Parameter(torch.zeros(2 * len(FAR) + 1, INNER))
        self.inner = nn.Linear(INNER, INNER)
        self.labels = nn.Linear(INNER, labels)
        self.dropout = nn.Dropout(0.3)

    def forward(
        self, first: Tensor, second: Tensor, first_above: Tensor, second_above: Tensor, apart: Tensor
    ) -> Tensor:
        """Return log-odds ``(pairs, labels)``.

        Args:
            first: Vectors of the first words, ``(pairs, hidden)``.
            second: Vectors of the second words.
            first_above: Vectors of the words that the first words hang from in the tree.
            second_above: Vectors of the words that the second words hang from.
            apart: How many words the second stands behind the first; negative before it, ``(pairs,)``.
        """
        first, second = self.dropout(first), self.dropout(second)
        far = torch.tensor(FAR, device=apart.device)
        steps = (apart.abs().unsqueeze(1) >= far).sum(1) * apart.sign() + len(FAR)
        inner = self.first(first) + self.second(second) + self.both(first * second)
        inner = inner + self.first_above(self.dropout(first_above)) + self.second_above(self.dropout(second_above))
        inner = functional.gelu(inner + functional.embedding(steps, self.distance))
        inner = functional.gelu(self.inner(self.dropout(inner)))
        return self.labels(self.dropout(inner))  # type: ignore[no-any-return]
