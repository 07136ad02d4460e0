"""From trained weights to what we ship: ONNX with 8-bit weights. Needs PyTorch.

python -m kg.language.export --trained DIR [--trained DIR] --out kg/language/model
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.errors import ModelError
from kg.language.encoder import Encoder, EncoderConfig
from kg.language.forward import (
    ARGUMENT_OUTPUTS,
    INPUTS,
    OUTPUTS,
    PREDICATE_OUTPUTS,
    Arguments,
    Predicates,
    Relations,
    Runtime,
    argument_example,
    example,
    pair_example,
    word_example,
)
from kg.language.heads import TreeHead, make_heads
from kg.language.labels import Labels
from kg.language.restore import restore
from kg.language.role_head import RoleHead


def load_trained(runs: Sequence[Path]) -> tuple[Encoder, nn.ModuleDict, Labels]:
    """Load the averaged weights of training runs; of several, the mean.

    Weights of several runs, and of the exported model that they went on from, can be averaged
    (Wortsman et al. 2022).
    """
    if not (runs[0] / "average.pt").exists() and len(runs) == 1:
        return restore(runs[0])
    labels = Labels.read(runs[0] / "labels.json")
    if any(Labels.read(run / "labels.json") != labels for run in runs):
        raise ModelError("the runs have different labels; average runs that went on from one model")
    encoder = Encoder(EncoderConfig.read(runs[0] / "config.json"))
    heads = make_heads(encoder.config.hidden, labels)
    states = [_weights(run) for run in runs]
    state = _mean(states) if len(states) > 1 else states[0]
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    heads.load_state_dict({k.removeprefix("heads."): v for k, v in state.items() if k.startswith("heads.")})
    return encoder.eval(), heads.eval(), labels


def _weights(run: Path) -> dict[str, Tensor]:
    """Return the weights of a training run, or of an exported model."""
    if (run / "average.pt").exists():
        state: dict[str, Tensor] = torch.load(run / "average.pt", map_location="cpu", weights_only=True)
        return state
    encoder, heads, _ = restore(run)
    return nn.ModuleDict({"encoder": encoder, "heads": heads}).state_dict()


def _mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights of several runs, their layers eased as those of the first."""
    eased = [(key.removesuffix("ease") + "weight", key) for key in states[0] if key.endswith(".ease")]
    for state in states:
        for weight, ease in eased:
            state[weight] = state[weight] * state[ease]
    mean = {key: torch.stack([state[key] for state in states]).mean(0) for key in states[0]}
    for weight, ease in eased:
        mean[ease] = states[0][ease]
        mean[weight] = mean[weight] / mean[ease]
    return mean


def export(runs: Sequence[Path], out: Path, *, quantize: bool = True) -> None:
    """Write the ONNX graphs, labels, lexicon, rolesets and tokenizer.

    Args:
        runs: Output folder of a training run, or of several that went on from one model: the mean
            of their weights is exported.
        out: Folder to write to.
        quantize: Store matrices in 8 bits. Without it, the model is 32-bit, for comparison.
    """
    encoder, heads, labels = load_trained(runs)
    out.mkdir(parents=True, exist_ok=True)
    for graph in _graphs(encoder, heads, quantize=quantize):
        write_graph(graph, out / f"{graph.name}.onnx", quantize=quantize and graph.quantized)
    labels.write(out / "labels.json")
    for name in ("config.json", "tokenizer.json", "lexicon.json", "rolesets.json", "verbs.json"):
        if (runs[0] / name).is_file() and (runs[0] / name).resolve() != (out / name).resolve():
            shutil.copy(runs[0] / name, out / name)


@dataclass(frozen=True, slots=True)
class Graph:
    """One ONNX file: a module with an example of its inputs; ``counts`` names the first axes of each that vary."""

    name: str
    module: nn.Module
    example: tuple[Tensor, ...]
    inputs: tuple[str, ...]
    counts: tuple[str, ...]
    outputs: tuple[str, ...]
    quantized: bool = False


def _graphs(encoder: Encoder, heads: nn.ModuleDict, *, quantize: bool) -> Iterator[Graph]:
    tree = heads["tree"]
    assert isinstance(tree, TreeHead)
    runtime, counts = Runtime(encoder, heads, quantize=quantize), ("pieces", "pieces", "words", "words", "words")
    yield Graph("encoder", runtime, example(), INPUTS, counts, OUTPUTS, quantized=True)
    pair = ("dependent", "head")
    yield Graph("relations", Relations(tree), pair_example(tree), pair, ("words", "words"), ("relations",))
    if "roles" not in heads:
        return
    roles = heads["roles"]
    assert isinstance(roles, RoleHead)
    yield Graph(
        "predicates",
        Predicates(roles),
        word_example(encoder.config.hidden),
        ("words",),
        ("words",),
        PREDICATE_OUTPUTS,
        quantized=True,
    )
    inputs = ("predicate", "word", "words", "at", "path")
    per = ("predicates", "words", "predicates", "predicates", "predicates words")
    yield Graph("arguments", Arguments(roles), argument_example(encoder.config.hidden), inputs, per, ARGUMENT_OUTPUTS)


def write_graph(graph: Graph, path: Path, *, quantize: bool) -> None:
    """Write one graph, its matrices in 8 bits if wanted."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / path.name
        _to_onnx(graph, plain)
        if quantize:
            _quantize(plain, path)
        else:
            shutil.copy(plain, path)
    _strip(path)


def _to_onnx(graph: Graph, path: Path) -> None:
    least = {"pieces": 3, "words": 2, "predicates": 1, "pairs": 1}
    axes = [names.split() for names in graph.counts]
    dims = {name: torch.export.Dim(name, min=least[name], max=512) for names in axes for name in names}
    program = torch.onnx.export(
        graph.module.eval(),
        graph.example,
        input_names=list(graph.inputs),
        output_names=list(graph.outputs),
        dynamic_shapes=tuple({axis: dims[name] for axis, name in enumerate(names)} for names in axes),
        dynamo=True,
        verbose=False,
    )
    assert program is not None
    program.save(str(path), external_data=False)


def _quantize(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,  # costs nothing measurable, and old processors saturate without it
        weight_type=QuantType.QInt8,
    )


def _strip(path: Path) -> None:
    """Take the exporter's notes out of a model: they hold source paths, and cost space and time."""
    import onnx

    model = onnx.load(path)
    del model.metadata_props[:]
    for part in (model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.save(model, path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(description="Export a trained model to ONNX.")
    options.add_argument(
        "--trained",
        type=Path,
        required=True,
        action="append",
        help="folder of a training run or exported model; of several, the mean",
    )
    options.add_argument("--out", type=Path, required=True, help="folder to write to")
    options.add_argument("--float", action="store_true", help="keep 32-bit weights")
    given = options.parse_args(arguments)
    export(given.trained, given.out, quantize=not given.float)


if __name__ == "__main__":
    main()
