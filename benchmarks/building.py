"""What building costs: who works, how much of it is the store, and what the machine gains by more workers.

python benchmarks/building.py news.jsonl --limit 200 --workers 0 1 2        on disk, in turns, the same graph each time
python benchmarks/building.py news.jsonl --limit 200 --against ../before    … beside another checkout of kg

A line a build: seconds by the clock, seconds of processor time of all processes, documents a second by the clock.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import corpus_option, options, table, texts

ROOT = Path(__file__).parents[1]
BUILD = """
import resource, sys
import kg
options = {"workers": int(sys.argv[3])} if sys.argv[3] else {}
with kg.build(sys.argv[1], graph=sys.argv[2], **options) as graph:
    print(graph.receipt().hash if not sys.argv[4] else "", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> None:
    """Build the same corpus again and again, each time in a new process and folder."""
    parser = options(__doc__)
    corpus_option(parser)
    parser.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--against", type=Path, help="another checkout, whose builds take turns with these")
    given = parser.parse_args()
    articles = texts(given.corpus, limit=given.limit)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, text in enumerate(articles):
            (corpus / f"{number:06}.txt").write_text(text, encoding="utf-8")
        for turn in range(given.turns):
            kinds = [("this kg", ROOT, str(count)) for count in given.workers]
            kinds += [(given.against.name, given.against, "")] if given.against else []
            for name, root, count in kinds:
                path = Path(folder) / f"{turn}-{name}-{count}".replace(" ", "-")
                rows.append(
                    (f"{name}, {count} workers" if count else name, *built(root, corpus, path, count, articles))
                )
    table(f"{len(articles)} documents on {os.cpu_count()} cores", ("who", "s", "s of processor", "docs/s", "MB"), rows)


def built(root: Path, corpus: Path, path: Path, count: str, articles: list[str]) -> tuple[float, float, float, float]:
    """Build once; the processor time is that of all processes that took part."""
    before, began = _processor(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(corpus), str(path), count, "no receipt"],
        cwd=root,  # what lies there comes before what is installed
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    took = time.perf_counter() - began
    return took, _processor() - before, len(articles) / took, float(done.stdout.split()[-1])


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
