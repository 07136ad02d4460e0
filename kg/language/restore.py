"""From an exported model back to weights that training can go on from. Needs PyTorch.

An exported model keeps its matrices in 8 bits, under names that the exporter made up. Their order in
the graph is the order in which the modules run, so each matrix is handed to its module by that order
and its shape; vectors and 32-bit matrices keep their names. What was rounded stays rounded: the
restored model computes what the exported one does, but for the rounding of what flows through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from kg.errors import ModelError
from kg.language.encoder import Encoder, EncoderConfig
from kg.language.forward import Predicates, Runtime, example, word_example
from kg.language.heads import make_heads
from kg.language.labels import Labels
from kg.language.role_head import RoleHead
from kg.language.rounding import Linear

Array = npt.NDArray[Any]

_QUANTIZED = "_quantized"


def restore(folder: Path) -> tuple[Encoder, nn.ModuleDict, Labels]:
    """Read an exported model (8-bit or 32-bit) into modules that can be trained.

    Args:
        folder: What ``export`` wrote: ONNX files, labels and ``config.json``.

    Returns:
        The encoder, the heads and the labels.

    Raises:
        ModelError: A file is missing, or is not what ``export`` writes.
    """
    try:
        labels = Labels.read(folder / "labels.json")
        encoder = Encoder(EncoderConfig.read(folder / "config.json"))
        heads = make_heads(encoder.config.hidden, labels)
        model = nn.ModuleDict({"encoder": encoder, "heads": heads})
        names = ("encoder", "relations", *(("predicates", "arguments") if labels.roles else ()))
        graphs = {part: onnx.load(folder / f"{part}.onnx").graph for part in names}
        model.load_state_dict(_state(model, encoder, heads, graphs))
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"cannot go on from the model in {folder} ({reason}); give a folder that kg exported"
        ) from error
    return encoder, heads, labels


def _state(
    model: nn.ModuleDict, encoder: Encoder, heads: nn.ModuleDict, graphs: Mapping[str, Any]
) -> dict[str, Tensor]:
    """Return the weights of the graphs under the names of the modules."""
    expected = model.state_dict()
    runtime = Runtime(encoder, heads, quantize=False)
    state = _graph_state(graphs["encoder"], "", _linears(runtime, example()), expected)
    state |= _graph_state(graphs["relations"], "heads.", [], expected)
    if "predicates" in graphs:
        roles = heads["roles"]
        assert isinstance(roles, RoleHead)
        linears = _linears(Predicates(roles), word_example(encoder.config.hidden))
        state |= _graph_state(graphs["predicates"], "heads.", linears, expected)
        state |= _graph_state(graphs["arguments"], "heads.", [], expected)
    return state | {key: value for key, value in expected.items() if key.endswith(".ease") and key not in state}


def _graph_state(graph: Any, prefix: str, linears: Sequence[str], expected: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of one graph: those that kept their names, and the matrices of its linear layers, in order."""
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    state = {f"{prefix}{key}": torch.tensor(array) for key, array in stored.items() if f"{prefix}{key}" in expected}
    if linears and not prefix and "encoder.words.weight" not in state:
        state["encoder.words.weight"] = torch.tensor(_embedding(stored))
    missing = [name for name in linears if f"{prefix}{name}.weight" not in state]
    for name, matrix in zip(missing, _matrices(graph, stored) if missing else (), strict=True):
        weight = torch.tensor(matrix.T.copy())
        if weight.shape != expected[f"{prefix}{name}.weight"].shape:
            raise ValueError(f"{name} does not fit")
        state[f"{prefix}{name}.weight"] = weight
    return state


def _embedding(stored: Mapping[str, Array]) -> Array:
    """Return the embedding, kept as whole numbers and one scale per row."""
    (name,) = (
        key
        for key, array in stored.items()
        if array.dtype == np.int8 and not key.endswith(_QUANTIZED) and array.ndim == 2
    )
    table = stored[name]
    (scale,) = (array for array in stored.values() if array.shape == (len(table), 1) and array.dtype == np.float32)
    product: Array = table.astype(np.float32) * scale
    return product


def _matrices(graph: Any, stored: Mapping[str, Array]) -> Iterator[Array]:
    """Yield the constant matrices of the graph, ``(inputs, outputs)``, in the order in which they run."""
    used = {node.input[1] for node in graph.node if node.op_type in {"MatMul", "MatMulInteger"}}
    names = [name for name in used if name in stored]
    # The exporter numbers its values as it meets them; the quantizer changes the order of the nodes only.
    for name in sorted(names, key=lambda n: int(n.removesuffix(_QUANTIZED).rpartition("_")[2])):
        if name.endswith(_QUANTIZED):
            yield stored[name].astype(np.float32) * stored[f"{name.removesuffix(_QUANTIZED)}_scale"]
        else:
            yield stored[name]


def _linears(module: nn.Module, inputs: tuple[Tensor, ...]) -> list[str]:
    """Return the names of the linear layers in the order in which they run."""
    order: list[str] = []
    hooks = [
        part.register_forward_hook(lambda *_, name=name: order.append(name))
        for name, part in module.named_modules()
        if isinstance(part, Linear)
    ]
    with torch.no_grad():
        module.eval()(*inputs)
    for hook in hooks:
        hook.remove()
    return order
