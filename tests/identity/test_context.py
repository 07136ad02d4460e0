"""What a document says of its names that tells them from namesakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import ontology
from kg.identity import names_of
from kg.identity.bodies import body, entry_of, seat
from kg.records import Kind, Mention
from kg.store import Store
from tests.factories import entity, extraction

KNOWN = ontology.load()
KENYA, NORWAY = entity(8, "Country", "Kenya", gazetteer="Kenya"), entity(9, "Country", "Norway", gazetteer="Norway")


def context(made, chain=0):
    return names_of(made, KNOWN)[chain][0].context


def label(*documents, chain=0):
    """What the store calls a chain of the first document."""
    store = Store(ontology=KNOWN)
    for each in documents:
        store.replace(each)
    found = {m.text: m.entity for m in store.mentions(documents[0].document.id)}
    return found[next(m.text for m in documents[0].mentions if m.chain == chain)]


@pytest.mark.parametrize(
    ("name", "core", "place"),
    [
        ("Ministry of the Interior", "interior ministry", None),
        ("Interior Ministry", "interior ministry", None),
        ("Ministry of Defence", "defense ministry", None),
        ("Kenyan Parliament", "parliament", "Kenya"),
        ("Kenya's Parliament", "parliament", "Kenya"),
        ("Parliament of Kenya", "parliament", "Kenya"),
        ("Central Bank of the Philippines", "bank central", "Philippines"),
        ("Texas Supreme Court", "court supreme", "Texas"),
        ("Ministry of Foreign Affairs", "foreign ministry", None),
    ],
)
def test_a_public_body_is_known_by_its_words(name, core, place):
    found = body(name, KNOWN)
    assert (found.core, found.place and found.place.key) == (core, place)


@pytest.mark.parametrize("name", ["Lomasa Savings Bank", "Norland Library Board", "Kenya Airways", "Reuters", "Kenya"])
def test_a_name_of_its_own_is_no_public_body(name):
    assert body(name, KNOWN) is None


def test_the_bank_of_a_town_is_no_bank_of_its_country():
    town = body("Bank of Boston", KNOWN)
    assert town.local
    assert seat(town.place, local=town.local, ontology=KNOWN) == "Boston"
    assert entry_of("bank", "United_States", KNOWN) is None  # the Bank of America is a firm


def test_a_body_is_that_of_its_owner_or_of_the_country_that_the_document_is_about():
    court = entity(0, "GovernmentBody", "High Court")
    told = extraction(
        "a", "The High Court of Kenya. Norway. Norway.", entities=[court, KENYA, NORWAY], facts=[(0, "partOf", 8)]
    )
    assert context(told) == ("body court high", "of Kenya")
    about = extraction("a", "Norway sued.", "The High Court.", "Norway and Kenya.", entities=[court, KENYA, NORWAY])
    assert context(about) == ("body court high", "of Norway")
    assert context(extraction("a", "The High Court.", entities=[court])) == ("document a",)
    town = entity(1, "Place", "Lomasa")
    assert label(extraction("a", "The High Court in Lomasa.", entities=[court, town])) == "High Court (Lomasa)"


def test_two_wordings_of_one_document_are_one_body():
    one, other = (
        entity(0, "GovernmentBody", "Interior Ministry"),
        entity(1, "GovernmentBody", "Ministry of the Interior"),
    )
    made = extraction("a", "Interior Ministry of Kenya.", "Ministry of the Interior. Norway, Norway.",
                      entities=[one, other, KENYA, NORWAY], facts=[(0, "partOf", 8)])  # fmt: skip
    assert context(made, 0) == context(made, 1)


def test_the_short_form_of_a_body_that_the_gazetteer_knows_is_that_body():
    whole = entity(0, "GovernmentBody", "Central Bank of Kenya", gazetteer="Central_Bank_of_Kenya")
    short = entity(1, "Company", "Central Bank")
    made = extraction("a", "Central Bank of Kenya. The Central Bank.", entities=[whole, short])
    assert {name.gazetteer for name in (names_of(made, KNOWN)[chain][0] for chain in (0, 1))} == {
        "Central_Bank_of_Kenya"
    }


def test_a_described_body_counts_when_it_is_known_whose_it_is():
    parliament = entity(0, "GovernmentBody", "Parliament", described=True)
    assert label(extraction("a", "Parliament met in Kenya.", entities=[parliament, KENYA])) == "Parliament of Kenya"
    assert label(extraction("a", "Parliament met.", entities=[parliament])) == "Parliament"
    lower = entity(0, "GovernmentBody", "parliament", described=True)
    assert 0 not in names_of(extraction("a", "parliament met in Kenya.", entities=[lower, KENYA]), KNOWN)


def test_one_word_of_which_a_country_has_many_is_bound_to_its_document():
    board = entity(0, "Organization", "Board")
    assert context(extraction("a", "The Board met in Kenya.", entities=[board, KENYA])) == ("document a",)


def test_hidden_labels_are_read_where_the_country_agrees():
    court, america = (
        entity(0, "GovernmentBody", "Supreme Court"),
        entity(1, "Country", "America", gazetteer="United_States"),
    )
    assert label(extraction("a", "The Supreme Court of America.", entities=[court, america])) == "U.S. Supreme Court"
    assert label(extraction("a", "The Supreme Court in Kenya.", entities=[court, KENYA])) == "Supreme Court of Kenya"
    assert entry_of("court supreme", "United_States", KNOWN).key == "U.S._Supreme_Court"


def test_the_gazetteer_gives_way_to_a_full_name():
    council = entity(0, "GovernmentBody", "Nuclear Regulatory Commission", aliases=("NRC", "Northland Refugee Council"),
                     gazetteer="Nuclear_Regulatory_Commission")  # fmt: skip
    made = extraction("a", "The Northland Refugee Council (NRC).", entities=[council])
    spans = [Mention(start=4, end=29, text="Northland Refugee Council", kind=Kind.NAME, type="Organization", chain=0),
             Mention(start=31, end=34, text="NRC", kind=Kind.NAME, type="Organization", chain=0)]  # fmt: skip
    names = names_of(replace(made, mentions=tuple(spans)), KNOWN)[0]
    assert [(name.text, name.alias, name.gazetteer) for name in names] == [
        ("Northland Refugee Council", "", ""), ("Northland Refugee Council", "NRC", ""),
    ]  # fmt: skip


def test_the_gazetteer_gives_way_to_another_country():
    party = entity(0, "PoliticalParty", "Labour Party", gazetteer="Labour_Party")
    owned = extraction("a", "Labour Party of Norway.", entities=[party, NORWAY], facts=[(0, "basedIn", 9)])
    assert label(owned) == "Norwegian Labour Party"
    assert label(extraction("a", "Labour Party.", entities=[party])) == "Labour Party"
    britain = entity(1, "Country", "Britain", gazetteer="United_Kingdom")
    assert (
        label(extraction("a", "Labour Party in Britain. Norway.", entities=[party, NORWAY, britain])) == "Labour Party"
    )


def test_few_initials_of_a_state_count_where_its_country_is_named():
    bureau = entity(0, "GovernmentBody", "Central Bureau of Investigation", aliases=("CBI",),
                    gazetteer="Central_Bureau_of_Investigation")  # fmt: skip
    made = extraction("a", "The CBI met in Kenya.", entities=[bureau, KENYA])
    span = Mention(start=4, end=7, text="CBI", kind=Kind.NAME, type="Organization", chain=0)
    if "Central_Bureau_of_Investigation" in KNOWN.gazetteer.entries:
        name = names_of(replace(made, mentions=(*made.mentions, span)), KNOWN)[0][0]
        assert (name.text, name.gazetteer, name.context) == ("CBI", "", ("named Kenya",))


def test_initials_mean_those_of_a_country_that_the_document_names():
    press = entity(0, "InternationalOrganization", "Reporters Without Borders", aliases=("RSF",),
                   gazetteer="Reporters_Without_Borders")  # fmt: skip
    span = Mention(start=4, end=7, text="RSF", kind=Kind.NAME, type="Organization", chain=0)
    sudan = entity(1, "Country", "Sudan", gazetteer="Sudan")
    here = extraction("a", "The RSF met in Sudan.", entities=[press, sudan])
    there = extraction("a", "The RSF told journalists in Kenya.", entities=[press, KENYA])
    keys = [names_of(replace(m, mentions=(*m.mentions, span)), KNOWN)[0][0].gazetteer for m in (here, there)]
    assert keys == ["Rapid_Support_Forces", "Reporters_Without_Borders"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Daniel Okoro, 22, visited.", "age 22"),
        ("Daniel Okoro is 68.", "age 68"),
        ("Daniel Okoro, aged 17, fled.", "age 17"),
        ("The 19-year-old singer Daniel Okoro won.", "age 19"),
        ("Daniel Okoro is 3rd.", None),
        ("Daniel Okoro paid 22 euros.", None),
        ("Daniel Okoro is 400.", None),
    ],
)
def test_ages_are_read(text, told):
    made = extraction("a", text, entities=[entity(0, "Person", "Daniel Okoro")])
    assert context(made) == ((told,) if told else ())


def test_an_age_in_a_dated_article_is_a_year_of_birth():
    made = extraction(
        "a", "Daniel Okoro, 22, visited.", entities=[entity(0, "Person", "Daniel Okoro")], published=date(2020, 5, 1)
    )
    assert context(made) == ("born 1998",)


def test_offices_fields_and_ties_of_a_person():
    judge = entity(0, "Person", "Daniel Okoro")
    made = extraction("a", "Daniel Okoro, chief justice, Kenya.", entities=[judge, KENYA],
                      facts=[(0, "holdsPosition", "chief justice of Kenya"), (0, "worksFor", 8)])  # fmt: skip
    assert context(made) == ("country Kenya", "field law", "office chief justice")


def test_a_bare_surname_without_a_tie_is_bound_to_its_document():
    made = extraction("a", "Okoro fled to Norway.", entities=[entity(0, "Person", "Okoro"), NORWAY])
    assert context(made) == ("document a",)


def test_a_name_without_any_capital_is_bound_to_its_document():
    assert context(extraction("a", "pfd", entities=[entity(0, "Organization", "pfd")])) == ("document a",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("KIGALI, Apr 12 (IPS) - Kenya rose.", ()),  # who reports is the same agency everywhere
        ("KIGALI, Apr 12 (IPS) —", ()),
        ("The union (IPS) met in Kenya.", ("named Kenya",)),
        ("IPS - Kenya rose.", ("named Kenya",)),
    ],
)
def test_the_agency_of_a_report_is_of_no_country(text, told):
    made = extraction("a", text, "Kenya.", entities=[entity(0, "Organization", "IPS"), KENYA])
    assert context(made) == told


def test_a_topic_alone_is_the_office_of_a_minister():
    made = extraction(
        "a", "The Minister of Employment, Kenya.", entities=[entity(0, "Organization", "Employment"), KENYA]
    )
    assert context(made) == ("body employment", "of Kenya")


def test_a_place_that_each_country_has_is_bound_to_its_document_unless_it_says_whose_it_is():
    kingdom = entity(0, "Place", "Kingdom")
    assert context(extraction("a", "Kenya and the Kingdom.", entities=[kingdom, KENYA])) == ("document a",)
    told = extraction("a", "Kingdom of Norway. Kenya.", entities=[kingdom, NORWAY, KENYA], facts=[(0, "partOf", 9)])
    assert context(told) == ("body kingdom", "of Norway")
    assert context(extraction("a", "Ahunaku Kingdom.", entities=[entity(0, "Place", "Ahunaku Kingdom")])) == ()
