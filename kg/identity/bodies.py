"""Public bodies that every state or town has one of: what they are, and whose.

"Kenya's Interior Ministry", "the Ministry of the Interior" and "Kenyan Interior Ministry" are one ministry in Kenya.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.names import SKIPPED_IN_ACRONYMS, fold
from kg.ontology import Entry, Ontology

LONGEST_PLACE = 3
"""Words of a name of a place in front of a body: "Papua New Guinea's"."""
SHOWN = ("of", "for", "in")


@dataclass(frozen=True, slots=True)
class Body:
    """What a name says of a public body."""

    core: str
    """Its words without those that count for nothing, sorted: `interior ministry`."""
    place: Entry | None
    """The country, region or city in the name itself."""
    local: bool
    """Whether it is a town's or a county's."""
    vague: bool = False
    """Whether there are many of its kind in a country: the Board."""


@lru_cache(maxsize=50_000)
def body(name: str, ontology: Ontology) -> Body | None:
    """The body that a name means; None when it is a name of its own.

    >>> from kg import ontology
    >>> body("Ministry of the Interior", ontology.load()).core
    'interior ministry'
    """
    place, rest = _split(name.replace("’", "'").split(), ontology)
    words = [_plain(word, ontology) for word in fold(" ".join(rest)).split() if word not in SKIPPED_IN_ACRONYMS]
    heads, topics = ontology.words.get("body-head", frozenset()), ontology.words.get("body-topic", frozenset())
    if not words or not all(word in heads or word in topics or word == "s" for word in words):
        return None  # topics alone are the office of a minister: the Minister of Employment and Labour
    local = any(word in ontology.words.get("body-local", frozenset()) for word in words)
    core = sorted({word for word in words if len(word) > 1} - ({"affairs"} if len(words) > 2 else set()))
    alone = ontology.words.get("body-alone", frozenset())
    vague = len(core) == 1 and core[0] in heads and core[0] not in alone
    # A town's bank or council is its own, and no bank of its country: the Bank of Boston.
    of_town = vague and place is not None and not ontology.is_a(place.cls, "Country")
    return Body(" ".join(core), place, local or of_town, vague)


def seat(place: Entry, *, local: bool, ontology: Ontology) -> str:
    """The key of what a body at a place belongs to: a town's own body to the town, others to its country."""
    if local or ontology.is_a(place.cls, "Country") or not place.country:
        return place.key
    return place.country


def entry_of(core: str, place: str, ontology: Ontology) -> Entry | None:
    """The gazetteer's entry of a body of a country."""
    return _known(ontology).get((core, place))


@lru_cache(maxsize=8)
def _known(ontology: Ontology) -> Mapping[tuple[str, str], Entry]:
    """Body and country → entry; where two entries could be meant, neither."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in ontology.gazetteer.entries.values():
        firm = entry.cls in ontology.words.get("class-of-firms", frozenset())  # the Bank of America is no state's
        if firm or ontology.coarse(entry.cls) != "Organization":
            continue
        for label in (entry.name, *entry.aliases, *entry.hidden):
            known = body(label, ontology)
            of = known and (known.place.key if known.place else entry.country)
            if known and of and (not known.place or entry.country in {None, of, known.place.country}):
                found.setdefault((known.core, of), set()).add(entry.key)
    entries = ontology.gazetteer.entries
    return {pair: entries[next(iter(keys))] for pair, keys in found.items() if len(keys) == 1}


def _split(words: list[str], ontology: Ontology) -> tuple[Entry | None, list[str]]:
    """The place in a name, and its other words: "Central Bank | of | Kenya", "Kenyan | Parliament"."""
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    for at in range(len(words) - 1, 0, -1):
        place = _place(" ".join(words[at + 1 :]), ontology) if words[at].lower() in SHOWN else None
        if place:
            return place, words[:at]
    for length in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        front = " ".join(words[:length])
        owner = front[:-2] if front.endswith("'s") else front.removesuffix("'")
        place = _place(owner, ontology) or ontology.gazetteer.demonym(front)
        if place:
            return place, words[length:]
    return None, words


def _place(name: str, ontology: Ontology) -> Entry | None:
    if not name[:1].isupper() and not name.lower().startswith("the "):
        return None
    found = ontology.gazetteer.find(name)
    return found if found and ontology.coarse(found.cls) == "Place" else None


def _plain(word: str, ontology: Ontology) -> str:
    return _spellings(ontology).get(word, word)


@lru_cache(maxsize=8)
def _spellings(ontology: Ontology) -> Mapping[str, str]:
    pairs = (pair.split("=") for pair in ontology.words.get("body-spelling", ()))
    return {pair[0]: pair[1] for pair in pairs}
