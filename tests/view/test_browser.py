"""The page in a real browser: it asks the network for nothing, and does what it promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import view
from kg.graph import Graph
from tests.factories import shooting
from tests.view.browser import BROWSER, Page

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium on the path (apt-get install chromium)")
EVIL = "</script><img src=x onerror=window.hacked=1>"


@pytest.fixture
def open_page(browser, tmp_path):
    tabs = []

    def opened(facts, *, title="Seeds", **options):
        path = facts
        if not isinstance(facts, Path):
            path = tmp_path / "graph.html"
            view.write(facts, [], path, title=title)
        tabs.append(browser.new_page(viewport={"width": 1440, "height": 900}, **options))
        return Page(tabs[-1], path.as_uri())

    yield opened
    for tab in tabs:
        tab.close()


@pytest.fixture
def page(open_page, seeds_page):
    page = open_page(seeds_page)
    yield page
    assert page.complaints == []
    assert len(page.requests) == 1  # the page itself, and nothing else


def test_the_graph_is_drawn(page):
    assert "33 entities, 45 facts" in page.shown()
    assert page.tab.locator("#graph canvas").count() > 0


def test_a_click_on_an_entity_shows_its_facts_with_their_sentences(page):
    page.tab.mouse.click(*page.place_of("James Dobbins"))
    text = page.details()
    assert "James Dobbins" in text
    assert "Ambassador James Dobbins will meet on the U.S.'s behalf with the Taliban in the coming days" in text
    for part in ("planned", "Doha", "in the coming days", "State Department spokesperson", "0.90", "meets/active"):
        assert part in text
    card = page.tab.locator("#details .fact", has_text="James Dobbins meets Taliban")
    assert card.locator("mark.subject").inner_text() == "James Dobbins"
    assert card.locator("mark.object").inner_text() == "the Taliban"


def test_a_click_on_a_line_shows_the_facts_behind_it(page):
    (x1, y1), (x2, y2) = page.place_of("Jen Psaki"), page.place_of("State Department")
    page.tab.mouse.click(x1 + (x2 - x1) * 0.5, y1 + (y2 - y1) * 0.5)
    assert page.title() == "Jen Psaki → State Department"
    assert "spokeswoman Jen Psaki" in page.details()


def test_a_name_in_a_fact_leads_on(page):
    page.tab.mouse.click(*page.place_of("James Dobbins"))
    page.tab.locator("#details .statement button", has_text="Ankara").first.click()
    assert page.tab.inner_text("#details h2") == "Ankara"
    assert "Ankara located in Turkey" in page.details()
    assert page.tab.evaluate("document.activeElement.id") == "details"  # the focus is not lost


def test_search_finds_by_name_and_alias_with_the_keyboard_alone(page):
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("karz")
    page.tab.wait_for_selector("#results li")
    page.tab.keyboard.press("Enter")
    assert page.tab.inner_text("#details h2") == "Hamid Karzai"
    page.tab.fill("#search", "U.S.")
    page.tab.wait_for_selector("#results li")
    assert "United States" in page.tab.inner_text("#results li >> nth=0")
    page.tab.keyboard.press("Escape")
    assert page.tab.is_hidden("#results")


def test_search_narrows_the_table(page):
    page.tab.fill("#search", "prisoner exchange")
    page.tab.wait_for_selector("#results li")
    page.tab.click("#results li:last-child")
    rows = page.tab.locator("tbody tr")
    assert rows.count() == 4
    rows.first.focus()
    page.tab.keyboard.press("Enter")
    assert "pursuing a prisoner exchange" in page.details()
    focused = "document.activeElement.id || document.activeElement.tagName"
    assert page.tab.evaluate(focused) == "details"  # so that Tab leads into the facts
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate(focused) == "TR"  # and back to where one was


def test_filters_take_out_classes_relations_and_statuses(page):
    page.tab.uncheck("#filters input[value=planned]")
    assert "30 of 45 facts" in page.shown()
    page.tab.check("#filters input[value=planned]")
    page.tab.uncheck("#filters input[value=visits]")
    assert "40 of 45 facts" in page.shown()
    page.tab.check("#filters input[value=visits]")
    before = page.shown()
    page.tab.uncheck("#filters input[value=Person]")
    assert page.shown() != before
    page.tab.click("#tab-table")
    assert "James Dobbins" not in page.tab.locator("td.end").all_inner_texts()
    page.tab.check("#filters input[value=Person]")
    page.tab.uncheck("#described")
    assert "three civilians" not in page.tab.locator("td.end").all_inner_texts()


def test_none_and_all(page):
    button = page.tab.locator("#filters legend button").first
    button.click()
    assert "0 of 33 entities, 0 of 45 facts" in page.shown()
    button.click()
    assert "33 entities, 45 facts" in page.shown()


def test_the_table_sorts(page):
    page.tab.click("#tab-table")
    header = page.tab.locator("thead button", has_text="Subject")
    header.click()
    first = page.tab.locator("tbody tr").first.locator("td").first
    assert first.inner_text() == "a bomb"
    header.click()
    assert first.inner_text() == "United States"
    assert page.tab.get_attribute("thead th >> nth=0", "aria-sort") == "descending"


def test_keys_walk_zoom_and_go_back(page):
    page.tab.keyboard.press("n")
    assert page.tab.inner_text("#details h2") == "Taliban"  # the most connected first
    page.tab.keyboard.press("n")
    assert page.tab.inner_text("#details h2") == "United States"
    assert "United States" in page.tab.inner_text("#announce")
    page.tab.keyboard.press("Escape")
    assert page.tab.is_hidden("#details")
    page.tab.focus("#graph")
    page.tab.keyboard.press("0")
    before = page.place_of("Doha")
    page.tab.keyboard.press("+")
    assert page.place_of("Doha") != before
    page.tab.keyboard.press("0")
    assert page.place_of("Doha") == pytest.approx(before)


def test_arranging_anew_gives_the_same_places_every_time(page):
    page.tab.click("#arrange")
    first = page.place_of("Doha"), page.place_of("Kabul")
    page.tab.click("#arrange")
    assert page.place_of("Doha") == pytest.approx(first[0], abs=0.1)
    assert page.place_of("Kabul") == pytest.approx(first[1], abs=0.1)


def test_dark_when_the_reader_prefers_it(open_page, seeds_page):
    page = open_page(seeds_page, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.tab.evaluate(ground) == "rgb(22, 27, 34)"
    page.tab.click("#theme")
    assert page.tab.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.complaints == []


def test_text_from_documents_is_never_run(open_page, make_fact):
    facts = [
        make_fact(subject=EVIL, relation=EVIL, sentence=f"{EVIL} met Bob.", document=EVIL, place=EVIL, rule=EVIL),
        make_fact(1, object=EVIL, object_iri=None, attributed_to=EVIL, time_text=EVIL),
    ]
    page = open_page(facts, title=EVIL)
    page.tab.keyboard.press("n")
    page.tab.keyboard.press("n")
    page.tab.click("#tab-table")
    page.tab.locator("tbody tr").first.click()
    page.tab.fill("#search", "img")
    assert EVIL in page.tab.inner_text("#details")
    for choice in (f"document {EVIL}", "entity Bob", f"fact {EVIL}"):
        page.tab.evaluate(
            "at => { location.hash = new URLSearchParams({ at, place: at, text: at, tab: 'table' }); }", choice
        )
        page.tab.wait_for_timeout(50)
    page.tab.click("#tab-graph")
    page.search(EVIL)
    assert page.tab.evaluate("window.hacked") is None
    assert page.tab.locator("body img").count() == 0
    assert page.complaints == []
    assert len(page.requests) == 1


def test_many_facts_of_one_entity_come_in_portions(open_page, make_fact):
    page = open_page([make_fact(i, object=f"Leaf {i}", start=i) for i in range(130)])
    page.tab.keyboard.press("n")
    cards = page.tab.locator("#details .fact")
    assert cards.count() == 25
    for shown in (50, 75, 100, 125, 130):
        page.tab.click("#details .more")
        assert cards.count() == shown
    assert page.complaints == []


def test_an_empty_graph_says_so(open_page):
    page = open_page([])
    assert "0 entities, 0 facts" in page.shown()
    assert "kg build" in page.details()  # and what to do
    page.tab.click("#tab-table")
    assert "No fact passes" in page.tab.inner_text("#table-view")
    assert page.complaints == []


def test_events_with_one_party_are_drawn_listed_and_filtered(open_page):
    with Graph() as graph:
        graph.replace(shooting())
        page = open_page(list(graph.facts()))
    assert "4 entities, 5 facts" in page.shown()
    page.tab.mouse.click(*page.place_of("Shinzo Abe"))
    assert "not said kills Shinzo Abe" in page.details()
    assert page.tab.evaluate("document.getElementById('graph')._cyreg.cy.nodes('.unsaid').length") == 3
    x, y = page.tab.evaluate(
        """() => {
            const graph = document.getElementById("graph");
            const at = graph._cyreg.cy.nodes(".unsaid")[0].renderedPosition(), box = graph.getBoundingClientRect();
            return [box.x + at.x, box.y + at.y];
        }"""
    )
    page.tab.keyboard.press("Escape")
    page.tab.mouse.click(x, y)
    assert page.tab.inner_text("#details h2") == "Not said"
    page.tab.keyboard.press("Escape")
    page.tab.click("#tab-table")
    assert page.tab.locator("#table-view tbody tr").count() == 5
    page.tab.click("#tab-graph")
    page.tab.uncheck("#unsaid")
    assert "2 of 5 facts" in page.shown()
    assert page.complaints == []
