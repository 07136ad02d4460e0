"""Every finding stands in the list and says what the README asks for. They need a network and are run by hand."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))


def test_every_finding_is_listed_once():
    listed = re.findall(r"\]\((\S+\.sh)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [script.name for script in SCRIPTS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_finding_says_all_that_is_asked_for(script):
    text = script.read_text(encoding="utf-8")
    for words in ("# One would expect", "# What happens:", "# Bitten:", "# Seen 20", "# Source:", "no longer so"):
        assert words in text, f"{script.name} lacks {words!r}"
    versions = re.findall(r"pip\" install -q (.+)", text)
    assert versions
    assert all("==" in package for line in versions for package in line.split())
    assert "import kg" not in text


@pytest.mark.skipif(os.name == "nt", reason="shell scripts")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_finding_is_a_script_that_the_shell_can_read(script):
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
