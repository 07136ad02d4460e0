"""A tiny model is trained, resumed, exported and used, end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxscript")

from kg import language  # noqa: E402
from kg.errors import InputError, ModelError  # noqa: E402
from kg.language.train import train  # noqa: E402

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


@pytest.fixture(scope="module")
def data(tmp_path_factory: Any) -> Path:
    """A folder with a treebank, names and a tiny random encoder."""
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder: Path = tmp_path_factory.mktemp("data")
    (folder / "tree.conllu").write_text(TREE * 8, "utf-8")
    (folder / "silent.conllu").write_text(TREE.replace("Entity=", "Other=") * 3, "utf-8")
    (folder / "names.jsonl").write_text((json.dumps(NAMES) + "\n") * 8, "utf-8")
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
    train(banks, names, out, encoder=data, steps=3, pieces=200)
    first = torch.load(out / "checkpoint.pt", weights_only=True)
    assert first["step"] == 3
    train(banks, names, out, steps=5, resume=True, pieces=200)
    assert torch.load(out / "checkpoint.pt", weights_only=True)["step"] == 5
    doc = language.load(str(out / "model"))("Ann Lee left. She didn't return.")
    assert all(token.tag_ and token.dep_ for token in doc)
    # A treebank without names is taught by the first model.
    taught = [*banks, data / "silent.conllu"]
    train(taught, names, out, steps=6, resume=True, teacher=out / "model", pieces=200)


def test_the_same_seed_gives_the_same_weights(data: Path, tmp_path: Path) -> None:
    states = []
    for name in ("a", "b"):
        out = tmp_path / name
        train([data / "tree.conllu"], [data / "names.jsonl"], out, encoder=data, steps=2, seed=7, pieces=200)
        states.append(torch.load(out / "average.pt", weights_only=True))
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])


def test_wrong_use_is_one_clear_error(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.language.train.packaged_encoder", lambda: None)
    with pytest.raises(ModelError, match="--steps or --minutes"):
        train([], [], tmp_path)
    with pytest.raises(ModelError, match="--encoder"):
        train([data / "tree.conllu"], [], tmp_path, steps=1)
    with pytest.raises(InputError, match="no such file"):
        train([data / "none.conllu"], [], tmp_path, encoder=data, steps=1)
