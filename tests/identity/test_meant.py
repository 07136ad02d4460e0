"""Whom of the gazetteer a short or shared name means, by what stands around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import ontology
from kg.identity import names_of
from kg.identity.meant import Surroundings, group, hidden, place
from kg.names import fold
from kg.records import Kind, Mention
from tests.factories import entity, extraction

KNOWN = ontology.load()
ENTRIES = KNOWN.gazetteer.entries


def around(text="", countries=(), places=(), near=(), **more):
    known = frozenset((*countries, *places, *near))
    return Surroundings(tuple(countries), known, frozenset(near), f" {fold(text)} ", **more)


def initials(name, text="", *countries, year=None):
    """Whom initials mean in a sentence of a document that names some countries."""
    found = [e for e in KNOWN.gazetteer.find_all(name) if KNOWN.coarse(e.cls) == "Organization"]
    given = min(found, key=lambda e: e.key, default=None)
    meant = group([name], given, around(text, countries, year=year), KNOWN)
    return meant.key if meant else None


@pytest.mark.parametrize(
    ("name", "text", "countries", "key"),
    [
        ("RSF", "The RSF shelled a market.", ["Sudan"], "Rapid_Support_Forces"),
        ("RSF", "RSF counted 60 jailed journalists.", ["Egypt"], "Reporters_Without_Borders"),
        ("RSF", "RSF said journalists were jailed.", ["Sudan"], "Reporters_Without_Borders"),
        ("NRC", "The NRC fed refugees.", ["Kenya"], "Norwegian_Refugee_Council"),
        ("NRC", "The NRC licensed the reactor.", ["United_States"], "Nuclear_Regulatory_Commission"),
        ("ICC", "The ICC banned the bowler.", ["India"], "International_Cricket_Council"),
        ("ICC", "The ICC prosecutor asked for a warrant.", ["Kenya"], "International_Criminal_Court"),
        ("AFP", "He told AFP.", ["Philippines"], "Agence_France-Presse"),
        ("AFP", "AFP soldiers shot two rebels.", ["Philippines"], "Armed_Forces_of_the_Philippines"),
        ("AFP", "The AFP raided homes in Sydney.", ["Australia"], "Australian_Federal_Police"),
        ("ADF", "The ADF killed villagers.", ["Democratic_Republic_of_Congo"], "Allied_Democratic_Forces"),
        ("ADF", "The ADF sent a frigate.", ["Australia"], "Australian_Defence_Force"),
        ("ANA", "ANA cancelled flights.", ["Japan"], "All_Nippon_Airways"),
        ("ANC", "The ANC lost seats.", ["South_Africa"], "African_National_Congress"),
        ("ANC", "The ANC held a rally.", ["Armenia"], "Armenian_National_Congress"),
        ("ANP", "The ANP boycotted the vote.", ["Pakistan"], "Awami_National_Party"),
        ("BNP", "The BNP boycotted the vote.", ["Bangladesh"], "Bangladesh_Nationalist_Party"),
        ("BNP", "The BNP lost its seat.", ["United_Kingdom"], "British_National_Party"),
        ("CHP", "The CHP closed the freeway.", ["United_States"], "California_Highway_Patrol"),
        ("CPP", "The CPP ended the truce.", ["Philippines"], "Communist_Party_of_the_Philippines"),
        ("DUP", "The DUP left the government.", ["Sudan"], "Democratic_Unionist_Party_(Sudan)"),
        ("EPP", "The EPP abducted a rancher.", ["Paraguay"], "Paraguayan_People's_Army"),
        ("IOC", "IOC shut its refinery.", ["India"], "Indian_Oil_Corporation"),
        ("MAS", "The MAS tightened policy.", ["Singapore"], "Monetary_Authority_of_Singapore"),
        ("MAS", "The MAS split.", ["Bolivia"], "Movement_Toward_Socialism"),
        ("NPP", "The NPP won.", ["Ghana"], "New_Patriotic_Party"),
        ("NPP", "The NPP won.", ["Sri_Lanka"], "National_People's_Power"),
        ("PPP", "The PPP chose a leader.", ["South_Korea"], "People_Power_Party"),
        ("PRD", "The PRD won.", ["Panama"], "Democratic_Revolutionary_Party"),
        ("PTI", "The PTI called a strike.", ["Pakistan"], "Pakistan_Tehreek-e-Insaf"),
        ("SDF", "The SDF guarded the camp.", ["Syria"], "Syrian_Democratic_Forces"),
        ("SPD", "The SPD shot a driver.", ["United_States"], "Seattle_Police_Department"),
        ("UCK", "The UCK seized villages.", ["North_Macedonia"], "National_Liberation_Army_(Macedonia)"),
        ("UDA", "The UDA won.", ["Kenya"], "United_Democratic_Alliance"),
        ("UDA", "The UDA murdered him.", ["United_Kingdom"], "Ulster_Defence_Association"),
        ("UN", "The UN met.", ["Kenya"], "United_Nations"),
        ("FBI", "The FBI searched the house.", [], "FBI"),
        ("Emirates", "Emirates bought jets.", ["United_Arab_Emirates"], "Emirates_(airline)"),
    ],
)  # fmt: skip
def test_initials_mean_whom_their_surroundings_tell(name, text, countries, key):
    assert initials(name, text, *countries) == key


@pytest.mark.parametrize(
    ("name", "text", "countries"),
    [
        ("NRC", "The NRC listed residents of Assam.", ["India"]),
        ("SNP", "The SNP is linked to the disease.", ["Peru"]),
        ("PPP", "Output rose at PPP.", []),
        ("DPP", "The DPP dropped the case.", ["Kenya"]),
        ("SVP", "He is SVP of sales.", []),
        ("RBI", "He had one RBI.", []),
        ("ETA", "The ETA is noon.", []),
        ("CDA", "The CDA fell.", ["Chile"]),
        ("CSU", "CSU students marched.", ["United_States"]),
        ("GM", "The GM traded the goalkeeper.", ["Canada"]),
        ("HP", "The engine has 300 HP.", []),
        ("TTP", "TTP is a blood disorder.", []),
        ("PDP", "The PDP named a candidate.", ["Philippines"]),
        ("KDP", "The KDP won.", ["North_Macedonia"]),
        ("DNR", "The DNR stocked the lake.", ["United_States"]),
        ("LRA", "The LRA sold the barracks.", ["United_States"]),
        ("FSA", "The FSA fined the bank.", ["United_Kingdom"]),
        ("NLD", "NLD beat ARG.", ["Argentina"]),
        ("NDS", "NDS games sold well.", ["Japan"]),
        ("ODM", "An ODM makes the phones.", ["Taiwan"]),
        ("RSS", "Follow our RSS.", ["United_Kingdom"]),
        ("AKP", "The AKP met.", ["Ghana"]),
    ],
)
def test_initials_mean_nobody_in_a_contrary_context(name, text, countries):
    assert initials(name, text, *countries) is None


def test_a_name_is_not_used_before_it_was_taken():
    assert initials("AES", "AES runs the plant.", "Niger", year=2010) is None
    assert hidden(["X"], "Organization", around("Users of the platform left X."), KNOWN).key == "Twitter"
    assert hidden(["X"], "Organization", around("Users of the platform left X.", year=2019), KNOWN) is None


@pytest.mark.parametrize(
    ("name", "countries", "key"),
    [
        ("Congress", ["United_States"], "U.S._Congress"),
        ("Congress", ["Kenya"], None),
        ("Greens", ["Austria", "Germany"], "Greens_(Austria)"),
        ("Greens", ["Germany", "Austria"], "German_Greens"),
        ("Greens", ["Kenya"], None),
        ("Lords", ["United_Kingdom"], "House_of_Lords"),
        ("Conservatives", ["Canada"], "Conservative_Party_of_Canada"),
        ("Brotherhood", ["Egypt"], "Muslim_Brotherhood"),
        ("Security Service", ["United_Kingdom"], "MI5"),
    ],
)
def test_a_hidden_name_counts_in_a_document_about_its_country(name, countries, key):
    found = hidden([name], "Organization", around("", countries), KNOWN)
    assert (found.key if found else None) == key


def test_a_hidden_name_is_that_of_the_country_in_its_sentence():
    assert (
        hidden(["Greens"], "Organization", around("", ["United_States"], near=["Germany"]), KNOWN).key
        == "German_Greens"
    )
    both = around("", ["United_States"], near=["Germany", "Austria"])
    assert hidden(["Greens"], "Organization", both, KNOWN) is None


def test_a_news_agency_is_named_anywhere():
    assert initials("AP", "BAGHDAD (AP)", "Iraq") == "Associated_Press"
    assert initials("AFP", "(Reuters, AFP)", "Australia") == "Agence_France-Presse"
    assert initials("AFP", "(Reuters, AFP)", "Philippines") == "Agence_France-Presse"


@pytest.mark.parametrize(
    ("name", "given", "countries", "places", "key"),
    [
        ("London", "London", ["Canada"], ["near Ontario"], "London,_Ontario"),
        ("London", "London", ["United_Kingdom", "Canada"], ["near Ontario"], "London"),
        ("London", "London", ["Canada"], ["Ontario"], "London"),
        ("London", "London", ["Canada"], [], "London"),
        ("Birmingham", "Birmingham", ["United_States"], ["near Alabama"], "Birmingham,_Alabama"),
        ("Birmingham", "Birmingham", ["France"], [], "Birmingham"),
        ("Tripoli", "Tripoli", ["Lebanon"], [], "Tripoli,_Lebanon"),
        ("Tripoli", "Tripoli", ["Libya", "Lebanon"], [], "Tripoli"),
        ("Georgia", "Georgia", ["United_States"], ["Georgia_(U.S._state)"], "Georgia_(U.S._state)"),
        ("Georgia", "Georgia", ["United_States", "Russia"], [], "Georgia"),
        ("St. John's", "St._John's", ["Antigua_and_Barbuda"], [], "Saint_John's"),
        ("N.C.", "North_Carolina", ["India"], [], None),
        ("N.C.", "North_Carolina", ["United_States"], [], "North_Carolina"),
    ],
)
def test_places_of_one_name_are_told_apart_by_what_they_lie_in(name, given, countries, places, key):
    near = [each.removeprefix("near ") for each in places if each.startswith("near ")]
    found = place([name], ENTRIES[given], around("", countries, places, near), KNOWN)
    assert (found.key if found else None) == key


def test_a_governor_has_no_country():
    assert place(["Georgia"], ENTRIES["Georgia"], around(governed=True), KNOWN).key == "Georgia_(U.S._state)"
    assert place(["Kenya"], ENTRIES["Kenya"], around(governed=True), KNOWN).key == "Kenya"


def meant_in(name, given, text, *others, facts=(), **more):
    """The name that a document gives to an entity for which extraction has found an entry."""
    entry = ENTRIES[given]
    made = extraction("a", text, entities=[entity(0, entry.cls, name, gazetteer=given), *others], facts=facts, **more)
    start = text.index(name)
    coarse = KNOWN.coarse(entry.cls)
    span = Mention(start=start, end=start + len(name), text=name, kind=Kind.NAME, type=coarse, chain=0)
    kept = tuple(mention for mention in made.mentions if mention.chain != 0)
    return names_of(replace(made, mentions=(*kept, span)), KNOWN)[0][0]


CANADA = entity(5, "Country", "Canada", gazetteer="Canada")
BRITAIN = entity(6, "Country", "Britain", gazetteer="United_Kingdom")
INDIA = entity(7, "Country", "India", gazetteer="India")


def test_a_party_is_that_of_its_owner():
    alone = meant_in("Conservatives", "Conservative_Party", "The Conservatives won in Canada.", CANADA)
    told = meant_in("Conservatives", "Conservative_Party", "Canada's Conservatives warned Britain.", CANADA, BRITAIN,
                facts=[(0, "basedIn", 5)])  # fmt: skip
    home = meant_in("Conservatives", "Conservative_Party", "The Conservatives won in Britain.", BRITAIN)
    assert [found.gazetteer for found in (alone, told, home)] == [
        "Conservative_Party_of_Canada", "Conservative_Party_of_Canada", "Conservative_Party"
    ]  # fmt: skip


def test_a_ministry_of_another_country_is_refused():
    found = meant_in("Ministry of Defence", "Ministry_of_Defence", "The Ministry of Defence spoke in India.", INDIA)
    assert (found.gazetteer, found.context) == ("", ("body defense ministry", "of India"))


def test_a_shared_name_that_is_refused_stays_with_its_document():
    kenya = entity(5, "Country", "Kenya", gazetteer="Kenya")
    found = meant_in("Svoboda", "Svoboda", "Svoboda won in Kenya.", kenya)
    assert (found.gazetteer, found.context) == ("", ("document a",))


def test_a_shared_name_of_common_words_is_that_of_the_country():
    kenya = entity(5, "Country", "Kenya", gazetteer="Kenya")
    found = meant_in("Conservatives", "Conservative_Party", "The Conservatives won in Kenya.", kenya)
    assert (found.gazetteer, found.context) == ("", ("body conservatives", "of Kenya"))


def test_the_class_is_that_of_whom_the_name_means():
    sudan = entity(5, "Country", "Sudan", gazetteer="Sudan")
    found = meant_in("RSF", "Reporters_Without_Borders", "The RSF shot at people in Sudan.", sudan)
    assert (found.cls, found.gazetteer) == ("ArmedGroup", "Rapid_Support_Forces")
    nobody = meant_in("RSF", "Reporters_Without_Borders", "The RSF is over.")
    assert (nobody.cls, nobody.gazetteer, nobody.context) == ("Organization", "", ("document a",))


def test_the_year_of_the_document_counts():
    early = meant_in("AES", "Alliance_of_Sahel_States", "The AES met.", published=date(2010, 1, 1))
    assert early.gazetteer == ""
