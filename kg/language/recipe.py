"""The recipe of the shipped weights: named stages with fixed seeds; what is done is not done again.

    python -m kg.language.recipe --data DIR --start DIR --base DIR --out DIR

Each stage writes to a folder of its own and goes on where it stopped. ``stages.jsonl`` in the output
folder tells what each has cost. Where the data come from: ``docs/data.md``. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.language.batches import Sources
from kg.language.distil import distil, train_teacher
from kg.language.export import export
from kg.language.pair_training import train_pairs
from kg.language.train import Begin, train

TREEBANKS: Final = ("treebanks/ewt-train.conllu", "treebanks/gum-train.conllu")
PREDICATES: Final = ("propbank/ewt-train.jsonl",)
ROLESETS: Final = "propbank/rolesets.jsonl"
NAMES: Final = (
    "names/wikigold.jsonl",
    "names/crossner-ai.jsonl",
    "names/crossner-literature.jsonl",
    "names/crossner-music.jsonl",
    "names/crossner-politics-dev.jsonl",
    "names/crossner-politics-train.jsonl",
    "names/crossner-science.jsonl",
    "names/redocred-dev.jsonl",
    "names/btc.jsonl",
)
TEXTS: Final = ("relations/knowledgenet.jsonl",)
STATES: Final = ("relations/knowledgenet.jsonl", "names/redocred-dev.jsonl")
CHAINS: Final = ("treebanks/gum-train.conllu", "litbank-coref.jsonl")
DEV_CHAINS: Final = ("treebanks/gum-dev.conllu",)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Where things lie: the data, the model to start from, MPNet, the output; and how much of each stage is run."""

    data: Path
    start: Path
    base: Path
    out: Path
    share: float = 1.0

    def files(self, names: Sequence[str]) -> list[Path]:
        """Return the files of the data with these names."""
        return [self.data / name for name in names]

    def steps(self, all_of_them: int) -> int:
        """Return how many updates of a stage are run, at least two."""
        return max(2, round(all_of_them * self.share))


def roles(kitchen: Kitchen) -> Path:
    """Learn predicates and roles on the vectors of the model to start from, which stays as it is."""
    sources = Sources(kitchen.files(TREEBANKS), predicates=kitchen.files(PREDICATES), rolesets=kitchen.data / ROLESETS)
    begin = Begin(start=kitchen.start, resume=True)
    return train(
        sources, kitchen.out / "roles", begin=begin, only=("roles",), pace=1.0, seed=5, steps=kitchen.steps(ROLE_STEPS)
    )


def together(kitchen: Kitchen) -> Path:
    """Train everything together; the model to start from teaches names and trees where the data have none."""
    begin = Begin(start=kitchen.out / "roles", resume=True)
    settings: dict[str, Any] = {
        "rounding": True,
        "pace": 0.8,
        "mask": 0.08,
        "seed": 11,
        "steps": kitchen.steps(TOGETHER_STEPS),
    }
    return train(_everything(kitchen), kitchen.out / "together", begin=begin, **settings)


def onward(kitchen: Kitchen) -> Path:
    """Go on with everything, at a calmer pace and on other windows; names and roles still gain."""
    begin = Begin(start=kitchen.out / "together", resume=True)
    settings: dict[str, Any] = {
        "rounding": True,
        "pace": 0.6,
        "mask": 0.06,
        "seed": 23,
        "steps": kitchen.steps(ONWARD_STEPS),
    }
    return train(_everything(kitchen), kitchen.out / "onward", begin=begin, **settings)


def _everything(kitchen: Kitchen) -> Sources:
    treebanks, names, predicates = (kitchen.files(each) for each in (TREEBANKS, NAMES, PREDICATES))
    return Sources(treebanks, names, predicates, rolesets=kitchen.data / ROLESETS, teacher=kitchen.start)


def teacher(kitchen: Kitchen) -> Path:
    """Fine-tune MPNet with the same heads on the same data; three to four hours on one core with bfloat16."""
    settings: dict[str, Any] = {"encoder_rate": 6e-5, "head_rate": 1e-3, "average": 0.995, "warmup": 0.06, "mask": 0.05}
    out, steps = kitchen.out / "teacher", kitchen.steps(TEACHER_STEPS)
    return train_teacher(
        _everything(kitchen), out, base=kitchen.base, like=kitchen.start, seed=3, steps=steps, **settings
    )


def distilled(kitchen: Kitchen) -> Path:
    """Go on with the model on gold and on what the teacher thinks."""
    settings: dict[str, Any] = {"pace": 0.5, "mask": 0.06, "seed": 41, "steps": kitchen.steps(DISTIL_STEPS)}
    out, start = kitchen.out / "distilled", kitchen.out / "onward"
    return distil(_everything(kitchen), out, teacher=kitchen.out / "teacher", start=start, **settings)


def again(kitchen: Kitchen) -> Path:
    """Go on with the teacher, who alone speaks of trees where the data have none, also on texts without annotation."""
    settings: dict[str, Any] = {
        "alone": True,
        "pace": 0.5,
        "mask": 0.06,
        "seed": 43,
        "steps": kitchen.steps(AGAIN_STEPS),
    }
    out, start, sources = kitchen.out / "again", kitchen.out / "distilled", _everything(kitchen)
    sources = replace(sources, texts=kitchen.files(TEXTS))
    return distil(sources, out, teacher=kitchen.out / "teacher", start=start, **settings)


def model(kitchen: Kitchen) -> Path:
    """Write the mean of both runs with the teacher."""
    export([kitchen.out / "distilled", kitchen.out / "again"], kitchen.out / "model")
    return kitchen.out / "model"


def pairs(kitchen: Kitchen) -> Path:
    """Learn the scores of pairs of mentions on the vectors of the model."""
    files = (kitchen.files(names) for names in (STATES, CHAINS, DEV_CHAINS))
    figures = train_pairs(kitchen.out / "model", *files, seed=1)
    (kitchen.out / "pairs.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return kitchen.out / "model"


ROLE_STEPS: Final = 1700
TOGETHER_STEPS: Final = 1900
ONWARD_STEPS: Final = 2850
TEACHER_STEPS: Final = 1500
DISTIL_STEPS: Final = 700
AGAIN_STEPS: Final = 1100
STAGES: Final[tuple[Callable[[Kitchen], Path], ...]] = (
    roles,
    together,
    onward,
    teacher,
    distilled,
    again,
    model,
    pairs,
)


def cook(kitchen: Kitchen, stages: Sequence[Callable[[Kitchen], Path]] = STAGES) -> None:
    """Run the stages that are not done yet, in order, and note what each has cost.

    Raises:
        InputError: The data are not complete.
    """
    wanted = (*TREEBANKS, *PREDICATES, ROLESETS, *NAMES, *TEXTS, *STATES, *CHAINS, *DEV_CHAINS)
    missing = [name for name in wanted if not (kitchen.data / name).is_file()]
    if missing:
        raise InputError(f"the data in {kitchen.data} lack {', '.join(missing)}; docs/data.md says what they are")
    if not (kitchen.base / "model.safetensors").is_file():
        raise InputError(f"no MPNet in {kitchen.base}; docs/data.md says where it comes from")
    kitchen.out.mkdir(parents=True, exist_ok=True)
    log = kitchen.out / "stages.jsonl"
    done = {json.loads(line)["stage"] for line in log.read_text("utf-8").splitlines()} if log.exists() else set()
    for stage in stages:
        if stage.__name__ in done:
            continue
        begun = time.monotonic()
        stage(kitchen)
        line = {"stage": stage.__name__, "minutes": round((time.monotonic() - begun) / 60, 1)}
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(description="Make the weights that ship.")
    options.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    options.add_argument("--start", type=Path, required=True, help="the exported model to start from")
    options.add_argument(
        "--base", type=Path, required=True, help="folder of MPNet (all-mpnet-base-v2): config.json, model.safetensors"
    )
    options.add_argument("--out", type=Path, required=True, help="folder of all stages; the model is in OUT/model")
    options.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="share of the updates of each stage: 0.01 only tries that all stages run",
    )
    given = options.parse_args(arguments)
    cook(Kitchen(given.data, given.start, given.base, given.out, given.share))


if __name__ == "__main__":
    main()
