"""Encodings of pages, as browsers have them."""

from __future__ import annotations

import codecs

import pytest

from kg.readers.encodings import decode

CYRILLIC = "Президент"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-1">Norway\x92s', "Norway’s"),
        (b"<meta charset=latin1>caf\xe9", "café"),
        (b"<meta charset='US-ASCII'>\x93Talks\x94", "“Talks”"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">\x9a', "š"),
        (
            b'<META CONTENT="text/html;charset=windows-1251" HTTP-EQUIV=Content-Type>' + CYRILLIC.encode("cp1251"),
            CYRILLIC,
        ),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>' + CYRILLIC.encode("koi8-r"), CYRILLIC),
        (b'<meta charset="gb2312">' + "总统会见".encode("gb18030"), "总统会见"),
        (b'<meta charset="shift_jis">' + "首相は①".encode("cp932"), "首相は①"),
        (b'<meta charset="euc-kr">' + "대통령".encode("cp949"), "대통령"),
        (b'<meta charset="utf-16">' + "é".encode(), "é"),
        (b"<p>Br\xf6nning met Pe\xf1a", "Brönning met Peña"),
        (b"<p>" + "Brönning met Peña".encode(), "Brönning met Peña"),
        (b'<meta charset="iso-8859-1"><p>' + "Norway’s Brönning".encode(), "Norway’s Brönning"),
        (b'<meta charset="iso-8859-15"><p>' + "Norway’s Brönning".encode(), "Norway’s Brönning"),
        (b'<meta charset="windows-1251"><p>' + CYRILLIC.encode(), CYRILLIC),
        (b'<meta charset="no-such-thing">Br\xf6nning', "Brönning"),
        (b'<!-- <meta charset="koi8-r"> --><p>\xf6', "ö"),
        (b"<script>var x = '<meta charset=koi8-r>';</script><p>\xf6", "ö"),
        (b"<!--" + b"x" * 2000 + b'--><meta charset="windows-1251">' + CYRILLIC.encode("cp1251"), CYRILLIC),
        (codecs.BOM_UTF8 + b'<meta charset="koi8-r">' + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + "<p>Peña".encode("utf-16-le"), "Peña"),
        (codecs.BOM_UTF16_BE + "<p>Peña".encode("utf-16-be"), "Peña"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        (b"\x81", "\x81"),
    ],
)
def test_the_text_of_a_page(data, text):
    decoded = decode(data)
    assert decoded.text.endswith(text)
    assert decoded.doubt is None


def test_what_is_not_as_declared_is_told():
    decoded = decode(b'<meta charset="utf-8">Br\xf6nning met Pe\xf1a')
    assert "Br\ufffdnning" in decoded.text
    assert decoded.doubt is not None
    assert "2 places are not utf-8" in decoded.doubt


def test_a_replacement_character_that_the_page_has_itself_is_no_doubt():
    assert decode('<meta charset="utf-8">Br\ufffdnning'.encode()).doubt is None


def test_letters_of_elsewhere_without_a_declaration_are_told():
    decoded = decode("<p>Президент встретился во вторник в Москве с канцлером.".encode("cp1251"))
    assert decoded.doubt is not None
    assert "something else" in decoded.doubt


def test_a_page_of_many_accents_is_no_doubt():
    assert decode("<p>Où est né l’élève élevé à Orléans, où a-t-il été élu?".encode("cp1252")).doubt is None
