"""What it costs to decide who is who: linear where the exponent stays near 1.

python benchmarks/identity.py                                     all names of a graph, decided anew
python benchmarks/identity.py --sizes 10000 100000 1000000
python benchmarks/identity.py --shape arrival --sizes 1000 10000  a full name comes to documents that have its surname
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import log

from measure import options, resident, seconds, table

from kg import ontology
from kg.identity import Name, Rulings
from kg.records import Argument, Claim, Document, Extraction, Kind, LocalEntity, Mention, Sentence
from kg.store import Store
from kg.store.whole import whole_ledger
from kg.triples import Minter

KNOWN = ontology.load()
COUNTRIES = ("Kenya", "Norway", "Peru", "Japan", "Egypt", "France", "Ghana", "Chile", "India", "Poland")
OFFICES = ("president", "minister", "spokesman", "chief executive", "goalkeeper", "judge")
FIELDS = {"goalkeeper": "sport", "judge": "law", "chief executive": "business"}
SYLLABLES = ("ba", "do", "ke", "li", "mo", "na", "pe", "ri", "su", "ta", "ve", "zo")


def word(number: int) -> str:
    """A word of a name, another one for each number."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
    return letters.capitalize()


def names(count: int) -> Iterator[Name]:
    """So many names as news has them: a few surnames are common, and a few names are in very many documents.

    Of a hundred: 55 full names of people, with what is said of them, three of them with an initial; 15 bare surnames;
    20 organizations, of which half are spelled out beside their initials; 5 initials; 5 public bodies.
    """
    chance = random.Random(1)
    common = max(50, int(count**0.7))  # Heaps: ever fewer surnames are new
    for number in range(count):
        kind, surname = number % 100, word(int(common * chance.random() ** 3))
        country, office = chance.choice(COUNTRIES), chance.choice(OFFICES)
        said = (f"about {country}", f"field {FIELDS.get(office, 'state')}", f"office {office}")
        if kind < 55:
            given = word(int(300 * chance.random() ** 2))
            yield Name("Person", "Person", f"{given[0]}. {surname}" if kind < 3 else f"{given} {surname}", context=said)
        elif kind < 70:
            yield Name("Person", "Person", surname, context=said if kind < 60 else (f"document d{number}",))
        elif kind < 90:
            text = f"{word(number)} {surname} Union"
            named = (f"named {country}",) if kind < 80 else ()
            yield Name("Organization", "Organization", text, context=named)
            if named:
                initials = "".join(part[0] for part in text.split())
                yield Name("Organization", "Organization", text, alias=initials, context=named)
        elif kind < 95:
            initials = "".join(chance.choice("ABCDEFGHKLMNOPRSTU") for _ in range(3))
            yield Name("Organization", "Organization", initials, context=(f"named {country}",))
        else:
            town = f"place {surname.lower()}"
            yield Name("Organization", "GovernmentBody", "Town Council", context=("body council town", f"of {town}"))


def ledger_rows(sizes: list[int]) -> Iterator[tuple[object, ...]]:
    """Time and memory to decide all names of a graph; the exponent is that of growth since the row above."""
    before: tuple[int, float] | None = None
    for size in sizes:
        found, empty = set(names(size)), resident()
        time, made = seconds(
            lambda found=found: whole_ledger(found, minter=Minter(), ontology=KNOWN, rulings=Rulings())
        )
        grown = log(time / before[1]) / log(len(found) / before[0]) if before else "–"
        memory = 1e6 * (resident() - empty) / len(found)
        yield len(found), len(set(made.entities.values())), time, 1e6 * time / len(found), memory, grown
        before = len(found), time


def document(name: str, number: object) -> Extraction:
    """A short article about a president of Kenya, called so throughout, and somebody else."""
    other, office = f"{word(hash_of(number))} Ban", "president"
    text = f"{name}, the {office} of Kenya, met {other}."
    chains = {name: 0, "Kenya": 1, other: 2}
    mentions = tuple(
        Mention(start=at, end=at + len(each), text=each, kind=Kind.NAME, type=cls, chain=chain)
        for (each, chain), cls in zip(chains.items(), ("Person", "Place", "Person"), strict=True)
        if (at := text.index(each)) >= 0
    )
    ends = {m.text: Argument(text=m.text, start=m.start, end=m.end, chain=m.chain) for m in mentions}
    at = text.index(office)
    title = Argument(text=office, start=at, end=at + len(office))
    facts = (("holdsPosition", title), ("leads", ends["Kenya"]), ("meets", ends[other]))
    return Extraction(
        document=Document(id=str(number), text=text, source=""),
        sentences=(Sentence(0, len(text), text),),
        mentions=mentions,
        entities=(
            LocalEntity(chain=0, cls="Person", name=name),
            LocalEntity(chain=1, cls="Country", name="Kenya", gazetteer="Kenya"),
            LocalEntity(chain=2, cls="Person", name=other),
        ),
        claims=tuple(
            Claim(
                relation=relation,
                subject=ends[name],
                object=end,
                evidence=Sentence(0, len(text), text),
                rule=f"{relation}/benchmark",
                confidence=0.9,
            )
            for relation, end in facts
        ),
    )


def hash_of(number: object) -> int:
    """A number for a number or a word, the same every time."""
    return number if isinstance(number, int) else 0


def arrival_rows(sizes: list[int]) -> Iterator[tuple[object, ...]]:
    """What it costs that a full name comes, and goes again, whose bare surname so many documents mean."""
    for size in sizes:
        store = Store(ontology=KNOWN)
        building, _ = seconds(lambda store=store, size=size: [store.replace(document("Okoro", n)) for n in range(size)])
        coming, _ = seconds(lambda store=store: store.replace(document("Daniel Okoro", "full")))
        assert {fact.subject for fact in store.facts("7")} == {"Daniel Okoro"}
        going, _ = seconds(lambda store=store: store.retract("full"))
        yield size, 1000 * building / size, coming, 1000 * coming / size, going, 1000 * going / size


def main() -> None:
    """Decide all names of a graph anew, or let one come that many documents wait for."""
    parser = options(__doc__)
    parser.add_argument("--shape", choices=("names", "arrival"), default="names")
    parser.add_argument("--sizes", type=int, nargs="+", help="so many names, or documents")
    given = parser.parse_args()
    if given.shape == "names":
        columns = ("names", "entities", "s", "µs a name", "bytes a name", "exponent")
        table("all names decided anew", columns, ledger_rows(given.sizes or [2_000, 8_000, 32_000]))
        return
    columns = ("documents", "put in, ms each", "full name comes, s", "ms a document", "goes, s", "ms a document")
    table("a surname in all documents becomes a full name", columns, arrival_rows(given.sizes or [100, 1_000]))


if __name__ == "__main__":
    main()
