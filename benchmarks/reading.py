"""What reading costs: its share of a build by format, many small files, one large file.

python benchmarks/reading.py                                    the two articles of seeds/, in every format
python benchmarks/reading.py news.jsonl --limit 50
python benchmarks/reading.py --shape files --count 100000       found, named and read, against a plain walk and hash
python benchmarks/reading.py --shape stream --count 300         memory along one JSONL file of so many MB
"""

from __future__ import annotations

import argparse
import hashlib
import html
import io
import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from measure import ROOT, corpus_option, options, resident, seconds, table, texts

import kg
from kg import readers
from kg.graph import Graph
from kg.readers import languages
from kg.readers.files import Found
from kg.store.arrivals import settled

sys.path.insert(0, str(ROOT))
PAGES = 0.7
"""The share of saved pages among the files of a corpus."""
PER_FOLDER = 1000
"""Small files in one folder."""


def main() -> None:
    """Measure one of the three shapes."""
    parser = options(__doc__)
    corpus_option(parser)
    parser.add_argument("--shape", choices=("share", "files", "stream"), default="share", help="what to measure")
    parser.add_argument("--count", type=int, default=1000, help="files, or MB (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts (default: 3)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        {"share": share, "files": files, "stream": stream}[given.shape](Path(folder), given)


# --- the share of a build -----------------------------------------------------------------------------------


def share(folder: Path, given: argparse.Namespace) -> None:
    """Build once, then read the same articles in each format, with libraries loaded."""
    articles = texts(given.corpus, limit=given.limit)
    (folder / "all.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in articles), encoding="utf-8")
    everything("all.jsonl", folder)
    with kg.build(folder / "all.jsonl", graph=folder / "warm"):
        pass
    building, graph = seconds(lambda: kg.build(folder / "all.jsonl", graph=folder / "graph"))
    graph.close()
    rest = building - min(everything("all.jsonl", folder) for _ in range(given.rounds))
    rows: list[tuple[object, ...]] = [("a build without reading", 1000 * rest / len(articles), "")]
    mixed = 0.0
    for name, write in FORMATS.items():
        inside = folder / name
        inside.mkdir()
        for number, text in enumerate(articles):
            (inside / f"{number}.{name}").write_bytes(write(text))
        reading = min(everything(name, folder) for _ in range(given.rounds))
        rows.append((f".{name}", 1000 * reading / len(articles), f"{reading / (reading + rest):.1%}"))
        mixed += reading * (PAGES if name == "html" else (1 - PAGES) / (len(FORMATS) - 1))
    name = f"{PAGES:.0%} .html, all others alike"
    rows.append((name, 1000 * mixed / len(articles), f"{mixed / (mixed + rest):.1%}"))
    asking, _ = seconds(lambda: [languages.detect(text) for text in articles])
    rows.append(("language of a new text", 1000 * asking / len(articles), f"{asking / (asking + rest):.1%}"))
    words = sum(len(text.split()) for text in articles)
    table(f"{len(articles)} articles, {words:,} words", ("what", "ms a document", "of a build"), rows)


def everything(name: str, folder: Path) -> float:
    """Seconds to read all documents of a folder."""
    return seconds(lambda: sum(1 for _ in readers.read(folder / name, on_skip=lambda _: None)))[0]


def _page(text: str) -> bytes:
    """A page as papers serve them: 150 kB around the story, most of it scripts, styles and links to other stories."""
    link = '<li class="nav-item"><a class="nav-link" href="/section/{0}">Section {0} of the paper</a></li>'
    card = (
        '<article class="card"><a href="/story/{0}"><img src="/i/{0}.jpg"></a><h3><a href="/story/{0}">Story {0} '
        "beside it</a></h3><p class='teaser'>A line or two of what the story {0} is about, and no more.</p></article>"
    )
    paragraphs = "".join(
        f'<p class="css-{i % 7}">{html.escape(line)}</p>' for i, line in enumerate(text.split("\n")) if line
    )
    state = json.dumps({str(number): {"title": f"Story {number}", "tags": ["a", "b"]} for number in range(1000)})
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks | Star</title><style>"
        + ".x{margin:0 auto;padding:1px 2px}" * 1000
        + f"</style><script>window.state={state}</script></head><body><nav><ul>"
        + "".join(map(link.format, range(150)))
        + f'</ul></nav><main><h1>Talks</h1><div class="story">{paragraphs}</div></main><aside class="related">'
        + "".join(map(card.format, range(60)))
        + "</aside><footer><ul>"
        + "".join(map(link.format, range(80)))
        + "</ul></footer></body></html>"
    ).encode()


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "Talks", "a@x.example", "Tue, 07 May 2024 10:00:00 +0000"
    message.set_content(text)
    return message.as_bytes()


def _feed(text: str) -> bytes:
    escaped, own = html.escape(html.escape(text)), html.escape(text[:99])
    entry = f"<guid>{own}</guid><title>Talks</title><description>{escaped}</description>"
    return f"<rss version='2.0'><channel><title>Star</title><item>{entry}</item></channel></rss>".encode()


def _word(text: str) -> bytes:
    packed, name = io.BytesIO(), "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def _portable(text: str) -> bytes:
    from tests.samples import pdf

    lines = [line[at : at + 90] for line in text.split("\n") for at in range(0, max(len(line), 1), 90)]
    plain = [line.encode("latin-1", "replace").decode("latin-1") for line in lines]
    return pdf(*(plain[at : at + 40] for at in range(0, len(plain), 40)))


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "jsonl": lambda text: json.dumps({"text": text}).encode(),
    "csv": lambda text: ('text\n"' + text.replace('"', '""') + '"\n').encode(),
    "md": str.encode,
    "html": _page,
    "pdf": _portable,
    "docx": _word,
    "eml": _mail,
    "rss": _feed,
    "json": lambda text: json.dumps({"uri": text[:99], "headline": "Talks", "body_text": text}).encode(),
}
"""Suffix → the article in that format."""


# --- many files, and a large one ----------------------------------------------------------------------------


def files(folder: Path, given: argparse.Namespace) -> None:
    """Find, name and read many small files, and do the least that anybody must do with them: walk and hash."""
    for number in range(given.count):
        inside = folder / f"{number // PER_FOLDER:04}"
        inside.mkdir(exist_ok=True)
        (inside / f"{number:07}.txt").write_text(f"Ada Brook met Bo Elm for the {number}th time.\n", encoding="utf-8")
    _walked(folder)  # once to have all in the cache of the disk
    suffixes = readers.suffixes()
    sum(1 for _ in readers.read(folder / "0000", on_skip=print))  # what is imported once is no cost of many files
    with Graph(folder.with_name(f"{folder.name}-graph")) as graph:
        store = graph.store
        known = {"places": store.places, "find": store.reader.find, "has": graph.has, "detect": lambda _: None}
        steps: dict[str, Callable[[], Iterator[object]]] = {
            "a plain walk and hash": lambda: iter(range(_walked(folder))),
            "files found, with ids": lambda: iter(Found([folder], suffixes=suffixes, on_skip=print)),
            "found, read and hashed": lambda: (e.document.digest for e in readers.receive([folder], on_skip=print)),
            "the same, and named in a new graph": lambda: (
                settled(each, **known) for each in readers.receive([folder], on_skip=print)
            ),
        }
        plain, rows = 0.0, []
        for name, step in steps.items():
            before = resident()
            taken, most = seconds(lambda step=step: _most_resident(step(), every=given.count // 20))
            plain = plain or taken
            rows.append((name, taken, taken / plain, (most - before) * 2**20 / given.count))
    shutil.rmtree(folder.with_name(f"{folder.name}-graph"))
    table(f"{given.count:,} small files", ("what", "seconds", "ratio", "bytes a file at most"), rows)


def _most_resident(items: Iterator[object], every: int) -> float:
    """MB of memory at the worst of some moments, while all are taken."""
    most = resident()
    for number, _ in enumerate(items):
        if number % max(every, 1) == 0:
            most = max(most, resident())
    return max(most, resident())


def _walked(folder: Path) -> int:
    count = 0
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            with open(os.path.join(parent, name), "rb") as file:  # noqa: PTH118, PTH123 - the least that can be done
                hashlib.sha256(file.read()).hexdigest()
            count += 1
    return count


def stream(folder: Path, given: argparse.Namespace) -> None:
    """Read one JSONL file; print memory at ten points."""
    path, size = folder / "large.jsonl", given.count * 10**6
    with path.open("w", encoding="utf-8") as file:
        for line in _lines():
            file.write(line)
            if file.tell() >= size:
                break
    rows: list[tuple[object, ...]] = [("before", 0, resident())]
    reached, count = 0.1, 0
    for count, each in enumerate(readers.receive([path], on_skip=print), start=1):
        if (each.share or 0) >= reached:
            rows.append((f"{each.share:.0%}", count, resident()))
            reached += 0.1
    rows.append(("end", count, resident()))
    table(f"{given.count} MB of JSONL", ("read", "documents", "MB of memory"), rows)


def _lines() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield (
            json.dumps({"id": number, "title": "Talks", "text": f"Ada Brook met Bo Elm for the {number}th time. " * 40})
            + "\n"
        )


if __name__ == "__main__":
    main()
