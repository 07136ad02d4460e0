"""Word documents: paragraphs, tables, text boxes; tracked deletions are gone."""

from __future__ import annotations

import io
import zipfile

from tests.samples import docx

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>Talks</dc:title><t:created>1999-01-01T00:00:00Z</t:created></cp:coreProperties>"
)


def test_paragraphs_and_runs(one):
    body = "<w:p><w:r><w:t>Obama </w:t></w:r><w:r><w:t>met</w:t><w:br/><w:t>Karzai.</w:t></w:r></w:p>" + P.format(
        "Next."
    )
    assert one("a.docx", docx(body)).text == "Obama met\nKarzai.\n\nNext."


def test_tables_are_read(one):
    body = f"<w:tbl><w:tr><w:tc>{P.format('Doha')}</w:tc><w:tc>{P.format('Qatar')}</w:tc></w:tr></w:tbl>"
    assert one("a.docx", docx(body)).text == "Doha\n\nQatar"


def test_deleted_text_is_gone_and_fallback_text_is_read_once(one):
    body = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{P.format('box')}</mc:Choice>"
        f"<mc:Fallback>{P.format('box')}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert one("a.docx", docx(body)).text == "new\n\nbox"


def test_title_is_metadata_and_creation_is_no_publication(one):
    document = one("a.docx", docx(P.format("Obama met Karzai."), core=CORE))
    assert (document.title, document.published) == ("Talks", None)


def test_what_is_no_word_document_is_refused(refused):
    assert "not a Word document" in refused("a.docx", b"PK not a zip")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("other.xml", "<x/>")
    assert "not a Word document" in refused("b.docx", buffer.getvalue())
    assert "not a Word document" in refused("c.docx", docx("<w:p>"))


def test_entities_are_not_expanded(refused):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    assert "document type" in refused("a.docx", buffer.getvalue())


def test_a_document_without_words_is_refused(refused):
    assert "no text" in refused("a.docx", docx(P.format(" ")))


def test_deep_nesting_is_refused(refused):
    assert "not a Word document" in refused("a.docx", docx("<w:x>" * 5000 + "</w:x>" * 5000))


def test_what_a_library_says_of_a_damaged_file_is_one_short_line(refused, zipped):
    data = bytearray(zipped({"word/document.xml": "x", **{f"{'y' * 900}{number}": "" for number in range(2)}}))
    data[26:28] = (900).to_bytes(2, "little")  # of the name, which so is another one than that in the directory
    reason = refused("a.docx", bytes(data))
    assert "is not a Word document" in reason
    assert len(reason) < 400
