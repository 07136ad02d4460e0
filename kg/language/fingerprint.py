"""Which language model it is, told without loading it: a new one means that documents are read anew."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path

_DECISIVE = (".onnx", ".json")
"""Files of ours that decide results; the model card, for one, does not."""


def version(folder: Path, model: str | None = None) -> str:
    """Return a short name that changes whenever results may.

    Args:
        folder: where our own model lies.
        model: as for `kg.language.load`; None is our own.

    >>> version(Path("."), "no_such_pipeline")
    'no_such_pipeline'
    """
    path = folder if model is None else Path(model)
    if (path / "encoder.onnx").is_file():
        return f"own {_digest(path)}"
    if (path / "meta.json").is_file():
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
    try:
        return f"{model} {metadata.version(str(model))}"
    except metadata.PackageNotFoundError:
        return str(model)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in _DECISIVE:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
