"""Descriptions and whole chains: appositions, offices, "the company", and what each chain is called."""

from __future__ import annotations

import random
import re
import time
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from kg import language, ontology
from kg.extract import coreference, extract, mentions, reading_of
from kg.extract.coreference import CONFIDENCE, RULES
from kg.extract.reading import Reading
from kg.language.grammar import Name, Node, SentenceView, View
from kg.records import Document
from tests.extract.parses import chains, said

NAMES = {"James Dobbins": "Person", "Hamid Karzai": "Person", "Siemens": "Organization", "Gazprom": "Organization"}


def the(noun: str, *, modifier: str = "", verb: str = "left=leave") -> str:
    """`The [modifier] noun left.`"""
    if modifier:
        return f"The=the|DT|3|det {modifier}|JJ|3|amod {noun}|NN|4|nsubj {verb}|VBD|0|root .|.|4|punct"
    return f"The=the|DT|2|det {noun}|NN|3|nsubj {verb}|VBD|0|root .|.|3|punct"


def apposition(name: str, noun: str) -> str:
    """`First Last, a noun, spoke.`"""
    first, last = name.split()
    return (
        f"{first}|NNP|7|nsubj {last}|NNP|1|flat ,|,|5|punct a|DT|5|det {noun}|NN|1|appos ,|,|5|punct "
        "spoke=speak|VBD|0|root .|.|7|punct"
    )


def test_an_apposition_is_the_name():
    assert chains(apposition("James Dobbins", "diplomat"), names=NAMES) == {"James Dobbins = a diplomat"}


def test_a_predicate_is_its_subject():
    is_a = "James|NNP|5|nsubj Dobbins|NNP|1|flat is=be|VBZ|5|cop a|DT|5|det diplomat|NN|0|root .|.|5|punct"
    assert chains(is_a, names=NAMES) == {"James Dobbins = a diplomat"}


def test_a_denied_predicate_is_not():
    is_not = (
        "James|NNP|6|nsubj Dobbins|NNP|1|flat is=be|VBZ|6|cop not|RB|6|advmod a|DT|6|det diplomat|NN|0|root .|.|6|punct"
    )
    assert chains(is_not, names=NAMES) == set()


def test_an_apposition_of_another_kind_is_somebody_else():
    assert chains(apposition("James Dobbins", "company"), names=NAMES) == set()


def test_a_plural_is_no_person():
    several = apposition("James Dobbins", "diplomats=diplomat").replace("|NN|1|appos", "|NNS|1|appos")
    assert chains(several, names=NAMES) == set()


def test_one_description_never_makes_two_people_one():
    found = chains(
        apposition("James Dobbins", "diplomat"), apposition("Hamid Karzai", "diplomat"), the("diplomat"), names=NAMES
    )
    assert not any("Dobbins" in chain and "Karzai" in chain for chain in found)


def test_an_office_means_who_holds_it():
    found = chains(apposition("James Dobbins", "envoy"), the("envoy"), names=NAMES)
    assert found == {"James Dobbins = a envoy = The envoy"}


def test_an_office_of_two_in_reach_means_neither():
    found = chains(apposition("James Dobbins", "envoy"), apposition("Hamid Karzai", "envoy"), the("envoy"), names=NAMES)
    assert not any("The envoy" in chain for chain in found)


def test_an_office_with_other_words_is_another():
    found = chains(apposition("James Dobbins", "envoy"), the("envoy", modifier="Russian=russian"), names=NAMES)
    assert not any("Russian" in chain for chain in found)


def test_the_company_is_the_one_in_reach():
    assert chains(said("Siemens", "paid=pay"), the("company"), names=NAMES) == {"Siemens = The company"}


def test_the_company_of_two_is_the_subject_of_the_sentence_before():
    found = chains(said("Siemens", "paid=pay"), said("Gazprom", "paid=pay"), the("company"), names=NAMES)
    assert found == {"Gazprom = The company"}


def test_the_company_of_two_further_off_is_neither():
    rain = "Rain=rain|NN|2|nsubj fell=fall|VBD|0|root .|.|2|punct"
    assert chains(said("Siemens", "paid=pay"), said("Gazprom", "paid=pay"), rain, the("company"), names=NAMES) == set()


def test_the_company_is_nobody_out_of_reach():
    far = ["Rain=rain|NN|2|nsubj fell=fall|VBD|0|root .|.|2|punct"] * 8
    assert chains(said("Siemens", "paid=pay"), *far, the("company"), names=NAMES) == set()


def test_the_company_is_no_person():
    assert chains(said("James Dobbins"), the("company"), names=NAMES) == set()


def test_the_same_words_are_the_same():
    words = the("official", modifier="senior=senior")
    assert chains(words, words, names={}) == {"The senior official = The senior official"}


def test_more_words_later_are_somebody_new():
    assert chains(the("official"), the("official", modifier="senior=senior"), names={}) == set()


def test_his_wife_is_not_any_wife():
    his = "His=his|PRP$|2|nmod:poss wife|NN|3|nsubj left=leave|VBD|0|root .|.|3|punct"
    far = ["Rain=rain|NN|2|nsubj fell=fall|VBD|0|root .|.|2|punct"] * 6
    assert not any("wife" in chain for chain in chains(his, *far, his, names={}))


def test_the_wife_of_one_man_is_one():
    his = "His=his|PRP$|2|nmod:poss wife|NN|3|nsubj left=leave|VBD|0|root .|.|3|punct"
    found = chains(said("James Dobbins"), his, said("James Dobbins"), his, names=NAMES)
    assert "His wife = His wife" in found


# --- chains ---------------------------------------------------------------------------------------------------


def test_every_link_has_a_confidence():
    assert all(0 < value <= 1 for value in CONFIDENCE.values())
    assert {"name", "pronoun", "speaker", "definite", "role", "same-words", "apposition"} <= set(CONFIDENCE)


def crowd(count: int) -> View:
    """`Ann17 Smith3 met him.` `count` times over: two mentions each."""
    chance = random.Random(7)
    nodes: list[Node] = []
    sentences: list[SentenceView] = []
    names: list[Name] = []
    offset = 0
    for number in range(count):
        first = len(nodes)
        words = [
            (f"Ann{chance.randrange(2000)}", "NNP", "PROPN", "nsubj"),
            (f"Smith{chance.randrange(40)}", "NNP", "PROPN", "flat"),
            ("met", "VBD", "VERB", "root"),
            ("him", "PRP", "PRON", "obj"),
        ]
        for text, tag, pos, dep in words:
            nodes.append(Node(len(nodes), offset, text, text.lower(), tag, pos, dep, number))
            offset += len(text) + 1
        who, last, met, him = nodes[first:]
        who.head, last.head, him.head = met, who, met
        who.kids, met.kids = [last], [who, him]
        names.append(Name(first, first + 1, "Person", 1.0))
        sentences.append(SentenceView(who.start, him.end, first, first + 3))
    text = " ".join(node.text for node in nodes)
    return View(text, tuple(nodes), tuple(sentences), tuple(names))


def seconds(view: View) -> float:
    known = ontology.load()
    reading = mentions.find(Reading(view, known))
    start = time.process_time()
    coreference.resolve(reading)
    return time.process_time() - start


def test_time_grows_with_the_text_and_no_faster():
    small, large = crowd(1_250), crowd(10_000)  # 2,500 and 20,000 mentions
    seconds(small)
    assert seconds(large) < 3 * 8 * max(seconds(small), 0.05)


def test_the_same_text_gives_the_same_chains():
    known = ontology.load()
    view = crowd(300)
    reading = mentions.find(Reading(view, known))
    assert coreference.resolve(reading) == coreference.resolve(reading)


@pytest.mark.parametrize("text", ["", "spoke"])
def test_a_text_without_mentions_has_no_chains(text):
    assert chains(*[f"{word}|VB|0|root" for word in text.split()], names={}) == set()


# --- with the language model -------------------------------------------------------------------------------


@cache
def nlp() -> Language:
    return language.load()


TALKS = (
    "President Hamid Karzai met James Dobbins in Kabul on Monday. Dobbins, the U.S. envoy, said he was pleased. "
    "\u201cI am glad to be in Kabul,\u201d Dobbins said. Hillary Clinton flew to Doha. She will meet Karzai there."
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dobbins", "James Dobbins"),
        ("the U.S. envoy", "James Dobbins"),
        ("I", "James Dobbins"),
        ("She", "Hillary Clinton"),
        ("Karzai", "Hamid Karzai"),
    ],
)
def test_a_short_article(one, other):
    found = extract(nlp()(TALKS), Document(id="talks", text=TALKS, source="talks"), ontology.load())
    chain = {mention.text: mention.chain for mention in found.mentions}
    assert chain[one] == chain[other]
    assert len({chain["James Dobbins"], chain["Hamid Karzai"], chain["Hillary Clinton"]}) == 3


@pytest.mark.model
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_sieve_acts_on_its_example_unless_it_is_switched_off(rule):
    text = rule.example.replace("[", "").replace("]", "")
    acted = reading_of(nlp()(text), ontology.load()).trail.counts()
    assert acted[rule.name] >= 1
    without = reading_of(nlp()(text), ontology.load(), without=frozenset({rule.name})).trail.counts()
    assert rule.name not in without


def test_every_sieve_stands_in_the_table():
    package = Path(coreference.__file__).parent
    named = {name for path in package.glob("*.py") for name in re.findall(r'"(coreference/[a-z-]+)"', path.read_text())}
    assert named == {rule.name for rule in RULES}
    assert len(RULES) == len(named)
