"""MPNet as the encoder (Song et al. 2020): large, so it only teaches. Used in training only.

Its vocabulary is that of uncased BERT with four symbols before it and ``<mask>`` behind it, and it knows the
distance between two pieces by a term in the scores of attention. All else is as in ``Encoder``, which is why
the same windows, heads and losses serve both.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from kg.language.encoder import Encoder, EncoderConfig, fill_layers

BUCKETS: Final = 32
"""Classes of distance between two pieces, half of them for each direction."""

FARTHEST: Final = 128
"""Distances from here on are one class."""

_SHIFT: Final = 4
_SPECIAL: Final = {0: 1, 101: 0, 102: 2, 103: 30526}
"""BERT's ``[PAD]``, ``[CLS]``, ``[SEP]``, ``[MASK]`` and what MPNet has in their place."""
_FIRST_POSITION: Final = 2


class MPNetEncoder(Encoder):
    """Word pieces of uncased BERT, and word shapes → one vector per word."""

    def __init__(self, config: EncoderConfig, *, frozen: int = 0) -> None:
        """Make the encoder; the embedding and the ``frozen`` lowest layers are not trained."""
        super().__init__(config)
        self.distances = nn.Embedding(BUCKETS, config.heads)
        self.frozen = frozen
        for layer in self.layers[:frozen]:
            layer.requires_grad_(False)

    def embedded(self, ids: Tensor) -> Tensor:
        """Return what stands for the pieces (BERT's numbers) before the shapes are added."""
        own = ids + _SHIFT
        for theirs, ours in _SPECIAL.items():
            own = torch.where(ids == theirs, ours, own)
        length = ids.shape[1]
        return self.words(own) + self.positions.weight[_FIRST_POSITION : _FIRST_POSITION + length]  # type: ignore[no-any-return]

    def bias(self, length: int, mask: Tensor | None) -> Tensor | None:
        """Return what is added to the scores of attention, ``(1 or batch, heads, pieces, pieces)``."""
        at = torch.arange(length, device=self.distances.weight.device)
        terms = self.distances(buckets(at.unsqueeze(0) - at.unsqueeze(1))).permute(2, 0, 1).unsqueeze(0)
        return terms if mask is None else terms + mask


def buckets(distance: Tensor) -> Tensor:
    """Return the class of each distance (other piece less this one): exact when near, by its logarithm when far.

    The classes are those of T5 (Raffel et al. 2020), which MPNet took over.
    """
    half = BUCKETS // 2
    exact = half // 2
    size = distance.abs()
    ratio = (size.clamp_min(1).float() / exact).log() / math.log(FARTHEST / exact)
    far = (exact + (ratio * (half - exact)).long()).clamp_max(half - 1)
    return torch.where(size < exact, size, far) + (distance > 0).long() * half


def load_mpnet(folder: Path, *, frozen: int = 0) -> MPNetEncoder:
    """Load MPNet from a folder with ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import load_file

    encoder = MPNetEncoder(EncoderConfig.read(folder / "config.json"), frozen=frozen)
    stored = {k.removeprefix("mpnet."): v for k, v in load_file(folder / "model.safetensors").items()}
    state = encoder.state_dict()
    state["words.weight"] = stored["embeddings.word_embeddings.weight"]
    state["positions.weight"] = stored["embeddings.position_embeddings.weight"]
    state["distances.weight"] = stored["encoder.relative_attention_bias.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = stored[f"embeddings.LayerNorm.{part}"]
    attention = [f"attn.{part}" for part in "qkvo"]
    fill_layers(state, stored, encoder.config.layers, attention=attention, norm="attention.LayerNorm")
    encoder.load_state_dict(state)
    return encoder
