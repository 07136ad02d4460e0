"""Every bundled query is read, bound and run; what users type stays a value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from kg import ontology, queries
from kg.errors import QueryError
from kg.records import Claim, CountKind, Status, TimeSpan
from kg.store import Store
from kg.store.binding import bind
from kg.store.tokens import tokens
from tests.factories import argument, dobbins, entity, extraction, shooting

SAMPLE = {"name": "dobbins", "from": "James Dobbins", "to": "taliban", "id": "a.txt"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray"), entity(2, "ArmedGroup", "Taliban")
    places = entity(0, "Person", "Bob Ray"), entity(1, "City", "Kabul"), entity(2, "Person", "Ann Lee")
    with Store(tmp_path_factory.mktemp("queries") / "graph") as opened:
        opened.replace(dobbins("a.txt"))
        opened.replace(extraction("b.txt", "Ann Lee did not meet Bob Ray.", entities=people,
                                  facts=[(0, "meets", 1)], status=Status.NEGATED))  # fmt: skip
        opened.replace(extraction("c.txt", "Ann Lee met Bob Ray.", "Bob Ray leads the Taliban.", entities=people,
                                  facts=[(0, "meets", 1), (1, "leads", 2)]))  # fmt: skip
        opened.replace(extraction("d.txt", "Bob Ray visited Kabul.", "Ann Lee threatened Bob Ray.", entities=places,
                                  facts=[(0, "visits", 1), (2, "threatens", 0)]))  # fmt: skip
        opened.replace(extraction("e.txt", "The Taliban obey Bob Ray, who took over a year ago.", entities=people,
                                  facts=[(1, "leads", 2)]))  # fmt: skip
        yield opened


def required(query):
    return {p.name: SAMPLE[p.name] for p in query.parameters if p.default is None}


def test_there_are_enough_to_choose_from():
    assert len(queries.names()) >= 12


@pytest.mark.parametrize("name", queries.names())
def test_every_query_has_a_header_and_runs(store, name):
    query = queries.find(name)
    assert query.title != name
    assert query.description.endswith(".")
    assert all(parameter.help for parameter in query.parameters)
    result = queries.run(store, name, required(query))
    assert result.rows, "the sample graph should have an answer for every query"
    assert len(set(result.columns)) == len(result.columns)


@pytest.mark.parametrize("name", queries.names())
def test_every_term_of_ours_is_declared(root, name):
    declared = set(
        re.findall(r"^kg:(\w+) a ", "".join(p.read_text() for p in root.glob("ontology/*.ttl")), re.MULTILINE)
    )
    used = {t.text[3:] for t in tokens(queries.find(name).sparql) if t.kind == "name" and t.text.startswith("kg:")}
    assert used <= declared


@pytest.mark.parametrize("name", queries.names())
def test_answers_come_in_the_same_order_from_any_graph(store, name):
    query = queries.find(name)
    with Store() as other:
        for document in ("c.txt", "b.txt", "e.txt", "d.txt", "a.txt"):
            other.replace(store.extraction(document))
        assert queries.run(other, name, required(query)).rows == queries.run(store, name, required(query)).rows


def test_meetings_tell_who_where_when_and_whether(store):
    (planned,) = queries.run(store, "meetings", {"status": "planned"})
    assert planned | {
        "subject": "James Dobbins", "relation": "meets", "object": "Taliban", "place": "Doha",
        "time": "2013-06-18/2013-06-25", "status": "planned", "document": "a.txt",
    } == planned  # fmt: skip
    assert len(queries.run(store, "meetings", {})) == 3


@pytest.mark.parametrize("name", ["dobbins", "DOBBINS", "James Dobbins", "  james   dobbins ", "taliban"])
def test_names_match_any_label_in_any_case(store, name):
    assert [row["document"] for row in queries.run(store, "meetings", {"name": name})] == ["a.txt"]


@pytest.mark.parametrize("name", ["US", "the U.S.", "u s", "Ú.S."])
def test_names_match_without_points_accents_and_the(store, name):
    if name == "u s":
        assert not queries.run(store, "about", {"name": name}).rows
    else:
        assert queries.run(store, "about", {"name": name}).rows == queries.run(store, "about", {"name": "U.S."}).rows


GROUPS = '{ FILTER($name = "") ?f a kg:Fact } UNION { FILTER($name != "") ?f kg:agent $name }'


@pytest.mark.parametrize(
    ("query", "value", "bound"),
    [
        (GROUPS, '""', "{ ?f a kg:Fact }"),
        (GROUPS, '"x"', '{ ?f kg:agent "x" }'),
        ('{ FILTER($name != "") { ?f a ?c } } UNION { ?f ?p ?o }', '""', "{ ?f ?p ?o }"),
        ('FILTER($name = "" || ?x = $name)', '"x"', 'FILTER(false || ?x = "x")'),
        ('FILTER(?x = "$name = \\"\\"") # $name = ""', '"x"', 'FILTER(?x = "$name = \\"\\"") # $name = ""'),
        ('$name = "y" && $name', '""', '"" = "y" && ""'),
    ],
)
def test_only_the_group_that_is_true_of_a_value_is_asked(query, value, bound):
    assert bind(query, {"name": value}).split() == bound.split()


def test_about_finds_every_role(store):
    assert {row["relation"] for row in queries.run(store, "about", {"name": "U.S."})} == {"meets", "holdsPosition"}
    assert {row["relation"] for row in queries.run(store, "about", {"name": "doha"})} == {"meets"}


def test_paths_go_over_facts_in_both_directions(store):
    direct, *_ = queries.run(store, "path", {"from": "Taliban", "to": "James Dobbins"})
    assert (direct["length"], direct["relation1"]) == ("1", "meets")
    longer, *_ = queries.run(store, "path", {"from": "Ann Lee", "to": "Taliban"})
    assert (longer["length"], longer["relation1"], longer["via1"], longer["relation2"]) == (
        "2",
        "meets",
        "Bob Ray",
        "leads",
    )


@pytest.mark.parametrize("ends", [("Taliban", "James Dobbins"), ("Ann Lee", "Taliban"), ("kabul", "taliban"),
                                  ("Ann Lee", "Bob Ray"), ("James Dobbins", "Doha"), ("x", "Taliban")])  # fmt: skip
@pytest.mark.parametrize("least", [0, 0.95])
def test_a_search_finds_what_the_query_means(store, ends, least):
    values = {"from": ends[0], "to": ends[1], "least": least}
    meant = store.query(queries.find("path").bind(values))
    found = queries.run(store, "path", values)
    assert (found.columns, found.rows) == (meant.columns, meant.rows)
    assert found.serialize("csv") == meant.serialize("csv")


def test_a_search_ends_in_time(store):
    with pytest.raises(QueryError, match="no answer within 0 s"):
        queries.run(store, "path", {"from": "Ann Lee", "to": "Taliban"}, timeout=0)


def test_what_did_not_happen_is_kept_apart(store):
    assert [row["status"] for row in queries.run(store, "doubtful", {})] == ["negated"]
    (row,) = queries.run(store, "disputed", {})
    assert (row["document"], row["denied_in"]) == ("c.txt", "b.txt")


def test_what_several_sources_report_is_listed_once(store):
    (row,) = queries.run(store, "corroborated", {})
    assert (row["sources"], row["subject"], row["relation"], row["object"]) == ("2", "Bob Ray", "leads", "Taliban")
    assert row["document"] == "c.txt"
    assert not queries.run(store, "corroborated", {"sources": 3}).rows
    assert not queries.run(store, "corroborated", {"name": "ann lee"}).rows


def test_documents_that_contradict_each_other(store):
    (row,) = queries.run(store, "disagree", {})
    assert (row["how"], row["document"], row["other_document"]) == ("denied", "c.txt", "b.txt")
    assert not queries.run(store, "disagree", {"name": "taliban"}).rows


@pytest.mark.parametrize(("relation", "cls"), [("meets", "Person"), ("worksFor", "Organization")])
def test_a_doubtful_denial_contradicts_when_everything_is_asked_for(relation, cls):
    parties = entity(0, "Person", "Ann Lee"), entity(1, cls, "Bob Ray")

    def said(name, confidence, **status):
        made = extraction(name, f"Ann Lee and Bob Ray, {name}.", entities=parties, facts=[(0, relation, 1)], **status)
        return replace(made, claims=tuple(replace(claim, confidence=confidence) for claim in made.claims))

    with Store() as graph:
        graph.replace(said("a.txt", 0.8))
        graph.replace(said("b.txt", 0.3, status=Status.NEGATED))
        assert not queries.run(graph, "disagree", {}).rows
        (row,) = queries.run(graph, "disagree", {"least": 0})
        assert (row["how"], row["document"], row["other_document"]) == ("denied", "a.txt", "b.txt")
        assert (row["subject"], row["object"]) == ("Ann Lee", "Bob Ray")
        assert not queries.run(graph, "disagree", {"least": 0.35}).rows


@pytest.fixture(scope="module")
def nara():
    with Store() as opened:
        opened.replace(shooting("nara.txt"))
        opened.replace(dobbins("a.txt"))
        people = entity(0, "Person", "Shinzo Abe"), entity(1, "Person", "Bob Ray")
        opened.replace(extraction("b.txt", "Shinzo Abe was not killed.", entities=people,
                                  facts=[(None, "kills", 0)], status=Status.NEGATED))  # fmt: skip
        opened.replace(extraction("c.txt", "Bob Ray killed Shinzo Abe.", entities=people, facts=[(1, "kills", 0)]))
        yield opened


def ends(rows):
    return [(row["subject"], row["relation"], row["object"]) for row in rows]


@pytest.mark.parametrize("name", queries.names())
def test_events_with_one_party_are_told_once(nara, name):
    query = queries.find(name)
    rows = [tuple(row) for row in queries.run(nara, name, required(query)).rows]
    assert len(rows) == len(set(rows))


def test_whoever_is_not_said_is_empty(nara):
    violence = queries.run(nara, "violence", {"name": "shinzo abe"})
    assert ends(violence) == [
        (None, "kills", "Shinzo Abe"),
        ("Bob Ray", "kills", "Shinzo Abe"),
        (None, "kills", "Shinzo Abe"),
        ("Tetsuya Yamagami", "attacks", "Shinzo Abe"),
    ]
    assert [row["document"] for row in violence] == ["b.txt", "c.txt", "nara.txt", "nara.txt"]
    assert ends(queries.run(nara, "travel", {"name": "fumio kishida"})) == [("Fumio Kishida", "visits", None)]
    assert ends(queries.run(nara, "events-by-place", {"place": "nara"})) == [(None, "kills", "Shinzo Abe")]
    assert ends(queries.run(nara, "timeline", {"after": "2022-01-01"})) == [(None, "kills", "Shinzo Abe")]
    assert ends(queries.run(nara, "document", {"id": "nara.txt"})) == [
        ("Shinzo Abe", "holdsPosition", "prime minister"),
        (None, "kills", "Shinzo Abe"),
        (None, "injures", "twelve civilians"),
        ("Fumio Kishida", "visits", None),
        ("Tetsuya Yamagami", "attacks", "Shinzo Abe"),
    ]
    assert ("Fumio Kishida", "visits", None) in ends(queries.run(nara, "about", {"name": "fumio kishida"}))


def test_what_is_alleged_is_doubtful_and_what_is_over_says_so(nara):
    assert [row["status"] for row in queries.run(nara, "doubtful", {})] == ["negated", "alleged"]
    (position,) = queries.run(nara, "positions", {"name": "shinzo abe"})
    assert (position["object"], position["former"]) == ("prime minister", "true")
    (other,) = queries.run(nara, "positions", {"name": "dobbins"})
    assert other["former"] is None


def test_a_denial_without_an_agent_denies_them_all(nara):
    disputed = queries.run(nara, "disputed", {})
    assert ends(disputed) == [(None, "kills", "Shinzo Abe"), ("Bob Ray", "kills", "Shinzo Abe")]
    assert {row["denied_in"] for row in disputed} == {"b.txt"}


def test_what_is_over_does_not_lead_nor_connect():
    people = entity(0, "Person", "Ann Lee"), entity(1, "ArmedGroup", "Taliban")
    made = extraction("a.txt", "Ann Lee once led the Taliban.", entities=people, facts=[(0, "leads", 1)])
    with Store() as store:
        store.replace(made)
        assert len(queries.run(store, "leaders", {})) == 1
        store.replace(replace(made, document=replace(made.document, title="Once"),
                              claims=(replace(made.claims[0], former=True),)))  # fmt: skip
        assert not queries.run(store, "leaders", {}).rows
        assert not queries.run(store, "path", {"from": "ann lee", "to": "taliban"}).rows
        assert "leads" not in queries.run(store, "neighbourhood", {"name": "ann lee"}).serialize("turtle")
        assert [row["former"] for row in queries.run(store, "affiliations", {})] == ["true"]


def test_coverage_counts_what_a_document_gave(store):
    first = next(iter(queries.run(store, "coverage", {})))
    assert first == {"document": "a.txt", "title": "Talks", "sentences": "2", "with_facts": "2", "mentions": "6",
                     "entities": "5", "facts": "3"}  # fmt: skip


def test_co_mentions_share_a_sentence(store):
    together = {row["together"]: row["sentences"] for row in queries.run(store, "co-mentions", {"name": "bob ray"})}
    assert together == {"Ann Lee": "3", "Kabul": "1", "Taliban": "2"}


def test_a_timeline_is_cut_by_days(store):
    assert len(queries.run(store, "timeline", {"after": date(2013, 6, 1)})) == 1
    assert len(queries.run(store, "timeline", {"before": "2013-06-01"})) == 0


def test_construct_gives_turtle(store):
    text = queries.run(store, "neighbourhood", {"name": "dobbins"}).serialize("turtle")
    assert ":James_Dobbins a kg:Person" in text
    assert "kg:meets :Taliban" in text
    with pytest.raises(QueryError, match="turtle or ntriples"):
        queries.run(store, "neighbourhood", {"name": "dobbins"}).serialize("csv")


HOSTILE = [
    '") } DELETE { ?s ?p ?o } #',
    'x" || true || "',
    "$name",
    "?o",
    "'''",
    '"""',
    "\\",
    "\n}",
    "a\x00b",
    "{}",
    "\\u0022",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(("name", "parameter"), [("about", "name"), ("document", "id"), ("who-said", "source")])
def test_what_a_user_types_stays_a_value(store, name, parameter, value):
    assert not queries.run(store, name, {parameter: value}).rows


def test_unknown_names_list_what_there_is(store):
    with pytest.raises(QueryError, match=r"no query 'meeting'; did you mean meetings\?"):
        queries.run(store, "meeting", {})
    with pytest.raises(QueryError, match="meetings has no parameter 'who'; it has name, status"):
        queries.run(store, "meetings", {"who": "x"})
    with pytest.raises(QueryError, match=r"about needs --param name=…: a person"):
        queries.run(store, "about", {})
    with pytest.raises(QueryError, match="after must be a day such as 2013-06-18, not 'June'"):
        queries.run(store, "timeline", {"after": "June"})


def test_a_query_of_ones_own(store, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("# param n (integer, 2): how many\nSELECT ?s WHERE { ?s a kg:Fact } ORDER BY ?s LIMIT $n")
    assert len(queries.run(store, queries.read(path), {})) == 2
    assert len(queries.run(store, queries.read(path), {"n": 1})) == 1
    path.write_text("SELECT $s WHERE { $s a kg:Fact }")
    assert len(queries.run(store, queries.read(path), {})) == 9


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"# param n (integer): how many\nSELECT * {}", "n must stand both"),
        (b"# param n (int): how many\nSELECT $n {}", "cannot read '# param"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path, text, problem):
    path = tmp_path / "broken.rq"
    path.write_bytes(text)
    with pytest.raises(QueryError, match=re.escape(problem)):
        queries.read(path)
    with pytest.raises(QueryError, match="cannot read"):
        queries.read(tmp_path / "none.rq")


def test_the_shipped_classes_know_what_queries_ask_for():
    assert {"Fact", "Document", "Sentence"} <= set(ontology.load().classes)


def report(document_id: str, day: int, text: str, *claims, **more):
    """A document of a day in March 2024 with the people and places of one story, and claims of its only sentence."""
    people = (
        entity(0, "Person", "Ann Lee"),
        entity(1, "Person", "Bob Ray"),
        entity(2, "City", "Doha"),
        entity(3, "Country", "Qatar"),
        entity(4, "Person", text.split(",")[0], described=True, **more),
    )
    made = extraction(document_id, text, entities=people, published=date(2024, 3, day))
    return replace(made, claims=tuple(claim(made.sentences[0]) for claim in claims))


def meets(status, *days):
    when = days and TimeSpan(
        text="then", earliest=date(2024, 3, days[0]), latest=date(2024, 3, days[0]), precision="day"
    )
    return lambda said: Claim(
        relation="meets", subject=argument("Ann Lee", said.text, 0), object=argument("Bob Ray", said.text, 1),
        evidence=said, rule="meets/test", confidence=0.9, status=status, time=when or None,
    )  # fmt: skip


def test_a_plan_shows_what_became_of_it():
    with Store() as opened:
        opened.replace(report("a.txt", 4, "Ann Lee will meet Bob Ray on the twelfth.", meets(Status.PLANNED, 12)))
        opened.replace(
            report("b.txt", 5, "Bob Ray said that Ann Lee is to see him next week.", meets(Status.PLANNED, 12))
        )
        assert [row["became"] for row in queries.run(opened, "planned", {})] == [None, None]
        opened.replace(report("c.txt", 13, "Ann Lee met Bob Ray yesterday.", meets(Status.ASSERTED, 12)))
        rows = [(row["document"], row["became"]) for row in queries.run(opened, "planned", {})]
        assert rows == [(name, "Ann Lee met Bob Ray yesterday.") for name in ("a.txt", "b.txt")]
        assert [row["sources"] for row in queries.run(opened, "corroborated", {})] == ["2"]
        opened.retract("c.txt")
        assert [row["became"] for row in queries.run(opened, "planned", {})] == [None, None]


def kills(said):
    words = said.text.split(",")[0]
    return Claim(relation="kills", subject=None, object=argument(words, said.text, 4), evidence=said, rule="kills/test",
                 confidence=0.9, place=argument("Doha", said.text, 2))  # fmt: skip


@pytest.mark.parametrize(
    ("number", "kind", "day", "words", "differ"),
    [
        (12, CountKind.EXACT, 5, "twelve people", True),
        (12, CountKind.AT_MOST, 5, "up to twelve people", True),
        (15, CountKind.EXACT, 5, "fifteen people", False),
        (12, CountKind.AT_LEAST, 5, "at least twelve people", False),
        (12, CountKind.ABOUT, 5, "some twelve people", False),
        (12, CountKind.EXACT, 5, "twelve soldiers", False),
        (12, CountKind.EXACT, 9, "twelve people", False),
    ],
)
def test_other_numbers_of_one_event(number, kind, day, words, differ):
    with Store() as opened:
        opened.replace(report("a.txt", 4, "fifteen people, says Ann Lee, died in Doha.", kills, count=15))
        opened.replace(report("b.txt", day, f"{words}, Bob Ray claims, were shot in Doha.", kills,
                              count=number, count_kind=kind))  # fmt: skip
        rows = queries.run(opened, "disagree", {}).rows
        assert [row[0] for row in rows] == (["other number"] if differ else [])


def president(who, where, former=False):
    return lambda said: Claim(
        relation="holdsPosition", subject=argument("", said.text, who), object=argument("president", said.text),
        at=argument("Qatar", said.text, where), evidence=said, rule="holdsPosition/test", confidence=0.9, former=former,
    )  # fmt: skip


def test_two_holders_of_one_office():
    with Store() as opened:
        opened.replace(report("a.txt", 4, "Ann Lee, president of Qatar, spoke.", president(0, 3)))
        opened.replace(report("b.txt", 5, "Bob Ray, president of Qatar, wrote.", president(1, 3)))
        opened.replace(report("c.txt", 5, "Bob Ray, once president of Qatar, sang.", president(1, 3, former=True)))
        (row,) = queries.run(opened, "disagree", {})
        assert (row["how"], {row["document"], row["other_document"]}) == ("other holder", {"a.txt", "b.txt"})
        for name in ("Ann Lee", "Bob Ray", "Qatar"):
            assert len(queries.run(opened, "disagree", {"name": name}).rows) == 1
        opened.replace(report("b.txt", 31, "Bob Ray, president of Qatar, wrote.", president(1, 3)))
        assert queries.run(opened, "disagree", {"days": 30}).rows
        assert not queries.run(opened, "disagree", {"days": 20}).rows


@pytest.mark.parametrize("name", ["Ann Lee", "Bob Ray", "Qatar", "Doha", "Nobody"])
def test_pairs_of_a_name_are_those_of_everything(name, monkeypatch):
    with Store() as opened:
        opened.replace(report("a.txt", 4, "Ann Lee, president of Qatar, spoke.", president(0, 3)))
        opened.replace(report("b.txt", 5, "Bob Ray, president of Qatar, wrote.", president(1, 3)))
        opened.replace(report("c.txt", 4, "fifteen people, says Ann Lee, died in Doha.", kills, count=15))
        opened.replace(report("d.txt", 5, "twelve people, Bob Ray claims, were shot in Doha.", kills, count=12))
        begun = queries.run(opened, "disagree", {"name": name}).rows
        monkeypatch.setattr(queries, "FEW", -1)
        assert sorted(begun) == sorted(queries.run(opened, "disagree", {"name": name}).rows)
        assert bool(begun) is (name != "Nobody")
