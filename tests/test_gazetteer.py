"""The gazetteer is data: it is checked for what readers of it take for granted."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.term import Node

KG = rdflib.Namespace("https://kg.example/ontology#")
GAZ = rdflib.Namespace("https://kg.example/gazetteer#")
ONTOLOGY = Path(__file__).parents[1] / "ontology"
COUNTRIES_WITHOUT_CAPITAL = {GAZ.Monaco, GAZ.Singapore, GAZ.Vatican_City}
ORGANIZATIONS = ("GovernmentBody", "MilitaryForce", "PoliticalParty", "NewsOrganization", "Company")


@pytest.fixture(scope="module")
def gazetteer() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "gazetteer.ttl")


def of_class(graph: rdflib.Graph, name: str) -> set[Node]:
    return set(graph.subjects(RDF.type, KG[name]))


def countries_of_today(graph: rdflib.Graph) -> set[Node]:
    return {c for c in of_class(graph, "Country") if (c, KG.former, None) not in graph}


def names_of(graph: rdflib.Graph, entry: Node) -> set[str]:
    return {str(name) for p in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(entry, p)}


def test_it_covers_what_news_names(gazetteer):
    counts = {c: len(of_class(gazetteer, c)) for c in ("City", "Region", "Facility", "ArmedGroup", *ORGANIZATIONS)}
    assert len(countries_of_today(gazetteer)) >= 195
    assert counts["City"] >= 1000
    assert counts["Region"] >= 300
    assert all(count >= 80 for count in counts.values()), counts


def test_it_lists_no_persons(gazetteer):
    assert not of_class(gazetteer, "Person")


def test_every_class_is_in_the_ontology(gazetteer):
    classes = rdflib.Graph().parse(ONTOLOGY / "classes.ttl")
    entries = set(gazetteer.subjects(SKOS.prefLabel))
    used = {cls for entry in entries for cls in gazetteer.objects(entry, RDF.type)}
    assert used <= set(classes.subjects(RDF.type, OWL.Class))


def test_every_entry_has_one_class_one_name_and_a_readable_key(gazetteer):
    for entry in gazetteer.subjects(SKOS.prefLabel, unique=True):
        assert len(list(gazetteer.objects(entry, RDF.type))) == 1, entry
        assert len(list(gazetteer.objects(entry, SKOS.prefLabel))) == 1, entry
        key = str(entry).removeprefix(str(GAZ)).split("_(")[0]
        assert key == str(gazetteer.value(entry, SKOS.prefLabel)).split(" (")[0].replace(" ", "_").rstrip("."), entry


def test_no_reference_dangles(gazetteer):
    known = set(gazetteer.subjects())
    dangling = {o for o in gazetteer.objects() if str(o).startswith(str(GAZ))} - known
    assert not dangling


def test_no_name_means_two_entries_of_one_class(gazetteer):
    owners = defaultdict(set)
    for entry in gazetteer.subjects(SKOS.prefLabel, unique=True):
        for name in names_of(gazetteer, entry):
            owners[gazetteer.value(entry, RDF.type), name].add(entry)
    clashes = {name: found for name, found in owners.items() if len(found) > 1}
    assert not clashes


def test_a_shared_demonym_is_declared(gazetteer):
    owners = defaultdict(set)
    for property_ in (KG.demonym, KG.demonymPlural):
        for entry, word in gazetteer.subject_objects(property_):
            owners[str(word)].add(entry)
    for word, entries in owners.items():
        for one in entries:
            others = set(gazetteer.objects(one, OWL.differentFrom))
            assert entries - {one} <= others, word


def test_every_country_of_today_has_code_demonym_and_capital(gazetteer):
    for country in countries_of_today(gazetteer):
        assert len(str(gazetteer.value(country, KG.code))) == 2, country
        assert (country, KG.demonym, None) in gazetteer, country
        assert (country, KG.capital, None) in gazetteer or country in COUNTRIES_WITHOUT_CAPITAL, country


def test_codes_are_unique(gazetteer):
    codes = list(gazetteer.objects(None, KG.code))
    assert len(codes) == len(set(codes))


def test_every_capital_is_a_city_of_its_country(gazetteer):
    for place, capital in gazetteer.subject_objects(KG.capital):
        assert (capital, RDF.type, KG.City) in gazetteer, capital
        around = set(gazetteer.transitive_objects(capital, KG.locatedIn))
        assert place in around | {gazetteer.value(capital, KG.country)}, capital


def test_every_city_has_a_country(gazetteer):
    for city in of_class(gazetteer, "City"):
        assert (gazetteer.value(city, KG.country), RDF.type, KG.Country) in gazetteer, city
        assert (city, KG.locatedIn, None) in gazetteer, city


@pytest.mark.parametrize("name", ORGANIZATIONS)
def test_a_country_of_an_organization_is_a_country(gazetteer, name):
    for entry in of_class(gazetteer, name):
        for country in gazetteer.objects(entry, KG.country):
            assert (country, RDF.type, KG.Country) in gazetteer, entry


def test_every_government_body_has_a_country(gazetteer):
    assert all((body, KG.country, None) in gazetteer for body in of_class(gazetteer, "GovernmentBody"))


def test_containment_has_no_cycle(gazetteer):
    for property_ in (KG.locatedIn, KG.partOf):
        for entry in set(gazetteer.subjects(property_)):
            above = [o for o in gazetteer.objects(entry, property_) if o != entry]
            assert above, entry
            assert all(entry not in set(gazetteer.transitive_objects(o, property_)) for o in above), entry


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "United_States"), ("Britain", "United_Kingdom"), ("Burma", "Myanmar"), ("UAE", "United_Arab_Emirates"),
        ("al Qaeda", "al-Qaeda"), ("al-Qaida", "al-Qaeda"), ("Daesh", "Islamic_State"), ("Taleban", "Taliban"),
        ("Haqqani Network", "Haqqani_network"), ("U.N.", "United_Nations"), ("Calif.", "California"),
        ("Washington, D.C.", "Washington"), ("Defense Department", "Pentagon"), ("GOP", "Republican_Party"),
        ("AP", "Associated_Press"), ("Guantanamo", "Guantanamo_Bay"), ("Kyiv", "Kiev"), ("Gaza", "Gaza_Strip"),
    ],
)  # fmt: skip
def test_newspaper_names_are_known(gazetteer, name, key):
    assert name in names_of(gazetteer, GAZ[key])


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Afghan", "Afghanistan"), ("Dutch", "Netherlands"), ("Swiss", "Switzerland"), ("Iraqi", "Iraq"),
        ("Filipino", "Philippines"), ("Briton", "United_Kingdom"), ("Turk", "Turkey"), ("Spaniard", "Spain"),
        ("Kurdish", "Kurdistan"), ("Qatari", "Qatar"), ("Nigerien", "Niger"), ("Nigerian", "Nigeria"),
        ("Palestinian", "Palestine"), ("Scottish", "Scotland"), ("Californian", "California"),
    ],
)  # fmt: skip
def test_demonyms_point_at_their_place(gazetteer, word, key):
    assert [str(s) for s in gazetteer.subjects(KG.demonym, rdflib.Literal(word, lang="en"))] == [str(GAZ[key])]
