"""Stages run in order, each once, and tell what they cost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from kg.errors import InputError
from kg.language import recipe


@pytest.fixture
def kitchen(tmp_path: Path) -> recipe.Kitchen:
    names = (recipe.TREEBANKS, recipe.PREDICATES, recipe.NAMES, recipe.STATES, recipe.CHAINS, recipe.DEV_CHAINS)
    for name in {recipe.ROLESETS, *(name for part in names for name in part)}:
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).touch()
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "model.safetensors").touch()
    return recipe.Kitchen(tmp_path / "data", tmp_path / "start", tmp_path / "base", tmp_path / "out")


def test_a_stage_that_is_done_is_not_done_again(kitchen: recipe.Kitchen) -> None:
    ran: list[str] = []

    def first(kitchen: recipe.Kitchen) -> Path:
        ran.append("first")
        return kitchen.out

    def second(kitchen: recipe.Kitchen) -> Path:
        ran.append("second")
        if ran.count("second") == 1:
            raise KeyboardInterrupt
        return kitchen.out

    with pytest.raises(KeyboardInterrupt):
        recipe.cook(kitchen, (first, second))
    recipe.cook(kitchen, (first, second))
    recipe.cook(kitchen, (first, second))
    assert ran == ["first", "second", "second"]
    log = [json.loads(line) for line in (kitchen.out / "stages.jsonl").read_text("utf-8").splitlines()]
    assert [line["stage"] for line in log] == ["first", "second"]
    assert all(line["minutes"] >= 0 for line in log)


def test_missing_data_are_named(kitchen: recipe.Kitchen) -> None:
    (kitchen.data / recipe.NAMES[0]).unlink()
    with pytest.raises(InputError, match=r"lack names/wikigold\.jsonl"):
        recipe.cook(kitchen, ())


def test_a_missing_teacher_is_said_before_the_first_hour(kitchen: recipe.Kitchen) -> None:
    (kitchen.base / "model.safetensors").unlink()
    with pytest.raises(InputError, match="no MPNet"):
        recipe.cook(kitchen, ())


def test_the_stages_go_from_roles_to_pairs() -> None:
    names = ["roles", "together", "onward", "teacher", "distilled", "again", "model", "pairs"]
    assert [stage.__name__ for stage in recipe.STAGES] == names
