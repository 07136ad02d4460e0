"""`kg doctor`, `kg backup`, `kg restore` and `kg compact`."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("simple")


def test_a_graph_is_backed_up_damaged_mended_and_restored(run, articles, tmp_path):
    graph, backup = tmp_path / "g", tmp_path / "backup"
    assert run("build", articles, "-g", graph).code == 0
    receipt = run("receipt", "-g", graph, "--json").out
    assert run("backup", backup, "-g", graph).out == f"written {backup}\n"
    assert run("compact", "-g", graph).code == 0
    ran = run("doctor", "-g", graph)
    assert (ran.code, ran.out) == (0, f"{graph}: nothing is wrong\n")
    for path in (graph / "quads").iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"garbage\n")
    assert "is damaged" in run("retract", "a.txt", "-g", graph).err
    ran = run("doctor", "--mend", "-g", graph)
    assert (ran.code, ran.err) == (0, "")
    assert "files made anew" in ran.out
    assert run("receipt", "-g", graph, "--json").out == receipt
    assert "exists; name a new directory" in run("restore", backup, "-g", graph).err
    assert run("restore", backup, "-g", tmp_path / "other").code == 0
    assert run("receipt", "-g", tmp_path / "other", "--json").out == receipt


def test_a_state_that_cannot_be_read_is_mended_from_what_is_written(run, articles, tmp_path):
    graph = tmp_path / "g"
    assert run("build", articles, "-g", graph).code == 0
    receipt = run("receipt", "-g", graph, "--json").out
    (newest,) = (each for each in (graph / "generations").iterdir() if each.name.isdecimal())
    table = max(newest.glob("*.sst"), key=lambda file: file.stat().st_size)
    data = table.read_bytes()
    table.unlink()
    table.write_bytes(data[:100] + bytes(255 - byte for byte in data[100:200]) + data[200:])
    ran = run("doctor", "-g", graph)
    assert ran.code == 1
    assert f"`kg doctor --mend --graph {graph}` mends what it can" in ran.err
    ran = run("doctor", "--mend", "-g", graph)
    assert (ran.code, ran.err) == (0, "")
    assert "published anew" in ran.out
    assert run("receipt", "-g", graph, "--json").out == receipt
