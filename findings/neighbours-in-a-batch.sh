#!/usr/bin/env bash
# In an 8-bit model, the answer for one sentence depends on which others are computed with it.
#
# One would expect a row of a batch to be computed by itself: batches are for speed, and in floating point a row alone and the same row among others
# give the same numbers.
# What happens: quantize_dynamic, the documented way to 8 bits for text models, rounds activations by one scale for the whole tensor, from its smallest to
# its largest number: all rows of the batch, and their padding, together. A neighbour with large numbers makes the steps coarse for all, and
# the best class of an unchanged sentence becomes another.
# Bitten: names, tags and facts of an article depend on the articles that happen to be read with it: not to be reproduced one by one, other
# after a retry, other with another batch size.
# Right: run each sentence or window by itself, or quantize statically, with scales that are measured once.
# Seen 2026-11-30 with onnxruntime 1.32.0, onnx 1.23.2 and numpy 2.3.5, Python 3.11.
# Source: https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html, https://onnx.ai/onnx/operators/onnx__DynamicQuantizeLinear.html
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q onnxruntime==1.32.0 onnx==1.23.2 numpy==2.3.5
cd "$room"
"$room/venv/bin/python" - <<'EOF'
import logging

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

logging.disable()
onnxruntime.set_default_logger_severity(3)
print("onnxruntime", onnxruntime.__version__, "onnx", onnx.__version__, "numpy", np.__version__)
rng = np.random.default_rng(0)
weights = numpy_helper.from_array((rng.standard_normal((64, 8)) / 8).astype(np.float32), "weights")
ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", size]) for name, size in (("sentence", 64), ("class", 8))]
graph = helper.make_graph([helper.make_node("MatMul", ["sentence", "weights"], ["class"])], "tagger", ends[:1], ends[1:], [weights])
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), "float.onnx")
quantize_dynamic("float.onnx", "int8.onnx", weight_type=QuantType.QInt8)
sentences = rng.standard_normal((200, 64)).astype(np.float32) / 2
neighbour = rng.standard_normal((1, 64)).astype(np.float32) * 20
other = {}
for model in ("float", "int8"):
    session = onnxruntime.InferenceSession(f"{model}.onnx", providers=["CPUExecutionProvider"])
    alone = [session.run(None, {"sentence": each[None]})[0][0] for each in sentences]
    beside = [session.run(None, {"sentence": np.vstack([each[None], neighbour])})[0][0] for each in sentences]
    other[model] = sum(a.argmax() != b.argmax() for a, b in zip(alone, beside, strict=True))
    largest = max(np.abs(a - b).max() for a, b in zip(alone, beside, strict=True))
    print(f"{model:5}: of {len(sentences)} sentences, {other[model]} are of another class beside a neighbour; numbers differ by up to {largest:.2f}")
assert other["float"] == 0 and other["int8"] > 5, "no longer so"
EOF
