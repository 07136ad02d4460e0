"""The notebooks run, give what they show, and count rightly.

`python tests/notebooks.py` (`make docs`) puts the outputs of today into them.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.notebooks import FOLDER, cells, outputs

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
LARGEST = 200_000
"""Bytes of a notebook with its outputs."""


def shown(found: list[dict]) -> list[str]:
    """The text of the outputs of a cell: what a reader compares. Pictures are compared by that they are there."""
    text = [output["text"] if output["output_type"] == "stream" else output["data"]["text/plain"] for output in found]
    return ["".join(lines) for lines in text]


def rich(found: list[dict]) -> list[bool]:
    return ["text/html" in output.get("data", {}) for output in found]


@pytest.mark.model
@each_notebook
def test_a_notebook_gives_what_it_shows(path):
    kept = [cell["outputs"] for cell in cells(path) if cell["cell_type"] == "code"]
    given = list(outputs(path))
    assert [shown(each) for each in given] == [shown(each) for each in kept], "run `make docs`"
    assert [rich(each) for each in given] == [rich(each) for each in kept]


@each_notebook
def test_a_notebook_is_well_formed_and_small(path):
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names) > 3
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", name) for name in names)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1)), "run from top to bottom"
    assert len(text.encode()) < LARGEST


@each_notebook
def test_a_notebook_names_no_place_of_a_machine(path):
    assert not re.findall(r"(?:/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\| at 0x)", path.read_text(encoding="utf-8"))


def test_the_answer_is_what_the_articles_say():
    """Counted by hand in `articles.jsonl`: two report the five of Kunduz; what the army denies is not counted."""
    answer = next(cell for cell in cells(FOLDER / "killed.ipynb") if cell["id"] == "answer")
    assert len([line for line in answer["source"] if line.strip()]) <= 5
    (text,) = shown(answer["outputs"])
    rows = [tuple(line.split()[1:]) for line in text.splitlines()[1:]]
    assert rows == [
        ("Boko", "Haram", "2021-03", "NGA", "12"),
        ("Boko", "Haram", "2021-04", "NGA", "3"),
        ("Taliban", "2021-03", "AFG", "12"),
        ("bomb", "2021-04", "SOM", "4"),
    ]
