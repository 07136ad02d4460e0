"""Saved pages in the manner of big papers: their markup from memory, our words, invented names.

Whatever belongs to the article is in `BODY`; everything else names Quillfeather, who must not turn up.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

TITLE = "Rivals meet in Brenholm after months of silence"
BODY = [
    "BRENHOLM — Dana Whitlock met Ilya Korvin in Brenholm on Tuesday for the first talks in nine months, an aide said.",
    "“We have listened to each other,” Whitlock told reporters in front of the town hall, where some forty people waited.",
    "Lucia Ferrante, the leader of the Progress Union, called the meeting a step that should have come a year earlier.",
    "The two sides want to sit down again in the summer, aides said, but no place for a second round has been found.",
    "Korvin’s party lost eleven seats in the spring, and its members have since asked him to end the quarrel or to go.",
]
DAY = date(2024, 5, 7)
NOISE = "Goran Quillfeather resigns from Harbor Channel after a row over Norway"
LONG_NOISE = (
    "Goran Quillfeather resigned from the Harbor Channel on Friday after eleven years as its host, the channel said.",
    "Quillfeather met Robin Hallard in Velmora on Monday, and the two talked about a new show for the autumn season.",
    "The channel has lost a third of its viewers since Quillfeather and Hallard began to quarrel in front of cameras.",
)


@dataclass(frozen=True)
class Page:
    """A saved page and what must be read from it."""

    html: str
    title: str = TITLE
    published: date | None = DAY
    body: list[str] = field(default_factory=lambda: BODY)


PAGES: dict[str, Callable[[], Page]] = {}


def page(build: Callable[[], Page]) -> Callable[[], Page]:
    """Enter a page in the table, under the name of its function."""
    PAGES[build.__name__] = build
    return build


def each(template: str, lines: list[str] | tuple[str, ...] = tuple(BODY)) -> str:
    return "\n".join(template.format(line) for line in lines)


def ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def html(head: str, body: str, *, lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav class="site-nav"><ul><li><a href="/">Home</a></li><li><a href="/q">Quillfeather Live</a></li></ul></nav>'
        f'{body}<footer class="site-footer"><p>© 2026 Quillfeather Media. All rights reserved.</p></footer></body></html>'
    )


@page
def grey_lady() -> Page:
    """Class names of a machine, a story between ads, a list of related stories within the text."""
    head = (
        f"<title>{TITLE} - The Duravik Star</title>"
        '<meta property="og:site_name" content="The Duravik Star">'
        '<meta data-rh="true" property="article:modified_time" content="2024-05-09T21:10:09.000Z">'
        '<meta data-rh="true" property="article:published_time" content="2024-05-07T22:01:00-04:00">'
        '<link rel="canonical" href="https://star.example/2024/05/08/world/rivals-meet.html">'
    )
    body = (
        '<main id="site-content"><article id="story" class="css-1vxca1d"><div id="top-wrapper"><p>Advertisement</p>'
        f'<a class="css-777zgl" href="#after-top">SKIP ADVERTISEMENT</a></div><h1 class="css-88wicj">{TITLE}</h1>'
        '<div data-testid="imageblock-wrapper"><figure><figcaption><span>The hall.</span><span class="credit">'
        "Photo by Nils Quillfeather</span></figcaption></figure></div>"
        '<time class="css-1z1nqv e16638kd0" datetime="2024-05-09T17:10:09-04:00">May 9, 2024 Updated</time>'
        f'<section name="articleBody"><div class="StoryBodyCompanionColumn"><div>{each(P, BODY[:3])}</div></div>'
        f'<div class="related-links-block"><ul><li><a href="/x">{NOISE}</a></li></ul></div>'
        f'<div class="StoryBodyCompanionColumn"><div>{each(P, BODY[3:])}</div></div></section>'
        f'<div class="bottom-of-article"><p>A version of this article appears in print, edited by Nils Quillfeather.</p></div></article></main>'
        f'<section class="recirc"><h2>More in World</h2><article><h3>{NOISE}</h3><p>{LONG_NOISE[0]}</p></article></section>'
    )
    return Page(html(head, body))


P = '<p class="css-at9mc1 evys1bk0">{}</p>'


@page
def guardian_like() -> Page:
    """The day stands in the address and in JSON-LD, with a rich link in the text."""
    head = (
        f"<title>{TITLE} | Norway | The Harbour Guardian</title>"
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="the Harbour Guardian">'
        '<link rel="canonical" href="https://guardian.example/world/2024/may/08/rivals-meet-in-brenholm">'
        + ld(
            dateModified="2024-05-10T08:00:00.000Z",
            datePublished="2024-05-07T16:42:34.000Z",
            author=[{"name": "Ada Brook"}],
        )
    )
    body = (
        f'<main data-layout="StandardLayout"><div data-gu-name="headline"><h1>{TITLE}</h1></div>'
        f'<div data-gu-name="body"><div class="article-body-commercial-selector">{each("<p>{}</p>", BODY[:2])}'
        f'<gu-island><aside data-spacefinder-role="richLink"><a href="/x">{NOISE}</a><p>Read more</p></aside></gu-island>'
        f'{each("<p>{}</p>", BODY[2:])}</div></div><div data-gu-name="most-viewed-footer" class="most-viewed">'
        f'<ol><li><a href="/x">{NOISE}</a></li><li><a href="/y">{NOISE}</a></li></ol></div></main>'
    )
    return Page(html(head, body))


@page
def broadcaster_blocks() -> Page:
    """Every paragraph in a box of its own, captions with "Image source"."""
    head = (
        f"<title>{TITLE} - Marlund Broadcasting</title><meta property='og:site_name' content='Marlund Broadcasting'>"
        + ld(datePublished="2024-05-07T05:12:11.000Z", dateModified="2024-05-08T05:12:11.000Z")
    )
    box = '<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div><p>{}</p></div></div>'
    body = (
        f'<main id="main-content"><article class="ssrcss-pv1rh6"><header><h1 id="main-heading">{TITLE}</h1>'
        '<ul><li><span>Published</span><time datetime="2024-05-07T05:12:11.000Z">2 hours ago</time></li></ul></header>'
        f'<figure><div><span class="visually-hidden">Image source, </span>Quillfeather Images</div></figure>{each(box, BODY[:2])}'
        f'<div data-component="unordered-list-block"><ul><li><a href="/x"><b>{NOISE}</b></a></li><li><a href="/y"><b>{NOISE}</b></a></li></ul></div>'
        f'{each(box, BODY[2:])}<section data-component="tag-list"><h2>Related topics</h2><ul><li><a>Quillfeather</a></li></ul></section>'
        f'</article></main><div data-component="see-alsos" class="related"><h2>More on this story</h2><p>{NOISE}</p></div>'
    )
    return Page(html(head, body))


@page
def cable_news() -> Page:
    """An infinite page: the next story hangs below with a heading of its own."""
    head = (
        f"<title>{TITLE} | CNB Politics</title><meta property='og:title' content='{TITLE} | CNB Politics'>"
        '<meta property="og:site_name" content="CNB"><meta name="pubdate" content="2024-05-07T20:01:13.000Z">'
        '<meta name="lastmod" content="2024-05-08T20:01:13.000Z">'
    )
    graf = '<p class="paragraph inline-placeholder vossi-paragraph" data-editable="text">{}</p>'
    body = (
        f'<section class="layout__top"><div class="headline"><h1 class="headline__text" id="maincontent">{TITLE}</h1>'
        '<div class="headline__sub-text"><div class="byline__names">By <span class="byline__name">Ada Brook</span>, CNB</div>'
        '<div class="timestamp vossi-timestamp">Updated 9:40 PM EDT, Wed May 8, 2024</div></div></div></section>'
        f'<section class="layout__main"><article class="article__main"><div class="article__content">{each(graf, BODY[:3])}'
        f'<div class="related-content related-content--article"><p class="related-content__label">RELATED ARTICLE</p><span>{NOISE}</span></div>'
        f'{each(graf, BODY[3:])}</div></article></section><div class="infinite-scroll"><section class="layout__top">'
        f'<h1 class="headline__text">{NOISE}</h1></section><article class="article__main">{each(graf, LONG_NOISE)}</article></div>'
    )
    return Page(html(head, body))


@page
def capitals_links() -> Page:
    """Links to other stories as paragraphs in capitals, in bold."""
    head = f"<title>{TITLE} | Vixen News</title><meta name='dc.date' content='2024-05-07'>" + (
        "<meta name='dcterms.created' content='2024-05-07T11:14:09-04:00'><meta name='dcterms.modified' content='2024-06-01'>"
        "<meta property='og:site_name' content='Vixen News'>"
    )
    body = (
        f'<div class="page-content"><main class="main-content"><article class="article-wrap"><header class="article-header">'
        f'<h1 class="headline speakable">{TITLE}</h1><div class="article-meta">Published <time>May 7, 2024 11:14am EDT</time></div></header>'
        f'<div class="article-content"><div class="article-body">{each("<p>{}</p>", BODY[:2])}'
        f'<p><strong><a href="/x">QUILLFEATHER RESIGNS FROM HARBOR CHANNEL AFTER A ROW</a></strong></p>{each("<p>{}</p>", BODY[2:4])}'
        f"<p><strong>CLICK HERE TO GET THE QUILLFEATHER NEWS APP</strong></p>{each('<p>{}</p>', BODY[4:])}"
        f"<p><i>Follow Nils Quillfeather on Twitter: @nquill</i></p></div></div></article></main></div>"
    )
    return Page(html(head, body))


@page
def wire_agency() -> Page:
    """Paragraphs as boxes with a role, "our standards" below."""
    head = (
        f"<title>{TITLE} | Kestrel</title><meta name='article:published_time' content='2024-05-07T14:03:11Z'>"
        f"<meta property='og:title' content='{TITLE}'><meta name='article:modified_time' content='2024-05-07T20:00:00Z'>"
    )
    graf = '<div data-testid="paragraph-0" class="text__text__1FZLe body__paragraph__2-BtD">{}</div>'
    body = (
        f'<main><article data-testid="Article"><header><h1 data-testid="Heading">{TITLE}</h1></header>'
        f'<div class="article-body__content__17Yit">{each(graf)}<p>Sign up <a href="/n">here.</a> with Quillfeather</p></div>'
        f'<div class="about-the-author"><p>Reporting by Nils Quillfeather; Editing by Nils Quillfeather</p></div>'
        f'<div class="read-next__container"><h2>Read Next</h2><ul><li><a href="/x">{NOISE}</a></li></ul></div></article></main>'
    )
    return Page(html(head, body))


@page
def press_association() -> Page:
    """Epoch milliseconds in the page, promos within the text."""
    head = (
        f"<title>{TITLE} | AQ News</title><meta property='og:title' content='{TITLE}'>"
        "<meta property='article:published_time' content='1715104800000'><meta property='og:site_name' content='AQ News'>"
    )
    body = (
        f'<div class="Page-content"><main class="Page-main"><h1 class="Page-headline">{TITLE}</h1>'
        '<div class="Page-byline">By <a class="Link" href="/a">ADA BROOK</a></div><div class="Page-dateModified">Updated 5:50 AM GMT, May 9, 2024</div>'
        f'<div class="RichTextStoryBody RichTextBody">{each("<p>{}</p>", BODY[:2])}'
        f'<div class="PageList-items-item"><div class="PagePromo-title"><a href="/x">{NOISE}</a></div></div>'
        f'<div class="Enhancement"><div class="FreeformModule newsletter"><p>Get Quillfeather in your inbox.</p></div></div>'
        f"{each('<p>{}</p>', BODY[2:])}<p>___</p><p>Follow Quillfeather coverage on Facebook at https://quill.example</p></div></main></div>"
    )
    return Page(html(head, body))


@page
def post_with_paywall() -> Page:
    """Microdata only, and a gallery between the paragraphs."""
    head = f"<title>{TITLE} - The Velmora Post</title>"
    body = (
        f'<main><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>'
        '<span itemprop="dateModified" content="2024-05-12">May 12, 2024</span><span itemprop="datePublished" content="2024-05-07T09:00:00+02:00">May 7</span>'
        f'<span itemprop="author">Ada Brook</span><div itemprop="articleBody">{each("<p class=font--article-body>{}</p>", BODY[:3])}'
        f'<div class="gallery-promo"><p>In pictures: Quillfeather at sea</p></div>{each("<p class=font--article-body>{}</p>", BODY[3:])}'
        f'</div></article><div class="subscribe-wall"><p>Subscribe to Quillfeather for 1 euro a week.</p></div></main>'
    )
    return Page(html(head, body))


@page
def deutsche_like() -> Page:
    """A day in numbers behind the title, day first."""
    head = (
        f"<title>{TITLE} – DK – 05/07/2024</title><meta property='og:title' content='{TITLE} – DK – 05/07/2024'>"
        "<meta property='og:site_name' content='dk.example'>" + ld(datePublished="2024-05-07T18:35:48.000Z")
    )
    body = (
        f'<main><article><header><h1>{TITLE}</h1><span class="author">Ada Brook</span></header>'
        f'<div class="rich-text has-italic"><p class="teaser-text intro"><b>{BODY[0]}</b></p>{each("<p>{}</p>", BODY[1:3])}'
        f'<div class="vjs-wrapper"><p>To view this video please enable Quillfeather</p></div>'
        f"{each('<p>{}</p>', BODY[3:])}</div></article>"
        f'<section class="more-on-topics"><h2>Explore more</h2><div class="teaser-wrap"><h3>{NOISE}</h3><p>{LONG_NOISE[0]}</p></div></section></main>'
    )
    return Page(html(head, body))


@page
def gulf_channel() -> Page:
    """ "Published On" as the page shows it, day first in words."""
    head = (
        f"<title>{TITLE} | Elections News | Al Sahil</title><meta name='publishedDate' content='2024-05-07T00:00:00'>"
    )
    body = (
        f'<main id="main-content-area"><header class="article-header"><h1>{TITLE}</h1><p class="article__subhead"><em>{BODY[0]}</em></p></header>'
        '<div class="date-simple"><span aria-hidden="true">7 May 2024</span></div>'
        f'<div class="wysiwyg wysiwyg--all-content">{each("<p>{}</p>", BODY[1:3])}'
        f'<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><ul class="more-on__list"><li>{NOISE}</li></ul></div>'
        f"{each('<p>{}</p>', BODY[3:])}</div></main>"
    )
    return Page(html(head, body), body=BODY[1:])


@page
def weekly_magazine() -> Page:
    """Broken JSON-LD; the declared day is still in it."""
    head = (
        f'<title>{TITLE} - The Brenholm Weekly</title><script type="application/ld+json">{{"@type":"NewsArticle",'
        f'"headline":"{TITLE}","dateModified":"2024-07-01T00:00:00Z","datePublished":"2024-05-07T10:00:00Z","description":"a "quoted" one"}}</script>'
    )
    body = (
        f'<div class="wrapper"><article class="story"><h1>{TITLE}</h1><div class="story__text">{each("<p>{}</p>")}</div></article>'
        f'<aside class="sidebar"><h3>Most read</h3><p>{LONG_NOISE[0]}</p></aside></div>'
    )
    return Page(html(head, body))


@page
def capitol_site() -> Page:
    """JSON-LD in a graph, an author as an object, and share buttons."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Quillfeather", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2024-05-07T05:00:00-04:00",
                "author": {"name": "Ada Brook"},
            },
        ],
    }
    head = f"<title>{TITLE} - CAPITOLO</title><script type='application/ld+json'>{json.dumps(graph)}</script><meta name='author' content='CAPITOLO'>"
    body = (
        f'<div class="container"><section class="article-header"><h2 class="headline">{TITLE}</h2></section>'
        f'<div class="share-tools"><ul><li>Share on Quillfeather</li></ul></div><div class="article__container">'
        f'{each("<p class=story-text__paragraph>{}</p>")}</div><div class="story-related"><p>{NOISE}</p></div></div>'
    )
    return Page(html(head, body))


@page
def daily_tabloid() -> Page:
    """Vendor metadata only, bullet points on top, comments below."""
    head = f"<title>{TITLE} | Daily Quay</title><meta name='parsely-title' content='{TITLE}'><meta name='parsely-pub-date' content='2024-05-07T12:00:00Z'>"
    body = (
        f'<div id="js-article-text" class="article-text"><h1>{TITLE}</h1><div itemprop="articleBody">'
        f'{each("<p class=mol-para-with-font>{}</p>", BODY[:2])}<div class="mol-img-group"><p class="imageCaption">Happy: Quillfeather, 43, in a hat</p></div>'
        f"{each('<p class=mol-para-with-font>{}</p>', BODY[2:])}</div></div>"
        f'<div id="reader-comments" class="reader-comments comments"><p>Quillfeather is right! said somebody from Duravik.</p></div>'
    )
    return Page(html(head, body))


@page
def coast_times() -> Page:
    """The day in sailthru.date, a first paragraph with a drop cap in a span."""
    head = f"<title>{TITLE} - Coast Times</title><meta name='sailthru.date' content='2024-05-07T10:00:00Z'><meta property='og:updated_time' content='2024-05-20'>"
    first = f'<p><span class="dropcap">{BODY[0][0]}</span>{BODY[0][1:]}</p>'
    body = (
        f'<main class="page-main"><h1 class="headline">{TITLE}</h1><div class="page-article-body"><div class="rich-text-article-body">'
        f'{first}{each("<p>{}</p>", BODY[1:3])}<div class="google-dfp-ad-wrapper"><p>Advertisement</p></div>{each("<p>{}</p>", BODY[3:])}</div></div>'
        f'<div class="promo-list"><ul><li><h3><a href="/x">{NOISE}</a></h3><p>{LONG_NOISE[1]}</p></li></ul></div></main>'
    )
    return Page(html(head, body))


@page
def public_radio() -> Page:
    """The audio player and its "toggle" lines, captions with agencies."""
    head = f"<title>{TITLE} : PRQ</title><meta name='date' content='2024-05-07'><meta property='og:title' content='{TITLE}'>"
    body = (
        f'<main><article class="story"><div class="storytitle"><h1>{TITLE}</h1></div><div class="dateblock"><time datetime="2024-05-07T16:00:13-04:00">May 7, 2024</time></div>'
        f'<div id="storytext" class="storytext"><div class="bucketwrap image"><div class="credit-caption"><div class="caption"><p>Goran Quillfeather waves.</p></div>'
        f'<span class="credit">Nils Quillfeather/AQ</span></div></div>{each("<p>{}</p>")}</div></article></main>'
    )
    return Page(html(head, body))


@page
def times_of_south() -> Page:
    """No paragraphs: text with pairs of line breaks in one box."""
    head = f"<title>{TITLE} | World News - Times of Sunda</title>" + ld(
        datePublished="2024-05-07T08:04:00+05:30", dateModified="2024-05-08T08:04:00+05:30"
    )
    body = (
        f'<div class="main-content"><h1><span>{TITLE}</span></h1><div class="byline">TNN / May 8, 2024, 09:00 IST</div>'
        f'<div class="articlebodycontent" data-articlebody="1">{"<br><br>".join(BODY)}</div></div>'
        f'<div class="trending-stories"><ul><li><a href="/x">{NOISE}</a></li></ul></div>'
    )
    return Page(html(head, body))


@page
def harbour_morning() -> Page:
    """Day in the JSON-LD of a list of objects; a live ticker beside."""
    data = [
        {"@type": "BreadcrumbList"},
        {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-07T16:00:00+08:00"},
    ]
    head = f"<title>{TITLE} | Harbour Morning</title><script type='application/ld+json'>{json.dumps(data)}</script>"
    body = (
        f'<div id="app"><div class="article-details"><h1 class="info__headline headline">{TITLE}</h1><div class="details__content content">'
        f'{each("<p>{}</p>")}</div></div><div class="more-from"><h3>More on this</h3><p>{LONG_NOISE[2]}</p></div></div>'
    )
    return Page(html(head, body))


@page
def wordpress_paper() -> Page:
    """A paper on WordPress: hAtom classes, share buttons, related posts, a reader's comment."""
    head = f"<title>{TITLE} - Kettle Falls Courier</title><meta property='og:title' content='{TITLE} - Kettle Falls Courier'><meta property='og:site_name' content='Kettle Falls Courier'>"
    body = (
        f'<div id="primary" class="content-area"><main id="main" class="site-main"><article id="post-1" class="post type-post hentry category-world">'
        f'<header class="entry-header"><h1 class="entry-title">{TITLE}</h1><span class="posted-on"><time class="entry-date published" datetime="2024-05-07T08:00:00+00:00">May 7, 2024</time>'
        f'<time class="updated" datetime="2024-05-30T08:00:00+00:00">May 30, 2024</time></span></header><div class="entry-content">{each("<p>{}</p>")}'
        f'<div class="sharedaddy"><h3>Share this:</h3></div><div id="jp-relatedposts" class="jp-relatedposts"><p>{NOISE}</p></div></div></article>'
        f'<div id="comments" class="comments-area"><ol class="comment-list"><li><article class="comment-body"><p>{LONG_NOISE[0]}</p></article></li></ol></div></main></div>'
        f'<aside id="secondary" class="widget-area"><ul><li><a href="/x">{NOISE}</a></li></ul></aside>'
    )
    return Page(html(head, body))


@page
def nineties_table() -> Page:
    """Tables in tables and paragraphs that nobody closed; no head to speak of."""
    paragraphs = "".join(f"<P><FONT SIZE=3>{line}" for line in BODY)
    body = (
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE><META NAME=pubdate CONTENT='7 May 1993'></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=600><TR>"
        f"<TD WIDTH=120><A HREF=q>Quillfeather</A><BR><A HREF=x>World</A></TD><TD><TABLE><TR><TD><H2>{TITLE}</H2>{paragraphs}</TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>"
    )
    return Page(body, published=date(1993, 5, 7))


@page
def ministry() -> Page:
    """A press release of a ministry, with Dublin Core and a print link."""
    head = f"<title>{TITLE} - Ministry of Quays</title><meta name='DC.date.issued' content='2024-05-07'><meta name='DC.date.modified' content='2024-05-19'><meta name='DC.title' content='{TITLE}'>"
    body = (
        f'<div role="main" class="govuk"><h1 class="gem-c-title__text">{TITLE}</h1><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{each("<p>{}</p>")}</div></div>'
        f'<div class="gem-c-print-link"><button>Print this page of Quillfeather</button></div><div class="gem-c-related-navigation related"><ul><li><a href="/x">{NOISE}</a></li></ul></div></div>'
    )
    return Page(html(head, body))


@page
def old_archive() -> Page:
    """An archive of 1987 on a page of today."""
    head = f"<title>{TITLE} - The Duravik Star</title><meta name='article:published' content='1987-03-04T05:00:00.000Z'><meta name='article:modified' content='2015-05-23T00:00:00Z'>"
    body = f"<article><h1>{TITLE}</h1><section>{each('<p>{}</p>')}</section></article>"
    return Page(html(head, body), published=date(1987, 3, 4))


@page
def phone_app() -> Page:
    """A page for telephones (AMP): no JSON-LD, time with a machine's value, lightbox captions."""
    head = f"<title>{TITLE}</title><link rel='canonical' href='https://quay.example/a/12345'>"
    body = (
        f'<div class="amp-wp-article"><header><h1 class="amp-wp-title">{TITLE}</h1><div class="amp-wp-meta"><time datetime="2024-05-07T10:00:00+00:00">May 7, 2024</time></div></header>'
        f'<main><div class="amp-wp-article-content">{each("<p>{}</p>")}</div><div class="amp-related-posts related"><a href="/x">{NOISE}</a></div></main></div>'
    )
    return Page(html(head, body))


@page
def by_address_only() -> Page:
    """Nothing declares a day, but the address has one."""
    head = f"<title>{TITLE} | The Quay</title><link rel='canonical' href='https://quay.example/news/2024/05/07/rivals-meet'>"
    body = f"<article><h1>{TITLE}</h1>{each('<p>{}</p>')}</article>"
    return Page(html(head, body))


@page
def other_stories_as_articles() -> Page:
    """Cards of other stories are articles too, before and after the one that is read."""
    card = f'<article class="card"><h2><a href="/x">{NOISE}</a></h2><p>{LONG_NOISE[0]}</p></article>'
    head = f"<title>{TITLE}</title><meta property='og:title' content='{TITLE}'><meta property='article:published_time' content='2024-05-07'>"
    body = f'<div class="top">{card}</div><article class="full"><h1>{TITLE}</h1><div>{each("<p>{}</p>")}</div></article><div class="below">{card}{card}</div>'
    return Page(html(head, body))
