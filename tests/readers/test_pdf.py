"""PDF: the text layer, reflowed; everything else is refused with a reason."""

from __future__ import annotations

import pytest

from kg.readers.pdf import reflow
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
        ("Anglo-\nAmerican talks", "Anglo- American talks"),
        ("well-\nknown", "wellknown"),
        ("", ""),
    ],
)
def test_reflow(page, text):
    assert reflow(page) == text
