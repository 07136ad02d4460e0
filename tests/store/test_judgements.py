"""Judgements of people: above all rules, in any order, and gone without a trace when undone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity import fact_key
from kg.records import Judgement, Verdict
from kg.store import Store
from tests.factories import entity, extraction
from tests.store.test_properties import corpora

KENYA = entity(9, "Country", "Kenya", gazetteer="Kenya")


def says(document: str, *names: str, cls: str = "Person") -> object:
    entities = [entity(chain, cls, name) for chain, name in enumerate(names)]
    return extraction(document, " and ".join(names) + ".", entities=entities, facts=[(0, "supports", len(names) - 1)])


def judged(verdict: Verdict, target: str, other: str = "", *, minute: int = 0) -> Judgement:
    return Judgement(
        time=f"2026-01-31T12:{minute:02}:00+00:00", verdict=verdict, target=target, other=other, author="Ann"
    )


def graph(*extractions: object) -> Store:
    store = Store()
    for each in extractions:
        store.replace(each)  # type: ignore[arg-type]
    return store


def labels(store: Store) -> dict[str, str]:
    return {each.iri.rpartition("/")[2]: each.name for each in store.entities()}


def test_two_entities_become_one_under_the_first():
    store = graph(says("a", "Norland Library Board", "Ann Lee"), says("b", "Library Board of Norland", "Ann Lee"))
    assert store.judge(add=[judged(Verdict.SAME, "Norland_Library_Board", "Library_Board_of_Norland")])
    assert labels(store) == {"Norland_Library_Board": "Norland Library Board", "Ann_Lee": "Ann Lee"}
    assert {fact.subject for fact in store.facts()} == {"Norland Library Board"}


def test_a_document_can_be_parted_from_the_others():
    store = graph(says("a", "Daniel Okoro", "Ann Lee"), says("b", "Daniel Okoro", "Ann Lee"))
    store.judge(add=[judged(Verdict.APART, "Daniel_Okoro", "Daniel Okoro @ b")])
    assert labels(store) == {"Daniel_Okoro": "Daniel Okoro", "Daniel_Okoro@b": "Daniel Okoro", "Ann_Lee": "Ann Lee"}
    store.judge(add=[judged(Verdict.SAME, "Ann_Lee", "Daniel_Okoro@b", minute=1)])
    assert sorted(labels(store)) == ["Ann_Lee", "Daniel_Okoro"]


def test_what_is_parted_is_not_joined():
    store = graph(says("a", "Ann Lee", "Bea Lee", "Cid Lee"))
    same = [judged(Verdict.SAME, "Ann_Lee", "Bea_Lee"), judged(Verdict.SAME, "Bea_Lee", "Cid_Lee", minute=1)]
    store.judge(add=[*same, judged(Verdict.APART, "Ann_Lee", "Cid_Lee", minute=2)])
    assert sorted(labels(store)) == ["Ann_Lee", "Cid_Lee"]


def test_names_and_classes_can_be_given():
    store = graph(says("a", "Norland Library Board", "Norland Ltd", cls="Organization"))
    store.judge(add=[judged(Verdict.RENAME, "Norland_Ltd", "Norland Limited"),
                     judged(Verdict.RETYPE, "Norland_Ltd", "Company")])  # fmt: skip
    found = {each.iri.rpartition("/")[2]: each for each in store.entities()}["Norland_Ltd"]
    assert (found.name, found.cls, found.aliases) == ("Norland Limited", "Company", ("Norland Ltd",))


def test_facts_are_rejected_and_confirmed_by_what_the_document_says():
    made = says("a", "Ann Lee", "Bea Lee")
    store = graph(made)
    key = fact_key(made.claims[0])
    store.judge(add=[judged(Verdict.CONFIRM, "a", key)])
    assert [str(quad.object) for quad in store.quads() if quad.predicate.value.endswith("#confirmed")]
    store.judge(add=[judged(Verdict.REJECT, "a", key, minute=1)])
    assert list(store.facts()) == []
    store.retract("a")
    store.replace(made)
    assert list(store.facts()) == []
    store.judge(drop=store.judgements())
    assert len(list(store.facts())) == 1


TAILS = ["James_Dobbins", "Ann_Dobbins", "Dobbins", "AP", "Associated_Press", "Washington", "United_States",
         "Dobbins@a", "Dobbins@b", "United_Nations", "Dobbins_Lee", "The_Associated_Press", "A.P.", "Jim"]  # fmt: skip
tails = st.sampled_from(TAILS)
minutes = st.integers(0, 59)
BOUND = st.sampled_from(["Dobbins @ a", "AP @ b", "Washington @ a", "Jim @ c"])
verdicts = st.one_of(
    st.builds(judged, st.sampled_from([Verdict.SAME, Verdict.APART]), tails, tails, minute=minutes),
    st.builds(judged, st.just(Verdict.APART), tails, BOUND, minute=minutes),
    st.builds(judged, st.just(Verdict.RENAME), tails, st.sampled_from(["Jim", "The Press"]), minute=minutes),
    st.builds(judged, st.just(Verdict.RETYPE), tails, st.sampled_from(["Company", "Person"]), minute=minutes),
)
many = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(corpora, st.lists(verdicts, max_size=4), st.randoms(use_true_random=False), st.data())
def test_documents_and_judgements_may_come_in_any_order(corpus, judgements, random, data):
    rejected = [judged(Verdict.REJECT, each.document.id, fact_key(claim)) for each in corpus for claim in each.claims]
    chosen = judgements + (data.draw(st.lists(st.sampled_from(rejected), max_size=2)) if rejected else [])
    steps = [*corpus, *chosen]
    hashes = set()
    for _ in range(3):
        random.shuffle(steps)
        store = Store()
        for step in steps:
            store.judge(add=[step]) if isinstance(step, Judgement) else store.replace(step)
        hashes.add(store.receipt().hash)
    assert len(hashes) == 1
    plain = graph(*corpus)
    for step in chosen:
        store.judge(drop=[step])
    assert store.receipt().hash == plain.receipt().hash


def test_a_judgement_that_names_nothing_waits():
    store = graph(says("a", "Ann Lee", "Bea Lee"))
    before = labels(store)
    store.judge(add=[judged(Verdict.SAME, "Nobody", "Somebody")])
    assert labels(store) == before
    assert [each.target for each in store.judgements()] == ["Nobody"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_judgement_is_read_back(verdict):
    store = Store()
    made = judged(verdict, "a", 'x "y" @b')
    store.judge(add=[made])
    assert store.judgements() == [made]
