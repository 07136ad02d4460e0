"""Reading helpers: everything goes through `readers.read`, as users' files do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.readers import Skipped, read
from kg.readers.fields import Fields
from kg.records import Document

Reading = Callable[..., tuple[list[Document], list[Skipped]]]


@pytest.fixture
def reading() -> Reading:
    """Read paths; return the documents and what was skipped. Names of fields may be given."""

    def read_all(*paths: Path | str, **fields: str) -> tuple[list[Document], list[Skipped]]:
        skipped: list[Skipped] = []
        return list(read(*paths, on_skip=skipped.append, fields=Fields(**fields))), skipped

    return read_all


@pytest.fixture
def one(tmp_path: Path, reading: Reading) -> Callable[[str, bytes | str], Document]:
    """Write a file, read it, return its only document."""

    def read_one(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        documents, skipped = reading(path)
        assert not skipped
        (document,) = documents
        return document

    return read_one


@pytest.fixture
def refused(tmp_path: Path, reading: Reading) -> Callable[[str, bytes | str], str]:
    """Write a file that cannot be read; return the reason given."""

    def read_none(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        documents, skipped = reading(path)
        assert not documents
        (problem,) = skipped
        assert problem.error
        assert problem.path.startswith(str(path))
        assert "\n" not in problem.reason
        return problem.reason

    return read_none


def pack(files: Mapping[str, bytes | str]) -> bytes:
    """Pack files, given by their names, into a ZIP file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def zipped() -> Callable[[Mapping[str, bytes | str]], bytes]:
    """Pack files, given by their names, into a ZIP file."""
    return pack
