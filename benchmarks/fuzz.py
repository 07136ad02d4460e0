"""What damaged and made-up files do to the readers: no traceback, no hang, no document lost.

python benchmarks/fuzz.py --inputs 100000 --seconds 1800
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from measure import ROOT, options, table

sys.path.insert(0, str(ROOT))
from tests.readers import fuzzing

KEPT = "kept"
"""One input of so many has several records, of which one is damaged and the others must stay."""
EVERY = 5


def main() -> None:
    """Read one input after the other; print a line for each fault, and counts by kind of file."""
    parser = options(__doc__)
    parser.add_argument("--inputs", type=int, default=2_000, help="how many (default: 2000)")
    parser.add_argument("--seconds", type=float, default=600, help="stop after so long (default: 600)")
    parser.add_argument("--seed", type=int, default=1, help="other inputs for each number (default: 1)")
    parser.add_argument("--only", type=int, help="the input of this number, as a line that tells of a fault names it")
    given = parser.parse_args()
    numbers = [given.only] if given.only is not None else range(given.inputs)
    inputs, wrong, slowest = Counter[str](), Counter[str](), Counter[str]()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            start = time.monotonic()
            if start - begun > given.seconds:
                break
            kind, found = tried(Path(folder), given.seed, number)
            for fault in found:
                wrong[kind] += 1
                print(f"{number} ({kind}): {fault}", flush=True)
            inputs[kind] += 1
            slowest[kind] = max(slowest[kind], round(1000 * (time.monotonic() - start)))
    told(inputs, wrong, slowest, time.monotonic() - begun)


def tried(folder: Path, seed: int, number: int) -> tuple[str, list[str]]:
    """The kind of an input, and what is wrong with what is read from it."""
    if number % EVERY == 0:
        kind = sorted(fuzzing.RECORDS)[number // EVERY % len(fuzzing.RECORDS)]
        return f"{KEPT}: {Path(kind).suffix}", list(fuzzing.lost(folder, seed, number // EVERY))
    name, content = fuzzing.made(seed, number)
    return Path(name).suffix, list(fuzzing.faults(folder, (name, content)))


def told(inputs: Counter[str], wrong: Counter[str], slowest: Counter[str], seconds: float) -> None:
    """Print the table."""

    def rows() -> Iterator[tuple[object, ...]]:
        for kind in sorted(inputs):
            yield kind, inputs[kind], wrong[kind], slowest[kind]
        yield "all", inputs.total(), wrong.total(), max(slowest.values(), default=0)

    table("damaged and made-up files", ("kind", "inputs", "faults", "slowest, ms"), rows())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(f"  {seconds:.0f} s, at most {peak:.0f} MB of memory")


if __name__ == "__main__":
    main()
