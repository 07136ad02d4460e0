"""Commands run in this process, as `kg` itself runs them, and in a child where that matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `kg` with arguments."""
    monkeypatch.delenv("KG_DEBUG", raising=False)
    monkeypatch.delenv("KG_GRAPH", raising=False)

    def run_command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def built(run: Callable[..., Ran], articles: Path, tmp_path: Path, simple: None) -> Path:
    """The graph of two short articles, as `kg build` leaves it."""
    assert run("build", articles, "--graph", tmp_path / "g").code == 0
    return tmp_path / "g"
