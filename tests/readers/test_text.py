"""Plain text, and the decoding that all formats share."""

from __future__ import annotations

import os
from datetime import date

import pytest

from kg.errors import InputError
from kg.readers import read, source
from kg.readers.text import decode


def test_text_is_read_as_it_stands(one):
    document = one("a.txt", "Obama met Karzai.\n\nThey spoke.\n")
    assert document.id == "a.txt"
    assert document.text == "Obama met Karzai.\n\nThey spoke.\n"
    assert document.source.endswith("/a.txt")
    assert document.title is None
    assert document.published is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"\xef\xbb\xbfKabul", "Kabul"),
        ("Kabul é".encode("utf-16"), "Kabul é"),
        ("Kabul é".encode("utf-16-be").join([b"\xfe\xff", b""]), "Kabul é"),
        ("Kabul 🕊".encode("utf-32"), "Kabul 🕊"),
    ],
    ids=["line ends", "UTF-8 mark", "UTF-16 mark", "UTF-16 mark, big end first", "UTF-32 mark"],
)
def test_encodings_and_line_ends(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb\u200d",
        "bell \x07 and escape \x1b[31m in a long enough line of words to pass " * 3,
        "שלום (عربي) \u202eabc\u202c",
        "🕊️👩‍🚀",
        "a\u2028b\x0cc",
    ],
    ids=["zero width", "control", "right to left", "emoji", "odd separators"],
)
def test_odd_characters_stay_where_they_are(one, text):
    assert one("a.txt", text).text == text


def test_a_document_need_not_end_with_a_suffix(one):
    assert one("article", "Obama met Karzai.").text == "Obama met Karzai."


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf"], ids=["nothing", "blanks", "only a mark"])
def test_empty_files_are_refused(refused, content):
    assert "nothing to read" in refused("a.txt", content)


def test_binary_data_are_refused(refused):
    assert "binary data" in refused("a.txt", bytes(range(256)) * 20)
    assert "binary data" in refused("a.txt", b"\x00\x01\x02text\x00" * 50)


def test_invalid_utf8_names_line_and_remedy(refused):
    reason = refused("a.txt", b"First line.\nSecond caf\xe9 line.\n")
    assert "line 2, byte 22" in reason
    assert "iconv" in reason


def test_too_much_text_is_refused(refused, monkeypatch):
    monkeypatch.setattr("kg.readers.text.MAX_CHARACTERS", 1_000_000)
    assert "more than 1 million" in refused("a.txt", b"word " * 200_001)


def test_a_50_mb_line_is_refused_at_once(refused):
    reason = refused("a.txt", b"x" * (source.MAX_BYTES + 1))
    assert "larger than 50 MB" in reason
    assert "split" in reason


def test_undecodable_utf16_is_refused():
    with pytest.raises(InputError, match="UTF-16"):
        decode("Talks in Doha".encode("utf-16")[:-1])


def test_an_address_in_the_first_line_hints_at_the_day_and_says_so(tmp_path, reading):
    text = "https://news.example/2024/05/07/rivals-meet.html\n\nDana Whitlock met Ilya Korvin.\n"
    (tmp_path / "a.txt").write_text(text)
    (document,), (hint,) = reading(tmp_path / "a.txt")
    assert document.published == date(2024, 5, 7)
    assert document.text == text
    assert (hint.error, hint.read) == (False, True)
    assert "the day of publication of the address in its first line (2024-05-07)" in hint.reason


@pytest.mark.parametrize(
    "text",
    [
        "See https://news.example/2024/05/07/a here.\nText.",
        "Text.\nhttps://news.example/2024/05/07/a",
        "2024-05-07\nA.",
    ],
)
def test_other_addresses_and_days_are_text(one, text):
    assert one("a.txt", text).published is None


@pytest.mark.parametrize(
    ("asked", "day"),
    [("2013-06-18", date(2013, 6, 18)), ("June 18, 2013", date(2013, 6, 18)), ("mtime", date(2001, 9, 9))],
)
def test_a_day_may_be_given_to_plain_text(tmp_path, asked, day):
    (tmp_path / "a.txt").write_text("https://news.example/2024/05/07/a\n\nDana Whitlock met Ilya Korvin.")
    (tmp_path / "b.md").write_text("---\ndate: 1999-01-01\n---\nText.")
    (tmp_path / "c.md").write_text("Text.")
    os.utime(tmp_path / "a.txt", (1e9, 1e9))
    days = [document.published for document in read(tmp_path, on_skip=print, published=asked)]
    assert days == [day, date(1999, 1, 1), None]


def test_what_is_no_day_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(InputError, match="write it as 2024-05-07, or mtime"):
        list(read(tmp_path, on_skip=print, published="07/05/2024"))
