"""The table of events: one row an event, codes by status, countries, loaded by what people count with."""

from __future__ import annotations

import csv
import doctest
import io
from datetime import date

import pandas as pd
import pyarrow.parquet
import pytest

from kg import export, ontology
from kg.export.events import COLUMNS
from kg.graph import Graph
from kg.records import CountKind, Status
from kg.triples.codes import codes
from tests.factories import entity, extraction, time_span

NAMIBIA = entity(2, "Country", "Namibia", gazetteer="Namibia")


def document(name: str, *, status: Status = Status.ASSERTED, **more: object):
    people = entity(0, "Person", "Ann Lee"), entity(1, "Person", "Bob Ray"), NAMIBIA
    facts = [(0, "meets", 1), (0, "visits", 2), (0, "citizenOf", 2)]
    return extraction(
        name, f"In {name} Ann Lee met Bob Ray in Namibia.", entities=people, facts=facts, status=status, **more
    )


@pytest.fixture(scope="module")
def graph():
    made = Graph()
    victims = entity(1, "Person", "twelve people", described=True, count=12, count_kind=CountKind.EXACT)
    attack = extraction("killed.txt", "Gunmen killed twelve people.", entities=[victims], facts=[(None, "kills", 1)],
                        published=date(2021, 3, 9))  # fmt: skip
    one, two = (
        time_span(document(name, published=date(2021, 3, 9)), "2021-03-09", "2021-03-09")
        for name in ("one.txt", "After a long day in the other house, as several people there have told two.txt,")
    )
    made.replace_all([one, two, document("plan.txt", status=Status.PLANNED), attack])
    return made


def rows(graph) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.serialize(graph.store, "events").decode(), newline="")))


def test_an_event_is_one_row_however_many_documents_report_it(graph):
    met = [row for row in rows(graph) if row["relation"] == "meets" and row["status"] == "asserted"]
    assert [(row["agent"], row["patient"], row["reports"]) for row in met] == [("Ann Lee", "Bob Ray", "2")]
    assert not [row for row in rows(graph) if row["relation"] == "citizenOf"], "a state is no event"
    assert list(rows(graph)[0]) == list(COLUMNS)


def test_the_status_decides_about_the_code(graph):
    found = {(row["relation"], row["status"]): (row["plover_type"], row["plover_mode"], row["cameo_code"], row["cameo"])
             for row in rows(graph)}  # fmt: skip
    assert found["meets", "asserted"] == ("CONSULT", "", "040", "cameo:040")
    assert found["meets", "planned"] == ("AGREE", "", "036", "cameo:036")
    assert found["visits", "asserted"] == ("CONSULT", "visit", "042", "cameo:042")
    assert found["visits", "planned"] == ("AGREE", "", "036", "cameo:036")
    assert found["kills", "asserted"][0::2] == ("ASSAULT", "190")


@pytest.mark.parametrize(
    ("relation", "planned"),
    [("aids", ("AGREE", None, "033")), ("cooperatesWith", ("AGREE", None, "031")),
     ("withdrawsFrom", ("CONCEDE", None, "035")), ("attacks", ("ASSAULT", None, "190")), ("opens", (None, None, None))],
)  # fmt: skip
def test_what_is_planned(relation, planned):
    assert codes(relation, "planned", ontology.load()) == planned


def test_every_code_is_of_its_book():
    known = ontology.load()
    types = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
             "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT"}  # fmt: skip
    for name, relation in known.relations.items():
        for status in Status if relation.event_class else ():
            plover, _, cameo = codes(name, status, known)
            assert plover is None or plover in types
            assert cameo is None or (cameo.isdigit() and 3 <= len(cameo) <= 4)


def test_countries_are_of_the_gazetteer_or_the_only_one_that_the_graph_knows(graph):
    visit = next(row for row in rows(graph) if row["relation"] == "visits")
    assert (visit["agent_country"], visit["patient_country"]) == ("NAM", "NAM")
    met = next(row for row in rows(graph) if row["relation"] == "meets")
    assert met["patient_country"] == ""


def test_counts_and_parties_that_nobody_names(graph):
    killed = next(row for row in rows(graph) if row["relation"] == "kills")
    assert (killed["agent"], killed["patient_count"], killed["published"]) == ("", "12", "2021-03-09")


@pytest.mark.parametrize(
    ("low", "high", "precision"),
    [("2021-03-09", "2021-03-09", "day"), ("2021-02-01", "2021-02-28", "month"), ("2021-01-01", "2021-12-31", "year"),
     ("2021-03-09", "2021-04-01", "period"), ("2021-03-09", None, "since"), (None, "2021-03-09", "until")],
)  # fmt: skip
def test_days_and_how_exact_they_are(low, high, precision):
    made = Graph()
    made.replace(time_span(document("a.txt"), low, high))
    row = rows(made)[0]
    assert (row["date_from"], row["date_to"], row["precision"]) == (low or "", high or "", precision)


def test_pandas_reads_it_without_repair(graph):
    table = pd.read_csv(io.BytesIO(export.serialize(graph.store, "events")))
    assert set(pd.to_datetime(table.published).dropna().dt.year) == {2021}
    assert table.former.dtype == bool
    assert table.cameo.str.startswith("cameo:0").sum() >= 4
    assert set(table.agent_country.dropna()) == {"NAM"}, "Namibia is no missing value"


def test_a_data_frame_and_parquet_have_types(graph, tmp_path):
    frame = graph.to_pandas()
    assert str(frame.date_from.dtype).startswith("datetime64")
    assert str(frame.patient_count.dtype) == "Int64"
    graph.export(tmp_path / "events.parquet", format="events")
    table = pyarrow.parquet.read_table(tmp_path / "events.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.column("cameo_code").to_pylist() == frame.cameo_code.where(frame.cameo_code.notna(), None).tolist()
    assert str(table.schema.field("published").type) == "date32[day]"


@pytest.mark.model
def test_the_page_about_the_table_says_what_happens(root):
    page = root / "docs" / "events.md"
    failures, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (failures, tried > 8) == (0, True)
    assert all(f"`{column}`" in page.read_text() or "…_" in column for column in COLUMNS if "_" not in column)


def test_an_empty_graph_has_a_table_without_rows(tmp_path):
    assert rows(Graph()) == []
    Graph().export(tmp_path / "events.parquet")
    assert len(Graph().to_pandas()) == 0


def test_every_export_of_triples_has_the_codes(graph):
    text = export.serialize(graph.store, "turtle").decode()
    assert '"AGREE"^^plover:type' in text
    assert '"036"^^cameo:code' in text
    assert "@prefix cameo: <https://kg.example/cameo#> ." in text
    assert "https://kg.example/cameo#code" in export.serialize(graph.store, "jsonld").decode().replace(
        "cameo:code", "https://kg.example/cameo#code"
    )
