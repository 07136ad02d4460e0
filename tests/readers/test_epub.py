"""EPUB: a chapter is a document."""

from __future__ import annotations

from datetime import date

import pytest

CONTAINER = "<c xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfile full-path='OEBPS/p.opf'/></c>"
PAGE = "media-type='application/xhtml+xml'"
PACKAGE = f"""<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'
 xmlns:opf='http://www.idpf.org/2007/opf'>
<metadata><dc:title>Weekly</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:language>en-GB</dc:language>
<dc:date opf:event='modification'>2024-06-01</dc:date><dc:date>2024-05-07T00:00:00+00:00</dc:date></metadata>
<manifest><item id='n' href='nav.xhtml' properties='nav' {PAGE}/><item id='a' href='t/one%20x.xhtml' {PAGE}/>
<item id='b' href='two.xhtml' {PAGE}/><item id='c' href='cover.xhtml' {PAGE}/>
<item id='x' href='x.xhtml' {PAGE}/></manifest>
<spine><itemref idref='n'/><itemref idref='c'/><itemref idref='b'/><itemref idref='a'/>
<itemref idref='x' linear='no'/></spine></package>"""
BOOK = {
    "META-INF/container.xml": CONTAINER,
    "OEBPS/p.opf": PACKAGE,
    "OEBPS/nav.xhtml": "<p>Contents</p>",
    "OEBPS/cover.xhtml": "<html><body><img src='x'/></body></html>",
    "OEBPS/x.xhtml": "<p>Aside.</p>",
    "OEBPS/t/one x.xhtml": "<?xml version='1.0'?><!DOCTYPE html><html><head><title>One</title><style>p {}</style>"
    "</head><body><p>Obama met <b>Karzai</b>.<a epub:type='noteref'><sup>1</sup></a> Then\n"
    " he&nbsp;left.</p></body></html>",
    "OEBPS/two.xhtml": "<html><head><title/></head><body><h1>Two<br/>lines</h1><div>Before<p>Inside</p>after</div>"
    "<script>if (a < b) x()</script><ul><li>Item</li></ul></body></html>",
}


def test_chapters_come_in_the_order_of_the_spine(tmp_path, reading, zipped):
    (tmp_path / "a.epub").write_bytes(zipped(BOOK))
    (two, one), skipped = reading(tmp_path)
    assert not skipped
    assert (two.id, one.id) == ("a.epub/OEBPS/two.xhtml", "a.epub/OEBPS/t/one x.xhtml")
    assert two.text.split("\n\n") == ["Two\nlines", "Before", "Inside", "after", "Item"]
    assert one.text == "Obama met Karzai. Then he\xa0left."
    assert (two.title, one.title) == ("Two lines", "One")
    assert {(chapter.published, chapter.author, chapter.language) for chapter in (one, two)} == {
        (date(2024, 5, 7), "A, B", "en-GB")
    }


def test_what_is_locked_or_missing_is_told_and_the_rest_is_read(tmp_path, reading, zipped):
    locked = "<e><CipherReference URI='OEBPS/two.xhtml'/><CipherReference URI='font.otf'/></e>"
    book = {**BOOK, "META-INF/encryption.xml": locked}
    del book["OEBPS/cover.xhtml"]
    (tmp_path / "a.epub").write_bytes(zipped(book))
    documents, skipped = reading(tmp_path)
    assert [document.title for document in documents] == ["One"]
    assert [problem.path.rpartition("/")[2] for problem in skipped] == ["cover.xhtml", "two.xhtml"]
    assert "is encrypted" in skipped[1].reason


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        ({"x": ""}, "is not an EPUB"),
        ({**BOOK, "META-INF/container.xml": "<c/>"}, "names no package document"),
        ({**BOOK, "OEBPS/p.opf": "<package"}, "is not an EPUB"),
        ({**BOOK, "OEBPS/p.opf": "<package/>"}, "has no chapter with text"),
        ({**BOOK, "OEBPS/p.opf": "<!DOCTYPE p><package/>"}, "declares a document type"),
    ],
)
def test_what_cannot_be_read(refused, zipped, book, reason):
    assert reason in refused("a.epub", zipped(book))
    assert "is not an EPUB" in refused("b.epub", b"x")


def test_what_is_damaged_in_a_chapter_or_of_several_lines_is_read_all_the_same(tmp_path, reading, zipped):
    package = PACKAGE.replace("Weekly", "Two\u2028lines").replace("<dc:creator>A<", "<dc:creator>A\u2028C<")
    chapter = "<html><body><p>Obama met Karzai.</p><![C[x]]><p>He left.</p></body></html>"
    (tmp_path / "a.epub").write_bytes(zipped({**BOOK, "OEBPS/p.opf": package, "OEBPS/two.xhtml": chapter}))
    (two, _), skipped = reading(tmp_path)
    assert not skipped
    assert (two.title, two.author) == ("Two lines", "A C, B")
    assert two.text.startswith("Obama met Karzai.")
    assert two.text.endswith("He left.")
