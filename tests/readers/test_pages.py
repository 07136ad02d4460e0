"""What is read from pages in the manner of big papers: the whole article, nothing else, its title and its day."""

from __future__ import annotations

import random

import pytest

from kg.readers import read
from tests.readers import layouts  # noqa: F401 - it enters its pages in the table
from tests.readers.pages import PAGES


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, build in PAGES.items():
        (folder / f"{name}.html").write_text(build().html, encoding="utf-8")
    return {document.id.removesuffix(".html"): document for document in read(folder, on_skip=print)}


def test_there_are_many_pages():
    assert len(PAGES) >= 34


@pytest.mark.parametrize("name", PAGES)
def test_the_whole_article_and_nothing_else(documents, name):
    text = documents[name].text
    paragraphs = text.split("\n\n")
    assert [line for line in PAGES[name]().body if line not in paragraphs] == []
    assert "Quillfeather" not in text
    assert "Advertisement" not in text


@pytest.mark.parametrize("name", PAGES)
def test_the_day(documents, name):
    assert documents[name].published == PAGES[name]().published


@pytest.mark.parametrize("name", PAGES)
def test_the_title(documents, name):
    assert documents[name].title == PAGES[name]().title


def test_broken_pages_are_read_or_refused_but_never_break(tmp_path, reading):
    """Pages with pieces cut out, doubled, and bytes changed."""
    chance = random.Random(20240507)
    for number in range(60):
        data = bytearray(chance.choice(list(PAGES.values()))().html.encode())
        for _ in range(chance.randint(1, 8)):
            start = chance.randrange(len(data))
            end = min(len(data), start + chance.choice((1, 5, 40, 400)))
            piece = data[start:end]
            data[start:end] = chance.choice(
                (b"", piece * 2, bytes(chance.randrange(256) for _ in piece), b"<", b"</div>", b"\x00")
            )
        (tmp_path / f"{number}.html").write_bytes(data)
    documents, skipped = reading(tmp_path)
    assert len(documents) > 40
    assert all("\n" not in problem.reason for problem in skipped)
    assert all(document.text.strip() for document in documents)
