"""Ten invented articles in ten styles, each with the facts that must and must not be read out of it.

`tests/articles/NAME.facts` holds one fact per line, as in the golden rules, but a short form of a name will do;
`!` stands before what must not be found, and `-- reason` behind a line that is known to be wrong: a strict xfail.
`docs/errors.md` says how many of all the facts found in these articles are true.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.readers import read as read_files
from tests.extract.facts import Found, extracted, found, matches, qualified, said

ARTICLES = Path(__file__).parents[1] / "articles"
STYLES = 10
MOST_WORDS, FEWEST_WORDS = 350, 150


@cache
def facts_of(name: str) -> tuple[Found, ...]:
    """All facts of one article, read as a user's file would be."""
    documents = read_files(ARTICLES / f"{name}.txt", on_skip=lambda skipped: pytest.fail(skipped.reason))
    return tuple(fact for document in documents for fact in found(extracted(document)))


def _parameters() -> Iterator[object]:
    for path in sorted(ARTICLES.glob("*.facts")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                fact, _, reason = line.partition(" -- ")
                marks = [pytest.mark.xfail(reason=reason.strip(), strict=True)] if reason else []
                yield pytest.param(path.stem, fact.strip(), id=f"{path.stem}: {fact.strip()}", marks=marks)


@pytest.mark.model
@pytest.mark.parametrize(("article", "line"), _parameters())
def test_article(article: str, line: str):
    banned = line.startswith("!")
    wanted = said(line.removeprefix("!").strip())

    same = [fact for fact in facts_of(article) if matches(wanted, fact, loose=not banned) and qualified(wanted, fact)]

    listing = "\n  ".join(str(fact) for fact in facts_of(article) if fact.relation == wanted.relation) or "none"
    assert bool(same) is not banned, f"{line}\nof this relation:\n  {listing}"


def test_there_are_ten_articles_of_ten_styles():
    articles = sorted(path.stem for path in ARTICLES.glob("*.txt"))

    assert articles == sorted(path.stem for path in ARTICLES.glob("*.facts"))
    assert len(articles) == STYLES


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_articles_are_of_the_length_of_news(path: Path):
    assert FEWEST_WORDS <= len(path.read_text("utf-8").split()) <= MOST_WORDS
