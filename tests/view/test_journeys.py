"""Ways of people through the explorer, in a real browser, in a wide and in a narrow window."""

from __future__ import annotations

import csv

import pytest

from kg import view
from tests.view.browser import ACCESSIBLE, AXE, BOXES, BROWSER, RULES, Page
from tests.view.conftest import make

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
WIDE, MIDDLE, NARROW, ENLARGED = (1400, 900), (1100, 800), (400, 800), (700, 450)
FREE = """() => { const graph = document.getElementById("graph"), card = document.getElementById("details");
    return [0, 0, card.hidden ? graph.clientWidth : graph.clientWidth - card.offsetWidth, graph.clientHeight]; }"""
HIT = """element => {
    const box = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }"""
LOWEST = """[...document.querySelectorAll("#table-view tbody tr")].findLastIndex(
    row => row.getBoundingClientRect().bottom < innerHeight)"""
UNDER = """() => { const { cy } = document.getElementById("graph")._cyreg;
    const boxes = cy.nodes().not(".off").map(node => node.renderedBoundingBox({ includeLabels: false }));
    return cy.edges().filter(edge => edge.visible() && edge.data("label")).map(edge => {
        const own = { includeNodes: false, includeEdges: false, includeOverlays: false, includeLabels: true };
        return [edge.data("label"), edge.renderedBoundingBox(own)];
    }).filter(([, words]) => boxes.some(box => Math.min(words.x2, box.x2) - Math.max(words.x1, box.x1) > 3
        && Math.min(words.y2, box.y2) - Math.max(words.y1, box.y1) > 3)).map(([label]) => label); }"""
"""The words of lines that a box covers."""
PRINTED = """() => { const { naturalWidth } = document.getElementById("print");
    return naturalWidth || document.getElementById("print").decode().then(() => 1); }"""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A graph of 240 people: hubs, whom the others meet or work for, and a chain that leads far away."""

    def told(number, **fields):
        return make(number, **{"sentence": f"{fields['subject']} did so with {fields['object']}.", **fields})

    facts = [
        told(i, subject=f"Guest {i}", object=f"Hub {i % 6}", relation=("meets", "worksFor", "visits")[i % 3], start=i,
             document=f"doc-{i % 20}.txt", time="/".join([f"2013-0{1 + i % 9}-11"] * 2), confidence=0.3 + (i % 7) / 10,
             published="2013-12-01")
        for i in range(240)
    ]  # fmt: skip
    hubs = [told(300 + i, subject=f"Hub {i}", object=f"Hub {(i + 1) % 6}", start=i) for i in range(6)]
    chain = [("Guest 7", "Øyvind Lünde"), ("Øyvind Lünde", "Far Away"), ("Far Away", "The End")]
    far = [told(400 + i, subject=a, object=b, relation="supports", start=i) for i, (a, b) in enumerate(chain)]
    office = told(500, subject="Hub 0", object="the mayor", object_iri=None, relation="holdsPosition", start=0)
    again = told(501, subject="Far Away", object="The End", relation="supports", start=9, document="b.txt",
                 repeats="https://kg.example/id/fact/402", sentence="Far Away, too, backed The End.")  # fmt: skip
    path = tmp_path_factory.mktemp("town") / "graph.html"
    view.write([*facts, *hubs, *far, office, again], [], path, title="Town")
    return path.as_uri()


@pytest.fixture
def open_at(browser):
    contexts = []

    def opened(address, size=WIDE, **options):
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **options))
        page = Page(contexts[-1].new_page(), address)
        page.tab.wait_for_timeout(50)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def seeds(seeds_page):
    return seeds_page.as_uri()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_search_leads_to_an_entity_with_its_surroundings(open_at, town, size):
    page = open_at(town, size)
    drawn, _, rest = page.shown().partition(" of ")
    assert int(drawn) < 249
    assert rest.startswith("249 entities")  # and it says how many there are
    page.search("oyvind lunde")
    assert page.title() == "Øyvind Lünde"
    assert set(page.drawn()) == {"Øyvind Lünde", "Guest 7", "Far Away"}
    assert page.shown() == "3 of 249 entities, 2 of 251 facts"
    assert page.overlapping() == []
    page.tab.click("#undo")
    assert page.shown().startswith(drawn + " of")
    page.tab.click("#redo")
    assert len(page.drawn()) == 3
    assert page.complaints == []


def test_a_name_with_a_relation_is_understood(open_at, town):
    page = open_at(town)
    page.tab.fill("#search", "hub 1 works")
    page.tab.wait_for_selector("#results .relation")
    assert "Hub 1 works for" in " ".join(page.tab.inner_text("#results").split())
    page.tab.locator("#results li", has=page.tab.locator(".relation")).first.click()
    assert page.title() == "Hub 1"
    assert "Only “works for”" in page.details()
    assert {name.split()[0] for name in page.drawn()} == {"Hub", "Guest"}
    assert "meets Hub" not in page.tab.inner_text("#section")


def test_growing_moves_nothing_and_lays_nothing_on_anything(open_at, town):
    page = open_at(town)
    page.search("Far Away")
    page.tab.keyboard.press("Escape")
    before = page.drawn()
    for name in ("Øyvind Lünde", "Guest 7", "Hub 1"):
        page.tap(name)
        page.tab.keyboard.press("e")
        after = page.drawn()
        assert len(after) > len(before)
        assert {each: after[each] for each in before} == before
        before = after
    assert page.overlapping() == []
    hidden = page.tab.inner_text("#expand")
    page.tab.click(".relations button:has(.plus) >> nth=0")
    assert page.tab.inner_text("#expand") != hidden  # some more of them are drawn
    page.tap("Guest 7")
    page.tab.click("#hide")
    assert "Guest 7" not in page.drawn()
    page.tab.keyboard.press("Control+z")
    assert page.drawn()["Guest 7"] == before["Guest 7"]
    assert page.complaints == []


def test_what_is_pinned_stays_when_the_rest_is_arranged(open_at, town):
    page = open_at(town)
    page.search("Far Away")
    page.tab.click("#pin")
    at = page.drawn()["Far Away"]
    page.tab.keyboard.press("e")
    page.tab.click("#arrange")
    assert page.drawn()["Far Away"] == pytest.approx(at, abs=0.5)
    assert page.overlapping() == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_how_two_are_connected(open_at, town, size):
    page = open_at(town, size)
    page.search("the end to hub 1")
    page.tab.wait_for_selector(".ways")
    assert page.title() == "The End and Hub 1"
    assert "1 way of 4 facts" in page.details()
    chain = (
        sorted(page.drawn(), key=page.drawn().get)
        if size == WIDE
        else sorted(page.drawn(), key=lambda name: page.drawn()[name][1])
    )
    assert chain == ["The End", "Far Away", "Øyvind Lünde", "Guest 7", "Hub 1"]
    page.search("Hub 5")
    page.tab.click("#connect")
    page.tab.fill("#path-to", "hub 0")
    page.tab.wait_for_selector("#path-results li")
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector(".ways")
    assert page.title() == "Hub 5 and Hub 0"
    page.tab.click(".ways .relation")
    assert page.title() == "One fact"
    assert page.complaints == []


def test_a_link_brings_the_view_back(open_at, town):
    page = open_at(town)
    page.search("Far Away")
    page.tab.keyboard.press("e")
    page.tab.uncheck("#filters input[value=meets]")
    link, drawn, shown = page.tab.evaluate("location.href"), page.drawn(), page.shown()
    again = open_at(link)
    assert again.title() == "Far Away"
    assert again.shown() == shown
    assert again.drawn() == {name: pytest.approx(at, abs=1) for name, at in drawn.items()}
    assert open_at(f"{town}#at=entity+Far_Away").title() == "Far Away"  # as somebody would write it
    assert len(open_at(f"{town}#at=entity+Nobody&drawn=x+1+a+y").drawn()) == 0
    page.tab.go_back()
    assert page.tab.is_checked("#filters input[value=meets]")
    assert again.complaints == page.complaints == []


def test_cards_of_entity_fact_and_document_lead_to_each_other(open_at, town):
    page = open_at(town)
    page.search("hub 0")
    assert "“the mayor”" in page.tab.inner_text(".offices")
    page.tab.click("#section-timeline")
    assert page.tab.locator(".timeline li").first.inner_text().split()[:3] == ["2013", "11", "Jan"]
    page.tab.keyboard.press("ArrowRight")
    assert "42 neighbours" in page.tab.inner_text("#section")
    page.tab.keyboard.press("ArrowRight")
    page.tab.click("#section .name >> nth=0")
    assert "Only sentences with facts are in this page" in page.details()
    page.tab.click(".passage .mention >> nth=0")
    page.search("The End")
    page.tab.click("#section-facts")
    page.tab.locator("#details .fact .foot .link", has_text="1 other report").first.click()
    assert "Far Away, too, backed The End." in page.details()
    assert page.complaints == []


def test_facts_filter_by_time_document_and_confidence_and_can_be_taken_along(open_at, town, tmp_path):
    page = open_at(f"{town}#tab=table")
    page.tab.fill("#time-from", "2013-09-01")
    page.tab.dispatch_event("#time-from", "change")
    assert page.tab.inner_text(".bar p") == "26 of 251 facts"
    page.tab.select_option("#by-document", "doc-8.txt")
    page.tab.evaluate(
        """() => { const e = document.getElementById("least"); e.value = 0.6; e.dispatchEvent(new Event("change")); }"""
    )
    assert page.tab.inner_text(".bar p") != "26 of 251 facts"
    with page.tab.expect_download() as download:
        page.tab.click("#csv")
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8", newline="")))
    assert rows
    assert {row["document"] for row in rows} == {"doc-8.txt"}
    assert all(float(row["confidence"]) >= 0.6 and row["time"] >= "2013-09" for row in rows)
    page.tab.click("#no-filters")
    assert page.tab.inner_text(".bar p") == "251 of 251 facts"
    assert page.complaints == []


@pytest.mark.parametrize("size", [WIDE, NARROW, ENLARGED])
def test_the_first_view_fits_and_can_be_read(open_at, seeds, size):
    page = open_at(seeds, size)
    assert page.overlapping() == []
    zoom = page.tab.evaluate("document.getElementById('graph')._cyreg.cy.zoom()")
    assert zoom >= 0.42  # names of 12.5 pixels and more
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.tab.click("#tab-table")
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.tab.click("#tab-graph")
    if size != WIDE:
        page.tab.click("#show-filters")
        page.tab.uncheck("#filters input[value=planned]")
        page.tab.click("#show-filters")
        assert page.tab.inner_text("#show-filters .badge") == "1"
    assert page.complaints == []


@pytest.mark.parametrize(("size", "most"), [(WIDE, 0), (MIDDLE, 0), (NARROW, 1)])
def test_words_of_lines_lie_under_no_box(open_at, seeds, size, most):
    """In a narrow window some two boxes are so close that no words fit between them."""
    page = open_at(seeds, size)
    assert len(page.tab.evaluate(UNDER)) <= most
    page.tap("Taliban")
    page.tab.keyboard.press("e")
    page.tab.wait_for_timeout(300)
    assert len(page.tab.evaluate(UNDER)) <= most + 1
    assert page.complaints == []


def test_in_a_window_of_middle_width_a_sentence_has_a_line_of_its_own(open_at, seeds):
    page = open_at(f"{seeds}#tab=table", MIDDLE)
    scroll, sentence = page.tab.locator("#table-view .scroll"), page.tab.locator("#table-view td.text").first
    assert scroll.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert sentence.evaluate("cell => cell.clientWidth") > 700
    page.tab.click("thead button:has-text('Conf.')")
    shares = page.tab.locator("#table-view td.number").all_inner_texts()
    assert shares == sorted(shares)
    scroll.evaluate("element => element.scrollTop = 400")
    assert page.tab.locator("thead button >> nth=0").evaluate(HIT)  # the headings stay in sight
    page.tab.locator("#table-view tbody tr >> nth=5").click()
    assert page.title() == "One fact"
    assert scroll.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert page.complaints == []


@pytest.mark.parametrize("width", [1400, 1361, 1360, 1000])
def test_no_column_of_the_table_is_cut_off(open_at, seeds, width):
    page = open_at(f"{seeds}#tab=table", (width, 900))
    outside = """() => { const around = document.querySelector("#table-view .scroll").getBoundingClientRect();
        return [...document.querySelectorAll("#table-view tbody td")].filter(
            each => each.offsetParent && each.getBoundingClientRect().right > around.right + 1).length; }"""
    assert page.tab.evaluate(outside) == 0


def test_the_legend_shows_how_who_is_not_said_is_drawn(open_at, seeds):
    page = open_at(seeds)
    signs = page.tab.locator("#filters .sign")
    assert signs.count() == page.tab.locator("#filters #described, #filters #unsaid").count() > 0
    assert all(signs.nth(at).is_visible() for at in range(signs.count()))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, ENLARGED])
def test_a_card_covers_no_list_and_can_be_closed(open_at, seeds, size):
    page = open_at(f"{seeds}#tab=table", size)
    rows, close = page.tab.locator("#table-view tbody tr"), page.tab.locator("#details .head button")
    low = page.tab.evaluate(LOWEST)
    rows.nth(low).click()
    assert page.title() == "One fact"
    assert rows.nth(low).evaluate(HIT)
    rows.last.scroll_into_view_if_needed()
    assert rows.last.evaluate(HIT)
    page.tab.evaluate("document.getElementById('details').scrollTop = 9999")
    assert close.evaluate(HIT)
    close.click()
    assert page.tab.is_hidden("#details")
    assert page.tab.evaluate("Number(document.activeElement.dataset.fact)") == low  # and back to where one was
    page.tab.click("#tab-timeline")
    why = page.tab.locator("#timeline-view .why-link").last
    why.click()
    assert page.tab.evaluate("document.getElementById('details').scrollTop") == 0  # however far the one before was
    assert why.evaluate(HIT)
    assert page.complaints == []


def test_nothing_lies_over_what_was_asked_for_in_a_narrow_window(open_at, seeds):
    page = open_at(seeds, NARROW)
    page.tab.click("#show-filters")
    page.tab.click("#tab-table")
    assert page.tab.is_hidden("#filters")
    assert page.tab.get_attribute("#show-filters", "aria-expanded") == "false"
    page.tab.click("#show-filters")
    page.search("dobbins")
    assert page.tab.is_hidden("#filters")
    assert page.tab.is_hidden("#zoom-in")  # under the card: nobody gets there by Tab
    page.tab.keyboard.press("Escape")
    assert page.tab.locator("#zoom-in").evaluate(HIT)
    page.tab.click("#show-filters")
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("document.activeElement.id") == "show-filters"


def test_a_finger_sorts_and_finds_what_it_hits(open_at, seeds):
    page = open_at(f"{seeds}#tab=table", NARROW, has_touch=True, is_mobile=True)
    page.tab.tap("thead button:has-text('Conf.')")
    shares = page.tab.locator("#table-view td.number").all_inner_texts()
    assert shares == sorted(shares)
    assert page.tab.get_attribute("thead th:nth-child(9)", "aria-sort") == "ascending"
    page.tab.tap("#show-filters")
    only = page.tab.locator("#filters .only").first
    assert only.evaluate("button => getComputedStyle(button).opacity") == "1"
    count = page.tab.locator("#filters .choice .count").first
    assert count.evaluate(HIT)
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


@pytest.mark.parametrize(("size", "least"), [(WIDE, 20), ((1000, 700), 10), (NARROW, 8)])
def test_a_large_graph_opens_with_a_core_that_can_be_read_beside_the_card(open_at, tmp_path, size, least):
    """What hangs together comes before pairs that nothing joins to the rest, however many facts a pair has."""
    told = [make(i, subject=f"Guest {i}", object=f"Hub {i % 4}", start=i) for i in range(80)]
    hubs = [make(100 + i, subject=f"Hub {i}", object=f"Hub {(i + 1) % 4}", start=i) for i in range(4)]
    pairs = [
        make(200 + 9 * i + k, subject=f"One {i}", object=f"Other {i}", start=k) for i in range(30) for k in range(9)
    ]
    view.write([*told, *hubs, *pairs], [], tmp_path / "graph.html")
    page = open_at((tmp_path / "graph.html").as_uri(), size)
    names = page.drawn()
    assert len(names) >= least
    assert {f"Hub {i}" for i in range(4)} <= set(names)
    assert {name.split()[0] for name in names} <= {"Hub", "Guest"}
    assert page.overlapping() == []
    assert page.tab.evaluate("document.getElementById('graph')._cyreg.cy.zoom()") >= 0.6
    left, _, right, _ = page.tab.evaluate(FREE)
    assert all(left <= x1 and x2 <= right for _, x1, _, x2, _ in page.tab.evaluate(BOXES))


def test_facts_by_time_and_by_place(open_at, tmp_path):
    facts = [
        make(1, place="Kabul", time="2012-01-01/2012-12-31", time_text="in 2012"),
        make(2, object="Cy", place="Herat", time="2013-06-01/2013-06-30", start=1),
        make(3, object="Dan", place="Nowhere Known", published="2013-07-05", start=2),
    ]
    view.write(facts, [], tmp_path / "graph.html")
    page = open_at(f"{(tmp_path / 'graph.html').as_uri()}#tab=timeline")
    heads = "[...document.querySelectorAll('#timeline-view h2')].map(head => head.innerText)"
    assert page.tab.evaluate(heads) == ["20121 fact", "20132 facts"]
    days = page.tab.locator("#timeline-view time").all_inner_texts()
    assert days == ["2012", "Jun 2013", "5 Jul 2013"]  # no more exactly than it is known
    page.tab.keyboard.press("Tab")
    page.tab.click("#tab-places")
    told = page.tab.inner_text("#places-view").splitlines()
    order = [told.index(next(line for line in told if line.startswith(name))) for name in
             ("Afghanistan", "Herat", "Kabul", "No country known", "Nowhere Known")]  # fmt: skip
    assert order == sorted(order)
    page.tab.click("#places-view .why-link >> nth=0")
    assert page.title() == "One fact"
    page.tab.click("#tab-timeline")
    page.tab.uncheck("#filters input[value=Person]")
    assert "No fact that passes the filters has a time." in page.tab.inner_text("#timeline-view")
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_nobody_is_kept_out(open_at, seeds, scheme, size):
    """WCAG 2.2 AA, as far as axe-core can tell."""
    page = open_at(seeds, size, color_scheme=scheme, bypass_csp=True)
    page.tab.add_script_tag(path=AXE)

    def check(where):
        assert page.tab.evaluate(ACCESSIBLE, RULES) == [], where

    check("at first")
    page.search("dobbins")
    check("entity")
    page.tab.click("#section-timeline")
    check("timeline")
    page.tab.click("#section-facts")
    page.tab.click("#details .fact .foot .link >> nth=0")
    check("fact")
    page.tab.click("#details dl .link")
    page.tab.wait_for_selector(".passage")
    check("document")
    page.tab.keyboard.press("Escape")
    page.tab.fill("#search", "taliban to ankara")
    page.tab.wait_for_selector("#results li")
    check("search")
    page.tab.keyboard.press("Escape")
    page.tab.click("#tab-table")
    check("table")
    page.tab.click("#table-view tbody tr >> nth=0")
    check("table with a card")
    page.tab.keyboard.press("Escape")
    for listing in ("timeline", "places"):
        page.tab.click(f"#tab-{listing}")
        check(listing)
    page.tab.click("#show-help")
    check("help")


def test_paper_has_the_drawing_and_the_card(open_at, seeds):
    page = open_at(seeds)
    page.search("dobbins")
    page.tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.tab.emulate_media(media="print")
    assert page.tab.evaluate(PRINTED)
    assert page.tab.is_visible("#print")
    assert page.tab.is_visible("#details .sentence")
    assert page.tab.is_hidden("#filters")
