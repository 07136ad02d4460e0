"""Compare the speed and memory of two language models in one run: text by text, in turns.

    python -m kg.evaluate.speed --model DIR --model DIR FILE.jsonl

Two runs on one machine differ by more than two models do; in turns, what disturbs one disturbs the other.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from kg import language
from kg.errors import InputError

_MEASURE = "import sys; from kg.evaluate.speed import peak; print(peak(sys.argv[1], sys.argv[2]))"


def read_texts(path: Path) -> list[str]:
    """Return the texts of a JSONL file with ``text``."""
    if not path.is_file():
        raise InputError(f"no such file: {path}; give texts in JSONL")
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def compare(models: Sequence[str], texts: Sequence[str], *, rounds: int = 3) -> dict[str, float]:
    """Return words a second of each model, and the median ratio of their times on a text.

    Args:
        models: Two models, as for `kg.language.load`; the first is what the second is compared with.
        texts: What they read.
        rounds: How often each text is read by each.
    """
    pipelines = [language.load(model) for model in models]
    words, seconds = 0, [0.0, 0.0]
    ratios: list[float] = []
    for turn in range(rounds):
        for text in texts:
            spent = [0.0, 0.0]
            for i in (0, 1) if turn % 2 else (1, 0):
                begun = time.perf_counter()
                doc = pipelines[i](text)
                spent[i] = time.perf_counter() - begun
            words += len(doc)
            seconds = [total + each for total, each in zip(seconds, spent, strict=True)]
            ratios.append(spent[0] / spent[1])
    first, second = (round(words / total, 1) for total in seconds)
    return {"first": first, "second": second, "ratio": round(second / first, 3), "median": round(median(ratios), 3)}


def peak(model: str, file: str) -> int:
    """Read all texts with a model and return the peak memory of this process in KiB."""
    pipeline = language.load(model)
    for text in read_texts(Path(file)):
        pipeline(text)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def memory(model: str, file: Path) -> int:
    """Return the peak memory in KiB of a process that reads all texts with a model."""
    found = subprocess.run([sys.executable, "-c", _MEASURE, model, str(file)], check=True, capture_output=True)
    return int(found.stdout)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(description="Compare two language models in one run.")
    options.add_argument("--model", action="append", required=True, help="a model; give two, the old one first")
    options.add_argument("--rounds", type=int, default=3, help="how often each text is read")
    options.add_argument("file", type=Path, help="texts in JSONL")
    given = options.parse_args(arguments)
    if len(given.model) != 2:
        options.error("give --model twice")
    # First, while this process is small: a child counts what its parent held when it began.
    first, second = (memory(model, given.file) for model in given.model)
    figures = {"first_mib": first // 1024, "second_mib": second // 1024, "memory": round(second / first, 3)}
    figures |= compare(given.model, read_texts(given.file), rounds=given.rounds)
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
