"""The recipe of the shipped weights: named stages with fixed seeds; what is done is not done again.

    python -m kg.language.recipe --data DIR --start DIR --out DIR

Each stage writes to a folder of its own and goes on where it stopped. ``stages.jsonl`` in the output
folder tells what each has cost. Where the data come from: ``docs/data.md``. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.language.batches import Sources
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
STATES: Final = ("relations/knowledgenet.jsonl", "names/redocred-dev.jsonl")
CHAINS: Final = ("treebanks/gum-train.conllu", "litbank-coref.jsonl")
DEV_CHAINS: Final = ("treebanks/gum-dev.conllu",)


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Where things lie: the data, the model to start from, the output."""

    data: Path
    start: Path
    out: Path

    def files(self, names: Sequence[str]) -> list[Path]:
        """Return the files of the data with these names."""
        return [self.data / name for name in names]


def roles(kitchen: Kitchen) -> Path:
    """Learn predicates and roles on the vectors of the model to start from, which stays as it is."""
    sources = Sources(kitchen.files(TREEBANKS), predicates=kitchen.files(PREDICATES), rolesets=kitchen.data / ROLESETS)
    begin = Begin(start=kitchen.start, resume=True)
    return train(sources, kitchen.out / "roles", begin=begin, only=("roles",), pace=1.0, seed=5, steps=ROLE_STEPS)


def together(kitchen: Kitchen) -> Path:
    """Train everything together; the model to start from teaches names and trees where the data have none."""
    sources = Sources(kitchen.files(TREEBANKS), kitchen.files(NAMES), kitchen.files(PREDICATES), teacher=kitchen.start)
    begin = Begin(start=kitchen.out / "roles", resume=True)
    out = kitchen.out / "together"
    return train(sources, out, begin=begin, rounding=True, pace=0.8, mask=0.08, seed=11, steps=TOGETHER_STEPS)


def model(kitchen: Kitchen) -> Path:
    """Write the model: of everything trained together if that was done, else with the roles alone new."""
    done = [kitchen.out / name for name in ("together", "roles") if (kitchen.out / name / "average.pt").exists()]
    export(done[:1], kitchen.out / "model")
    return kitchen.out / "model"


def pairs(kitchen: Kitchen) -> Path:
    """Learn the scores of pairs of mentions on the vectors of the model."""
    files = (kitchen.files(names) for names in (STATES, CHAINS, DEV_CHAINS))
    figures = train_pairs(kitchen.out / "model", *files, seed=1)
    (kitchen.out / "pairs.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return kitchen.out / "model"


ROLE_STEPS: Final = 1700
TOGETHER_STEPS: Final = 2400
SHIPPED: Final[tuple[Callable[[Kitchen], Path], ...]] = (roles, model, pairs)
"""What ships: new heads on the encoder that was shipped before."""

ALL: Final[tuple[Callable[[Kitchen], Path], ...]] = (roles, together, model, pairs)
"""With the encoder trained on, too: better roles, trees and names; rules of extraction may have to be mended for it."""


def cook(kitchen: Kitchen, stages: Sequence[Callable[[Kitchen], Path]] = SHIPPED) -> None:
    """Run the stages that are not done yet, in order, and note what each has cost.

    Raises:
        InputError: The data are not complete.
    """
    wanted = (*TREEBANKS, *PREDICATES, ROLESETS, *NAMES, *STATES, *CHAINS, *DEV_CHAINS)
    missing = [name for name in wanted if not (kitchen.data / name).is_file()]
    if missing:
        raise InputError(f"the data in {kitchen.data} lack {', '.join(missing)}; docs/data.md says what they are")
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
    options.add_argument("--out", type=Path, required=True, help="folder of all stages; the model is in OUT/model")
    options.add_argument("--together", action="store_true", help="train the encoder on, too")
    given = options.parse_args(arguments)
    cook(Kitchen(given.data, given.start, given.out), ALL if given.together else SHIPPED)


if __name__ == "__main__":
    main()
