"""A tiny model is trained, resumed, exported, used and trained on, end to end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxscript")

from kg import language  # noqa: E402
from kg.errors import InputError, ModelError  # noqa: E402
from kg.language.batches import Sources  # noqa: E402
from kg.language.distil import distil, divergence, forget_trees, train_teacher  # noqa: E402
from kg.language.export import export, load_trained  # noqa: E402
from kg.language.forward import INPUTS, Predicates, Runtime, example, word_example  # noqa: E402
from kg.language.labels import IGNORE, Labels  # noqa: E402
from kg.language.mpnet import buckets  # noqa: E402
from kg.language.restore import restore  # noqa: E402
from kg.language.runtime import Model as RuntimeModel  # noqa: E402
from kg.language.samples import allowed_names, name_units  # noqa: E402
from kg.language.train import Begin, train  # noqa: E402

TREE = """# newdoc id = one
# newpar
# sent_id = one-1
# text = Ann Lee left Oslo.
1	Ann	Ann	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-cf1-1,2-coref
2	Lee	Lee	PROPN	NNP	_	1	flat	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	Oslo	Oslo	PROPN	NNP	_	3	obj	_	Entity=(2-place-new-cf2-1-coref)|SpaceAfter=No
5	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = one-2
# text = She didn't return.
1	She	she	PRON	PRP	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	return	return	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

"""
NAMES = {
    "id": "n",
    "text": "President Bob Roe of France met German envoys.",
    "entities": [
        {"start": 0, "end": 17, "text": "President Bob Roe", "type": "PER"},
        {"start": 21, "end": 27, "text": "France", "type": "LOC"},
        {"start": 32, "end": 38, "text": "German", "type": "MISC"},
    ],
}


def write_roles(folder: Path) -> None:
    """Write a treebank and the predicates of its sentences, "left" in two senses."""
    sentences = [
        TREE.replace("doc id = one", f"doc id = {n}").replace("one-", f"{n}-").replace("Entity=", "Other=")
        for n in range(20)
    ]
    (folder / "roles.conllu").write_text("".join(sentences), "utf-8")
    left = [["ARG0", 0, 1], ["V", 2, 2], ["ARG1", 3, 3]]
    records = [
        {
            "id": f"{n}-1",
            "words": ["Ann", "Lee", "left", "Oslo", "."],
            "predicates": [{"i": 2, "roleset": f"leave.0{1 + n % 2}", "args": left}],
        }
        for n in range(20)
    ]
    (folder / "roles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory: Any) -> Path:
    """A folder with a treebank, names and a tiny random encoder."""
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder: Path = tmp_path_factory.mktemp("data")
    (folder / "tree.conllu").write_text(TREE * 8, "utf-8")
    (folder / "silent.conllu").write_text(TREE.replace("Entity=", "Other=") * 3, "utf-8")
    (folder / "names.jsonl").write_text((json.dumps(NAMES) + "\n") * 8, "utf-8")
    write_roles(folder)
    letters = "abcdefghijklmnopqrstuvwxyz.'"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    tokenizer = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    hidden, inner = 16, 32
    config = {
        "vocab_size": len(pieces),
        "hidden_size": hidden,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": inner,
        "max_position_embeddings": 512,
    }
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), hidden),
        "embeddings.position_embeddings.weight": (512, hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
        "encoder.layer.0.intermediate.dense.weight": (inner, hidden),
        "encoder.layer.0.intermediate.dense.bias": (inner,),
        "encoder.layer.0.output.dense.weight": (hidden, inner),
        "encoder.layer.0.output.dense.bias": (hidden,),
        "encoder.layer.0.output.LayerNorm.weight": (hidden,),
        "encoder.layer.0.output.LayerNorm.bias": (hidden,),
        "encoder.layer.0.attention.output.LayerNorm.weight": (hidden,),
        "encoder.layer.0.attention.output.LayerNorm.bias": (hidden,),
    }
    for part in ("self.query", "self.key", "self.value", "output.dense"):
        shapes[f"encoder.layer.0.attention.{part}.weight"] = (hidden, hidden)
        shapes[f"encoder.layer.0.attention.{part}.bias"] = (hidden,)
    torch.manual_seed(0)
    save_file({k: torch.randn(s) * 0.1 for k, s in shapes.items()}, folder / "model.safetensors")
    return folder


def test_train_resume_export_and_use(data: Path, tmp_path: Path) -> None:
    banks, names, out = [data / "tree.conllu"], [data / "names.jsonl"], tmp_path / "run"
    train(Sources(banks, names), out, begin=Begin(data), steps=3, pieces=200)
    first = torch.load(out / "checkpoint.pt", weights_only=True)
    assert first["step"] == 3
    train(Sources(banks, names), out, begin=Begin(resume=True), steps=5, pieces=200)
    assert torch.load(out / "checkpoint.pt", weights_only=True)["step"] == 5
    doc = language.load(str(out / "model"))("Ann Lee left. She didn't return.")
    assert all(token.tag_ and token.dep_ for token in doc)
    # A treebank without names is taught by the first model.
    taught = [*banks, data / "silent.conllu"]
    train(Sources(taught, names, teacher=out / "model"), out, begin=Begin(resume=True), steps=6, pieces=200)


@pytest.fixture(scope="module")
def run(data: Path, tmp_path_factory: Any) -> Path:
    """The folder of a short run."""
    out: Path = tmp_path_factory.mktemp("run")
    train(everything(data), out, begin=Begin(data), steps=9, pieces=200)
    return out


def everything(data: Path) -> Sources:
    """Trees, names and predicates."""
    return Sources([data / "tree.conllu", data / "roles.conllu"], [data / "names.jsonl"], [data / "roles.jsonl"])


def computed(model: Path, encoder: Any, heads: Any) -> Iterator[tuple[Any, Any]]:
    """What the exported model and the modules in memory make of one window, output by output."""
    session = onnxruntime.InferenceSession(model / "encoder.onnx")
    window = example()
    exported = session.run(None, dict(zip(INPUTS, (x.numpy() for x in window), strict=True)))
    with torch.no_grad():
        restored = Runtime(encoder, heads, quantize=False).eval()(*window)
    return zip(exported, (x.numpy() for x in restored), strict=True)


def test_an_exported_model_is_restored(run: Path) -> None:
    encoder, heads, labels = restore(run / "model")
    assert labels == Labels.read(run / "labels.json")
    for exported, restored in computed(run / "model", encoder, heads):
        if exported.dtype != np.float32:
            continue  # the best label of a hardly trained model may turn on a rounding
        # What is left is the rounding of what flows through the layers.
        assert np.abs(exported - restored).max() <= 0.03 * max(1.0, np.abs(exported).max())
    trained = torch.load(run / "average.pt", weights_only=True)
    for name, weight in heads.state_dict().items():
        assert torch.allclose(weight, trained[f"heads.{name}"], atol=float(weight.abs().max()) / 100), name


def test_predicates_and_roles_are_learnt_and_restored(run: Path) -> None:
    encoder, heads, labels = restore(run / "model")
    assert labels.roles == ("", "ARG0", "ARG1")
    assert labels.senses == ("leave.01", "leave.02")
    vectors = torch.randn(word_example(encoder.config.hidden)[0].shape)
    session = onnxruntime.InferenceSession(run / "model" / "predicates.onnx")
    exported = session.run(None, {"words": vectors.numpy()})
    with torch.no_grad():
        restored = Predicates(heads["roles"]).eval()(vectors)
    for one, other in zip(exported, restored, strict=True):
        assert np.abs(one - other.numpy()).max() <= 0.05 * max(1.0, np.abs(one).max())
    doc = language.load(str(run / "model"))("Ann Lee left Oslo. " * 3)
    assert isinstance(doc._.predicates, tuple)


def test_one_head_is_trained_alone(data: Path, run: Path, tmp_path: Path) -> None:
    train(everything(data), tmp_path, begin=Begin(start=run), only=("roles",), steps=4, pieces=200)
    before, after = (torch.load(f / "average.pt", weights_only=True) for f in (run, tmp_path))
    changed = {key for key, weight in before.items() if not torch.equal(weight, after[key])}
    assert changed
    assert all(key.startswith("heads.roles.") for key in changed)


def test_a_32_bit_model_is_restored_exactly(run: Path, tmp_path: Path) -> None:
    export([run], tmp_path, quantize=False)
    encoder, heads, _ = restore(tmp_path)
    trained = torch.load(run / "average.pt", weights_only=True)
    for part, module in (("encoder", encoder), ("heads", heads)):
        for name, weight in module.state_dict().items():
            assert torch.equal(weight, trained[f"{part}.{name}"]), name


def test_going_on_from_an_exported_model_keeps_its_labels(data: Path, run: Path, tmp_path: Path) -> None:
    few = [data / "silent.conllu"]
    train(Sources(few, [data / "names.jsonl"]), tmp_path / "on", begin=Begin(start=run / "model"), steps=2, pieces=200)
    assert Labels.read(tmp_path / "on" / "model" / "labels.json") == Labels.read(run / "labels.json")
    ease = torch.load(tmp_path / "on" / "average.pt", weights_only=True)["encoder.layers.0.down.ease"]
    assert (ease < 1).any()
    # A model with eased layers can be gone on from, too.
    train(Sources(few), tmp_path / "further", begin=Begin(start=tmp_path / "on" / "model"), steps=1, pieces=200)


def test_weights_of_several_runs_are_averaged(run: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(run, other)
    weights = torch.load(run / "average.pt", weights_only=True)
    changed = {**weights, "heads.tree.rel_sum.bias": weights["heads.tree.rel_sum.bias"] + 2}
    up = "encoder.layers.0.up"
    changed |= {f"{up}.ease": weights[f"{up}.ease"] / 4, f"{up}.weight": weights[f"{up}.weight"] * 4}
    torch.save(changed, other / "average.pt")
    encoder, heads, _ = load_trained([run, other])
    assert torch.allclose(heads.state_dict()["tree.rel_sum.bias"], weights["heads.tree.rel_sum.bias"] + 1)
    # However the inputs of a layer were eased, what it computes is averaged.
    layer = encoder.layers[0].up
    assert torch.allclose(layer.weight * layer.ease, weights[f"{up}.weight"] * weights[f"{up}.ease"])
    # The exported model can be one of them.
    _, heads, _ = load_trained([run, run / "model"])
    assert torch.allclose(heads.state_dict()["tree.rel_sum.bias"], weights["heads.tree.rel_sum.bias"])
    Labels(("X|X",), ("",), ("root",)).write(other / "labels.json")
    with pytest.raises(ModelError, match="different labels"):
        load_trained([run, other])


def test_what_cannot_be_gone_on_from_is_one_clear_error(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot go on from the model"):
        train(Sources([data / "tree.conllu"]), tmp_path / "out", begin=Begin(start=data), steps=1)


def test_the_same_seed_gives_the_same_weights(data: Path, tmp_path: Path) -> None:
    states = []
    for name in ("a", "b"):
        out = tmp_path / name
        train(everything(data), out, begin=Begin(data), steps=2, seed=7, pieces=200)
        states.append(torch.load(out / "average.pt", weights_only=True))
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])


def test_wrong_use_is_one_clear_error(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.language.train.packaged_encoder", lambda: None)
    with pytest.raises(ModelError, match="--steps or --minutes"):
        train(Sources(), tmp_path, begin=Begin())
    with pytest.raises(ModelError, match="--encoder"):
        train(Sources([data / "tree.conllu"]), tmp_path, begin=Begin(), steps=1)
    with pytest.raises(InputError, match="no such file"):
        train(Sources([data / "none.conllu"]), tmp_path, begin=Begin(data), steps=1)


def mpnet(folder: Path, hidden: int = 16, inner: int = 32) -> Path:
    """Write an MPNet of one layer with random weights."""
    from safetensors.torch import save_file

    folder.mkdir()
    config = {
        "vocab_size": 30527,
        "hidden_size": hidden,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": inner,
        "max_position_embeddings": 514,
    }
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    layer = "encoder.layer.0."
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (30527, hidden),
        "embeddings.position_embeddings.weight": (514, hidden),
        "encoder.relative_attention_bias.weight": (32, 2),
        f"{layer}intermediate.dense.weight": (inner, hidden),
        f"{layer}intermediate.dense.bias": (inner,),
        f"{layer}output.dense.weight": (hidden, inner),
        f"{layer}output.dense.bias": (hidden,),
    }
    shapes |= {f"{layer}attention.attn.{part}.weight": (hidden, hidden) for part in "qkvo"}
    shapes |= {f"{layer}attention.attn.{part}.bias": (hidden,) for part in "qkvo"}
    norms = ("embeddings.LayerNorm", f"{layer}attention.LayerNorm", f"{layer}output.LayerNorm")
    shapes |= {f"{norm}.{part}": (hidden,) for norm in norms for part in ("weight", "bias")}
    save_file({name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}, folder / "model.safetensors")
    return folder


def test_a_larger_model_teaches_a_small_one(data: Path, tmp_path: Path) -> None:
    sources = Sources([data / "tree.conllu"], [data / "names.jsonl"])
    start = train(sources, tmp_path / "start", begin=Begin(data), steps=2, pieces=200).parent
    base, teacher = mpnet(tmp_path / "base"), tmp_path / "teacher"
    train_teacher(sources, teacher, base=base, like=start, frozen=1, steps=2, pieces=200)
    train_teacher(sources, teacher, base=base, like=start, frozen=1, steps=3, pieces=200)
    assert torch.load(teacher / "checkpoint.pt", weights_only=True)["step"] == 3
    out = tmp_path / "distilled"
    made = distil(sources, out, teacher=teacher, start=start, steps=51, pieces=200)
    assert {"soft tags", "soft names", "soft arcs", "soft relations"} <= set(
        json.loads((out / "log.jsonl").read_text())
    )
    stored = torch.load(out / "average.pt", weights_only=True)
    assert not any("30527" in str(tuple(value.shape)) for value in stored.values()), "the teacher is not saved"
    assert language.load(str(made))("Ann Lee left.")[0].tag_


def test_a_teacher_may_speak_alone_of_texts_without_annotation(data: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    kept = {"text": "Nobody learns from this one, which is kept.", "fold": 4, "id": "b"}
    read = {"text": "Bob Roe of France met envoys. He left Oslo with them a day after.", "id": "a"}
    texts.write_text("".join(json.dumps(record) + "\n" for record in (read, kept)))
    sources = Sources([data / "tree.conllu"], [data / "names.jsonl"], texts=[texts])
    samples = [sample for sample in sources.samples() if sample.source == "texts"]
    assert [sample.words[0] for sample in samples] == ["Bob", "He"]
    assert all(len(sample.ignore) == len(sample.words) for sample in samples)
    model = train(sources, tmp_path / "start", begin=Begin(data), steps=2, pieces=200)
    units = list(name_units(samples, teacher=RuntimeModel(model)))
    forget_trees(units)
    assert {value for unit in units for key in ("heads", "tags") for value in unit.targets.get(key, ())} <= {IGNORE}
    assert all(allowed_names(sample).all() for sample in samples)


def test_a_student_that_thinks_the_same_learns_nothing() -> None:
    scores = torch.randn(4, 7)
    assert divergence(scores, scores + 3).item() == pytest.approx(0, abs=1e-5)
    assert divergence(scores, -scores).item() > 0.1


def test_distances_are_exact_when_near_and_of_one_class_when_far() -> None:
    classes = buckets(torch.tensor([0, 1, -1, 7, 8, 127, 128, 500, -500])).tolist()
    assert classes[:4] == [0, 17, 1, 23]
    assert classes[5] == classes[6] == classes[7] == 31
    assert classes[8] == 15
