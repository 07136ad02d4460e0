"""PDF: the text layer, reflowed; everything else is refused with a reason."""

from __future__ import annotations

import pytest

from kg.readers.layout import columns, reflow, without_running_lines
from tests.samples import pdf


def test_pages_become_paragraphs(one):
    document = one("a.pdf", pdf(["The govern-", "ment met the rebels in Doha."], ["Talks go on."], title="Talks"))
    assert document.text == "The government met the rebels in Doha.\n\nTalks go on."
    assert document.title == "Talks"


def test_the_day_a_file_was_made_is_no_publication_day(one):
    assert one("a.pdf", pdf(["Obama met Karzai."])).published is None


def test_a_scan_is_refused_with_a_remedy(refused):
    reason = refused("a.pdf", pdf([], []))
    assert "no text in its 2 pages" in reason
    assert "OCR" in reason


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"not a PDF at all", pdf(["Obama met Karzai."])[:200]])
def test_damaged_files_are_refused(refused, content):
    assert "not a PDF that can be read" in refused("a.pdf", content)


def test_an_encrypted_file_is_refused(tmp_path, refused):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "open.pdf").write_bytes(pdf(["Obama met Karzai."]))
    writer = PdfWriter(PdfReader(tmp_path / "open.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    assert "encrypted" in refused("a.pdf", (tmp_path / "closed.pdf").read_bytes())


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("one line\nand another", "one line and another"),
        ("a paragraph of text\n\nanother one", "a paragraph of text\n\nanother one"),
        ("Anglo-\nAmerican talks", "Anglo-American talks"),
        ("well-\nknown", "well-known"),
        ("the Norway-\nbacked side", "the Norway-backed side"),
        ("the Danish-\nled side", "the Danish-led side"),
        ("the gov\u00ad\nernment", "the government"),
        ("the govern-\nment", "the government"),
        ("Dana Whit-\nlock spoke", "Dana Whitlock spoke"),
        ("a 12-\nyear-old", "a 12-year-old"),
        ("the cease-\nfire, a ceasefire", "the cease-fire, a ceasefire"),
        ("it rose -\nas said", "it rose - as said"),
        ("", ""),
    ],
)
def test_reflow(page, text):
    assert reflow(page) == text


def test_words_of_the_document_tell_which_hyphens_are_real():
    assert reflow("a cease-\nfire", {"ceasefire"}) == "a ceasefire"
    assert reflow("a by-\nelection", {"by-election"}) == "a by-election"
    assert reflow("Norway-\nfriendly", {"friendly"}) == "Norway-friendly"


def test_rows_of_a_table_and_headings_are_no_sentence():
    page = (
        "Seats of the parties\nProgress Union 40\nCivic Reform 12\n"
        + "The Progress Union has won again, and nobody knows why it did.\n" * 4
    )
    assert reflow(page).split("\n\n")[:3] == ["Seats of the parties", "Progress Union 40", "Civic Reform 12"]


def test_running_heads_and_feet_go(one):
    pages = [
        ["MINISTRY OF TRADE", f"Page {number} of 3", *lines, "Nils Hagerup, Duravik"]
        for number, lines in enumerate((["The government of"], ["Estonia met the rebels in"], ["Doha."]), start=1)
    ]
    assert one("a.pdf", pdf(*pages)).text == "The government of Estonia met the rebels in Doha."


def test_lines_that_differ_stay():
    assert without_running_lines(["One met two.\nMore.", "Three met four.\nEnd."]) == [
        "One met two.\nMore.",
        "Three met four.\nEnd.",
    ]


def test_columns_are_read_one_after_the_other():
    left = ["Dana Whitlock met", "Ilya Korvin in the", "town of Brenholm.", "They talked."]
    right = ["Lucia Ferrante has", "resigned from the", "Progress Union.", "She was tired."]
    across = [(x, 700 - 14 * n, text) for n in range(4) for x, text in ((50, left[n]), (320, right[n]))]
    assert columns(across, 600) == "\n".join(left) + "\n\n" + "\n".join(right)
    assert columns([(50, 700 - 14 * n, line) for n, line in enumerate(left * 2)], 600) is None
    table = [(x, 700 - 14 * n, "cell") for n in range(4) for x in (50, 120, 190, 260, 330)]
    assert columns(table, 600) is None


@pytest.mark.parametrize("title", ["untitled", "10811.exe", "Microsoft Word - Talks.docx", "talks.indd"])
def test_titles_that_programs_made_up_are_none(one, title):
    assert one("a.pdf", pdf(["Obama met Karzai."], title=title)).title is None
