"""RSS, Atom and JSON Feed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kg.records import Standing

NAMESPACES = (
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:media='http://search.yahoo.com/mrss/'"
)


def rss(*entries: str, channel: str = "<language>en</language>") -> str:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return f"<rss version='2.0' {NAMESPACES}><channel><title>Orla</title>{channel}{items}</channel></rss>"


def atom(*entries: str, feed: str = "") -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0' xml:lang='en'>"
        f"<id>f</id>{feed}{''.join(entries)}</feed>"
    )


ENTRY = "<entry><id>urn:x:1</id><title type='html'>A &amp;amp; B</title><updated>{}</updated>{}</entry>"


def test_an_item_without_guid_is_named_by_its_link(one):
    assert (
        one("a.rss", rss("<link>http://x.example/1</link><description>Ada met Bo.</description>")).id
        == "http://x.example/1"
    )


def test_the_content_stands_above_the_description_in_either_order(one):
    content = "<content:encoded><![CDATA[<p>Ada met Bo.</p><p>Then she left.</p>]]></content:encoded>"
    teaser = "<description>Ada met</description>"
    assert (
        one("a.rss", rss(teaser + content)).text
        == one("b.rss", rss(content + teaser)).text
        == "Ada met Bo.\n\nThen she left."
    )


def test_titles_of_media_are_not_the_items(one):
    entry = "<media:title>Photo</media:title><title>Talks</title><guid>1</guid><description>Ada met Bo.</description>"
    assert one("a.rss", rss(entry)).title == "Talks"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 02 Jun 2026 00:30:00 CEST", date(2026, 6, 2)),
        ("Mon, 01 Jun 2026 23:30:00 -0400", date(2026, 6, 1)),
        ("Mon, 01 Jun 2026 23:30:00 EST", date(2026, 6, 1)),
        ("2026-06-01T23:30:00-04:00", date(2026, 6, 1)),
    ],
)
def test_the_day_is_that_of_the_place(one, written, day):
    assert (
        one("a.rss", rss(f"<guid>1</guid><description>Ada met Bo.</description><pubDate>{written}</pubDate>")).published
        == day
    )


def test_rdf_of_rss_1(one):
    feed = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        f"{NAMESPACES}><channel rdf:about='c'><title>Orla</title></channel><item rdf:about='http://x.example/1'>"
        "<title>Talks</title><description>Ada met Bo.</description><dc:date>2026-06-01</dc:date></item></rdf:RDF>"
    )
    document = one("a.xml", feed)
    assert (document.id, document.title, document.published) == ("http://x.example/1", "Talks", date(2026, 6, 1))


def test_names_of_html_and_stray_ampersands_are_read(one):
    assert (
        one("a.rss", rss("<guid>1</guid><description>Bell&nbsp;&amp; Sons&hellip;</description>")).text
        == "Bell & Sons…"
    )
    assert (
        one("b.rss", rss("<guid>1</guid><description>Bell & Sons met \x08Bo.</description>")).text
        == "Bell & Sons met Bo."
    )


def test_an_item_without_text_is_said_and_the_others_are_read(tmp_path, reading):
    (tmp_path / "a.rss").write_text(
        rss("<guid>1</guid><title>Only</title>", "<guid>2</guid><description>Ada met Bo.</description>")
    )
    (document,), (problem,) = reading(tmp_path / "a.rss")
    assert (document.id, problem.path) == ("2", f"{tmp_path / 'a.rss'}:1")
    assert "has no text" in problem.reason


def test_an_id_that_comes_twice_is_the_newest_and_said(tmp_path, reading):
    (tmp_path / "a.rss").write_text(
        rss("<guid>1</guid><description>New.</description>", "<guid>1</guid><description>Old.</description>")
    )
    (document,), (note,) = reading(tmp_path / "a.rss")
    assert document.text == "New."
    assert "came before" in note.reason
    assert not note.error


def test_an_atom_entry(one):
    entry = ENTRY.format(
        "2026-06-03T09:00:00Z",
        "<published>2026-06-01T23:30:00-04:00</published><content type='html'>&lt;p&gt;Ada met Bo.&lt;/p&gt;</content>",
    )
    document = one("a.atom", atom(entry, feed="<author><name>Orla Desk</name></author>"))
    assert (document.id, document.title, document.author) == ("urn:x:1", "A & B", "Orla Desk")
    assert (document.text, document.published, document.language) == ("Ada met Bo.", date(2026, 6, 1), "en")


def test_atom_text_is_taken_as_its_type_says(one):
    xhtml = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Ada</p><p>Bo</p></div></content>"
    assert one("a.xml", atom(ENTRY.format("2026-06-03T09:00:00Z", xhtml))).text == "Ada\n\nBo"
    plain = "<summary>1 &lt; 2 &amp;amp; so on</summary>"
    assert one("b.xml", atom(ENTRY.format("2026-06-03T09:00:00Z", plain))).text == "1 < 2 &amp; so on"
    away = "<content src='http://x.example/1'/><summary>Here.</summary>"
    assert one("c.xml", atom(ENTRY.format("2026-06-03T09:00:00Z", away))).text == "Here."


def test_the_entry_updated_last_counts(tmp_path, reading):
    old, new = (
        ENTRY.format(when, f"<summary>{when}</summary>")
        for when in ("2026-06-03T09:30:00+02:00", "2026-06-03T09:00:00Z")
    )
    (tmp_path / "a.atom").write_text(atom(old, new))
    (document,), skipped = reading(tmp_path / "a.atom")
    assert (document.text, skipped) == ("2026-06-03T09:00:00Z", [])


def test_a_tombstone_withdraws(tmp_path, reading):
    tomb = "<at:deleted-entry ref='urn:x:1' when='2026-06-04T09:00:00Z'/>"
    (tmp_path / "a.atom").write_text(atom(tomb, ENTRY.format("2026-06-03T09:00:00Z", "<summary>Ada met Bo.</summary>")))
    (document,), _ = reading(tmp_path / "a.atom")
    assert (document.id, document.standing, document.text) == ("urn:x:1", Standing.WITHDRAWN, "")


def test_json_feed(one):
    entry = {
        "id": "1",
        "content_html": "<p>Ada met Bo.</p>",
        "date_published": "2026-06-01T23:30:00-04:00",
        "title": "Talks",
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en",
        "items": [entry | {"authors": [{"name": "A"}, {"name": "B"}]}],
    }
    document = one("a.json", json.dumps(feed))
    assert (document.id, document.text, document.title, document.author) == ("1", "Ada met Bo.", "Talks", "A, B")
    assert (document.published, document.language) == (date(2026, 6, 1), "en")


def test_an_export_of_wordpress_gives_what_was_published(tmp_path, reading):
    words = "<content:encoded><![CDATA[Ada met Bo.\n\nThen she\nleft.]]></content:encoded>"
    post = "<guid>{}</guid>" + words + "<wp:status>{}</wp:status><wp:post_type>{}</wp:post_type>"
    entries = (
        post.format(1, "publish", "post"),
        post.format(2, "draft", "post"),
        post.format(3, "inherit", "attachment"),
    )
    feed = rss(*entries).replace("<rss ", "<rss xmlns:wp='http://wordpress.org/export/1.2/' ")
    (tmp_path / "a.xml").write_text(feed)
    (document,), notes = reading(tmp_path / "a.xml")
    assert (document.id, document.text) == ("1", "Ada met Bo.\n\nThen she left.")
    assert ["(post, draft)" in notes[0].reason, "(attachment, inherit)" in notes[1].reason] == [True, True]
    assert not [note for note in notes if note.error]


def test_what_was_escaped_twice_is_read(one):
    content = "<content:encoded><![CDATA[<p>Ada&amp;#39;s &amp;quot;pact&amp;quot;</p>]]></content:encoded>"
    assert one("a.rss", rss("<guid>1</guid>" + content)).text == 'Ada\'s "pact"'
