"""Facts about the two seed articles, written by hand: what a page or a picture is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Entity, Fact

SEEDS = Path(__file__).parents[2] / "seeds"
NBC, POST = "000_7b65b5cdeb3f6ac3.txt", "004_02badfff23a256b2.txt"
BASE = "https://kg.example/id/entity/"

ENTITIES = {
    "United States": ("Country", "U.S.", "US"),
    "Taliban": ("ArmedGroup", "Taliban militants"),
    "Afghanistan": ("Country",),
    "Government of Afghanistan": ("GovernmentBody", "the Afghan government"),
    "Pakistan": ("Country",),
    "Qatar": ("Country",),
    "Turkey": ("Country",),
    "Doha": ("City",),
    "Ankara": ("City",),
    "Kabul": ("City",),
    "Washington, D.C.": ("City",),
    "Guantanamo Bay": ("Facility",),
    "James Dobbins": ("Person", "Dobbins"),
    "Jen Psaki": ("Person", "Psaki"),
    "John Kerry": ("Person",),
    "Hamid Karzai": ("Person", "Karzai"),
    "Barack Obama": ("Person", "Obama"),
    "Mullah Omar": ("Person",),
    "Bowe Bergdahl": ("Person",),
    "State Department": ("GovernmentBody",),
    "Haqqani network": ("ArmedGroup",),
    "al Qaeda": ("ArmedGroup", "al-Qaida"),
    "NATO": ("InternationalOrganization",),
    "Afghan security forces": ("MilitaryForce",),
    "Associated Press": ("NewsOrganization", "AP"),
    "NBC News": ("NewsOrganization",),
    "Army": ("MilitaryForce",),
    "Elizabeth Chuck": ("Person",),
    "office": ("Facility",),
}
DESCRIBED = {
    "five Afghan Taliban commanders": "Person",
    "three civilians": "Person",
    "a bomb": "Thing",
    "the decision to hold talks": "Thing",
    "foreign combat troops": "MilitaryForce",
    "U.S. officials": "Person",
}
# document, subject, relation, object, words of subject, words of object, a piece of the sentence, and what is not usual
ROWS: list[tuple[str, str, str, str, str, str, str, dict[str, object]]] = [
    (
        NBC,
        "United States",
        "meets",
        "Taliban",
        "U.S.",
        "Taliban",
        "U.S. and Taliban representatives will meet",
        {"status": "planned", "attributed_to": "senior Obama administration officials", "time_text": "soon"},
    ),
    (
        NBC,
        "United States",
        "negotiatesWith",
        "Taliban",
        "U.S.",
        "Taliban",
        "U.S. and Taliban representatives will meet",
        {"status": "planned"},
    ),
    (
        POST,
        "United States",
        "negotiatesWith",
        "Taliban",
        "The United States",
        "the Taliban",
        "will open direct peace talks",
        {"status": "planned", "place": "Qatar", "attributed_to": "U.S. officials"},
    ),
    (
        POST,
        "Taliban",
        "negotiatesWith",
        "United States",
        "the Taliban",
        "the United States",
        "was setting up an office",
        {"status": "planned"},
    ),
    (
        NBC,
        "James Dobbins",
        "meets",
        "Taliban",
        "James Dobbins",
        "the Taliban",
        "James Dobbins will meet",
        {
            "status": "planned",
            "place": "Doha",
            "time_text": "in the coming days",
            "attributed_to": "State Department spokesperson",
        },
    ),
    (NBC, "James Dobbins", "represents", "United States", "James Dobbins", "the U.S.", "James Dobbins will meet", {}),
    (
        NBC,
        "James Dobbins",
        "holdsPosition",
        "special representative to Afghanistan and Pakistan",
        "James Dobbins",
        "special representative to Afghanistan and Pakistan",
        "James Dobbins will meet",
        {},
    ),
    (
        NBC,
        "James Dobbins",
        "visits",
        "Ankara",
        "He",
        "Ankara",
        "He departs Tuesday",
        {"status": "planned", "time": "2013-06-18/2013-06-18", "time_text": "Tuesday"},
    ),
    (NBC, "James Dobbins", "visits", "Doha", "He", "Doha", "He departs Tuesday", {"status": "planned"}),
    (NBC, "James Dobbins", "visits", "Afghanistan", "He", "Afghanistan", "He departs Tuesday", {"status": "planned"}),
    (NBC, "James Dobbins", "visits", "Pakistan", "He", "Pakistan", "He departs Tuesday", {"status": "planned"}),
    (NBC, "Ankara", "locatedIn", "Turkey", "Ankara", "Turkey", "He departs Tuesday", {}),
    (NBC, "Doha", "capitalOf", "Qatar", "Doha", "Qatari", "Qatari capital of Doha", {}),
    (POST, "Doha", "locatedIn", "Qatar", "Doha", "Qatar", "was setting up an office", {}),
    (
        NBC,
        "Taliban",
        "opens",
        "office",
        "The Taliban",
        "an office",
        "The Taliban will open an office",
        {"status": "planned", "place": "Doha"},
    ),
    (POST, "Taliban", "opens", "office", "the Taliban", "an office", "was setting up an office", {"place": "Doha"}),
    (
        NBC,
        "Taliban",
        "negotiatesWith",
        "Government of Afghanistan",
        "The Taliban",
        "the Afghan government",
        "The Taliban will open an office",
        {"status": "planned"},
    ),
    (
        NBC,
        "United States",
        "releases",
        "five Afghan Taliban commanders",
        "the U.S.",
        "five Afghan Taliban commanders",
        "will have to release five Afghan",
        {"status": "hypothetical", "attributed_to": "a senior Taliban official"},
    ),
    (
        NBC,
        "five Afghan Taliban commanders",
        "memberOf",
        "Taliban",
        "five Afghan Taliban commanders",
        "Taliban",
        "will have to release five Afghan",
        {},
    ),
    (
        NBC,
        "United States",
        "detains",
        "five Afghan Taliban commanders",
        "the U.S.",
        "five Afghan Taliban commanders",
        "will have to release five Afghan",
        {"place": "Guantanamo Bay"},
    ),
    (
        NBC,
        "Jen Psaki",
        "spokespersonFor",
        "State Department",
        "Jen Psaki",
        "State Department",
        "spokeswoman Jen Psaki",
        {},
    ),
    (
        NBC,
        "John Kerry",
        "holdsPosition",
        "Secretary of State",
        "John Kerry",
        "Secretary of State",
        "John Kerry praised",
        {},
    ),
    (
        NBC,
        "John Kerry",
        "supports",
        "the decision to hold talks",
        "John Kerry",
        "the decision to hold talks",
        "John Kerry praised",
        {},
    ),
    (
        NBC,
        "United States",
        "exchangesWith",
        "Taliban",
        "the U.S.",
        "the Taliban",
        "prisoner exchange",
        {"status": "planned", "attributed_to": "Obama administration officials"},
    ),
    (
        NBC,
        "Haqqani network",
        "detains",
        "Bowe Bergdahl",
        "the Haqqani network",
        "Bowe Bergdahl",
        "prisoner exchange",
        {"time_text": "for several years"},
    ),
    (NBC, "Bowe Bergdahl", "memberOf", "Army", "Bowe Bergdahl", "Army", "prisoner exchange", {}),
    (
        NBC,
        "Haqqani network",
        "partOf",
        "Taliban",
        "the Haqqani network",
        "the Taliban",
        "prisoner exchange",
        {"confidence": 0.62},
    ),
    (
        NBC,
        "Barack Obama",
        "communicatesWith",
        "Hamid Karzai",
        "Obama",
        "Hamid Karzai",
        "discussions held between Obama",
        {"time": "2013-01-01/2013-01-31", "time_text": "January", "place": "Washington, D.C."},
    ),
    (NBC, "Hamid Karzai", "leads", "Afghanistan", "Hamid Karzai", "Afghanistan", "discussions held between Obama", {}),
    (
        NBC,
        "Hamid Karzai",
        "visits",
        "Washington, D.C.",
        "Hamid Karzai",
        "Washington, D.C.",
        "discussions held between Obama",
        {"time": "2013-01-01/2013-01-31", "time_text": "January"},
    ),
    (POST, "Hamid Karzai", "leads", "Afghanistan", "Hamid Karzai", "Afghan", "lauded the announcement", {}),
    (NBC, "Mullah Omar", "leads", "Taliban", "Mullah Omar", "the Taliban", "is not desperate", {}),
    (POST, "Mullah Omar", "leads", "Taliban", "Mullah Omar", "Taliban", "authorized by Taliban leader", {}),
    (
        NBC,
        "Taliban",
        "negotiatesWith",
        "United States",
        "we",
        "the U.S.",
        "we are not going in to formal talks",
        {"status": "negated", "attributed_to": "a senior Taliban official"},
    ),
    (
        NBC,
        "Pakistan",
        "supports",
        "Taliban",
        "Pakistan",
        "Taliban",
        "Pakistan welcomes the announcement",
        {"confidence": 0.41},
    ),
    (NBC, "Elizabeth Chuck", "worksFor", "NBC News", "Elizabeth Chuck", "NBC News", "contributed to this report", {}),
    (
        NBC,
        "foreign combat troops",
        "leaves",
        "Afghanistan",
        "foreign combat troops",
        "the country",
        "Most foreign combat troops",
        {"status": "planned", "time": "../2014-12-31", "time_text": "by the end of 2014"},
    ),
    (
        NBC,
        "United States",
        "handsOverTo",
        "Afghan security forces",
        "international forces, led by the United States",
        "Afghan security forces",
        "The disclosure came",
        {},
    ),
    (
        POST,
        "NATO",
        "withdrawsFrom",
        "Afghanistan",
        "NATO forces",
        "Afghanistan",
        "NATO forces plan to withdraw",
        {"status": "planned"},
    ),
    (
        POST,
        "a bomb",
        "kills",
        "three civilians",
        "a bomb",
        "three civilians",
        "a bomb targeting",
        {"attributed_to": "the AP"},
    ),
    (POST, "United States", "ousts", "Taliban", "The U.S.", "the Taliban", "ousting the Taliban", {}),
    (
        POST,
        "Taliban",
        "rejects",
        "al Qaeda",
        "the Taliban",
        "al Qaeda",
        "renounce ties to al Qaeda",
        {"status": "negated"},
    ),
    (
        POST,
        "Afghan security forces",
        "cooperatesWith",
        "NATO",
        "Afghan forces",
        "the NATO forces",
        "Over the next 18 months",
        {"status": "planned"},
    ),
    (POST, "Kabul", "locatedIn", "Afghanistan", "Kabul", "Afghan", "headquarters in Kabul", {"confidence": 0.7}),
    (
        NBC,
        "U.S. officials",
        "communicatesWith",
        "NBC News",
        "The officials",
        "NBC News",
        "The officials told NBC News",
        {},
    ),
]


def iri(name: str) -> str:
    return BASE + name.replace(" ", "_").replace(",", "%2C")


def make_fact(number: int = 0, **fields: object) -> Fact:
    """A fact with plausible values for all that the caller does not say."""
    usual: dict[str, object] = {
        "fact": f"https://kg.example/id/fact/{number}", "subject": "Ann", "subject_text": "Ann", "subject_type": "Person",
        "relation": "meets", "object": "Bob", "object_text": "Bob", "object_iri": iri("Bob"), "object_type": "Person",
        "place": None, "time": None, "time_text": None, "status": "asserted", "attributed_to": None, "confidence": 0.9,
        "rule": "meets/active", "document": "a.txt", "start": 0, "end": 12, "sentence": "Ann met Bob.",
    }  # fmt: skip
    usual |= fields
    usual.setdefault("subject_iri", iri(str(usual["subject"])))
    return Fact(**usual)  # type: ignore[arg-type]


def _class_of(name: str) -> str | None:
    return ENTITIES[name][0] if name in ENTITIES else DESCRIBED.get(name)


def seed_facts() -> list[Fact]:
    texts = {name: (SEEDS / name).read_text(encoding="utf-8") for name in (NBC, POST)}
    facts = []
    for number, (document, subject, relation, target, subject_text, object_text, piece, other) in enumerate(ROWS):
        paragraph = next(line for line in texts[document].split("\n") if piece in line)
        start = texts[document].index(paragraph)
        cls = _class_of(target)
        fields = {
            "subject": subject, "subject_text": subject_text, "subject_type": _class_of(subject), "relation": relation,
            "object": target, "object_text": object_text, "object_iri": iri(target) if cls else None, "object_type": cls,
            "rule": f"{relation}/active", "document": document, "start": start, "end": start + len(paragraph), "sentence": paragraph,
        }  # fmt: skip
        facts.append(make_fact(number, **fields, **other))
    return facts


def seed_entities() -> list[Entity]:
    named = [
        Entity(iri=iri(name), cls=cls, name=name, aliases=tuple(aliases)) for name, (cls, *aliases) in ENTITIES.items()
    ]
    return named + [Entity(iri=iri(name), cls=cls, name=name, described=True) for name, cls in DESCRIBED.items()]


@pytest.fixture(scope="session")
def facts() -> list[Fact]:
    return seed_facts()


@pytest.fixture(scope="session")
def entities() -> list[Entity]:
    return seed_entities()
