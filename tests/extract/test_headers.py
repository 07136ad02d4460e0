"""Headers of monitored broadcasts, which are read only with the pack that asks for them."""

from __future__ import annotations

import pytest

from kg import language, ontology
from kg.extract import extract
from kg.records import Document
from tests.extract.facts import found, matches, said


def _facts(text: str, *, pack: bool) -> list:
    declared = ontology.load("broadcasts" if pack else ())
    return found(extract(language.load()(text), Document(id="a", text=text, source="a.txt"), declared))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Sofia BTA in English 1313 GMT 11 Feb 94", "BTA | hasOfficeIn | Sofia"),
        ("Havana Radio Reloj Network in Spanish 2100 GMT 13 Feb 94", "Radio Reloj Network | hasOfficeIn | Havana"),
        ("FL1802144094 Mexico City LA JORNADA in Spanish 10 Jun 94 p 11", "LA JORNADA | hasOfficeIn | Mexico City"),
        ("London THE SUNDAY TIMES 30 Jan 94 pp 1, 15", "SUNDAY TIMES | hasOfficeIn | London"),
        ("Kiev SILSKI VISTI", "SILSKI VISTI | hasOfficeIn | Kyiv"),
    ],
)
def test_a_header_says_where_a_medium_sits(text, fact):
    facts = _facts(text, pack=True)
    assert len(facts) == 1, facts
    assert matches(said(fact), facts[0])


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["The talks in Sofia in April 1994 failed.", "NEW YORK CITY", "London Bridge in English history"],
)
def test_what_is_no_header(text):
    assert not any(fact.relation == "hasOfficeIn" for fact in _facts(text, pack=True))


@pytest.mark.model
def test_without_the_pack_no_header_is_read():
    assert not any(
        fact.rule.endswith("/header") for fact in _facts("Sofia BTA in English 1313 GMT 11 Feb 94", pack=False)
    )
