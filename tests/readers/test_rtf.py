r"""Rich Text Format: the words that a reader of the page sees."""

from __future__ import annotations

import pytest

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (r"Obama met\b  Karzai\b0 .\par They left.\par", "Obama met Karzai.\n\nThey left."),
        (r"caf\'e9 \u8220?open\u8221? \ldblquote x\rdblquote\emdash y", "café “open” “x”—y"),
        ("caf\xe9 \x93open\x94", "café “open”"),
        (r"\uc1\u-10179?\u-8704? smile", "😀 smile"),
        (r"{\f1 \'c8\'eb\'fc\'ff} came", "Илья came"),
        (r"He {\deleted did not }resign.", "He resign."),
        (r"He {\v secretly }left\v now\v0 .", "He left."),
        (r"a\\v b \{c\}", r"a\v b {c}"),
        (r"Wash\-ing\-ton\~DC E\_mail", "Washington\xa0DC E-mail"),
        (r"\trowd a\cell b\cell\row c", "a\n\nb\n\nc"),
        (r'{\field{\*\fldinst {HYPERLINK "http://x.example" }}{\fldrslt {\ul Norway}}} fell', "Norway fell"),
        (r"{\header Page 1}{\footnote Note}Text{\*\unknown hidden}", "Text"),
        (r"a{\pict\bin5 }}\}}}b", "ab"),
        ("wrapped \r\nlines\nhere", "wrapped lineshere"),
    ],
)
def test_text(one, markup, text):
    assert one("a.rtf", (HEAD + markup + "}").encode("latin-1")).text == text


def test_the_title_is_read_and_the_date_of_the_file_is_not(one):
    info = r"{\info{\title Caf\'e9 \{new\}}{\creatim\yr2024\mo5\dy7}}"
    document = one("a.rtf", f"{HEAD}{info} Talks.}}")
    assert (document.title, document.published, document.text) == ("Café {new}", None, "Talks.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Talks.", "is not RTF;"),
        (r"{\rtf1\uc}", "is not RTF that can be read"),
        (r"{\rtf1\u9999999999 x}", "is not RTF that can be read"),
        (r"{\rtf1}", "has no text"),
    ],
)
def test_what_cannot_be_read(refused, content, reason):
    assert reason in refused("a.rtf", content)
