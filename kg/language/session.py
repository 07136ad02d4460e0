"""Opens ONNX files with onnxruntime, always in the same way."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """Return a session on the processor that uses so many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # An arena keeps the largest window's memory for good; windows are small, so let it go.
    options.enable_cpu_mem_arena = True
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
