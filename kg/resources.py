"""Finds the data that ships with `kg`, in a checkout and in an installed wheel alike.

In a checkout `ontology/`, `queries/` and `seeds/` lie beside the package; a wheel carries them
under `kg/_data/`. The language model is package data in both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import KgError, ModelError

Name = Literal["ontology", "queries", "seeds", "model"]

_PACKAGE = Path(__file__).resolve().parent


def directory(name: Name) -> Path:
    """Return the directory of bundled data called `name`.

    Args:
        name: `ontology`, `queries`, `seeds` or `model`.

    Raises:
        ModelError: the package was built without its language model.
        KgError: other data is missing; the installation is broken.

    >>> (directory("queries")).is_dir()
    True
    """
    if name == "model":
        path = _PACKAGE / "language" / "model"
        if not path.is_dir():
            raise ModelError(f"this installation has no language model ({path}); reinstall kg or pass --model")
        return path
    for path in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if path.is_dir():
            return path
    raise KgError(f"this installation has no {name}/ directory (looked under {_PACKAGE}); reinstall kg")
