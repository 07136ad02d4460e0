"""Inputs that nobody would write: sound files damaged, dressed up as others, and made of pieces; and what to demand.

An input is made of its seed and its number alone, so that one that fails can be made again.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.readers import Skipped, read
from kg.records import Document, Standing
from tests.readers.conftest import pack
from tests.readers.sound import sound
from tests.readers.test_feeds import rss
from tests.readers.test_mail import PLAIN, START
from tests.readers.test_warc import record

SLOW = 10.0
"""Seconds: an input that takes longer hangs."""
NEIGHBOURS = {"0-before.txt": "Ada Brook met Bo Elm.", "z-behind.jsonl": '{"id": "behind", "text": "Cy Dahl left."}'}
PIECES = (
    "<|>|&|&amp;|&#0;|&#x110000;|&x;|]]>|<![CDATA[|<!--|-->|<p>|</p>|<br>|<script>|</|"
    "<?xml version='1.0' encoding='x'?>|<!DOCTYPE a [<!ENTITY b 'c'>]>|\"|'|\\|\\ud800|\\u0000|{|}|[|]|[[[[[[[[|:|,|;|"
    "\t|\n|\r|\r\n\r\n|null|true|-1|1e999|NaN|99999999999999999999|2024-13-45|31 Feb 2024|0000-00-00|=?utf-8?q?=ff?=|"
    "From |>From |Content-Length: 99999|--|%|../|~|{\\rtf1|\\u-1|\\bin99999 |\\'|%PDF|stream|endobj|/Length 9|"
    "PK\x03\x04|WARC/1.1|\x00|\x1f\x8b|\ufeff|\ufffe|\u202e|\u2028|\U0001f600|\ud7ff|é|ß|İ|”"
).split("|")
NAMES = (
    "id text body title published date author language version status pubstatus headline uri items bodies _source"
).split()
TAGS = (
    "html head title body article div p h1 h2 table tr td br time span script style meta a ul li rss channel item guid "
    "description link pubDate feed entry content updated newsItem itemMeta nitf body.content hedline w:p t:p x"
).split()

Input = tuple[str, bytes]
"""The name of a file and what is in it."""


def made(seed: int, number: int) -> Input:
    """The input of a number: three of four are damaged files, the others are made of pieces."""
    chance = random.Random(seed * 10**9 + number)
    files = sound()
    name = chance.choice(sorted(files))
    if chance.random() < 0.25:
        return name, _generated(chance, Path(name).suffix)
    content = files[name]
    if zipfile.is_zipfile(io.BytesIO(content)) and chance.random() < 0.7:
        content = _damaged_inside(chance, content)
    elif content[:2] == b"\x1f\x8b" and chance.random() < 0.7:
        content = gzip.compress(_damaged(chance, gzip.decompress(content)), mtime=0)
    else:
        content = _damaged(chance, content)
    if chance.random() < 0.1:  # a file that is called what it is not
        name = f"b{Path(chance.choice(sorted(files))).suffix}"
    return name, content


def _damaged(chance: random.Random, content: bytes) -> bytes:
    data, other = bytearray(content), sound()[chance.choice(sorted(sound()))]
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 2, 8, 40, 400)))
        piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
        data[start:end] = chance.choice(
            (
                b"",
                piece,
                piece * (100_000 if chance.random() < 0.02 else chance.choice((1, 2, 50, 2000))),
                bytes(data[start:end]) * 3,
                chance.randbytes(end - start),
                other[: chance.choice((10, 300))],
                bytes(data[end : end + 40]) + bytes(data[start:end]),
            )
        )
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1) :]
    if chance.random() < 0.05:
        return (
            bytes(data)
            .decode("utf-8", "replace")
            .encode(chance.choice(("utf-16", "utf-32", "utf-16-be", "cp037")), "replace")
        )
    return bytes(data)


def _damaged_inside(chance: random.Random, content: bytes) -> bytes:
    """A ZIP file that is whole, with parts that are not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), k=min(len(parts), chance.randint(1, 2))):
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = _damaged(chance, parts[name])
    return pack(parts)


# --- files made of pieces -----------------------------------------------------------------------------------


def _generated(chance: random.Random, suffix: str) -> bytes:
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return "\n".join(json.dumps(_value(chance, 4)) for _ in range(chance.randint(1, 4))).encode()
    if suffix in {".csv", ".tsv"}:
        mark = chance.choice(",;\t|")
        return "\n".join(mark.join(_words(chance) for _ in range(4)) for _ in range(chance.randint(1, 9))).encode(
            "utf-8", "replace"
        )
    if suffix in {".html", ".htm", ".xml", ".rss", ".atom", ".nitf", ".sgm"}:
        deep = chance.choice((3, 5, 6))
        return f"<{chance.choice(TAGS)}>{_tree(chance, deep)}".encode("utf-8", "replace")
    if suffix in {".zip", ".epub", ".docx", ".odt", ".xlsx"}:
        return pack(
            {_words(chance)[:40].strip("/\x00") or "a": _words(chance).encode("utf-8", "replace") for _ in "abc"}
        )
    return "".join(_words(chance) for _ in range(chance.randint(0, 12))).encode("utf-8", "replace")


def _words(chance: random.Random) -> str:
    return "".join(chance.choice((*PIECES, "Ada met Bo. ", "text", " ")) for _ in range(chance.randint(0, 8)))


def _value(chance: random.Random, depth: int) -> object:
    kind = chance.randrange(7 if depth else 5)
    if kind < 5:
        return (None, chance.choice((True, -1, 1e300, 10**20, 1715000000)), _words(chance), "Ada met Bo.", "")[kind]
    if kind == 5:
        return [_value(chance, depth - 1) for _ in range(chance.randint(0, 4))]
    return {chance.choice(NAMES): _value(chance, depth - 1) for _ in range(chance.randint(0, 6))}


def _tree(chance: random.Random, depth: int) -> str:
    if not depth:
        return _words(chance)
    parts = []
    for _ in range(chance.randint(0, 4)):
        tag = chance.choice(TAGS)
        mark = f' {chance.choice(("class", "id", "lang", "content", "datetime"))}="{chance.choice(PIECES)}"'
        end = f"</{tag}>" if chance.random() < 0.9 else ""
        parts.append(f"<{tag}{mark if chance.random() < 0.3 else ''}>{_tree(chance, depth - 1)}{end}")
    return "".join(parts)


# --- what to demand -----------------------------------------------------------------------------------------


def faults(folder: Path, given: Input) -> Iterator[str]:
    """Read an input between two sound files, and yield what is wrong with the answer."""
    name, content = given
    (folder / name).write_bytes(content)
    paths = [folder / each for each in NEIGHBOURS]
    for path in paths:
        path.write_text(NEIGHBOURS[path.name], encoding="utf-8")
    skipped: list[Skipped] = []
    begun = time.monotonic()
    try:
        documents = list(read(paths[0], folder / name, paths[1], on_skip=skipped.append))
    except Exception as error:  # noqa: BLE001 - which is what is looked for
        yield f"{type(error).__name__}: {error}"
        return
    finally:
        (folder / name).unlink()
    if time.monotonic() - begun > SLOW:
        yield f"took {time.monotonic() - begun:.1f} s"
    if [(documents[0].id, documents[0].text), (documents[-1].id, documents[-1].text)] != [
        ("0-before.txt", "Ada Brook met Bo Elm."),
        ("behind", "Cy Dahl left."),
    ]:
        yield "a neighbour was lost or changed"
    yield from _wrong(documents[1:-1], skipped)


def _wrong(documents: list[Document], skipped: list[Skipped]) -> Iterator[str]:
    if not documents and not skipped:
        yield "nothing was read, and nothing said"
    for document in documents:
        if not document.text.strip() and document.standing is not Standing.WITHDRAWN:
            yield "a document without text"
        told = (document.title, document.author, document.language)
        lines = [value for value in told if value is not None]
        if any(not value.strip() or len(value.splitlines()) != 1 for value in lines):
            yield f"a field that is no line: {lines!r}"[:300]
        try:
            "".join((*lines, document.id, document.text)).encode()
        except UnicodeEncodeError:
            yield "a character that no encoding has"
    for problem in skipped:
        if len(str(problem).splitlines()) != 1 or len(problem.reason) > 700:
            yield f"what is said is no line: {str(problem)[:200]!r}"


# --- one record is damaged, the others stay ------------------------------------------------------------------

Whole = Callable[[list[bytes]], bytes]


def _mails(bodies: list[bytes]) -> bytes:
    mails = (PLAIN.replace("1@x", f"{number}@x").partition("\n\n")[0].encode() for number in range(len(bodies)))
    return b"".join(START.encode() + mail + b"\n\n" + body + b"\n\n" for mail, body in zip(mails, bodies, strict=True))


def _crawl(bodies: list[bytes]) -> bytes:
    more = "Content-Type: text/plain\r\n"
    return b"".join(record("conversion", body, address=f"http://x/{n}", more=more) for n, body in enumerate(bodies))


def _feed(bodies: list[bytes]) -> bytes:
    safe = [body.decode("utf-8", "replace").replace("&", "&amp;").replace("<", "&lt;") for body in bodies]
    entries = (f"<guid>{number}</guid><description>{body}</description>" for number, body in enumerate(safe))
    return rss(*entries).encode("utf-8", "replace")


def _array(bodies: list[bytes]) -> bytes:
    texts = [body.decode("utf-8", "surrogateescape") for body in bodies]
    return json.dumps([{"id": str(number), "text": text} for number, text in enumerate(texts)]).encode()


RECORDS: dict[str, Whole] = {
    "lines.jsonl": lambda bodies: b"\n".join(
        body.replace(b"\n", b"")
        if b"Ada" not in body
        else json.dumps({"text": body.decode("utf-8", "replace")}).encode()
        for body in bodies
    ),
    "array.json": _array,
    "mails.mbox": _mails,
    "crawl.warc": _crawl,
    "feed.rss": _feed,
    "archive.zip": lambda bodies: pack({f"{number}.txt": body for number, body in enumerate(bodies)}),
}
"""Files of several records, made of their texts."""


def lost(folder: Path, seed: int, number: int) -> Iterator[str]:
    """Damage one record of a file, and yield which of the others are not read as they were."""
    chance = random.Random(seed * 10**9 + number)
    name = sorted(RECORDS)[number % len(RECORDS)]
    bodies = [f"Ada Brook met Bo Elm {each} times.".encode() for each in range(5)]
    damaged = chance.randrange(1, 5)  # the first tells the encoding of all
    bodies[damaged] = _damaged(chance, b"Eve left.").replace(b"Ada", b"").replace(b"\nFrom ", b"")
    (folder / name).write_bytes(RECORDS[name](bodies))
    skipped: list[Skipped] = []
    try:
        found = [document.text.strip() for document in read(folder / name, on_skip=skipped.append)]
    except Exception as error:  # noqa: BLE001 - which is what is looked for
        yield f"{type(error).__name__}: {error}"
        return
    wanted = [body.decode() for each, body in enumerate(bodies) if each != damaged]
    if [text for text in found if text in wanted] != wanted:
        yield f"records were lost: {len(found)} documents, {[str(each)[-150:] for each in skipped]}"
