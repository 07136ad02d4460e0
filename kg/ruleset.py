"""The rules by which documents are read, as one digest: what rules made, other rules make anew.

Counted is everything in the package that decides what a document says, what its names stand for and what documents
report together: code and data of language, extraction, ontology, identity, corroboration and triples. The language
model and the Turtle of the ontology have versions of their own. What only trains or measures is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PARTS = ("language", "names", "ontology", "extract", "identity", "corroboration", "triples")
"""Modules and packages of `kg` that decide an extraction, in the order in which a document meets them."""
SUFFIXES = frozenset({".py", ".json", ".txt", ".ttl"})
APART = frozenset(
    f"language/{name}"
    for name in (
        "augment.py", "batches.py", "demonyms.txt", "encoder.py", "export.py", "fingerprint.py", "forward.py", "gum.py",
        "heads.py", "model", "names.py", "restore.py", "rounding.py", "samples.py", "teach.py", "train.py",
        "trainer.py", "world.json",
    )
)  # fmt: skip
"""What stands beside the rules and decides nothing: training, and the model, which is a version of its own."""
_PACKAGE = Path(__file__).resolve().parent


@cache
def digest(package: Path = _PACKAGE) -> str:
    """Return the SHA-256 (hex) of the rules, equal in a checkout and in an installed wheel.

    Args:
        package: the folder of the package `kg`.
    """
    total = hashlib.sha256()
    for path in files(package):
        content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        total.update(f"{path.relative_to(package).as_posix()} {content}\n".encode())
    return total.hexdigest()


def files(package: Path = _PACKAGE) -> Iterator[Path]:
    """Yield the files that count, sorted by their path below the package."""
    found = [path for part in PARTS for path in (package / f"{part}.py", *(package / part).rglob("*"))]
    for path in sorted(found, key=lambda path: path.relative_to(package).as_posix()):
        name = path.relative_to(package).as_posix()
        if path.suffix in SUFFIXES and path.is_file() and not any(_within(name, apart) for apart in APART):
            yield path


def _within(name: str, apart: str) -> bool:
    return name == apart or name.startswith(f"{apart}/")
