"""Who did what to whom: predicates, their senses and arguments. PyTorch, used in training only.

A small transformer layer of its own reads the word vectors, so that the roles can be learnt whether
or not the encoder is trained along. Arguments are scored by one biaffine product per role (Dozat and
Manning 2017; for roles: Cai et al. 2018), by how far the word stands from the predicate, and by the path
between them in the tree that the model itself sees.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.encoder import EncoderConfig, Layer, LockedDropout
from kg.language.head import Head, Targets
from kg.language.labels import IGNORE
from kg.language.paths import path_count, paths
from kg.language.rounding import Linear

INNER: Final = 192
PAIR: Final = 96
SENSE: Final = 160
FARTHEST: Final = 24
"""Words further from the predicate than this count as this far."""


class RoleHead(Head):
    """Predicates, rolesets and arguments.

    Args:
        hidden: Features of a word vector.
        roles: Roles, the first of which means none.
        senses: Rolesets to choose among.
        relations: Relations of the trees.
        weight: The factor of the loss.
    """

    name = "roles"

    def __init__(self, hidden: int, roles: int, senses: int, *, relations: int, weight: float) -> None:
        super().__init__()
        self.weight, self.roles, self.relations = weight, roles, relations
        self.dropout = LockedDropout(0.2)
        self.reduce = Linear(hidden, INNER)
        self.norm = nn.LayerNorm(INNER)
        self.layer = Layer(EncoderConfig(hidden=INNER, heads=6, intermediate=2 * INNER))
        self.is_predicate = Linear(INNER, 1)
        self.predicate = Linear(INNER, PAIR)
        self.word = Linear(INNER, PAIR)
        self.sense = Linear(hidden, SENSE)
        self.senses = Linear(SENSE, senses)
        self.product = nn.Parameter(torch.randn(PAIR, roles * PAIR) * 0.05)
        self.of_predicate = nn.Linear(PAIR, roles)
        self.of_word = nn.Linear(PAIR, roles)
        self.distance = nn.Parameter(torch.zeros(2 * FARTHEST + 1, roles))
        self.paths = nn.Parameter(torch.zeros(path_count(relations), roles))

    def forward(self, words: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Return ``(batch, words)`` log-odds of being a predicate, and what ``arguments`` reads of each word.

        Args:
            words: Word vectors ``(batch, words, hidden)``.
            mask: Added to the attention scores, ``(batch, 1, 1, words)``, or None.
        """
        inner = self.layer(self.norm(self.reduce(self.dropout(words))), mask)
        predicate = self.dropout(functional.gelu(self.predicate(self.dropout(inner))))
        word = self.dropout(functional.gelu(self.word(self.dropout(inner))))
        return self.is_predicate(self.dropout(inner)).squeeze(-1), predicate, word

    def rolesets(self, words: Tensor) -> Tensor:
        """Return the scores of rolesets of predicates, by their word vectors ``(predicates, hidden)``."""
        return self.senses(self.dropout(functional.gelu(self.sense(self.dropout(words)))))  # type: ignore[no-any-return]

    def arguments(self, predicate: Tensor, word: Tensor, at: Tensor, path: Tensor) -> Tensor:
        """Return the scores of roles ``(predicates, words, roles)``.

        Args:
            predicate: One vector per predicate, ``(predicates, PAIR)``.
            word: The words of the window, ``(words, PAIR)``, or of each predicate's own window,
                ``(predicates, words, PAIR)``.
            at: Which word each predicate is, ``(predicates,)``.
            path: The path from each predicate to each word (`kg.language.paths`), ``(predicates, words)``.
        """
        product = (predicate @ self.product).view(-1, self.roles, PAIR)
        scores = word @ product.transpose(1, 2)
        places = torch.arange(word.shape[-2], device=at.device)
        far = (places.unsqueeze(0) - at.unsqueeze(1)).clamp(-FARTHEST, FARTHEST) + FARTHEST
        near = functional.embedding(far, self.distance) + functional.embedding(path, self.paths)
        return scores + self.of_predicate(predicate).unsqueeze(1) + self.of_word(word) + near  # type: ignore[no-any-return]

    def loss(self, words: Tensor, targets: Targets) -> Tensor:
        """Return the losses of predicates, senses and arguments (within the sentence), summed."""
        known = (targets["predicates"] != IGNORE).any(1)
        if not known.any():
            return words.sum() * 0
        gold, sentence, senses = (targets[k][known] for k in ("predicates", "sentence", "senses"))
        mask = (sentence == IGNORE)[:, None, None, :] * -1e4
        log_odds, predicate, word = self(words[known], mask.to(words.dtype))
        told = gold != IGNORE
        loss = functional.binary_cross_entropy_with_logits(log_odds[told].float(), gold[told].float(), reduction="sum")
        rows, at = (gold == 1).nonzero(as_tuple=True)
        if not len(rows):
            return loss
        chosen = senses[rows, at]
        scores = self.rolesets(words[known][rows, at][chosen != IGNORE]).float()
        loss = loss + functional.cross_entropy(scores, chosen[chosen != IGNORE], reduction="sum")
        path = self._paths(targets, known, rows, at)
        scores = self.arguments(predicate[rows, at], word[rows], at, path).float()
        return loss + self._argument_loss(scores, _roles(targets, known, rows, at, scores.shape), sentence, rows, at)

    def _paths(self, targets: Targets, known: Tensor, rows: Tensor, at: Tensor) -> Tensor:
        """Return the paths of the predicates in the trees that the model sees."""
        heads, deprels = (targets[key][known].cpu().numpy() for key in ("found_heads", "found_deprels"))
        places = at.cpu().numpy()
        found = [
            paths(places[(rows == row).cpu().numpy()], heads[row], deprels[row], self.relations)
            for row in range(len(heads))
        ]
        return torch.from_numpy(np.concatenate(found)).to(at.device)

    def _argument_loss(self, scores: Tensor, roles: Tensor, sentence: Tensor, rows: Tensor, at: Tensor) -> Tensor:
        same = sentence[rows] == sentence[rows, at].unsqueeze(1)
        return functional.cross_entropy(scores[same], roles[same], reduction="sum")


def _roles(targets: Targets, known: Tensor, rows: Tensor, at: Tensor, shape: torch.Size) -> Tensor:
    """Return the role of each word for each predicate, ``(predicates, words)``."""
    roles = torch.zeros(shape[:2], dtype=torch.long, device=rows.device)
    # Where the row of a batch stands among the rows that carry predicates, and each predicate among all.
    place = torch.cumsum(known.long(), 0) - 1
    number = torch.full((int(known.sum()), shape[1]), -1, dtype=torch.long, device=rows.device)
    number[rows, at] = torch.arange(len(rows), device=rows.device)
    row, predicate, word, role = targets["arguments"].unbind(1)
    roles[number[place[row], predicate], word] = role
    return roles
