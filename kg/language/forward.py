"""What is exported: one window in, everything that the decoder needs out. Needs PyTorch."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from kg.language.encoder import Encoder
from kg.language.heads import TreeHead
from kg.language.role_head import PAIR, RoleHead
from kg.language.shapes import SHAPES

INPUTS = ("ids", "word_of", "first", "last", "shapes")
OUTPUTS = ("sentences", "tags", "lemmas", "arcs", "rel_dependent", "rel_head", "names", "words")

PREDICATE_OUTPUTS = ("log_odds", "predicate", "word")
ARGUMENT_OUTPUTS = ("roles", "margins", "senses")


class RowQuantized(nn.Module):
    """An embedding in 8 bits with one scale per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows of ``ids`` as floats."""
        table, scale = cast(Tensor, self.table), cast(Tensor, self.scale)
        return table[ids].to(torch.float32) * scale[ids]


class Runtime(nn.Module):
    """One window → everything the decoder needs."""

    def __init__(self, encoder: Encoder, heads: nn.ModuleDict, *, quantize: bool) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads
        if quantize:
            encoder.words = RowQuantized(encoder.words.weight.data)  # type: ignore[assignment]

    def forward(self, ids: Tensor, word_of: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Map the arrays of one window (no batch axis) to ``OUTPUTS``."""
        batch = (x.unsqueeze(0) for x in (ids, word_of, first, last, shapes))
        words = self.encoder(*batch)
        sentences, tags, lemmas = (self.heads[k](words)[0] for k in ("sentences", "tags", "lemmas"))
        arcs, dependent, head = self.heads["tree"](words)
        names = self.heads["names"](words)[0].log_softmax(-1)
        return (
            sentences[:, 1] - sentences[:, 0],
            tags.argmax(-1),
            lemmas.argmax(-1),
            arcs[0],
            dependent[0],
            head[0],
            names,
            words[0],
        )


class Relations(nn.Module):
    """Pairs of dependents and heads → relation numbers."""

    def __init__(self, tree: TreeHead) -> None:
        super().__init__()
        self.tree = tree

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return the best relation of each pair."""
        return self.tree.relations(dependent, head).argmax(-1)


class Predicates(nn.Module):
    """The word vectors of a window → which words are predicates, and what ``Arguments`` reads."""

    def __init__(self, roles: RoleHead) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """Map ``(words, hidden)`` to ``PREDICATE_OUTPUTS``."""
        return tuple(x[0] for x in self.roles(words.unsqueeze(0)))


class Arguments(nn.Module):
    """The predicates of a window and its words → roles and rolesets."""

    def __init__(self, roles: RoleHead) -> None:
        super().__init__()
        self.roles = roles

    def forward(
        self, predicate: Tensor, word: Tensor, words: Tensor, at: Tensor, path: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the best role of each word ``(predicates, words)``, how far it is above none, and scores of rolesets.

        Args:
            predicate: What ``Predicates`` gives of the predicates.
            word: What it gives of all words.
            words: The encoder's vectors of the predicates.
            at: Which word each predicate is.
            path: The path from each predicate to each word.
        """
        scores = self.roles.arguments(predicate, word, at, path)
        return scores.argmax(-1), scores.amax(-1) - scores[:, :, 0], self.roles.rolesets(words)


def example() -> tuple[Tensor, ...]:
    """Return the arrays of a small window."""
    ids = torch.arange(9)
    word_of = torch.tensor([0, 1, 1, 2, 3, 4, 5, 5, 0])
    first, last = torch.tensor([0, 1, 3, 4, 5, 6]), torch.tensor([0, 2, 3, 4, 5, 7])
    return ids, word_of, first, last, torch.zeros(6, len(SHAPES))


def pair_example(tree: TreeHead) -> tuple[Tensor, ...]:
    """Return the vectors of a few dependents and heads."""
    return torch.zeros(7, tree.rel), torch.zeros(7, tree.rel)


def word_example(hidden: int) -> tuple[Tensor, ...]:
    """Return the word vectors of a small window."""
    return (torch.zeros(6, hidden),)


def argument_example(hidden: int) -> tuple[Tensor, ...]:
    """Return what ``Arguments`` reads, for a window of six words and four predicates."""
    return (
        torch.zeros(4, PAIR),
        torch.zeros(6, PAIR),
        torch.zeros(4, hidden),
        torch.arange(4),
        torch.arange(24).view(4, 6),
    )
