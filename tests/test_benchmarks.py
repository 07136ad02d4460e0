"""Every figure of docs/performance.md has a script that anyone can run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.py") if path.name != "measure.py")
QUICK = [
    ("extraction.py", "--rounds", "1"),
    ("growth.py", "--tokens", "200", "400"),
    ("growth.py", "--tokens", "200", "--shape", "sentence"),
    ("growth.py", "--tokens", "200", "--shape", "names"),
    ("identity.py", "--sizes", "200", "400"),
    ("identity.py", "--sizes", "20", "--shape", "arrival"),
    ("store.py", "--limit", "1"),
    ("copies.py", "--sizes", "5"),
    ("layers.py",),
    ("receipts.py",),
    ("model.py", "--rounds", "1"),
    ("memory.py", "--documents", "20"),
    ("fuzz.py", "--inputs", "20"),
    ("reading.py", "--rounds", "1"),
    ("reading.py", "--shape", "files", "--count", "50"),
    ("reading.py", "--shape", "stream", "--count", "1"),
    ("kills.py", "--kills", "2"),
    ("kills.py", "--kills", "2", "--server"),
    ("questions.py",),
    ("readers.py", "--readers", "2", "--seconds", "3"),
    ("serving.py", "--seconds", "3"),
    ("building.py", "--workers", "0", "1", "--turns", "1"),
    ("exploring.py", "--served", "500"),
]


def run(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, FOLDER / command[0], *command[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_script_stands_in_the_readme():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"python benchmarks/(\w+\.py)", page)) == set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_help(script):
    text = run(script, "--help")
    assert f"python benchmarks/{script}" in text


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("command", QUICK, ids=" ".join)
def test_every_script_prints_a_table(command):
    lines = run(*command).splitlines()
    assert len(lines) >= 4
    assert any(re.search(r"\d", line) for line in lines[2:])


def test_every_script_has_a_quick_run():
    assert {command[0] for command in QUICK} == set(SCRIPTS)
