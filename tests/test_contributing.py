"""CONTRIBUTING.md and the page about the architecture speak of what is there."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

import kg
from kg import ontology

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"]
PATH = re.compile(
    r"`((?:kg|docs|tests|ontology|queries|benchmarks|findings)/[\w./*-]*|\w+\.(?:toml|md|txt|yaml|yml|py))`"
)
MODULE = re.compile(r"python -m (kg[\w.]+)")
SCRIPT = re.compile(r"python ((?:benchmarks|docs)/\w+\.py)")
MAKE = re.compile(r"^make (\w+)", re.MULTILINE)
TURTLE = re.compile(r"```turtle\n(.*?)```", re.DOTALL)
PREFIX = "@prefix {}: <{}> .\n"


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page):
    named = {*PATH.findall(text(page)), *SCRIPT.findall(text(page))}
    assert len(named) > 10
    missing = sorted(path for path in named if not list(ROOT.glob(path.rstrip("/"))))
    assert not missing, f"{page.name} names what is not there: {missing}"


def test_every_command_that_is_named_exists():
    words = text(PAGES[0])
    modules, targets = set(MODULE.findall(words)), set(MAKE.findall(words))
    assert modules
    assert all(importlib.util.find_spec(module) for module in modules)
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets
    assert all(re.search(rf"^{target}:", rules, re.MULTILINE) for target in targets)


def test_every_part_of_kg_stands_in_the_page_about_the_architecture():
    page = text(PAGES[1])
    parts = {path.name for path in (ROOT / "kg" / "extract").iterdir() if (path / "__init__.py").exists()}
    missing = sorted(part for part in parts if f"`kg/extract/{part}/`" not in page)
    assert not missing, f"docs/architecture.md lacks kg/extract/{missing}"


def test_the_relation_of_the_example_can_be_read(tmp_path):
    (block,) = TURTLE.findall(text(PAGES[0]))
    prefixes = ontology.PREFIXES | {"frame": "https://kg.example/frames#"}
    own = tmp_path / "own.ttl"
    own.write_text("".join(PREFIX.format(*pair) for pair in prefixes.items()) + block, encoding="utf-8")
    assert "teaches" in ontology.load(own).relations


def test_the_version_is_the_same_everywhere():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert kg.__version__ == declared
    assert f"\n## {declared} – " in text(ROOT / "CHANGELOG.md")


def test_the_picture_of_the_imports_is_that_of_today():
    spec = importlib.util.spec_from_file_location("draw_imports", ROOT / "docs" / "draw_imports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PICTURE.read_text(encoding="utf-8") == module.picture(), "run `make docs`"
