"""OpenDocument texts."""

from __future__ import annotations

import pytest

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {"office": "office", "text": "text", "draw": "drawing", "table": "table"}.items()
)


@pytest.fixture
def odt(zipped):
    def write(body: str, title: str = "") -> bytes:
        content = f"<x:c xmlns:x='x' {SPACES}><office:body><office:text>{body}</office:text></office:body></x:c>"
        meta = f"<x:m xmlns:x='x' {SPACES} xmlns:dc='http://purl.org/dc/elements/1.1/'><office:meta>{title}</office:meta></x:m>"
        # The root's own name does not matter: what is asked for are the children.
        return zipped({"content.xml": content, "meta.xml": meta})

    return write


def test_paragraphs_headings_tables_and_frames(one, odt):
    body = (
        "<text:h>Talks</text:h><text:p>Obama  <text:span>met</text:span>\n Karzai<text:s/>in<text:tab/>"
        "Kabul<text:line-break/>today.</text:p><text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row>"
        "</table:table>"
        "<text:p>Be<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>side</text:p>"
    )
    document = one("a.odt", odt(body, "<dc:title> Talks in Kabul </dc:title><dc:date>2024-05-07</dc:date>"))
    assert document.text.split("\n\n") == [
        "Talks",
        "Obama met Karzai in\tKabul\ntoday.",
        "Item",
        "Cell",
        "Beside",
        "Box",
    ]
    assert (document.title, document.published) == ("Talks in Kabul", None)


def test_what_is_no_text_of_the_article_is_left_out(one, odt):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Obama<office:annotation><text:p>Comment</text:p>"
        "</office:annotation> left<text:note><text:note-body><text:p>Note</text:p></text:note-body></text:note>."
        "</text:p>"
    )
    assert one("a.odt", odt(body)).text == "Obama left."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"content.xml": "<a>"}, "is not an OpenDocument text"),
        ({"content.xml": "<a/>"}, "is no text but another document"),
        ({"x": ""}, "is not an OpenDocument text"),
        ({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "declares a document type"),
    ],
)
def test_what_cannot_be_read(refused, zipped, content, reason):
    assert reason in refused("a.odt", zipped(content))


def test_no_zip_no_text_and_no_end_of_depth(refused, odt):
    assert "is not an OpenDocument text" in refused("a.odt", b"x")
    assert "has no text" in refused("b.odt", odt("<text:p/>"))
    assert "recursion" in refused("c.odt", odt("<text:span>" * 20_000 + "</text:span>" * 20_000))
    assert "is not an OpenDocument text" in refused("d.odt", odt('<text:p><text:s text:c="many"/></text:p>'))
