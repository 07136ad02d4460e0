"""The documentation site builds without a warning and loads nothing from elsewhere; the examples in the pages run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import Graph
from kg.ontology.namespaces import BASE, PREFIXES

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LOADED = re.compile(r"""<(?:script|img|iframe|source|link)\b[^>]*?(?:src|href)=["']?(https?:)?//""")
IN_STYLE = re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//""")


def blocks(language: str) -> list[object]:
    """The code blocks of one language in all pages, as parameters of a test."""
    found = [
        (page, match[2]) for page in PAGES for match in BLOCK.finditer(page.read_text("utf-8")) if match[1] == language
    ]
    return [pytest.param(code, id=f"{page.name}-{number}") for number, (page, code) in enumerate(found)]


@pytest.mark.slow
def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout + result.stderr) == (0, "")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 20
    assert [page.name for page in pages if LOADED.search(page.read_text(encoding="utf-8"))] == []
    styles = (tmp_path / "site").rglob("*.css")
    assert [style.name for style in styles if IN_STYLE.search(style.read_text(encoding="utf-8"))] == []


@pytest.mark.model
@pytest.mark.parametrize("code", blocks("python"))
def test_python_in_the_pages_runs(code, tmp_path, monkeypatch):
    for name in ("seeds", "articles"):
        shutil.copytree(ROOT / "seeds", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "<page>", "exec"), {"__name__": "page"})


@pytest.mark.parametrize("code", blocks("json"))
def test_json_in_the_pages_is_json(code):
    assert json.loads(code.replace("…", "..."))


@pytest.mark.parametrize("code", blocks("sparql"))
def test_sparql_in_the_pages_is_answered(code):
    with Graph() as graph:
        assert list(graph.sparql(code).rows) == []


@pytest.mark.parametrize("code", blocks("turtle"))
def test_turtle_in_the_pages_is_turtle(code):
    known = {**PREFIXES, "fact": BASE + "fact/", "doc": BASE + "document/", "frame": "https://kg.example/frames#"}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in known.items())
    assert list(ox.parse(head + code, format=ox.RdfFormat.TURTLE))
