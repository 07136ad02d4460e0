"""A page in a real browser, and what it asked for or complained of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg import view

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(view.__file__).parent / "bundle-tests" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ACCESSIBLE = """async rules => (await axe.run(document, { runOnly: rules })).violations.map(
    each => each.id + ": " + each.nodes.map(node => node.target + " " + node.failureSummary).slice(0, 3).join(" | "))"""
PLACE = """name => {
    const graph = document.getElementById("graph"), cy = graph._cyreg.cy;
    const node = cy.nodes().filter(node => node.data("label").replaceAll("\\n", " ") === name)[0];
    const at = node.renderedPosition(), box = graph.getBoundingClientRect();
    return [box.x + at.x, box.y + at.y];
}"""
BOXES = """() => document.getElementById("graph")._cyreg.cy.nodes().not(".off").map(node => {
    const box = node.renderedBoundingBox({ includeLabels: false });
    return [node.id(), box.x1, box.y1, box.x2, box.y2];
})"""
MODEL = """() => Object.fromEntries(document.getElementById("graph")._cyreg.cy.nodes().map(
    node => [node.data("label").replaceAll("\\n", " "), [node.position().x, node.position().y]]))"""


@contextmanager
def launched() -> Iterator[Any]:
    """Chromium; without Playwright the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (in the dev extra)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


class Page:
    """One page, and all that it asked for or complained of."""

    def __init__(self, tab, address):
        self.tab, self.requests, self.complaints = tab, [], []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.goto(address)
        tab.wait_for_selector("html[data-ready]")

    def place_of(self, name):
        """Where an entity is drawn, in pixels of the window."""
        return self.tab.evaluate(PLACE, name)

    def tap(self, name):
        self.tab.mouse.click(*self.place_of(name))

    def drawn(self):
        """Names and places of what is drawn, in the drawing's own pixels."""
        return {name: tuple(at) for name, at in self.tab.evaluate(MODEL).items() if name}

    def overlapping(self):
        """Pairs of boxes that lie on each other."""
        boxes = self.tab.evaluate(BOXES)
        return [
            (a[0], b[0])
            for i, a in enumerate(boxes)
            for b in boxes[:i]
            if a[1] < b[3] - 1 and b[1] < a[3] - 1 and a[2] < b[4] - 1 and b[2] < a[4] - 1
        ]

    def search(self, words):
        """Type words into the search, and take the first of what is offered."""
        self.tab.keyboard.press("/")
        self.tab.fill("#search", words)
        self.tab.wait_for_selector("#results li")
        self.tab.keyboard.press("Enter")

    def until(self, truth, tries=100):
        """Wait for what a script says; the page itself may not evaluate text."""
        while not self.tab.evaluate(truth):
            tries -= 1
            assert tries, f"never came true: {truth}"
            self.tab.wait_for_timeout(50)

    def title(self):
        return self.tab.inner_text("#details h2")

    def details(self):
        return self.tab.inner_text("#details")

    def shown(self):
        return self.tab.text_content("#counts")
