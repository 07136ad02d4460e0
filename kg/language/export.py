"""From trained weights to what we ship: ONNX with 8-bit weights. Needs PyTorch.

python -m kg.language.export --trained DIR [--trained DIR] --out kg/language/model
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.errors import ModelError
from kg.language.encoder import Encoder, EncoderConfig
from kg.language.forward import INPUTS, OUTPUTS, Relations, Runtime, example
from kg.language.heads import TreeHead, make_heads
from kg.language.labels import Labels
from kg.language.restore import restore


def load_trained(runs: Sequence[Path]) -> tuple[Encoder, nn.ModuleDict, Labels]:
    """Load the averaged weights of training runs; of several, the mean.

    Weights of several runs, and of the exported model that they went on from, can be averaged
    (Wortsman et al. 2022).
    """
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
    """Write ``encoder.onnx``, ``relations.onnx``, labels, lexicon and tokenizer.

    Args:
        runs: Output folder of a training run, or of several that went on from one model: the mean
            of their weights is exported.
        out: Folder to write to.
        quantize: Store matrices in 8 bits. Without it, the model is 32-bit, for comparison.
    """
    encoder, heads, labels = load_trained(runs)
    out.mkdir(parents=True, exist_ok=True)
    tree = heads["tree"]
    assert isinstance(tree, TreeHead)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "encoder.onnx"
        _to_onnx(Runtime(encoder, heads, quantize=quantize), plain, example(), INPUTS, OUTPUTS)
        _to_onnx(
            Relations(tree),
            out / "relations.onnx",
            (torch.zeros(7, tree.rel), torch.zeros(7, tree.rel)),
            ("dependent", "head"),
            ("relations",),
        )
        if quantize:
            _quantize(plain, out / "encoder.onnx")
        else:
            shutil.copy(plain, out / "encoder.onnx")
    for name in ("encoder.onnx", "relations.onnx"):
        _strip(out / name)
    labels.write(out / "labels.json")
    for name in ("config.json", "tokenizer.json", "lexicon.json"):
        shutil.copy(runs[0] / name, out / name)


def _to_onnx(
    module: nn.Module,
    path: Path,
    example: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
) -> None:
    pieces, words = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=2, max=512)
    dimensions = [{0: pieces if name in {"ids", "word_of"} else words} for name in inputs]
    program = torch.onnx.export(
        module.eval(),
        example,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_shapes=tuple(dimensions),
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
