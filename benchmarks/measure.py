"""What the benchmarks share: options, texts, a clock, a table."""

from __future__ import annotations

import argparse
import gc
import platform
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
"""The two sample articles, which everyone has."""
T = TypeVar("T")


def options(description: str | None) -> argparse.ArgumentParser:
    """A command line whose help is the docstring of the script."""
    return argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)


def corpus_option(parser: argparse.ArgumentParser) -> None:
    """The option of benchmarks that read articles."""
    parser.add_argument(
        "corpus", nargs="?", type=Path, default=SEEDS, help="file, folder or corpus that kg reads (default: seeds/)"
    )
    parser.add_argument("--limit", type=int, help="so many documents at most")


def texts(corpus: Path, *, limit: int | None = None) -> list[str]:
    """The texts of a corpus, as `kg build` would read them."""
    from kg import readers

    found = [document.text for document in readers.read(corpus, on_skip=lambda skipped: print(f"skipped {skipped}"))]
    return found[:limit]


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    """Processor time of this process, all threads together, and what came of the work."""
    gc.collect()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def best(work: Callable[[], object], rounds: int) -> float:
    """The least processor time of several rounds: what disturbs only ever adds."""
    return min(seconds(work)[0] for _ in range(rounds))


def room(path: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def resident() -> float:
    """Memory of this process in MB: now where Linux tells, else the most so far."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, numbers with three significant digits, and the machine below it."""
    lines = [[_shown(value) for value in row] for row in rows]
    widths = [max(len(line[i]) for line in [list(columns), *lines]) for i in range(len(columns))]
    print(title)
    for line in ([*columns], *lines):
        print("  " + "  ".join(f"{value:<{width}}" for value, width in zip(line, widths, strict=True)).rstrip())
    print(f"  (Python {platform.python_version()}, {_processor()})\n")


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
