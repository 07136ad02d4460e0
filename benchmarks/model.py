"""What the language model costs: words a second, onnxruntime's share of it, loading, importing spaCy, size, memory.

python benchmarks/model.py                          the two articles of seeds/
python benchmarks/model.py news.jsonl --limit 137
python benchmarks/model.py --model OTHER            another exported model, in the same run as ours
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import best, corpus_option, options, resident, seconds, table, texts

from kg import language


class Timed:
    """An onnxruntime session that counts the processor time spent in it."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.spent, self.runs = 0.0, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def run(self, *arguments: Any) -> Any:
        """Run, and note how long it took."""
        start = time.process_time()
        try:
            return self._session.run(*arguments)
        finally:
            self.spent += time.process_time() - start
            self.runs += 1


def speed(articles: list[str], model: str | None, rounds: int) -> list[tuple[str, float, str]]:
    """Words a second of one model, and how much of the time is onnxruntime's."""
    loading, nlp = seconds(lambda: language.load(model))
    before = resident()
    own = nlp.get_pipe("kg_encoder").model
    sessions = [Timed(own._encoder), Timed(own._relations)]
    own._encoder, own._relations = sessions
    for article in articles:
        nlp(article)
    words = sum(len(article.split()) for article in articles)
    share = _share(lambda: [nlp(article) for article in articles], sessions)
    taken = best(lambda: [nlp(article) for article in articles], rounds)
    return [
        ("words a second, everything", words / taken, "words/s"),
        ("of it onnxruntime", share, "ratio"),
        ("load()", loading, "s"),
        ("memory after load(), after all articles", before, f"MB → {resident():.0f} MB"),
    ]


def _share(work: Callable[[], object], sessions: list[Timed]) -> float:
    for session in sessions:
        session.spent = 0.0
    whole, _ = seconds(work)
    return sum(session.spent for session in sessions) / whole


def main() -> None:
    """Measure ours, and another one beside it."""
    parser = options(__doc__)
    corpus_option(parser)
    parser.add_argument("--model", type=Path, help="folder of another exported model")
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts (default: 3)")
    given = parser.parse_args()
    articles = texts(given.corpus, limit=given.limit)
    code = "import time; start = time.process_time(); import spacy; print(time.process_time() - start)"
    importing = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    for model in (None, given.model) if given.model else (None,):
        folder = model or language.MODEL_FOLDER
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) / 1e6
        rows = speed(articles, str(model) if model else None, given.rounds)
        rows += [("size", size, "MB"), ("importing spaCy", importing, "s")]
        table(f"{folder.name}: {len(articles)} articles", ("what", "measured", "unit"), rows)


if __name__ == "__main__":
    main()
