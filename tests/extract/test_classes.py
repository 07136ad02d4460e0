"""The class of a name: what speaks for it, how it is decided for all its mentions, and what can be switched off."""

from __future__ import annotations

import json

import pytest

from kg import ontology
from kg.evaluate import classes as trainer
from kg.extract import mentions, names, reading_of
from kg.extract.names import classes, evidence
from kg.extract.names.evidence import Evidence
from kg.extract.reading import Reading
from kg.language.grammar import Name, view
from kg.ontology import COARSE
from tests.extract.parses import parsed

MAKER = "Norvik|NNP|5|nsubj is=be|VBZ|5|cop a|DT|5|det large|JJ|5|amod company|NN|0|root .|.|5|punct"
SPOKE = "Norvik|NNP|2|nsubj spoke=speak|VBD|0|root .|.|2|punct"
SHARES = "Norvik|NNP|3|nmod:poss 's|POS|1|case shareholders=shareholder|NNS|4|nsubj met=meet|VBD|0|root .|.|4|punct"


def _reading(*sentences: str, names: dict[str, str], sure: float = 1.0) -> Reading:
    doc = parsed(*sentences, names=names)
    doc.user_data["kg_name_confidence"] = [sure] * len(doc.ents)
    return Reading(view(doc), ontology.load())


def _features(reading: Reading) -> set[str]:
    return {one.feature for named in classes.gather(reading) for one in named.values}


@pytest.mark.parametrize(
    ("sentence", "label", "feature"),
    [
        (MAKER, "Person", "said of it: Organization"),
        (MAKER, "Person", "said of it: Company"),
        (SHARES, "Person", "has what is of-company"),
        (SPOKE, "Person", "nsubj of: speak"),
        (SPOKE, "Person", "words: 1"),
        ("France|NNP|2|nsubj spoke=speak|VBD|0|root", "Person", "gazetteer: Country"),
        ("Maria|NNP|3|nsubj Norvik|NNP|1|flat spoke=speak|VBD|0|root", "Person", "begins with a given name"),
    ],
)
def test_evidence(sentence, label, feature):
    name = " ".join(item.split("|")[0] for item in sentence.split() if "|NNP|" in item)
    assert feature in _features(_reading(sentence, names={name: label}))


def test_what_one_mention_tells_holds_for_all_namesakes():
    reading = _reading(SPOKE, MAKER, names={"Norvik": "Person"})

    (named,) = classes.gather(reading)

    told = {one.feature: value for one, value in named.values.items()}
    assert told["said of it: Organization"] == 1.0
    assert told["nsubj of: speak"] == 0.5


def test_a_namesake_of_a_person_is_judged_apart_where_the_gazetteer_knows_it():
    both = _reading(
        "Sam|NNP|3|nsubj Houston|NNP|1|flat spoke=speak|VBD|0|root",
        "Houston|NNP|2|nsubj grew=grow|VBD|0|root",
        names={"Sam Houston": "Person", "Houston": "Place"},
    )
    assert "ends the name of a Person, but is known itself" in _features(both)


def test_decided_names_say_why():
    reading = _reading(MAKER, SHARES, SPOKE, names={"Norvik": "Person"}, sure=0.9)

    decided = list(classes.settle(reading))

    assert {name.label for name in decided} == {"Organization"}
    assert all(name.why.startswith("Organization ") and "company" in name.why for name in decided)


def test_probabilities_add_up():
    odds = classes.probabilities({Evidence("gazetteer: Country"): 1.0, Evidence("never seen"): 1.0})

    assert set(odds) == set(COARSE)
    assert sum(odds.values()) == pytest.approx(1.0)
    assert max(odds, key=lambda cls: odds[cls]) == "Place"


def test_without_evidence_every_class_is_as_likely():
    assert list(classes.probabilities({}).values()) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize(
    ("text", "label", "cls", "key"),
    [
        ("France", "Place", "Country", "France"),
        ("Norvik Airlines", "Organization", "Company", None),
        ("Sankuru province", "Place", "Region", None),
        ("Norvik", "Person", "Person", None),
        ("Leverkusen", "Organization", "Organization", None),
    ],
)
def test_the_finer_class(text, label, cls, key):
    found, entry = classes.finer(Reading(view(parsed(SPOKE, names={})), ontology.load()), text, label)

    assert found == cls
    assert (entry.key if entry else None) == key


def test_every_rule_has_a_name_of_its_own_and_an_example():
    rules = [*names.RULES, *mentions.RULES]

    assert len({rule.name for rule in rules}) == len(rules)
    assert all("[" in rule.example and "/" in rule.name for rule in rules)


def test_a_rule_acts_unless_it_is_switched_off():
    doc = parsed("the|DT|2|det Norvik|NNP|3|nsubj spoke=speak|VBD|0|root", names={"the Norvik": "Organization"})

    whole = reading_of(doc, ontology.load())
    cut = reading_of(doc, ontology.load(), without=frozenset({"names/trim-determiner"}))

    assert [m.text for m in whole.mentions.all] == ["Norvik"]
    assert [m.text for m in cut.mentions.all] == ["the Norvik"]
    assert "names/trim-determiner" in whole.trail.of(0)
    assert "names/trim-determiner" not in cut.trail.of(0)


# --- learning ------------------------------------------------------------------------------------------------


def test_learning_finds_what_tells_the_classes_apart():
    told = {"Person": "said of it: Person", "Organization": "has shareholders"}
    examples = [trainer.Case({told[cls]: 1.0, "words: 1": 1.0}, {cls: 1}) for cls in told for _ in range(20)]

    weights = trainer.learn(examples)

    assert weights["said of it: Person"]["Person"] > 0.5 > weights["said of it: Person"]["Organization"]
    assert weights["has shareholders"]["Organization"] > 0.5
    assert weights == trainer.learn(examples)


def test_what_a_text_tells_is_trusted_before_the_model():
    values = {"model: Person from 0.9": 1.0, "said of it: Person": 1.0}
    other = {"model: Place from 0.9": 1.0, "said of it: Place": 1.0}
    told = frozenset({"said of it: Person", "said of it: Place"})

    weights = trainer.learn([trainer.Case(values, {"Person": 1}, told), trainer.Case(other, {"Place": 1}, told)] * 20)

    assert weights["said of it: Person"]["Person"] > weights["model: Person from 0.9"]["Person"] > 0


def test_rare_features_get_no_weight():
    examples = [trainer.Case({"common": 1.0}, {"Place": 1})] * 20 + [trainer.Case({"rare": 1.0}, {"Person": 1})]
    assert set(trainer.learn(examples)) == {"common"}


def test_the_model_is_not_heard_in_a_part_of_the_cases():
    examples = [trainer.Case({"model: Person from 0.9": 1.0, "words: 1": 1.0}, {"Person": 1})] * 100

    muted = trainer.muted(examples)

    silent = [case for case in muted if set(case.values) == {"words: 1"}]
    assert len(silent) == pytest.approx(100 * trainer.UNHEARD, abs=2)


def test_what_is_told_outright_is_learnt_against_the_model():
    told = trainer.Case({"model: Person from 0.9": 1.0, "said of it: Organization": 1.0}, {"Organization": 3})
    known = trainer.Case({"said of it: Organization": 1.0, "gazetteer: Company": 1.0}, {"Organization": 1})

    made = trainer.turned([told, known, trainer.Case({"words: 1": 1.0}, {"Place": 1}), told])

    assert [sorted(case.values) for case in made] == [
        ["model: Person from 0.9", "said of it: Organization"],
        ["model: Place from 0.9", "said of it: Organization"],
    ]


def test_weights_are_written_as_they_are_read(tmp_path):
    path = tmp_path / "classes.json"

    trainer.write({"b": {"Person": 1.0, "Organization": -1.0, "Place": 0.01}, "a": dict.fromkeys(COARSE, 0.0)}, path)

    assert json.loads(path.read_text("utf-8"))["weights"] == {"b": {"Person": 1.0, "Organization": -1.0}}


def test_the_weights_that_ship_name_features_that_exist():
    prefixes = {
        "model", "words", "capitals", "a number", "inside", "word of", "ends", "begins", "gazetteer", "a given",
        "behind", "before", "tied", "a place", "in brackets", "as ", "initials", "has what", "said of", "which", "who",
        "whose", "where", "beside", "nsubj", "obj", "obl", "appos", "conj", "nmod", "compound",
    }  # fmt: skip
    assert [name for name in classes.weights() if not name.startswith(tuple(prefixes))] == []


def test_evidence_shows_its_words():
    assert str(Evidence("said of it: Company", "maker")) == "said of it: Company (maker)"
    assert str(Evidence("words: 1")) == "words: 1"
    assert Name(0, 0, "Person", 1.0).why == ""
    assert evidence.OWNERS[0] == "of-company"
