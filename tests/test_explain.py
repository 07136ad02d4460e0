"""Why a fact is there, and what yielded none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp

import pytest

from kg.errors import QueryError
from kg.explain import blindspots, explain, render
from kg.explain.text import marked
from kg.extract.claims import confidence
from kg.records import Argument, Claim, Document, Extraction, Kind, LocalEntity, Mention, Sentence, Status, TimeSpan
from kg.store import Store
from tests.factories import argument, dobbins, entity, extraction, shooting

FIRST = "James Dobbins will meet Mullah Omar in Doha on Tuesday."
SECOND = "He praised the Taliban, a spokesman said."
THIRD = "It rained in Ankara."


def pronoun_document() -> Extraction:
    """ "He" in the second sentence is the name of the first."""
    second, third = len(FIRST) + 1, len(FIRST) + len(SECOND) + 2
    sentences = (
        Sentence(0, len(FIRST), FIRST),
        Sentence(second, second + len(SECOND), SECOND),
        Sentence(third, third + len(THIRD), THIRD),
    )
    taliban, ankara = second + SECOND.index("the Taliban"), third + THIRD.index("Ankara")

    def named(start: int, text: str, type_: str, chain: int) -> Mention:
        return Mention(start=start, end=start + len(text), text=text, kind=Kind.NAME, type=type_, chain=chain)

    he = Mention(
        start=second,
        end=second + 2,
        text="He",
        kind=Kind.PRONOUN,
        type="Person",
        chain=0,
        link="pronoun",
        confidence=0.9,
    )
    claim = Claim(
        relation="supports",
        subject=Argument(text="He", start=second, end=second + 2, chain=0, link="pronoun", confidence=0.702),
        object=Argument(text="the Taliban", start=taliban, end=taliban + 11, chain=2),
        evidence=sentences[1],
        rule="supports/active",
        confidence=0.702,
        second="agrees",
        attributed_to="spokesman",
        trigger=(second + 3, second + 10),
        path="subject ← praise → object",
    )
    return Extraction(
        document=Document(id="b.txt", text=f"{FIRST} {SECOND} {THIRD}", source="b.txt"),
        sentences=sentences,
        mentions=(
            named(0, "James Dobbins", "Person", 0),
            named(FIRST.index("Mullah"), "Mullah Omar", "Person", 1),
            he,
            named(taliban + 4, "Taliban", "Organization", 2),
            named(ankara, "Ankara", "Place", 3),
        ),
        entities=(
            LocalEntity(chain=0, cls="Person", name="James Dobbins"),
            LocalEntity(chain=1, cls="Person", name="Mullah Omar"),
            LocalEntity(chain=2, cls="ArmedGroup", name="Taliban"),
            LocalEntity(chain=3, cls="City", name="Ankara"),
        ),
        claims=(claim,),
    )


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "graph") as opened:
        opened.replace(dobbins("a.txt"))
        opened.replace(pronoun_document())
        yield opened


def fact_of(store: Store, relation: str, document: str = "a.txt") -> str:
    return next(fact.fact for fact in store.facts(document) if fact.relation == relation)


# --- which fact -----------------------------------------------------------------------------------


def test_by_iri_by_prefix_and_by_number(store):
    facts = list(store.facts())
    for number, fact in enumerate(facts, 1):
        prefix = fact.fact.rsplit("/", 1)[-1][:12]
        assert {explain(store, key).fact.fact for key in (fact.fact, prefix, str(number))} == {fact.fact}


@pytest.mark.parametrize("wanted", ["zzz", "", "0", "99", "urn:x", "https://kg.example/id/fact/none"])
def test_no_such_fact(store, wanted):
    with pytest.raises(QueryError, match="no fact"):
        explain(store, wanted)


def test_a_prefix_of_several_names_them(monkeypatch):
    monkeypatch.setattr("kg.explain.fact.LEAST_PREFIX", 1)
    with Store() as store:
        for number in range(12):
            store.replace(dobbins(f"{number}.txt"))
        marks = [fact.fact.rsplit("/", 1)[-1] for fact in store.facts()]
        digit = next(d for d in "abcdef" if sum(mark.startswith(d) for mark in marks) > 1)
        with pytest.raises(QueryError, match=r"fits \d+ facts: .*give more of it"):
            explain(store, digit)


# --- what is told ---------------------------------------------------------------------------------


def test_everything_that_the_extractor_used_is_told(store):
    shown = render(explain(store, fact_of(store, "meets")))
    flat = " ".join(shown.split())
    assert shown.splitlines()[0] == "James Dobbins meets Taliban"
    assert (
        "[James Dobbins | subject] will [meet | trigger] on the [U.S. | on behalf of]'s behalf with [the Taliban"
        in flat
    )
    assert "meets/active-with, trigger “meet”, path nsubj ← meet → obl:with" in flat
    assert "planned, because of “will”" in flat
    assert "“in the coming days” → 2013-06-18/2013-06-25 (week), counted from the document's date" in flat
    assert "said by Psaki" in flat
    assert "“U.S.” → United States (Country); by name; gazetteer entry United_States" in flat
    assert all(len(line) <= 100 for line in shown.splitlines() if "http" not in line)


def test_a_literal_has_no_participant_and_at_is_told(store):
    explanation = explain(store, fact_of(store, "holdsPosition"))
    ends = {end.role: end for end in explanation.ends}
    assert ends["object"].local is None
    assert ends["at"].name == "United States"
    assert "“special representative”: words of the sentence, no participant" in render(explanation)


def test_a_pronoun_shows_the_name_that_it_stands_for_and_its_sentence(store):
    explanation = explain(store, fact_of(store, "supports", "b.txt"))
    subject = explanation.ends[0]
    assert subject.antecedent is not None
    assert subject.antecedent.text == "James Dobbins"
    assert subject.antecedent_sentence is not None
    assert subject.antecedent_sentence.text == FIRST
    flat = " ".join(render(explanation).split())
    assert "“He” → James Dobbins (Person); a pronoun; “James Dobbins” in: [James Dobbins | subject] will meet" in flat
    assert "certainty 0.70" in flat
    assert "asserted: nothing says otherwise" in flat


def test_a_short_name_points_at_the_full_one(store):
    explanation = explain(store, fact_of(store, "holdsPosition"))
    assert explanation.ends[0].antecedent is not None
    assert explanation.ends[0].antecedent.text == "James Dobbins"


def test_confidence_is_told_by_its_terms(store, monkeypatch):
    weights = {"every claim": 1.0, "rule supports/active": -0.5, "roles: agrees": 0.75, "rule never/seen": 9.0}
    monkeypatch.setattr(confidence, "_weights", lambda: weights)
    explanation = explain(store, fact_of(store, "supports", "b.txt"))
    assert explanation.recomputed == round(1 / (1 + exp(-1.25)), 3)
    flat = " ".join(render(explanation).split())
    assert "as log-odds: every claim +1.00, roles: agrees +0.75, rule supports/active -0.50" in flat
    assert "0.70 when the graph was built; today 0.78" in flat
    assert "the roles of the predicate give the same ends" in flat


def test_without_weights_nothing_was_measured(store, monkeypatch):
    monkeypatch.setattr(confidence, "_weights", dict)
    assert "nothing was measured" in render(explain(store, fact_of(store, "meets")))


def test_unresolved_time_and_status_by_rule(tmp_path):
    made = dobbins("c.txt")
    claim = replace(made.claims[0], cues=(), status=Status.NEGATED, time=TimeSpan(text="soon"))
    with Store() as store:
        store.replace(replace(made, claims=(claim,)))
        flat = " ".join(render(explain(store, "1")).split())
    assert "negated, by the rule" in flat
    assert "“soon”, not resolved: with nothing to count from" in flat


def test_mends_of_the_tree_stand_in_one_line(store):
    flat = " ".join(render(explain(store, fact_of(store, "meets"))).split())
    assert "mended particle, second-subject" in flat
    assert "mended" not in render(explain(store, fact_of(store, "supports", "b.txt")))


def test_marked_nests_and_leaves_out_what_lies_elsewhere():
    sentence = Sentence(10, 30, "the Afghan president")
    spans = [("subject", 10, 30), ("object", 14, 20), ("place", 0, 5), ("empty", 12, 12), ("trigger", 21, 30)]
    assert marked(sentence, spans) == "[the [Afghan | object] [president | trigger] | subject]"


# --- blindspots -----------------------------------------------------------------------------------


def test_sentences_and_names_in_no_fact(store):
    found = blindspots(store, "b.txt")
    assert [sentence.text for sentence in found.sentences] == [FIRST, THIRD]
    assert [name.text for name in found.names] == ["Mullah Omar", "Ankara"]
    assert [name.text for name in found.names_of(found.sentences[0])] == ["Mullah Omar"]
    assert str(found).splitlines()[0] == "b.txt: 2 of 3 sentences and 2 of 4 names are in no fact"
    assert blindspots(pronoun_document()) == found


def test_a_sentence_with_a_name_in_none_of_its_facts_is_told_in_part():
    people = [entity(0, "Person", "Omar"), entity(1, "Person", "Karzai"), entity(2, "City", "Doha")]
    texts = "Omar met Karzai.", "Omar met Karzai and flew to Doha.", "Doha is far."
    made = extraction("a", *texts, entities=people, facts=[(0, "meets", 1)])
    claim, second = made.claims[0], made.sentences[1]
    both = replace(made, claims=(claim, replace(claim, evidence=second)))
    (partly,) = blindspots(both).in_part
    assert (partly.sentence, [name.text for name in partly.names]) == (second, ["Doha"])
    told = str(blindspots(both)).splitlines()
    assert told[0] == "a: 1 of 3 sentences and 1 of 3 names are in no fact, 1 more only in part"
    assert told[2:4] == ["17–50  in part, without Doha: Omar met Karzai and flew to Doha.", "51–63  Doha is far."]
    where = argument("Doha", second.text, 2, start=second.start)
    placed = replace(both, claims=(claim, replace(claim, evidence=second, place=where)))
    assert blindspots(placed).in_part == ()


def test_a_name_within_the_words_of_an_end_is_told():
    text = "Omar opposes the war in Kunduz, Karzai said."
    people = [entity(0, "Person", "Omar"), entity(1, "City", "Kunduz"), entity(2, "Person", "Karzai")]
    made = extraction("a", text, entities=people, facts=[(0, "opposes", "the war in Kunduz")])
    assert [name.text for each in blindspots(made).in_part for name in each.names] == ["Karzai"]
    quoted = replace(made, claims=(replace(made.claims[0], attributed_to="Karzai"),))
    assert blindspots(quoted).in_part == ()


def test_a_sentence_of_doubtful_facts_is_told_in_part():
    people = [entity(0, "Person", "Omar"), entity(1, "Person", "Karzai")]
    made = extraction("a", "Omar met Karzai.", entities=people, facts=[(0, "meets", 1)])
    assert not blindspots(made).in_part
    made = replace(made, claims=(replace(made.claims[0], confidence=0.2),))
    assert "0–16  in part, only doubtful facts: Omar met Karzai." in str(blindspots(made))


def test_who_is_quoted_is_no_blindspot():
    made = extraction("a", "Psaki spoke.", "Omar met Karzai.", published=date(2013, 6, 18))
    psaki = LocalEntity(chain=0, cls="Person", name="Psaki")
    mention = Mention(start=0, end=5, text="Psaki", kind=Kind.NAME, type="Person", chain=0)
    claim = replace(dobbins().claims[1], attributed_to="Psaki", evidence=made.sentences[1])
    made = replace(made, entities=(psaki,), mentions=(mention,), claims=(claim,))
    assert blindspots(made).names == ()


def test_no_such_document(store):
    with pytest.raises(QueryError, match=r"did you mean 'a\.txt'"):
        blindspots(store, "a.tx")
    with pytest.raises(QueryError, match="kg query coverage"):
        blindspots(store, "zzz")


def test_who_is_not_said_is_explained_as_such():
    with Store() as store:
        store.replace(shooting())
        explained = {fact.relation: render(explain(store, fact.fact)) for fact in store.facts()}
        killing, visit = explained["kills"].splitlines(), explained["visits"].splitlines()
        assert killing[0] == "– kills Shinzo Abe"
        assert next(line for line in killing if line.startswith("subject")).startswith("subject      not said")
        assert [line.split()[0] for line in visit if line.startswith(("subject", "object"))] == ["subject", "object"]
        assert "status       alleged" in explained["attacks"]
        assert "asserted, and over" in explained["holdsPosition"]
        assert blindspots(store, "nara.txt").sentences == ()
        assert [name.text for name in blindspots(store, "nara.txt").names] == []


def test_other_reports_of_the_same_are_told():
    one, other = dobbins("a.txt"), dobbins("b.txt")
    longer = other.sentences[0].text.replace("Psaki said", "Jen Psaki told reporters at the end of a long day")
    sentence = Sentence(0, len(longer), longer)
    plan = replace(other.claims[0], evidence=sentence)
    day = date(2013, 6, 20)
    done = replace(plan, status=Status.ASSERTED, time=replace(plan.time, earliest=day, latest=day))
    with Store() as opened:
        opened.replace(one)
        assert "reported by" not in render(explain(opened, "1"))
        for name, claim, published in (("b.txt", plan, one.document.published), ("c.txt", done, date(2013, 6, 21))):
            rest = " ".join(f"{name}{number}" for number in range(90))
            document = replace(other.document, id=name, published=published, text=f"{longer} {rest}")
            opened.replace(replace(other, document=document, sentences=(sentence,), mentions=(), claims=(claim,)))
        explanation = explain(opened, "1")
        assert [fact.document for fact in explanation.reports] == ["b.txt"]
        assert explanation.confirmed_by.document == "c.txt"
        text = " ".join(render(explanation).split())
        assert "reported by 2 independent sources; besides this sentence: b.txt: “James Dobbins will meet" in text
        assert "done as reported in c.txt: “James Dobbins will meet" in text
