"""Parts of a graph: around somebody, between two, of some days; listed, drawn and exported like the whole."""

from __future__ import annotations

from datetime import date

import pytest

from kg.errors import ExportError, QueryError
from kg.graph import Graph
from kg.kinds import Status
from kg.parts import Part, entities_of
from tests.factories import entity, extraction, time_span

NAMES = ("Ann Lee", "Bob Ray", "Cem Özil", "Dee Fox", "Eva Kim")


@pytest.fixture(scope="module")
def graph():
    """A chain: Ann met Bob, Bob met Cem, Cem met Dee; and Eva alone."""
    people = [entity(n, "Person", name) for n, name in enumerate(NAMES)]
    made = Graph()
    for n in range(3):
        text = f"{NAMES[n]} met {NAMES[n + 1]}."
        pair = [entity(0, "Person", NAMES[n]), entity(1, "Person", NAMES[n + 1])]
        each = extraction(f"{n}.txt", text, entities=pair, facts=[(0, "meets", 1)], published=date(2020, n + 1, 15))
        made.replace(time_span(each, "2021-03-09", "2021-03-31") if n == 2 else each)
    made.replace(extraction("eva.txt", "Eva Kim died.", entities=people[4:], facts=[(4, "dies", None)],
                            status=Status.ALLEGED))  # fmt: skip
    return made


def chosen(graph, **what) -> list[str]:
    return [fact.document for fact in Part(**what).of(graph.facts(), graph.entities())]


def test_nothing_asked_is_the_whole(graph):
    assert Part().whole
    assert Part(hops=3).whole
    assert not Part(about="Ann Lee").whole
    assert chosen(graph) == ["0.txt", "1.txt", "2.txt", "eva.txt"]


@pytest.mark.parametrize(
    ("name", "hops", "documents"),
    [("Ann Lee", 1, ["0.txt"]), ("ann lee", 2, ["0.txt", "1.txt"]), ("Cem Ozil", 1, ["1.txt", "2.txt"]),
     ("Ann Lee", 9, ["0.txt", "1.txt", "2.txt"]), ("Eva Kim", 1, ["eva.txt"]), ("Eva Kim", 2, ["eva.txt"])],
)  # fmt: skip
def test_around_somebody(graph, name, hops, documents):
    assert chosen(graph, about=name, hops=hops) == documents


def test_on_the_way_between_two(graph):
    assert chosen(graph, between=("Ann Lee", "Cem Özil")) == ["0.txt", "1.txt"]
    assert chosen(graph, between=("Dee Fox", "Bob Ray")) == ["1.txt", "2.txt"]
    with pytest.raises(QueryError, match="no facts lead from 'Ann Lee' to 'Eva Kim'"):
        chosen(graph, between=("Ann Lee", "Eva Kim"))
    with pytest.raises(QueryError, match="nothing is called 'Nobody'"):
        chosen(graph, about="Nobody")


def test_of_documents_relations_and_statuses(graph):
    assert chosen(graph, documents=("1.txt", "eva.txt")) == ["1.txt", "eva.txt"]
    assert chosen(graph, relations=("dies",)) == ["eva.txt"]
    assert chosen(graph, statuses=(Status.ASSERTED,)) == ["0.txt", "1.txt", "2.txt"]


@pytest.mark.parametrize(
    ("after", "before", "documents"),
    [("2021-01-01", None, ["2.txt"]), ("2021-03-31", None, ["2.txt"]), ("2021-04-01", None, []),
     (None, "2020-01-31", ["0.txt"]), ("2020-02-01", "2020-12-31", ["1.txt"]),
     (None, "2021-03-09", ["0.txt", "1.txt", "2.txt"])],
)  # fmt: skip
def test_of_some_days(graph, after, before, documents):
    days = {name: date.fromisoformat(day) for name, day in (("after", after), ("before", before)) if day}
    assert chosen(graph, **days) == documents, "what has no day at all is of none"


def test_the_entities_of_a_part(graph):
    facts = Part(about="Ann Lee").of(graph.facts(), graph.entities())
    assert [each.name for each in entities_of(facts, graph.entities())] == ["Ann Lee", "Bob Ray"]


def test_a_part_is_listed_counted_exported_and_drawn_like_the_whole(graph, tmp_path):
    assert [fact.document for fact in graph.facts(about="Ann Lee", hops=2)] == ["0.txt", "1.txt"]
    assert [fact.document for fact in graph.facts(relation="meets", after="2021-01-01")] == ["2.txt"]
    assert [fact.document for fact in graph.facts(status="alleged")] == ["eva.txt"]
    assert len(graph) == 4
    assert Graph(), "an empty graph is there"
    for name in ("part.csv", "part.graphml", "part.ttl", "part.events", "part.html", "part.svg"):
        make = graph.view if name.endswith(("html", "svg")) else graph.export
        make(tmp_path / name, between=("Ann Lee", "Cem Özil"))
        text = (tmp_path / name).read_text()
        assert "Bob Ray" in text, name
        assert "Eva Kim" not in text, name
        assert "Dee Fox" not in text, name
    with pytest.raises(ExportError, match="nquads holds the whole graph; write a part as turtle"):
        graph.export(tmp_path / "part.nq", about="Ann Lee")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"after": "soon"}, "^after 'soon' is no day; give one as 2021-03-09$"),
        ({"before": "2021-02-30"}, "^before '2021-02-30' is no day; give one as 2021-03-09$"),
        ({"status": "likely"}, "^'likely' is not a valid Status; a status is one of asserted, planned"),
        (
            {"after": "2025-01-01", "before": "2024-01-01"},
            "^no day is after 2025-01-01 and before 2024-01-01; exchange",
        ),
        ({"hops": 2}, "^hops are counted from somebody; say with about from whom, or leave hops out$"),
    ],
)
def test_what_chooses_nothing_is_refused(graph, asked, told):
    with pytest.raises(QueryError, match=told):
        next(graph.facts(**asked))


def test_a_misspelt_choice_is_no_choice(graph):
    with pytest.raises(TypeError, match="no part is chosen by relatoin; there are about"):
        list(graph.facts(relatoin="meets"))
