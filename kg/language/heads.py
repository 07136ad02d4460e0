"""What the model predicts of each word: one small class per task. PyTorch, used in training only.

A head maps word vectors to outputs and knows its own loss. To add a task, write a class with
``name``, ``weight``, ``forward`` and ``loss`` and list it in ``make_heads``; a window that lacks
its targets simply contributes nothing to its loss.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.encoder import LockedDropout
from kg.language.head import Head, Targets
from kg.language.labels import IGNORE, Labels
from kg.language.role_head import RoleHead
from kg.language.rounding import Linear


class WordHead(Head):
    """A label for each word by one linear layer."""

    def __init__(self, name: str, hidden: int, labels: int, *, weight: float, smooth: float) -> None:
        super().__init__()
        self.name, self.weight, self.smooth = name, weight, smooth
        self.dropout = LockedDropout(0.15)
        self.linear = Linear(hidden, labels)

    def forward(self, words: Tensor) -> Tensor:
        """Return scores ``(batch, words, labels)``."""
        return self.linear(self.dropout(words))  # type: ignore[no-any-return]

    def loss(self, words: Tensor, targets: Targets) -> Tensor:
        """Return the cross-entropy summed over labelled words."""
        known = targets[self.name] != IGNORE
        return functional.cross_entropy(
            self(words[known]).float(),
            targets[self.name][known],
            reduction="sum",
            label_smoothing=self.smooth,
        )


class NameHead(Head):
    """BIO labels of names; a word's target is the *set* of labels that its data set allows."""

    name = "names"

    def __init__(self, hidden: int, labels: int, *, weight: float) -> None:
        super().__init__()
        self.weight = weight
        self.dropout = LockedDropout(0.15)
        self.inner = Linear(hidden, hidden // 2)
        self.linear = Linear(hidden // 2, labels)

    def forward(self, words: Tensor) -> Tensor:
        """Return scores ``(batch, words, labels)``."""
        return self.linear(self.dropout(functional.gelu(self.inner(self.dropout(words)))))  # type: ignore[no-any-return]

    def loss(self, words: Tensor, targets: Targets) -> Tensor:
        """Return the negative log of the probability of the allowed labels, summed."""
        allowed = targets["names"]
        known = ~allowed.all(-1)
        scores: Tensor = self(words[known]).float()
        inside = scores.masked_fill(~allowed[known], -1e4)
        return (scores.logsumexp(-1) - inside.logsumexp(-1)).sum()


class TreeHead(Head):
    """Heads and relations of words by biaffine attention (Dozat and Manning 2017)."""

    name = "tree"

    def __init__(self, hidden: int, labels: int, *, weight: float, arc: int = 256, rel: int = 64) -> None:
        super().__init__()
        self.weight, self.arc, self.rel, self.labels = weight, arc, rel, labels
        self.dropout = LockedDropout(0.2)
        self.dependent = Linear(hidden, arc + rel)
        self.head = Linear(hidden, arc + rel)
        self.arc_product = Linear(arc, arc, bias=False)
        self.arc_prior = Linear(arc, 1, bias=False)
        self.rel_product = nn.Parameter(torch.randn(rel, labels * rel) * 0.05)
        self.rel_sum = nn.Linear(2 * rel, labels)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arc scores ``(batch, dependent, head)`` and the vectors ``relations`` needs."""
        dependent = self.dropout(functional.gelu(self.dependent(self.dropout(words))))
        head = self.dropout(functional.gelu(self.head(self.dropout(words))))
        arc_dependent, rel_dependent = dependent.split([self.arc, self.rel], -1)
        arc_head, rel_head = head.split([self.arc, self.rel], -1)
        scores = self.arc_product(arc_dependent) @ arc_head.transpose(1, 2)
        scores = scores / self.arc**0.5 + self.arc_prior(arc_head).transpose(1, 2)
        return scores, rel_dependent, rel_head

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return relation scores ``(pairs, labels)`` of dependents with their heads."""
        product = (dependent @ self.rel_product).view(-1, self.labels, self.rel)
        scores = (product @ head.unsqueeze(-1)).squeeze(-1)
        return scores + self.rel_sum(torch.cat([dependent, head], -1))  # type: ignore[no-any-return]

    @torch.no_grad()
    def best(self, words: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor]:
        """Return the likeliest head of each word within its sentence, and the relation, ``(batch, words)`` each."""
        scores, dependent, head = self(words)
        heads = scores.float().masked_fill(~within(sentence), -1e4).argmax(-1)
        rows = torch.arange(len(heads), device=heads.device).unsqueeze(1).expand_as(heads)
        chosen = self.relations(dependent.flatten(0, 1), head[rows, heads].flatten(0, 1))
        heads[:, 0] = 0
        return heads, chosen.argmax(-1).view_as(heads)

    def loss(self, words: Tensor, targets: Targets) -> Tensor:
        """Return the cross-entropies of heads (within the sentence) and relations, summed."""
        with_tree = (targets["heads"] != IGNORE).any(1)
        heads, sentence = targets["heads"][with_tree], targets["sentence"][with_tree]
        scores, rel_dependent, rel_head = self(words[with_tree])
        known = heads != IGNORE
        arcs = scores.float().masked_fill(~within(sentence), -1e4)[known]
        rows = torch.arange(len(heads), device=heads.device).unsqueeze(1).expand_as(heads)[known]
        relations = self.relations(rel_dependent[known], rel_head[rows, heads[known]]).float()
        arc_loss = functional.cross_entropy(arcs, heads[known], reduction="sum")
        deprels = targets["deprels"][with_tree][known]
        return arc_loss + 0.7 * functional.cross_entropy(relations, deprels, ignore_index=IGNORE, reduction="sum")


def within(sentence: Tensor) -> Tensor:
    """Return which words can be heads of which: those of the same sentence and the root, ``(batch, words, words)``."""
    same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) | (sentence.unsqueeze(1) == 0)
    return same & ~torch.eye(same.shape[1], dtype=torch.bool, device=same.device)


def make_heads(hidden: int, labels: Labels) -> nn.ModuleDict:
    """Return the heads of the model, by name; those of roles only if the labels have any."""
    heads: list[Head] = [
        WordHead("sentences", hidden, 2, weight=0.5, smooth=0.0),
        WordHead("tags", hidden, len(labels.tags), weight=0.7, smooth=0.03),
        WordHead("lemmas", hidden, len(labels.lemmas), weight=0.5, smooth=0.0),
        TreeHead(hidden, len(labels.deprels), weight=1.0),
        NameHead(hidden, len(labels.names), weight=1.5),
    ]
    if labels.roles:
        sizes = len(labels.roles), len(labels.senses)
        heads.append(RoleHead(hidden, *sizes, relations=len(labels.deprels), weight=0.6))
    return nn.ModuleDict({head.name: head for head in heads})
