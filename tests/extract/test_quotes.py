"""Quotes and apostrophes of typesetters give the facts of straight ones, and what is quoted stays as it is written."""

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


MARKS = r"""[\\"'‘’“”„]"""


def plain(extraction: Extraction) -> list[str]:
    return [re.sub(MARKS, "", repr(part)) for part in (extraction.claims, extraction.entities, extraction.mentions)]


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


QUOTED = """\
"I did not meet Pedro Quintal," Ingrid Solheim said.
Officials said "never again" on Friday. "We met Ilya Korvin," said Dana Whitlock, "and we will meet Karim Tazi."
Whitlock, the "iron chancellor" of Estonia, was told: "Meet Pedro Quintal."
"Ann O'Dwyer 'condemned' the attack in Brenholm," Clara Westergaard said. She added: "I did, too."
""".splitlines()


@pytest.mark.parametrize("text", QUOTED)
@pytest.mark.parametrize("marks", ["“”", "„“", "””"])
def test_curly_double_quotes_give_the_same(said, text, marks):
    written = re.sub('"([^"]*)"', rf"{marks[0]}\1{marks[1]}", text)
    assert written != text
    extraction = said(written)
    assert plain(extraction) == plain(said(text))
    assert all(sentence.text == written[sentence.start : sentence.end] for sentence in extraction.sentences)
