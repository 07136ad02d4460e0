"""More saved pages, each of another kind: blogs that go on, stubs behind a wall, pages for printers, letters by mail.

As in `pages`, whatever belongs to the article is in `BODY`, and everything else names Quillfeather.
"""

from __future__ import annotations

import json

from tests.readers.pages import BODY, DAY, LONG_NOISE, NOISE, TITLE, Page, each, html, ld, page

__all__ = ["DAY"]
PARAGRAPHS = each("<p>{}</p>")


@page
def app_shell() -> Page:
    """A page that a script fills in: the story stands in JSON-LD alone."""
    story = ld(
        datePublished="2024-05-07T09:00:00Z",
        dateModified="2024-05-09T09:00:00Z",
        articleBody="\n\n".join(BODY),
        author={"@type": "Person", "name": "Ada Brook"},
    )
    head = f"<title>{TITLE} | Kanal Nord</title><meta property='og:site_name' content='Kanal Nord'>{story}"
    body = (
        '<div id="__next"><div class="skeleton"></div></div><noscript>Please turn on JavaScript to read Quillfeather.'
        f'</noscript><script id="__NEXT_DATA__" type="application/json">{json.dumps({"teaser": NOISE})}</script>'
    )
    return Page(html(head, body))


@page
def live_blog() -> Page:
    """A blog that goes on: each entry an article with a heading and a time of its own, the latest first."""
    updates = [
        {"@type": "BlogPosting", "headline": line[:30], "datePublished": "2024-05-08T06:00:00Z"} for line in BODY
    ]
    head = f"<title>{TITLE} – live</title><meta property='og:title' content='{TITLE}'>" + ld(
        **{"@type": "LiveBlogPosting"},
        coverageStartTime="2024-05-06T05:00:00Z",
        datePublished="2024-05-07T05:00:00Z",
        dateModified="2024-05-08T21:00:00Z",
        liveBlogUpdate=updates,
    )
    entries = "".join(
        f'<article class="block" id="block-{number}"><p class="block-time"><time datetime="2024-05-08T0{number}:12:00Z">'
        f"{number}.12am</time></p><h2>What happened at {number}</h2><div class='block-elements'><p>{line}</p></div>"
        f'<div class="block-share"><p>Share on Quillfeather</p></div></article>'
        for number, line in enumerate(BODY, 1)
    )
    body = (
        f'<main><h1>{TITLE}</h1><div class="content__article-body" data-component="live">{entries}</div></main>'
        f'<aside class="most-viewed"><ol><li><a href="/x">{NOISE}</a></li></ol></aside>'
    )
    return Page(html(head, body))


@page
def endless_scroll() -> Page:
    """Further stories are loaded below, with headings, days and JSON-LD like the first."""
    other = json.dumps(
        {"@type": "NewsArticle", "headline": NOISE, "datePublished": "2023-01-02T10:00:00Z", "author": "Q"}
    )
    head = (
        f"<title>{TITLE} | The Quay Post</title><meta property='og:title' content='{TITLE}'>"
        f"<meta property='og:site_name' content='The Quay Post'>" + ld(datePublished="2024-05-07T10:00:00Z")
    )
    further = (
        f'<div class="story-wrap"><h1>{NOISE}</h1><time datetime="2023-01-02">Jan 2, 2023</time>'
        f'<div class="story-text">{each("<p>{}</p>", LONG_NOISE)}</div>'
        f'<script type="application/ld+json">{other}</script></div>'
    )
    body = (
        f'<main><div class="story-wrap"><h1>{TITLE}</h1><div class="story-text">{PARAGRAPHS}</div></div>'
        f"{further}{further}</main>"
    )
    return Page(html(head, body))


@page
def paid_stub() -> Page:
    """Two paragraphs, then a wall with offers."""
    head = f"<title>{TITLE} - The Ledger</title>" + ld(
        datePublished="2024-05-07T04:00:00Z",
        isAccessibleForFree=False,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"},
    )
    body = (
        f'<main><article><h1>{TITLE}</h1><div class="article-text">{each("<p>{}</p>", BODY[:2])}'
        '<div class="paywall" data-nosnippet><h2>Keep reading with Quillfeather</h2><p>Quillfeather Digital costs $1 for '
        "the first month, then $9; you can cancel at any time.</p><button>Subscribe</button><p>Already a member of "
        '<a href="/in">Quillfeather</a>? Log in to your account and go on.</p></div></div></article></main>'
    )
    return Page(html(head, body), body=BODY[:2])


@page
def for_printers() -> Page:
    """The page for printers: when it was printed is not when it was published."""
    body = (
        f"<!DOCTYPE html><html lang=en><head><title>Print: {TITLE}</title><meta name='robots' content='noindex'>"
        "<meta name='pubdate' content='2024-05-07'></head><body onload='window.print()'>"
        f'<div class="print-head"><a href="/">The Duravik Star, a paper of Quillfeather</a></div><h1>{TITLE}</h1>'
        f'<div class="print-content">{PARAGRAPHS}</div><hr><div class="print-footer">'
        "<p>This article was printed from star.example on June 12, 2026, for Quillfeather.</p>"
        "<p>© 2026 Quillfeather Media</p></div></body></html>"
    )
    return Page(body)


@page
def first_of_three() -> Page:
    """A story on several pages, with a row of numbers and a jump to the next one."""
    head = (
        f"<title>{TITLE} - Page 1 of 3 | Metro Quay</title><meta property='og:title' content='{TITLE}'>"
        "<link rel='next' href='?page=2'><meta itemprop='datePublished' content='2024-05-07T10:00:00Z'>"
    )
    body = (
        f'<div id="content"><h1>{TITLE}</h1><div class="post-body">{PARAGRAPHS}</div>'
        '<div class="pagination"><span>1</span><a href="?page=2">2</a><a href="?page=3">3</a>'
        '<a class="next" href="?page=2">Next page: Quillfeather’s answer</a></div>'
        '<p class="page-jump">Page 1 of 3 · <a href="?page=2">Quillfeather on the next page</a></p></div>'
    )
    return Page(html(head, body))


@page
def pictures_between() -> Page:
    """A gallery in the middle of the text, each picture with a long caption and a credit."""
    slide = (
        '<li class="gallery__slide"><figure><img src="x.jpg" alt="Quillfeather"><figcaption class="gallery__text">'
        f"<span>{LONG_NOISE[1]}</span> <small>Nils Quillfeather / AQ</small></figcaption></figure></li>"
    )
    head = f"<title>{TITLE} | Foto Quay</title>" + ld(datePublished="2024-05-07T10:00:00+02:00")
    body = (
        f'<main><article><h1>{TITLE}</h1><div class="text">{each("<p>{}</p>", BODY[:2])}</div>'
        f'<div class="gallery"><div class="gallery__count">1 / 3</div><ul>{slide * 3}</ul></div>'
        f'<div class="text">{each("<p>{}</p>", BODY[2:])}</div></article></main>'
    )
    return Page(html(head, body))


@page
def opinion() -> Page:
    """A column: a portrait with a few words above, and who the author is below."""
    head = f"<title>Opinion | {TITLE}</title><meta property='og:title' content='Opinion | {TITLE}'>" + ld(
        datePublished="2024-05-07T06:00:00-04:00", author={"name": "Ada Brook"}
    )
    body = (
        f'<main><article class="opinion"><p class="kicker">Opinion</p><h1>{TITLE}</h1>'
        '<div class="author-card"><img alt="Quillfeather"><p>Columnist at Quillfeather</p></div>'
        f'<div class="article-body">{PARAGRAPHS}</div>'
        '<div class="contributor-bio"><p><em>Ada Brook is a fellow of the Quillfeather Institute and the author of “Quays”. '
        "Goran Quillfeather helped with this column, and met her in Velmora.</em></p></div>"
        '<p class="article__letters">Quillfeather wants to hear from you: letters@quay.example</p></article></main>'
    )
    return Page(html(head, body))


@page
def agency_mirror() -> Page:
    """A portal that carries the story of an agency, with the agency's line of rights."""
    head = (
        f"<title>{TITLE} - Portal Quay News</title><meta property='og:title' content='{TITLE}'>"
        "<meta property='og:site_name' content='Portal Quay'><meta name='article:published_time' content='2024-05-07 10:00'>"
        "<meta name='author' content='Agency Q'>"
    )
    body = (
        f'<div class="caas-container"><header class="caas-title-wrapper"><h1>{TITLE}</h1></header>'
        '<div class="caas-logo"><a href="/q">Agency Quillfeather</a></div><div class="caas-body-wrapper"><div class="caas-body">'
        f"{PARAGRAPHS}<p>____</p><p>Copyright 2024 Agency Quillfeather. All rights reserved. This material may not be "
        "published, broadcast, rewritten or redistributed without permission.</p></div></div>"
        f'<div class="caas-readmore"><a href="/x">{NOISE}</a></div>'
        '<div class="view-cmts-cta-wrapper"><button>View comments on Quillfeather (41)</button></div></div>'
    )
    return Page(html(head, body))


@page
def frames_and_fonts() -> Page:
    """A site of the nineties: a column of links, breaks and blanks instead of paragraphs, the day in the address."""
    lines = "<br>\n&nbsp;&nbsp;&nbsp;".join(BODY)
    links = "".join(
        f"<tr><td><font size=1><a href=q{number}>Quillfeather {number}</a></font></td></tr>" for number in range(6)
    )
    body = (
        f"<html><head><title>{TITLE}</title><link rel=canonical href='http://quay.example/1998/03/04/talks.html'></head>"
        f"<body bgcolor=white><table width=750><tr><td valign=top width=110><table>{links}</table></td>"
        f"<td valign=top><font size=5><b>{TITLE}</b></font><br><br><font face=Times size=3>&nbsp;&nbsp;&nbsp;{lines}</font>"
        "<br><br><center><font size=1>Copyright 1998 Quillfeather. All rights reserved.</font></center></td></tr></table>"
        "</body></html>"
    )
    return Page(body, published=DAY.replace(year=1998, month=3, day=4))


@page
def from_right_to_left() -> Page:
    """An Arabic site with one story in English: all that stands around it runs from right to left."""
    head = (
        f"<title>{TITLE} | قناة المرفأ</title><meta property='og:title' content='{TITLE}'>"
        "<meta property='og:locale' content='ar_AR'><meta property='article:published_time' content='2024-05-07T13:00:00+03:00'>"
    )
    body = (
        '<div dir="rtl"><header><p>قناة المرفأ: Quillfeather</p></header><main>'
        f'<article dir="ltr" lang="en"><h1>{TITLE}</h1><div class="entry">{PARAGRAPHS}</div></article></main>'
        '<section class="related-posts"><h2>اقرأ أيضا</h2><p>استقال غوران كويلفيذر Quillfeather من القناة يوم الجمعة بعد '
        "أحد عشر عاما، وقالت القناة إنها فقدت ثلث مشاهديها.</p></section></div>"
    )
    return Page(html(head, body, lang="ar"))


@page
def letter_by_mail() -> Page:
    """A newsletter as a mail program saves it: tables in tables, a hidden line for previews, ways to leave the list."""
    row = '<tr><td style="padding:8px 24px;font-family:Georgia"><p style="margin:0">{}</p></td></tr>'
    body = (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE}</title><meta name='date' content='2024-05-07'></head>"
        '<body style="margin:0"><div style="display:none;max-height:0;overflow:hidden">Also: Quillfeather resigns, and more '
        'from Velmora.</div><table role="presentation" width="100%"><tr><td align="center"><table width="600">'
        '<tr><td><a href="https://q.example/v">View this email in your browser</a> | <a href="/">Quillfeather Daily</a></td></tr>'
        f'<tr><td><h1 style="font-size:28px">{TITLE}</h1></td></tr>{each(row)}'
        '<tr><td class="footer"><p>You receive this letter because you signed up for Quillfeather Daily.</p>'
        '<p><a href="/u">Unsubscribe</a> | <a href="/p">Quillfeather preferences</a></p></td></tr></table></td></tr></table>'
        "</body></html>"
    )
    return Page(body)
