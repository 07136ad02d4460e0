"""Twenty orders and batches of one history: documents that come, change and go, judgements that are made and undone.

Whatever the order, the graph is that of what is left: what documents say of their names (offices, ties, countries)
decides here who is who, so that a document that comes moves the names of others.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity import fact_key
from kg.records import Extraction, Judgement, Verdict
from kg.store import Store
from kg.store.revision import derive_anew
from tests.factories import entity, extraction

PEOPLE = ("James Dobbins", "Jim Dobbins", "J. Dobbins", "Dobbins", "Ann Dobbins", "Zoë Washington", "Washington")
OTHERS = (("Organization", "Acme"), ("Company", "Acme Co."), ("Company", "ACME Ltd"), ("Place", "Acme Co"),
          ("Organization", "AP"), ("NewsOrganization", "Associated Press"), ("GovernmentBody", "Supreme Court"),
          ("GovernmentBody", "Interior Ministry"), ("Place", "Kingdom"), ("Organization", "Washington"),
          ("City", "Washington"))  # fmt: skip
OFFICES = ("president", "goalkeeper", "minister")
COUNTRIES = (("Country", "Kenya", "Kenya"), ("Country", "U.S.", "United_States"))
TAILS = ("James_Dobbins", "Dobbins", "Dobbins@a", "Acme", "Acme_Co.", "Zoë_Washington", "Kingdom_(Kenya)",
         "Dobbins_(president_of_Kenya)", "Supreme_Court_(Kenya)")  # fmt: skip


@st.composite
def documents(draw, document_id: str) -> Extraction:
    """Two people with offices, a country, and two other names."""
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
    others = draw(st.lists(st.sampled_from(OTHERS), max_size=2, unique=True))
    cls, country, key = draw(st.sampled_from(COUNTRIES))
    made = [entity(chain, "Person", name) for chain, name in enumerate(people)]
    made += [
        entity(len(made) + chain, each, name, aliases=("AP",) if name == "Associated Press" else ())
        for chain, (each, name) in enumerate(others)
    ]
    land = len(made)
    made.append(entity(land, cls, country, gazetteer=key))
    facts = [(0, "supports", draw(st.integers(0, land)))]
    for chain in range(len(people)):
        if office := draw(st.sampled_from(["", *OFFICES])):
            facts.append((chain, "holdsPosition", office))
            facts += [(chain, "leads", land)] if draw(st.booleans()) else []
    sentence = ", ".join(each.name for each in made) + ": " + ", ".join(OFFICES) + draw(st.sampled_from([".", "!"]))
    return extraction(document_id, sentence, entities=made, facts=facts)


def verdict(kind: Verdict, target: str, other: str, minute: int) -> Judgement:
    return Judgement(time=f"2026-01-31T12:{minute:02}:00+00:00", verdict=kind, target=target, other=other)


tails, minutes = st.sampled_from(TAILS), st.integers(0, 59)
verdicts = st.one_of(
    st.builds(verdict, st.sampled_from([Verdict.SAME, Verdict.APART]), tails, tails, minutes),
    st.builds(verdict, st.just(Verdict.APART), tails, st.sampled_from(["Dobbins @ a", "Acme @ b"]), minutes),
    st.builds(verdict, st.just(Verdict.RENAME), tails, st.sampled_from(["Jim", "The Press"]), minutes),
    st.builds(verdict, st.just(Verdict.RETYPE), tails, st.sampled_from(["Company", "Person"]), minutes),
)
ORDERS = 20


def play(
    random: Random, kept: list[Extraction], gone: list[Extraction], made: list[Judgement], undone: list[Judgement]
):
    """A store with all of one history, in an order of its own; judgements come singly or several at once."""
    store = Store()
    steps = [("put", each) for each in (*kept, *gone)] + [("judge", each) for each in (*made, *undone)]
    random.shuffle(steps)
    for each in gone:  # goes at any time after it came
        steps.insert(random.randint(steps.index(("put", each)) + 1, len(steps)), ("retract", each))
    for each in undone:
        steps.insert(random.randint(steps.index(("judge", each)) + 1, len(steps)), ("undo", each))
    for each in random.sample(kept, len(kept) // 2):  # an older text, which the one of today replaces
        older = replace(each, document=replace(each.document, title="older"), claims=each.claims[:1])
        steps.insert(random.randint(0, steps.index(("put", each))), ("put", older))
    while steps:
        what, each = steps.pop(0)
        batch = [each]
        while steps and steps[0][0] == what and what in {"judge", "undo"} and random.random() < 0.5:
            batch.append(steps.pop(0)[1])
        if what == "put":
            store.replace(each)
        elif what == "retract":
            assert store.retract(each.document.id)
        else:
            store.judge(**{"add" if what == "judge" else "drop": batch})
    return store


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.tuples(*(documents(name) for name in "abcd")),
    st.tuples(*(documents(name) for name in "yz")),
    st.lists(verdicts, max_size=4, unique=True),
    st.data(),
    st.integers(0, 2**32),
)
def test_twenty_orders_and_batches_give_one_graph(kept, gone, judgements, data, seed):
    claims = [(each.document.id, fact_key(claim)) for each in kept for claim in each.claims]
    of_facts = data.draw(st.lists(st.sampled_from(claims), max_size=2, unique=True))
    made = judgements[: len(judgements) // 2] + [verdict(Verdict.REJECT, *fact, 59) for fact in of_facts]
    undone = judgements[len(judgements) // 2 :]
    graphs = [play(Random(seed + n), list(kept), list(gone), made, undone) for n in range(ORDERS)]
    assert len({graph.receipt().hash for graph in graphs}) == 1
    last = graphs[-1]
    anew = derive_anew(last._live, [each.document.id for each in kept], minter=last.minter, ontology=last.ontology)
    assert (anew.insert, anew.delete) == (set(), set())  # as if all names had been decided at once
    plain = play(Random(seed), list(kept), [], [], [])
    for graph in graphs[:3]:
        graph.judge(drop=graph.judgements())
        assert graph.receipt().hash == plain.receipt().hash
