"""Which country somebody or something belongs to, for tables that are counted by country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pycountry
from pyoxigraph import NamedNode

from kg.kinds import Status
from kg.records import Fact
from kg.store import Store
from kg.triples.said import value
from kg.triples.terms import kg, unsegment


class Countries:
    """Countries of entities: by the gazetteer, else by what the graph itself says of them.

    Args:
        store: the graph.
        facts: those that may tie somebody to a country: citizens, offices, seats.
    """

    def __init__(self, store: Store, facts: Iterable[Fact]) -> None:
        self._store = store
        self._entries = store.ontology.gazetteer.entries
        self._known: dict[str, str | None] = {}
        self._ties: dict[str, Counter[str]] = defaultdict(Counter)
        binding = store.ontology.words.get("binding", frozenset()) | {"citizenOf", "locatedIn", "basedIn", "partOf"}
        for fact in facts:
            holds = fact.status == Status.ASSERTED and not fact.former
            if holds and fact.relation in binding and fact.subject_iri and fact.object_iri:
                self._ties[fact.subject_iri][fact.object_iri] += fact.support

    def of(self, iri: str | None) -> str | None:
        """ISO 3166-1 alpha-3; None where nothing tells, or two countries would do.

        Three letters, since programs that count take the two of Namibia (NA) for a missing value.
        """
        found = self._two_letters(iri) if iri else None
        country = pycountry.countries.get(alpha_2=found) if found else None
        return country.alpha_3 if country else found

    def _two_letters(self, iri: str) -> str | None:
        if iri not in self._known:
            self._known[iri] = None  # a circle tells nothing
            self._known[iri] = self._listed(iri) or self._tied(iri) or self._described(iri)
        return self._known[iri]

    def _listed(self, iri: str) -> str | None:
        key = unsegment(self._store.minter.tail(NamedNode(iri)))
        entry = self._entries.get(key)
        if entry is None:
            return None
        if self._store.ontology.is_a(entry.cls, "Country"):
            return entry.code or None
        country = self._entries.get(entry.country or "")
        return country.code or None if country else None

    def _tied(self, iri: str) -> str | None:
        """The only country of all that it is tied to."""
        return _only(self._two_letters(other) for other in self._ties.get(iri, ()))

    def _described(self, iri: str) -> str | None:
        """The country of those to whom a participant without a name belongs: "Afghan officials"."""
        found = self._store.latest().quads_for_pattern(NamedNode(iri), kg("affiliatedWith"), None, None)
        return _only(self._two_letters(value(quad.object)) for quad in found)


def _only(found: Iterable[str | None]) -> str | None:
    countries = {each for each in found if each}
    return countries.pop() if len(countries) == 1 else None
