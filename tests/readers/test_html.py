"""Web pages become articles; broken ones are read as far as they go."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import fromstring

from kg.readers import boxes

PAGE = """<!doctype html><html><head><title>Talks in Doha - Example News</title>
<meta property="og:title" content="Talks in Doha">
<meta property="article:published_time" content="2013-06-18T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks in Doha</h1>
<p>James Dobbins will meet the Taliban in Doha, a spokeswoman said on Tuesday.</p>
<p>He then travels to Ankara &amp; Kabul for several days of long talks with officials.</p></article>
<footer>Copyright 1999 Example News. All rights reserved.</footer><script>var x = 1;</script></body></html>"""


def test_the_article_is_found(one):
    document = one("a.html", PAGE)
    assert "James Dobbins will meet the Taliban in Doha" in document.text
    assert "Ankara & Kabul" in document.text
    assert "Home" not in document.text
    assert "var x" not in document.text


def test_paragraphs_stay_apart(one):
    assert "on Tuesday.\n\nHe then" in one("a.html", PAGE).text


def test_title_and_day_come_from_metadata(one):
    document = one("a.htm", PAGE)
    assert (document.title, document.published) == ("Talks in Doha", date(2013, 6, 18))


def test_a_day_in_running_text_is_no_publication_day(one):
    page = PAGE.replace('<meta property="article:published_time" content="2013-06-18T10:00:00Z">', "")
    assert one("a.html", page.replace("Copyright 1999 Example News.", "")).published is None


def test_broken_html_is_read_as_far_as_it_goes(one):
    document = one("a.html", "<html><p>Broken <b>page with <i>open tags<p>Obama met Karzai in Washington")
    assert "Obama met Karzai in Washington" in document.text


def test_a_page_without_text_is_refused(refused):
    assert "no article text" in refused("a.html", "<html><body><img src='x.png'></body></html>")
    assert "binary data" in refused("a.html", b"\x00\x01\xff\xfe<<<<")


def test_other_encodings_are_understood(one):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Dobbins", "Dübbins")
    assert "James Dübbins" in one("a.html", page.encode("latin-1")).text


LEAD = "MARLUND (Wire) — Dana Whitlock, who led the port for years, <b>resigned</b> on Monday, officials said."
STORY = """<div class="story">{}<p>Her deputy Ilya Korvin takes over the office at the end of the month.</p>
<p>The council of Brenholm said that it would choose a successor before the autumn is over.</p>{}</div>"""


@pytest.mark.parametrize(
    "story",
    [
        STORY.format(LEAD, ""),
        STORY.format(f"<div class='related'><a href='/x'>Other stories</a></div>{LEAD}<br>", ""),
        STORY.format("", f"<hr>{LEAD}"),
        STORY.replace("</p>\n<p>", f"</p>{LEAD}<p>").format("", ""),
    ],
)
def test_text_that_stands_beside_paragraphs_and_in_none_is_read(one, story):
    text = one("a.html", f"<html><body><h1>Port chief resigns</h1>{story}</body></html>").text
    lead = LEAD.replace("<b>", "").replace("</b>", "")
    assert lead in text.split("\n\n")
    assert "Ilya Korvin takes over" in text


def test_labels_beside_paragraphs_are_no_paragraphs():
    labels = "World <a href='/brenholm'>Brenholm</a> | <a href='/port'>More about the port of it and its people</a>"
    tree = fromstring(STORY.format(labels, ""))
    boxes.wrap_bare_text(tree)
    assert len(list(tree.iter("p"))) == 2


@pytest.mark.parametrize(
    "line",
    ["___", "\t\t", "* * *", "▼", "(MORE: Ten ports that changed hands)", "See the Courier's photos of the week.",
     "Get Courier Business on Twitter and Facebook! Questions? Write to us.", "Main Content"],
)  # fmt: skip
def test_lines_without_words_and_lines_that_lead_elsewhere_are_left_out(one, line):
    page = STORY.format("", f"<p>{line}</p><p>It has twelve members, and two of them will not stand again.</p>")
    text = one("a.html", f"<html><body>{page}</body></html>").text
    assert [line for line in text.split("\n\n") if not line.startswith(("Her", "The council", "It has"))] == []


def test_what_a_film_shows_is_no_paragraph(one):
    film = "<div class='player'><p class='video-desc'>Sailors in Brenholm say what they think of it.</p></div>"
    assert "Sailors" not in one("a.html", f"<html><body>{STORY.format(film, '')}</body></html>").text


@pytest.mark.parametrize(
    "shown",
    [
        '<span class="date-display" property="dc:date" content="2013-04-19T23:00:00-05:00">04/19/13</span>',
        '<span property="schema:datePublished" content="2013-04-19">on Friday</span>',
        '<time class="datestamp">April 19, 2013 3:21 PM PDT</time>',
        '<div class="tool_datetime">Published: Friday, 19 Apr 2013 | 4:35 PM ET</div>',
        '<span class="publish-time" data-publishtime="1366369200000">Friday 11:00am</span>',
        """<time class="updated" datetime="2013-04-19 20:08:00-0400" pubdate>April 19, 2013</time>
        <meta name="sailthru.date" content="2013-04-20">""",
        '<cite class="byline">By <b>Dana Ek</b> – <abbr title="2013-04-19T01:40:40Z">1 hr 4 mins ago</abbr></cite>',
    ],
)
def test_the_day_that_an_element_is_said_to_show(one, shown):
    readers = '<div class="comments"><span class="comment_datetime">April 25, 2013</span></div>'
    page = f"<html><body><h1>Port chief resigns</h1>{shown}{STORY.format('', '')}{readers}</body></html>"
    assert one("a.html", page).published == date(2013, 4, 19)


def test_when_readers_wrote_is_no_day_of_publication(one):
    readers = '<div><span class="comments_datetime">April 25, 2013</span></div>'
    assert one("a.html", f"<html><body>{STORY.format('', '')}{readers}</body></html>").published is None


def test_an_author_is_a_name_without_the_office_behind_it(one):
    line = '<p class="byline">By DANA EK and BO ELM - Wire Business Writers | Wire – 1 hr ago</p>'
    assert one("a.html", f"<html><body>{line}{STORY.format('', '')}</body></html>").author == "DANA EK and BO ELM"
