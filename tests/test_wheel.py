"""The wheel carries all that `kg` needs: installed into an empty environment, `kg demo` runs there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "KG_"))
    }
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=280)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, with the build tools that the test environment has."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_has_what_it_needs_and_is_small(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "kg/py.typed",
        "kg/_data/ontology/classes.ttl",
        "kg/_data/ontology/relations.ttl",
        "kg/_data/seeds/000_7b65b5cdeb3f6ac3.txt",
        "kg/language/model/encoder.onnx",
        "kg/language/model/tokenizer.json",
        "kg/view/bundle/explorer.js",
    ):
        assert name in names
    assert any(name.startswith("kg/_data/queries/") and name.endswith(".rq") for name in names)
    assert not [name for name in names if name.startswith("tests/")]
    assert wheel.stat().st_size < 45_000_000


def test_the_demo_runs_where_only_the_wheel_is_installed(wheel, root, tmp_path):
    """The environment is empty and outside the checkout; pip takes the tested versions."""
    run(sys.executable, "-m", "venv", "env", cwd=tmp_path)
    binaries = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--no-compile", "--constraint", root / "constraints.txt", wheel, cwd=tmp_path)
    output = run(binaries / "kg", "demo", cwd=tmp_path)
    assert "James Dobbins" in output
    assert "Doha" in output
    assert "planned" in output
    assert "<html" in (tmp_path / "demo" / "graph.html").read_text(encoding="utf-8")
    turtle = (tmp_path / "demo" / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:meets" in turtle
    assert str(root) not in turtle
