"""Web pages become articles; broken ones are read as far as they go."""

from __future__ import annotations

from datetime import date

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
