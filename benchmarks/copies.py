"""Graphs of any size, made of copies of a corpus in which people have other names, each copy a month later.

    python benchmarks/copies.py news.jsonl --into /tmp/graphs --sizes 250 1000 4000 16000

The corpus is read once; its first copy is as it was read, so that whoever is in it has equally many facts in every
graph. In the others the letters of people's names are exchanged for others of their kind, one by one, so that all
offsets stay. Places and organizations stay, too, as they would in news of so many years. It tells what a document cost
to put in, and the most memory that this process ever had, after each tenth of the documents: memory that is flat does
not grow with the graph. `benchmarks/questions.py` asks the graphs.
"""

from __future__ import annotations

import random
import re
import resource
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measure import corpus_option, options, resident, table, texts

from kg import language, ontology
from kg.batches import Batch
from kg.extract import extract
from kg.graph import Graph
from kg.records import Document, Extraction, TimeSpan

MONTH = timedelta(days=30)
BEGUN = date(2001, 1, 1)
VOWELS = "aeiou"
DAYS = frozenset({"earliest", "latest"})
SAID = frozenset(
    "document sentences mentions entities claims text title published name aliases subject object evidence place time "
    "on_behalf_of at attributed_to".split()
)
"""What of a record is or holds words of the article, or days; all else tells of what kind it is."""


def main() -> None:
    """Read the corpus, then make each graph."""
    parser = options(__doc__)
    corpus_option(parser)
    parser.add_argument("--into", type=Path, help="folder for the graphs, each named by its size; else they are lost")
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 1000], help="how many documents each has")
    given = parser.parse_args()
    read = extractions(texts(given.corpus, limit=given.limit))
    with tempfile.TemporaryDirectory() as lost:
        for size in given.sizes:
            rows = filled((given.into or Path(lost)) / str(size), read, size)
            table(f"{size:,} documents", ("documents", "ms each, processor", "MB in memory", "most so far"), rows)


def extractions(articles: list[str]) -> list[Extraction]:
    """What each article says, as if it had appeared on one day."""
    nlp, known = language.load(), ontology.load()
    documents = [
        Document(id=f"{i:05}", text=text, source="", published=BEGUN + timedelta(days=i % 28))
        for i, text in enumerate(articles)
    ]
    return [extract(nlp(each.text), each, known) for each in documents]


def filled(path: Path, read: list[Extraction], size: int) -> Iterator[tuple[object, ...]]:
    """Make a graph of so many documents; a row for each tenth of them."""
    with Graph(path) as graph, Batch(graph) as batch:
        spent, counted = 0.0, 0
        for number in range(size):
            each = copied(read[number % len(read)], number // len(read))
            begun = time.process_time()
            batch.expect(each.document)
            batch.add(each)
            spent, counted = spent + time.process_time() - begun, counted + 1
            if counted >= size / 10 or number == size - 1:
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                yield number + 1, 1000 * spent / counted, resident(), most
                spent, counted = 0.0, 0


def copied(read: Extraction, copy: int) -> Extraction:
    """The same article of other people, so many months later; copy 0 is itself."""
    if not copy:
        return read
    people = (each.name for each in read.entities if each.cls == "Person" and not each.described)
    words = {word for name in people for word in re.findall(r"\w{3,}", name) if word[0].isupper()}
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b") if words else None
    letters = exchanged(copy)
    memo: dict[str, str] = {}

    def renamed(text: str) -> str:
        if text not in memo:
            memo[text] = found.sub(lambda match: match.group().translate(letters), text) if found else text
        return memo[text]

    made = mapped(read, renamed, copy * MONTH)
    return replace(made, document=replace(made.document, id=f"{read.document.id}-{copy:03}"))


def exchanged(copy: int) -> dict[int, int]:
    """Vowels for vowels and consonants for consonants, drawn for each copy."""
    drawn = random.Random(copy)
    table: dict[int, int] = {}
    for kind in (VOWELS, "".join(each for each in string.ascii_lowercase if each not in VOWELS)):
        others = "".join(drawn.sample(kind, len(kind)))
        table |= str.maketrans(kind + kind.upper(), others + others.upper())
    return table


def mapped(value: Any, renamed: Callable[[str], str], later: timedelta) -> Any:
    """A record with other strings, and its days so much later."""
    if isinstance(value, str) and type(value) is str:
        return renamed(value)
    if isinstance(value, date):
        return value + later
    if isinstance(value, tuple):
        return tuple(mapped(each, renamed, later) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        said = SAID & {each.name for each in fields(value)} if not isinstance(value, TimeSpan) else DAYS
        changed = {each: mapped(getattr(value, each), renamed, later) for each in said}
        return replace(value, **changed)
    return value


if __name__ == "__main__":
    main()
