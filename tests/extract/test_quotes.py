"""Apostrophes of typesetters give the facts of straight ones, and what is quoted stays as it is written."""

from __future__ import annotations

import re

import pytest

from kg import language, ontology
from kg.extract import extract
from kg.records import Document, Extraction

pytestmark = pytest.mark.model

TEXTS = """\
Estonia's president, Ann O'Dwyer, met Karim Tazi in Brenholm on Tuesday and urged him to resign.
Clara Westergaard condemned Wednesday's attack in Brenholm.
The rebels' leader, Jeff O'Neil, didn't meet Norway's foreign minister, Dana Whitlock.
Whitlock said: 'We won't meet Ilya Korvin.'
""".splitlines()


@pytest.fixture(scope="module")
def said():
    nlp, declared = language.load(), ontology.load()
    return lambda text: extract(nlp(text), Document(id="a", text=text, source="a"), declared)


def plain(extraction: Extraction) -> list[str]:
    return [
        re.sub("[\"'‘’“”]", "", repr(part)) for part in (extraction.claims, extraction.entities, extraction.mentions)
    ]


def curly(text: str) -> str:
    return re.sub(r"(?<!\w)'", "‘", text).replace("'", "’")


@pytest.mark.parametrize("text", TEXTS)
def test_curly_apostrophes_give_the_same(said, text):
    assert curly(text) != text
    assert plain(said(curly(text))) == plain(said(text))


@pytest.mark.parametrize("text", TEXTS)
def test_words_stay_as_written(said, text):
    extraction = said(curly(text))
    spans = [*extraction.sentences, *extraction.mentions, *(claim.evidence for claim in extraction.claims)]
    assert spans
    assert all(span.text == curly(text)[span.start : span.end] for span in spans)


@pytest.mark.xfail(strict=True, reason="double quotes are left as they are: straight ones cost a fact of the gold")
def test_curly_double_quotes_give_the_same(said):
    text = '"I did not meet Pedro Quintal," Ingrid Solheim said.'
    assert plain(said(re.sub('"([^"]*)"', "“\\1”", text))) == plain(said(text))
