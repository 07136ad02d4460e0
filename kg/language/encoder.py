"""The encoder in PyTorch: a BERT that also reads the shapes of words. Used in training only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.rounding import EasedLinear, Linear, RowEmbedding
from kg.language.shapes import SHAPES


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Sizes of the encoder; the defaults are those of MiniLM-L6-H384-uncased."""

    vocab_size: int = 30522
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    intermediate: int = 1536
    positions: int = 512
    dropout: float = 0.1

    @classmethod
    def read(cls, path: Path) -> EncoderConfig:
        """Read the sizes from a Hugging Face ``config.json``."""
        stored = json.loads(path.read_text("utf-8"))
        return cls(
            vocab_size=stored["vocab_size"],
            hidden=stored["hidden_size"],
            layers=stored["num_hidden_layers"],
            heads=stored["num_attention_heads"],
            intermediate=stored["intermediate_size"],
            positions=stored["max_position_embeddings"],
        )


class LockedDropout(nn.Module):
    """Dropout with one mask for all positions of a window: as good here, and cheap to draw."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Drop features of ``(batch, positions, features)`` or rows of ``(words, features)``."""
        if not self.training or not self.rate:
            return x
        shape = (x.shape[0], 1, x.shape[2]) if x.ndim == 3 else x.shape
        keep = torch.rand(shape, device=x.device, dtype=torch.float32) >= self.rate
        return x * (keep.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT)."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = Linear(config.hidden, 3 * config.hidden)
        self.out = Linear(config.hidden, config.hidden)
        self.attention_norm = nn.LayerNorm(config.hidden, eps=1e-12)
        self.up = EasedLinear(config.hidden, config.intermediate)
        self.down = EasedLinear(config.intermediate, config.hidden)
        self.output_norm = nn.LayerNorm(config.hidden, eps=1e-12)
        self.dropout = LockedDropout(config.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Map ``(batch, pieces, hidden)`` to the same shape; ``mask`` is added to the scores."""
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (hidden // self.heads) ** -0.5
        if mask is not None:
            scores = scores + mask
        # Written out because the fused kernel's backward pass is slow on processors.
        attended = scores.softmax(-1, dtype=x.dtype) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.out(attended)))
        x = x + self.dropout(self.down(functional.gelu(self.up(x))))
        return self.output_norm(x)  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces and word shapes → one vector per word."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.config = config
        self.words = RowEmbedding(config.vocab_size, config.hidden)
        self.positions = nn.Embedding(config.positions, config.hidden)
        self.types = nn.Parameter(torch.zeros(config.hidden))
        self.shapes = Linear(len(SHAPES), config.hidden, bias=False)
        self.norm = nn.LayerNorm(config.hidden, eps=1e-12)
        self.dropout = LockedDropout(config.dropout)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.first = Linear(config.hidden, config.hidden)
        self.last = Linear(config.hidden, config.hidden, bias=False)
        self.word_shapes = Linear(len(SHAPES), config.hidden, bias=False)
        self.word_norm = nn.LayerNorm(config.hidden)
        # Start as the pretrained encoder: its first pieces, shapes unseen.
        nn.init.zeros_(self.shapes.weight)
        nn.init.eye_(self.first.weight)
        nn.init.zeros_(self.first.bias)
        nn.init.zeros_(self.last.weight)
        nn.init.normal_(self.word_shapes.weight, std=0.1)

    def forward(
        self,
        ids: Tensor,
        word_of: Tensor,
        first: Tensor,
        last: Tensor,
        shapes: Tensor,
        mask: Tensor | None = None,
    ) -> Tensor:
        """Encode a batch of windows.

        Args:
            ids: Piece ids, ``(batch, pieces)``.
            word_of: The word of each piece, ``(batch, pieces)``.
            first: The first piece of each word, ``(batch, words)``; word 0 is ``[CLS]``.
            last: The last piece of each word, ``(batch, words)``.
            shapes: Shape features, ``(batch, words, len(SHAPES))``.
            mask: Added to the attention scores, ``(batch, 1, 1, pieces)``, or None.

        Returns:
            One vector per word, ``(batch, words, hidden)``.
        """
        x = self.embedded(ids) + _gather(self.shapes(shapes), word_of)
        x = self.dropout(self.norm(x))
        mask = self.bias(ids.shape[1], mask)
        for layer in self.layers:
            x = layer(x, mask)
        word = self.first(_gather(x, first)) + self.last(_gather(x, last))
        return self.word_norm(word + self.word_shapes(shapes))  # type: ignore[no-any-return]

    def embedded(self, ids: Tensor) -> Tensor:
        """Return what stands for the pieces before the shapes are added, ``(batch, pieces, hidden)``."""
        return self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types  # type: ignore[no-any-return]

    def bias(self, length: int, mask: Tensor | None) -> Tensor | None:  # noqa: ARG002
        """Return what is added to the scores of attention between ``length`` pieces."""
        return mask


def _gather(x: Tensor, index: Tensor) -> Tensor:
    return torch.gather(x, 1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def load_pretrained(folder: Path) -> Encoder:
    """Load a BERT-like encoder from a folder with ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import load_file

    encoder = Encoder(EncoderConfig.read(folder / "config.json"))
    stored = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    state = encoder.state_dict()
    embeddings = "embeddings."
    state["words.weight"] = stored[embeddings + "word_embeddings.weight"]
    state["positions.weight"] = stored[embeddings + "position_embeddings.weight"]
    state["types"] = stored[embeddings + "token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = stored[f"{embeddings}LayerNorm.{part}"]
    query, out = ("self.query", "self.key", "self.value"), "output.dense"
    fill_layers(state, stored, encoder.config.layers, attention=(*query, out), norm="attention.output.LayerNorm")
    encoder.load_state_dict(state)
    return encoder


def fill_layers(
    state: dict[str, Tensor], stored: Mapping[str, Tensor], layers: int, *, attention: Sequence[str], norm: str
) -> None:
    """Put the layers of a published encoder into the state of ours.

    Args:
        state: Of an ``Encoder``, changed in place.
        stored: As published, by name.
        layers: How many there are.
        attention: What query, key, value and output are called below ``attention``.
        norm: What the norm behind them is called.
    """
    *query, out = attention
    for n, part in product(range(layers), ("weight", "bias")):
        old, new = f"encoder.layer.{n}.", f"layers.{n}."
        state[f"{new}qkv.{part}"] = torch.cat([stored[f"{old}attention.{name}.{part}"] for name in query])
        state[f"{new}out.{part}"] = stored[f"{old}attention.{out}.{part}"]
        state[f"{new}attention_norm.{part}"] = stored[f"{old}{norm}.{part}"]
        state[f"{new}up.{part}"] = stored[f"{old}intermediate.dense.{part}"]
        state[f"{new}down.{part}"] = stored[f"{old}output.dense.{part}"]
        state[f"{new}output_norm.{part}"] = stored[f"{old}output.LayerNorm.{part}"]
