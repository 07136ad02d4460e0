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
        ("AP", "Associated_Press"), ("Guantanamo", "Guantanamo_Bay"), ("Kiev", "Kyiv"), ("Gaza", "Gaza_Strip"),
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


def years(graph: rdflib.Graph, node: Node) -> tuple[int | None, int | None]:
    since, until = graph.value(node, KG.since), graph.value(node, KG.until)
    return (int(str(since)) if since else None, int(str(until)) if until else None)


def test_a_held_name_is_among_the_labels_and_has_years_in_order(gazetteer):
    for entry, node in gazetteer.subject_objects(KG.heldName):
        labels = names_of(gazetteer, entry) | {str(name) for name in gazetteer.objects(entry, SKOS.hiddenLabel)}
        since, until = years(gazetteer, node)
        assert str(gazetteer.value(node, KG.name)) in labels, entry
        assert since or until, entry
        assert since is None or until is None or since < until, entry


def test_what_ended_is_former_and_began_before(gazetteer):
    ended = {entry for entry in gazetteer.subjects(SKOS.prefLabel) if (entry, KG.until, None) in gazetteer}
    assert len(ended) >= 60
    for entry in ended:
        since, until = years(gazetteer, entry)
        assert (entry, KG.former, None) in gazetteer, entry
        assert since is None or (until is not None and since < until), entry


def test_former_is_said_of_every_class(gazetteer):
    classes = {gazetteer.value(entry, RDF.type) for entry in gazetteer.subjects(KG.former)}
    expected = ("Country", "Company", "GovernmentBody", "MilitaryForce", "ArmedGroup", "PoliticalParty")
    assert {KG[name] for name in (*expected, "InternationalOrganization")} <= classes


def test_a_shared_name_is_a_name_and_no_label_is_both_hidden_and_not(gazetteer):
    shared = list(gazetteer.subject_objects(KG.sharedName))
    assert len(shared) >= 100
    assert all(str(name) in names_of(gazetteer, entry) for entry, name in shared)
    for entry, name in gazetteer.subject_objects(SKOS.hiddenLabel):
        assert str(name) not in names_of(gazetteer, entry), entry


def test_a_clue_serves_a_name_that_needs_one(gazetteer):
    for entry in gazetteer.subjects(KG.clue, unique=True):
        labels = {str(label) for label in gazetteer.objects(entry, SKOS.hiddenLabel)} | names_of(gazetteer, entry)
        assert (entry, KG.sharedName, None) in gazetteer or any(len(label) <= 12 for label in labels), entry


@pytest.mark.parametrize(
    ("name", "key", "until"),
    [
        ("Statoil", "Equinor", 2018), ("Facebook", "Meta", 2021), ("Royal Dutch Shell", "Shell", 2022),
        ("Total", "TotalEnergies", 2021), ("BHP Billiton", "BHP", 2018), ("GlaxoSmithKline", "GSK", 2022),
        ("Kia Motors", "Kia", 2021), ("Daimler", "Mercedes-Benz_Group", 2022), ("Raytheon", "RTX", 2023),
        ("Areva", "Orano", 2018), ("Odebrecht", "Novonor", 2020), ("Royal Bank of Scotland", "NatWest", 2020),
        ("Hewlett-Packard", "HP", 2015), ("Brexit Party", "Reform_UK", 2021),
        ("National Front", "National_Rally", 2018), ("Lega Nord", "Lega", 2018),
        ("En Marche", "Renaissance_(France)", 2017), ("NPD", "Die_Heimat", 2023),
        ("Union for a Popular Movement", "The_Republicans_(France)", 2015), ("Welsh Assembly", "Senedd", 2020),
        ("Foreign and Commonwealth Office", "Foreign_Office", 2020), ("Dnipropetrovsk", "Dnipro", 2016),
        ("Stalingrad", "Volgograd", 1961), ("Grand National Party", "Saenuri_Party", 2012),
        ("Jabhat Fateh al-Sham", "Nusra_Front", 2017),
        ("Federal Republic of Yugoslavia", "Serbia_and_Montenegro", 2003),
    ],
)  # fmt: skip
def test_a_former_name_stands_beside_the_present_one(gazetteer, name, key, until):
    held = [n for n in gazetteer.objects(GAZ[key], KG.heldName) if str(gazetteer.value(n, KG.name)) == name]
    assert [years(gazetteer, node)[1] for node in held] == [until]


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [
        ("CNPC", "CNPC", "PetroChina"), ("21st Century Fox", "21st_Century_Fox", "20th_Century_Fox"),
        ("Rhodesia", "Rhodesia", "Zimbabwe"), ("Zaire", "Zaire", "Democratic_Republic_of_Congo"),
        ("RUC", "Royal_Ulster_Constabulary", "PSNI"), ("OAU", "Organization_of_African_Unity", "African_Union"),
        ("EEC", "European_Economic_Community", "European_Union"), ("Fiat Chrysler", "Fiat_Chrysler", "Chrysler"),
        ("Yemen Arab Republic", "North_Yemen", "Yemen"), ("Dutch East Indies", "Dutch_East_Indies", "Indonesia"),
        ("SSPDF", "South_Sudan_People's_Defence_Forces", "SPLA"), ("ATMIS", "ATMIS", "AMISOM"),
        ("People Power Party", "People_Power_Party", "Saenuri_Party"),
        ("Sri Jayawardenepura Kotte", "Sri_Jayawardenepura_Kotte", "Colombo"),
        ("Chinese Politburo", "Politburo_of_the_Chinese_Communist_Party", "Politburo_Standing_Committee"),
    ],
)  # fmt: skip
def test_two_things_have_two_entries(gazetteer, name, key, other):
    assert name in names_of(gazetteer, GAZ[key])
    assert name not in names_of(gazetteer, GAZ[other])


@pytest.mark.parametrize(
    ("key", "cls"),
    [
        ("Scotland_Yard", "MilitaryForce"), ("New_York_Police_Department", "MilitaryForce"), ("RCMP", "MilitaryForce"),
        ("Garda", "MilitaryForce"), ("BKA", "MilitaryForce"), ("AMISOM", "MilitaryForce"), ("UNIFIL", "MilitaryForce"),
        ("UNAMA", "InternationalOrganization"), ("UNSMIL", "InternationalOrganization"), ("Eurozone", "Region"),
        ("Syrian_National_Coalition", "PoliticalParty"), ("Solidarity", "PoliticalParty"), ("PEGIDA", "PoliticalParty"),
        ("Virginia_Tech", "Organization"), ("Bank_of_Japan", "GovernmentBody"),
    ],
)  # fmt: skip
def test_like_bodies_have_like_classes(gazetteer, key, cls):
    assert set(gazetteer.objects(GAZ[key], RDF.type)) == {KG[cls]}


@pytest.mark.parametrize("word", ["Bosniak", "Greek Cypriot", "Kosovo Albanian", "Afghani"])
def test_a_word_of_a_people_is_no_nationality_of_a_mixed_state(gazetteer, word):
    owners = set(gazetteer.subjects(KG.demonym, rdflib.Literal(word, lang="en")))
    assert owners.isdisjoint({GAZ[key] for key in ("Bosnia", "Cyprus", "Kosovo", "Afghanistan")})
