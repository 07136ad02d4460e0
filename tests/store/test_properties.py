"""The promises of the store, tried with generated documents.

The names are chosen to get in each other's way: bare surnames, acronyms, spellings, one name for a
person, a place and an organization, and gazetteer entries.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.records import Sentence, Status, TimeSpan
from kg.store import Store
from kg.store.receipt import canonical_hash
from kg.store.revision import derive_anew
from kg.triples.findings import DERIVED
from tests.factories import argument, entity, extraction

ENTITIES = [
    ("Person", "James Dobbins", None), ("Person", "Dobbins", None), ("Person", "Ann Dobbins", None),
    ("Person", "JAMES DOBBINS", None), ("Person", "Zoë Washington", None), ("Person", "Zoe Washington", None),
    ("Person", "Washington", None), ("Person", "Dobbins Lee", None),
    ("City", "Washington", None), ("City", "Washington", "Washington"),
    ("Organization", "Washington", None), ("Organization", "Dobbins", None), ("Company", "Dobbins", None),
    ("Organization", "Associated Press", None), ("NewsOrganization", "The Associated Press", None),
    ("Organization", "AP", None), ("Organization", "A.P.", None), ("Organization", "Air Peru", None),
    ("Country", "U.S.", "United_States"), ("Country", "America", "United_States"), ("Place", "United States", None),
    ("Person", "United States", None), ("InternationalOrganization", "United Nations", "United_Nations"),
    ("Organization", "UN", None), ("Person", "J\x00ames\u200b\nDobbins", None),
    ("Person", "five commanders", "described"), ("Thing", "the talks", "described"),
]  # fmt: skip
ALIASES = st.lists(st.sampled_from(["Dobbins", "AP", "Jim", "the group"]), max_size=2, unique=True)


RELATIONS = st.sampled_from(["supports", "meets", "leads"])
PUBLISHED = st.sampled_from([None, date(2013, 6, 1), date(2013, 6, 2), date(2013, 6, 9), date(2014, 1, 1)])
TAILS = ["", " as the agency reported from the capital late in the evening of a long and quiet day",
         " which nobody in town had expected after so many years in which neither of them spoke a word"]  # fmt: skip
"""What is added to a sentence: two documents with the same are copies of each other."""
LIKELY = (Status.ASSERTED, Status.PLANNED)


@st.composite
def documents(draw, document_id: str, least: int = 0):
    chosen = draw(st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=4))
    made = []
    for chain, (cls, name, key) in enumerate(chosen):
        described = key == "described"
        aliases = () if described else tuple(sorted(draw(ALIASES)))
        made.append(entity(chain, cls, name, aliases=aliases, described=described,
                           affiliated_with=(0,) if described and chain else (),
                           gazetteer=None if described else key))  # fmt: skip
    chains = st.integers(0, len(chosen) - 1)
    facts = draw(st.lists(st.tuples(chains, RELATIONS, chains | st.just("a title")), min_size=least, max_size=3))
    sentence = " and ".join(name for _, name, _ in chosen) + draw(st.sampled_from([".", "!", " again."]))
    whole = extraction(document_id, sentence, entities=made, facts=facts, status=draw(st.sampled_from(list(Status))),
                       published=draw(PUBLISHED))  # fmt: skip
    return replace(whole, claims=tuple(draw(circumstances(claim, whole)) for claim in whole.claims))


@st.composite
def circumstances(draw, claim, whole):
    """A claim as one of several that may tell the same: with a time, a place, a status."""
    days = draw(st.sampled_from([None, (1, 1), (1, 3), (2, 9), (5, 5), (1, 31)]))
    low, high = (date(2013, 6, min(day, 30)) for day in days or (1, 1))
    time = days and TimeSpan(text=f"then {days}", earliest=low, latest=high, precision="day", anchor="text")
    where = [each for each in whole.entities if each.cls == "City"]
    place = draw(st.sampled_from([None, *(argument(c.name, claim.evidence.text, c.chain) for c in where)]))
    sure = draw(st.sampled_from([0.1, 0.5, 0.9]))
    return replace(claim, time=time, place=place, status=draw(st.sampled_from([claim.status, *LIKELY])),
                   confidence=sure, rule=f"{claim.relation}/{sure}")  # fmt: skip


corpora = st.tuples(*(documents(name) for name in ("a", "b", "c")))
many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
few = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
"""On disk an example costs a hundred times more."""


def built(*extractions, path: Path | None = None) -> Store:
    store = Store(path)
    for each in extractions:
        store.replace(each)
    return store


def quads(*extractions) -> set[object]:
    """What a fresh graph of these documents holds."""
    return set(built(*extractions).quads())


@many
@given(corpora)
def test_the_order_of_documents_does_not_matter(corpus):
    graphs = [built(*order) for order in permutations(corpus)]
    assert len({graph.receipt().hash for graph in graphs}) == 1


@many
@given(corpora, st.integers(0, 2))
def test_a_retracted_document_was_never_there(corpus, index):
    graph = built(*corpus)
    assert graph.retract("abc"[index])
    assert set(graph.quads()) == quads(*(each for each in corpus if each is not corpus[index]))


@many
@given(corpora, documents("b"))
def test_a_changed_document_leaves_nothing_of_its_old_version(corpus, changed):
    before, old, after = corpus
    graph = built(before, old, after)
    replaced = graph.replace(changed)
    assert replaced is (old.document.digest != changed.document.digest)
    assert set(graph.quads()) == quads(before, changed if replaced else old, after)


@st.composite
def rewritten(draw, document_id: str, of):
    """The claims of another document, perhaps at another time: what one fact in two documents is made of."""
    (said,) = of.sentences
    text = said.text + draw(st.sampled_from(TAILS))
    sentence = Sentence(0, len(text), text)
    claims = tuple(replace(draw(circumstances(claim, of)), evidence=sentence) for claim in of.claims)
    document = replace(of.document, id=document_id, text=text, published=draw(PUBLISHED))
    return replace(of, document=document, sentences=(sentence,), claims=claims)


reports = documents("a", least=2).flatmap(
    lambda made: st.tuples(st.just(made), rewritten("b", made), rewritten("c", made))
)


@many
@given(reports, st.integers(0, 2))
def test_what_documents_report_together_does_not_depend_on_their_order(corpus, gone):
    graphs = [built(*order) for order in permutations(corpus)]
    assert len({graph.receipt().hash for graph in graphs}) == 1
    rest = [each for each in corpus if each is not corpus[gone]]
    for graph in graphs:
        graph.retract(corpus[gone].document.id)
        assert set(graph.quads()) == quads(*rest)
        graph.replace(corpus[gone])
    assert len({graph.receipt().hash for graph in graphs}) == 1


@many
@given(reports)
def test_deriving_everything_anew_changes_nothing(corpus):
    graph = built(*corpus)
    change = derive_anew(graph._live, ["a", "b", "c"], minter=graph.minter, ontology=graph.ontology)
    assert (change.insert, change.delete) == (set(), set())


@many
@given(reports)
def test_a_fact_stands_for_its_repetitions(corpus):
    graph = built(*corpus)
    facts = {fact.fact: fact for fact in graph.facts()}
    for fact in facts.values():
        if fact.repeats:
            surest = facts[fact.repeats]
            assert surest.repeats is None
            assert (surest.status, surest.relation, surest.support) == (fact.status, fact.relation, fact.support)
            assert surest.confidence >= fact.confidence
        assert {each.fact for each in graph.reports(fact.fact)} == {
            each.fact for each in facts.values() if (each.repeats or each.fact) == (fact.repeats or fact.fact)
        }
        assert 1 <= fact.support <= len({each.document for each in graph.reports(fact.fact)})
    told = {quad.subject.value for quad in graph.quads() if quad.predicate in DERIVED}
    assert told <= set(facts)


@many
@given(corpora)
def test_building_again_changes_nothing(corpus):
    graph = built(*corpus)
    before = canonical_hash(graph._live)
    assert [graph.replace(each) for each in corpus] == [False, False, False]
    assert canonical_hash(graph._live) == before


@few
@given(corpora, documents("b"))
def test_a_graph_on_disk_keeps_the_same_promises(corpus, changed):
    with tempfile.TemporaryDirectory() as folder:
        with built(*corpus, path=Path(folder) / "graph") as graph:
            assert set(graph.quads()) == quads(*corpus)
        with Store(Path(folder) / "graph") as graph:
            assert not graph.replace(corpus[0])
            graph.retract("b")
            graph.replace(changed)
            assert set(graph.quads()) == quads(corpus[2], changed, corpus[0])
            graph.retract("a")
            assert set(graph.quads()) == quads(changed, corpus[2])


@many
@given(corpora)
def test_everything_that_is_listed_can_be_looked_up(corpus):
    graph = built(*corpus)
    entities = {each.iri: each for each in graph.entities()}
    for fact in graph.facts():
        assert entities[fact.subject_iri].name == fact.subject
        assert fact.object_iri is None or entities[fact.object_iri].cls == fact.object_type
        document, claim = graph.claim(fact.fact)
        assert (document, claim.relation, claim.evidence.text) == (fact.document, fact.relation, fact.sentence)
    for mention in graph.mentions():
        assert entities[mention.entity_iri].name == mention.entity
    assert len({each.iri for each in entities.values()}) == len(entities)


@many
@given(corpora)
def test_named_entities_are_those_that_some_document_names(corpus):
    graph = built(*corpus)
    resolved = {quad.object.value for quad in graph.quads() if quad.predicate.value.endswith("#resolvesTo")}
    assert {each.iri for each in graph.entities()} == resolved


@many
@given(documents("a"))
def test_an_extraction_is_read_back_as_it_was_written(made):
    assume("\x00" not in made.document.text)  # which is stored as U+FFFD
    back = built(made).extraction("a")
    assert back.mentions == made.mentions
    assert back.entities == made.entities
    assert back.sentences == made.sentences
    assert set(back.claims) == set(made.claims)
    assert back.document.text == made.document.text


@pytest.mark.parametrize("base", ["https://kg.example/id/", "urn:x:", "https://news.test/a#"])
def test_no_blank_node_is_ever_written(base):
    with Store(base=base) as store:
        store.replace(extraction("a", "Ann Lee supports AP.", entities=[entity(0, "Person", "Ann Lee"),
                                 entity(1, "Organization", "AP")], facts=[(0, "supports", 1)]))  # fmt: skip
        assert not any("_:" in str(part) for quad in store.quads() for part in (quad.subject, quad.object))
        assert store.retract("a")
        assert not list(store.quads())
