"""The main job, with the real model, as a newcomer runs it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def test_the_demo_shows_the_meeting_and_writes_the_graph(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("demo")
    assert (ran.code, ran.err) == (0, "")
    meetings = ran.out.partition("Meetings")[2].partition("Entities by class")[0]
    assert "James Dobbins" in meetings
    assert "Doha" in meetings
    assert "planned" in meetings
    assert "State Department" in ran.out.partition("Entities by class")[2]
    assert "kg:meets" in (tmp_path / "demo" / "graph.ttl").read_text(encoding="utf-8")
    assert "James Dobbins" in (tmp_path / "demo" / "graph.html").read_text(encoding="utf-8")
    again = run("demo")
    assert again.code == 0
    assert again.out.partition("Meetings")[2] == ran.out.partition("Meetings")[2]
