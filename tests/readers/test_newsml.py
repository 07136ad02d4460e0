"""NewsML-G2: status, versions, languages and what is no text."""

from __future__ import annotations

from datetime import date

import pytest

from kg.records import Standing

NAR = "http://iptc.org/std/nar/2006-10-01/"
STORY = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Mayor Una Brack met Odo Fell in Tarn.</p></body></html>"
META = (
    "<itemClass qcode='ninat:text'/><firstCreated>2026-03-01T23:30:00-04:00</firstCreated>"
    "<pubStatus qcode='stat:usable'/>"
)
CONTENT = "<headline>Brack meets\n Fell</headline><by>By Lia Moss</by><language tag='en'/>"


def item(
    meta: str = META,
    content: str = CONTENT,
    body: str = f"<inlineXML>{STORY}</inlineXML>",
    attributes: str = "version='2'",
) -> str:
    return (
        f"<newsItem xmlns='{NAR}' guid='urn:x:1' {attributes}><itemMeta>{meta}</itemMeta>"
        f"<contentMeta>{content}</contentMeta><contentSet>{body}</contentSet></newsItem>"
    )


def test_fields(one):
    document = one("a.xml", item())
    assert (document.id, document.version, document.standing) == ("urn:x:1", 2, Standing.USABLE)
    assert (document.title, document.author, document.language) == ("Brack meets Fell", "Lia Moss", "en")
    assert document.text == "Mayor Una Brack met Odo Fell in Tarn."
    assert document.published == date(2026, 3, 1), "the day where it was written, not the day in UTC"


@pytest.mark.parametrize("body", ["", "<inlineXML/>", f"<inlineXML>{STORY}</inlineXML>"])
def test_a_cancelled_item_is_withdrawn_whatever_its_body(one, body):
    document = one("a.xml", item(META.replace("stat:usable", "stat:canceled"), body=body))
    assert (document.id, document.version, document.standing) == ("urn:x:1", 2, Standing.WITHDRAWN)
    assert (document.text, document.title) == ("", None)


@pytest.mark.parametrize(
    ("meta", "standing"),
    [
        ("<embargoed>2026-03-02T08:00:00+01:00</embargoed>", Standing.HELD),
        ("<embargoed/>", Standing.HELD),
        ("<embargoed>soon</embargoed>", Standing.HELD),
        ("<embargoed>2026-02-27T08:00:00Z</embargoed>", Standing.USABLE),
        ("", Standing.USABLE),
    ],
)
def test_an_embargo_holds_until_after_its_own_version(one, meta, standing):
    assert one("a.xml", item(META + meta)).standing is standing


def test_what_is_withheld_is_taken_back_unless_until_a_day(one):
    withheld = META.replace("stat:usable", "stat:withheld")
    assert one("a.xml", item(withheld)).standing is Standing.WITHDRAWN
    assert one("b.xml", item(f"{withheld}<embargoed>2026-03-09</embargoed>")).standing is Standing.HELD


def test_a_status_that_nobody_knows_is_said(tmp_path, reading):
    (tmp_path / "a.xml").write_text(item(META.replace("stat:usable", "stat:odd")))
    (document,), (note,) = reading(tmp_path / "a.xml")
    assert document.standing is Standing.USABLE
    assert "status that is not known (stat:odd)" in note.reason
    assert not note.error


def test_status_and_headline_of_other_items_in_a_package_are_not_its_own(tmp_path, reading):
    group = "<itemRef><pubStatus qcode='stat:canceled'/><title>Other</title></itemRef>"
    package = f"<packageItem xmlns='{NAR}' guid='urn:x:2'><groupSet><group>{group}</group></groupSet></packageItem>"
    (tmp_path / "a.xml").write_text(f"<newsMessage xmlns='{NAR}'><itemSet>{package}{item()}</itemSet></newsMessage>")
    (document,), (note,) = reading(tmp_path / "a.xml")
    assert (document.id, document.standing) == ("urn:x:1", Standing.USABLE)
    assert "no text (package urn:x:2)" in note.reason


def test_a_picture_is_left_out_and_other_vocabularies_of_text_are_not(tmp_path, reading, one):
    (tmp_path / "a.xml").write_text(item(META.replace("ninat:text", "ninat:picture")))
    documents, (note,) = reading(tmp_path / "a.xml")
    assert not documents
    assert "no text (ninat:picture urn:x:1)" in note.reason
    assert one("b.xml", item(META.replace("ninat:text", "icls:text"))).text


@pytest.mark.parametrize(
    ("meta", "content", "version", "day"),
    [
        ("<versionCreated>2026-03-03T10:00:00Z</versionCreated>", "", "1", date(2026, 3, 3)),
        ("<versionCreated/><firstCreated/>", "<contentCreated>2026-03-04</contentCreated>", "1", date(2026, 3, 4)),
        (
            "<versionCreated>2026-03-05</versionCreated>",
            "<contentCreated>2026-03-04</contentCreated>",
            "2",
            date(2026, 3, 4),
        ),
        ("<versionCreated>2026-03-05</versionCreated>", "", "2", date(2026, 3, 5)),
        ("", "", "1", None),
    ],
)
def test_the_first_version_tells_the_day(one, meta, content, version, day):
    assert one("a.xml", item(meta, content, attributes=f'version="{version}"')).published == day


def test_a_headline_may_be_missing_and_a_subheadline_is_none(one):
    content = "<headline/><headline role='hld:subHeadline'>Sub</headline><creator literal='desk'/>"
    document = one("a.xml", item(f"{META}<title>Slug</title>", content))
    assert (document.title, document.author) == ("Slug", "desk")


def test_bodies_of_other_formats(one):
    note = "<body.head><note><body.content><p>No.</p></body.content></note></body.head>"
    nitf = f"<nitf><body>{note}<body.content><p>Yes.</p></body.content></body></nitf>"
    assert one("a.xml", item(body=f"<inlineXML>{nitf}</inlineXML>")).text == "Yes."
    assert (
        one("b.xml", item(body="<inlineData>Plain &amp; short.\n\nTwo.</inlineData>")).text == "Plain & short.\n\nTwo."
    )


def test_the_higher_number_is_the_later_version(tmp_path, reading):
    both = item(attributes='version="978556838"') + item(
        attributes='version="1542761538"', content="<headline>New</headline>"
    )
    (tmp_path / "a.xml").write_text(f"<newsMessage xmlns='{NAR}'><itemSet>{both}</itemSet></newsMessage>")
    (document,), skipped = reading(tmp_path / "a.xml")
    assert (document.version, document.title, skipped) == (1542761538, "New", [])


def test_an_item_without_text_and_a_broken_version_are_said(tmp_path, reading):
    (tmp_path / "a.xml").write_text(item(body="", attributes='version="one"'))
    documents, (version, empty) = reading(tmp_path / "a.xml")
    assert not documents
    assert "no whole number (one)" in version.reason
    assert "has no text" in empty.reason
    assert empty.error
