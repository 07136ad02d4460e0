"""NITF: a story, its status and the story it takes back."""

from __future__ import annotations

from datetime import date

import pytest

from kg.records import Standing


def nitf(data: str = "", head: str = "", body: str = "<p>Ana Lund met Ib Storm.</p>", more: str = "") -> str:
    return (
        f"<nitf {more}><head><title>slug</title>{data}</head><body><body.head>{head}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


@pytest.mark.parametrize(
    "written", ["20260520T191044Z", "20260520T222800+0000", "20260520T233000-0500", "2026-05-20T14:45:26", "20260520"]
)
def test_dates_in_all_their_shapes(one, written):
    assert one("a.xml", nitf(f"<docdata><date.issue norm='{written}'/></docdata>")).published == date(2026, 5, 20)


def test_dates_in_other_places(one):
    dateline = "<dateline><story.date norm='20260521'/></dateline>"
    assert one("a.xml", nitf("<docdata/>", dateline)).published == date(2026, 5, 21)
    assert one("b.nitf", nitf("<pubdata date.publication='20260522'/>")).published == date(2026, 5, 22)
    assert one("c.xml", nitf()).published is None


def test_a_date_that_is_not_understood_is_said(tmp_path, reading):
    (tmp_path / "a.xml").write_text(nitf("<docdata><date.issue norm='next week'/></docdata>"))
    (document,), (note,) = reading(tmp_path / "a.xml")
    assert document.published is None
    assert "date that is not understood (next week)" in note.reason
    assert not note.error


@pytest.mark.parametrize(
    ("data", "standing"),
    [
        ("<docdata management-status='canceled'/>", Standing.WITHDRAWN),
        ("<docdata management-status='embargoed'/>", Standing.HELD),
        (
            "<docdata><date.issue norm='20260520T100000Z'/><date.release norm='20260520T100000Z'/></docdata>",
            Standing.USABLE,
        ),
        (
            "<docdata><date.issue norm='20260520T100000Z'/><date.release norm='20260521T050000Z'/></docdata>",
            Standing.HELD,
        ),
        (
            "<docdata><date.issue norm='20260520T100000'/><date.release norm='20260520T090000Z'/></docdata>",
            Standing.USABLE,
        ),
    ],
)
def test_standing(one, data, standing):
    assert one("a.xml", nitf(data)).standing is standing


def test_the_version_is_not_that_of_the_format(one):
    assert (
        one(
            "a.xml", nitf("<docdata><du-key version='4'/></docdata>", more="version='-//IPTC//DTD NITF 3.6//EN'")
        ).version
        == 4
    )


def test_an_item_without_id_takes_the_name_of_its_file(one):
    assert one("a.xml", nitf()).id == "a.xml"


def test_bylines_and_headlines(one):
    headlines = "<hedline><hl1>Two <em>meet</em></hl1><hl2>More</hl2></hedline>"
    head = f"{headlines}<byline>By ANA POE<byttl>Orla Writer</byttl></byline>"
    document = one("a.xml", nitf(head=f"{head}<byline><person>Ole Bak</person>, Tarn</byline>"))
    assert (document.title, document.author) == ("Two meet", "ANA POE, Ole Bak")
    assert one("b.xml", nitf()).title == "slug"


def test_paragraphs_stay_apart_and_captions_are_no_story(one):
    media = "<media><media-caption>Photo.</media-caption></media>"
    body = f"<p>One\n line.</p>{media}<hl2>Cross</hl2><p>Two&#160;<em>b</em>lack.</p>"
    assert one("a.xml", nitf(body=body)).text == "One line.\n\nCross\n\nTwo black."


def test_no_body_is_said(refused):
    assert "has no text" in refused("a.xml", nitf(body=""))
