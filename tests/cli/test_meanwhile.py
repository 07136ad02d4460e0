"""Who asks a graph that is being built is told so, on standard error."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.store import Store
from tests.factories import dobbins

WRITER = """
import sys
from kg.store import Store
with Store(sys.argv[1]) as store:
    store.lock()
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists who holds a lock")
def test_a_graph_that_is_being_built_says_so(tmp_path):
    with Store(tmp_path / "g") as store:
        store.replace(dobbins("a.txt"))
    asked = [sys.executable, "-m", "kg", "facts", "--graph", str(tmp_path / "g"), "--format", "jsonl"]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "g")], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        assert writer.stdout.readline() == "writing\n"
        during = subprocess.run(asked, capture_output=True, text=True, check=True)
    finally:
        writer.communicate("")
    after = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert f"is being built by process {writer.pid}; this is its state" in during.stderr
    assert "(documents: 1)" in during.stderr
    assert during.stdout == after.stdout
    assert after.stderr == ""
