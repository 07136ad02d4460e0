"""WARC: pages of a crawl, however they are packed."""

from __future__ import annotations

import gzip
import zlib
from datetime import date

import brotli
import pytest

PAGE = (
    "<!doctype html><html><head><title>Talks</title>"
    "<meta property='article:published_time' content='2026-06-01'></head><body>"
    "<article><h1>Talks</h1><p>Mayor Zoë Brack met Odo Fell in Tarn for several hours of long talks with officials.</p>"
    "<p>She then left the town for a week of rest in the hills, her spokeswoman told reporters at noon.</p>"
    "</article></body></html>"
)
ADDRESS = "http://x.example/1"


def record(
    kind: str, block: bytes, *, address: str = ADDRESS, when: str = "2026-06-02T10:00:00Z", more: str = ""
) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {when}\r\n{more}"
    head += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(
    body: bytes = PAGE.encode(),
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    header: str = "",
    **options: str,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{header}\r\n".encode() + body
    return record("response", http, more="Content-Type: application/http; msgtype=response\r\n", **options)


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"


def test_a_page_is_read_as_a_page(one):
    document = one("a.warc", response())
    assert (document.id, document.title, document.published) == (ADDRESS, "Talks", date(2026, 6, 1))
    assert "Mayor Zoë Brack met Odo Fell" in document.text
    assert document.version == 1780394400


@pytest.mark.parametrize(
    ("encode", "name"),
    [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (brotli.compress, "br")],
    ids=["gzip", "deflate", "br"],
)
def test_encodings_of_the_transfer_are_undone(one, encode, name):
    data = encode(PAGE.encode())
    assert "Zoë Brack" in one("a.warc", response(data, header=f"Content-Encoding: {name}\r\n")).text
    header = f"Content-Encoding: {name}\r\nTransfer-Encoding: chunked\r\n"
    assert "Zoë Brack" in one("b.warc", response(chunked(data), header=header)).text


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "x-none"])
def test_the_server_may_say_how_a_page_is_encoded(one, charset):
    data = PAGE.encode("utf-8" if charset == "x-none" else charset)
    assert "Zoë Brack" in one("a.warc", response(data, kind=f"text/html; charset={charset}")).text


@pytest.mark.parametrize(
    "pack",
    [
        lambda records: gzip.compress(b"".join(records)),
        lambda records: b"".join(map(gzip.compress, records)),
    ],
    ids=["one member", "a member each"],
)
def test_zipped_archives(tmp_path, reading, pack):
    (tmp_path / "a.warc.gz").write_bytes(pack([response(), response(address="http://x.example/2")]))
    documents, skipped = reading(tmp_path / "a.warc.gz")
    assert [document.id for document in documents] == [ADDRESS, "http://x.example/2"]
    assert not skipped


def test_the_last_visit_counts_and_an_error_page_is_none(tmp_path, reading):
    later = response(PAGE.replace("several hours", "two days").encode(), when="2026-06-04T10:00:00Z")
    gone = response(b"<p>Not found.</p>", status="404 Not Found", when="2026-06-05T10:00:00Z")
    revisit = record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", when="2026-06-06T10:00:00Z")
    picture = response(b"x", kind="image/png")
    (tmp_path / "a.warc").write_bytes(later + response() + gone + revisit + picture)
    (document,), (note,) = reading(tmp_path / "a.warc")
    assert "two days" in document.text
    assert "(1 of type image/png, 1 unchanged since another visit, 1 with status 404)" in note.reason
    assert not note.error


def test_text_and_resources(tmp_path, reading):
    text = record("conversion", b"Ada met Bo.", more="Content-Type: text/plain\r\n")
    page = record("resource", PAGE.encode(), address="http://x.example/2", more="Content-Type: text/html\r\n")
    (tmp_path / "a.warc").write_bytes(text + page)
    documents, skipped = reading(tmp_path / "a.warc")
    assert documents[0].text == "Ada met Bo."
    assert "Mayor Zoë Brack" in documents[1].text
    assert not skipped


def test_a_page_without_an_article_is_left_out_by_its_address(tmp_path, reading):
    (tmp_path / "a.warc").write_bytes(response(b"<html><img src=x></html>") + response(address="http://x.example/2"))
    (document,), (note,) = reading(tmp_path / "a.warc")
    assert document.id == "http://x.example/2"
    assert note.path.endswith(f"a.warc:{ADDRESS}")
    assert "no article text" in note.reason


@pytest.mark.parametrize("cut", [10, 60, 300, 700])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "zipped"])
def test_an_archive_that_was_cut_is_said(tmp_path, reading, pack, cut):
    data = pack(response()) + pack(response(address="http://x.example/2"))
    (tmp_path / "a.warc.gz").write_bytes(data[:-cut])
    documents, skipped = reading(tmp_path / "a.warc.gz")
    assert ADDRESS in [document.id for document in documents] or cut == 700
    assert any(
        problem.error and ("ends inside a record" in problem.reason or "damaged" in problem.reason)
        for problem in skipped
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WARC/1.0\r\nContent-Length: 9\r\n\r\n",
        b"\x1f\x8b",
        b"\x1f\x8bjunk and more junk",
        b"no archive\r\n" * 9,
        gzip.compress(b"no archive"),
    ],
)
def test_what_is_no_archive_is_refused(refused, content):
    assert any(
        words in refused("a.warc.gz", content) for words in ("no WARC", "ends inside", "is damaged", "has no page")
    )


def test_a_broken_page_does_not_take_the_others_with_it(tmp_path, reading):
    broken = response(b"zzz\r\nno chunk", address="http://x.example/0", header="Transfer-Encoding: chunked\r\n")
    squeezed = response(b"no gzip", address="http://x.example/3", header="Content-Encoding: gzip\r\n")
    (tmp_path / "a.warc").write_bytes(broken + squeezed + response())
    (document,), notes = reading(tmp_path / "a.warc")
    assert document.id == ADDRESS
    assert len(notes) == 2
    assert not [note for note in notes if note.error]
