"""A sound file of every format that is read, to be damaged by tests; the names are invented, the traps are real."""

from __future__ import annotations

import gzip
import io
import json
from functools import lru_cache
from pathlib import Path

from tests.readers.conftest import pack
from tests.readers.pages import PAGES
from tests.readers.test_docx import CORE, P
from tests.readers.test_epub import BOOK
from tests.readers.test_feeds import ENTRY, atom, rss
from tests.readers.test_mail import PLAIN, START
from tests.readers.test_reuters import FILE
from tests.readers.test_warc import PAGE, chunked, record, response
from tests.samples import docx, pdf

NEWS = Path(__file__).parent / "news"
ARTICLES = [
    {"id": number, "title": "T", "published": "2024-05-07", "text": f"Obama met “x” {number}."} for number in range(9)
]
CSV = "id;published;text\n" + "".join(f'{a["id"]};2024-05-07;"{a["text"]}\n"\n' for a in ARTICLES)
LINES = "".join(json.dumps(article) + "\n" for article in ARTICLES).encode()
RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}{\info{\title T}}\f0 Obama\u8220?x\'e9 {\v y}\par}"
ODT = (
    "<a xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
    "<o:body><o:text><t:p>Obama<t:s t:c='2'/>left.</t:p></o:text></o:body></a>"
)
MARKDOWN = "---\ntitle: Talks\ndate: 2024-05-07\n---\n\n# Rivals meet\n\nAda *met* [Bo](x).\n\n```\ncode\n```\n- One\n"
HTML = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Talks | Star</title>"
    "<meta property='article:published_time' content='2024-05-07T10:00:00Z'></head><body><article><h1>Talks</h1>"
    "<p>Ada Brook met Bo Elm in Tarn on Tuesday for long talks.</p><p>They agreed on nothing.</p></article></body>"
)
WET = record("conversion", b"Ada met Bo.", more="Content-Type: text/plain\r\n")


@lru_cache(maxsize=1)
def sound() -> dict[str, bytes]:
    """Name of a file → what is in it; of most suffixes one, of some several."""
    return {**_texts(), **_news(), **_packed(), **_tables()}


def _texts() -> dict[str, bytes]:
    return {
        "a.txt": "Ada Brook met “Bo” in Zürich.\n\nThey left on 7 May 2024.\n".encode(),
        "bom.text": "Ada met Bo.\r\nThey left.\r\n".encode("utf-16"),
        "a.md": MARKDOWN.encode(),
        "a.markdown": b"# Talks\n\n> Ada met Bo.\n",
        "a.html": HTML.encode(),
        "latin.htm": HTML.replace("charset=utf-8", "charset=iso-8859-1").replace("Tarn", "Zürich").encode("latin-1"),
        "paper.html": PAGES["wordpress_paper"]().html.encode(),
        "graph.html": PAGES["capitol_site"]().html.encode(),
        "a.rtf": RTF.encode("latin-1"),
        "a.pdf": pdf(
            ["Ada Brook met Bo Elm in Tarn for long", "talks with the govern-"], ["ment. They left."], title="T"
        ),
        "a.docx": docx(
            P.format("Ada met Bo.") + f"<w:tbl><w:tr><w:tc>{P.format('Tarn')}</w:tc></w:tr></w:tbl>", core=CORE
        ),
    }


def _news() -> dict[str, bytes]:
    header = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    packed = response(chunked(gzip.compress(b"Ada met Bo.")), kind="text/plain; charset=utf-8", header=header)
    return {
        **{path.name: path.read_bytes() for path in sorted(NEWS.iterdir()) if path.name != "cases.jsonl"},
        "a.rss": rss("<guid>1</guid><title>A</title><description>Ada met Bo.</description>").encode(),
        "a.atom": atom(
            ENTRY.format("2024-05-07T10:00:00Z", "<content type='html'>&lt;p>Ada met Bo.</content>")
        ).encode(),
        "a.nitf": (NEWS / "05-note.nitf.xml").read_bytes(),
        "a.eml": PLAIN.encode(),
        "a.mbox": (START + PLAIN).encode() * 2,
        "a.sgm": FILE.encode(),
        "a.warc": WET * 2,
        "http.warc": packed * 2,
        "page.warc": response(PAGE.encode()) + WET,
        "a.warc.gz": gzip.compress(WET) * 2,
    }


def _packed() -> dict[str, bytes]:
    return {
        "a.json": json.dumps({"articles": ARTICLES}).encode(),
        "array.json": json.dumps(ARTICLES).encode("utf-16"),
        "feed.json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "Ada met Bo."}]}
        ).encode(),
        "a.jsonl": LINES,
        "a.ndjson": LINES.replace(b"\n", b"\r\n"),
        "a.csv": CSV.encode(),
        "a.tsv": CSV.replace(";", "\t").encode("utf-16"),
        "a.odt": pack({"content.xml": ODT}),
        "a.epub": pack(BOOK),
        "a.jsonl.gz": gzip.compress(LINES),
        "a.zip": pack({"a.csv": "text;no\nx;1\n", "b/a.jsonl": LINES}),
    }


def _tables() -> dict[str, bytes]:
    """Formats whose libraries are extras: none where these are not installed."""
    files = {}
    try:
        import pyarrow as pa
        from pyarrow import parquet

        table = io.BytesIO()
        parquet.write_table(pa.Table.from_pylist(ARTICLES), table)
        files["a.parquet"] = table.getvalue()
    except ImportError:
        pass
    try:
        import openpyxl

        book, written = openpyxl.Workbook(), io.BytesIO()
        for row in [list(ARTICLES[0]), *(list(article.values()) for article in ARTICLES)]:
            book.active.append(row)
        book.save(written)
        files["a.xlsx"] = written.getvalue()
    except ImportError:
        pass
    return files
