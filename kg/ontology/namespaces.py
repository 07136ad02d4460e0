"""IRIs of the vocabularies that the graph uses, and the prefixes by which they are written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KG = "https://kg.example/ontology#"
GAZETTEER = "https://kg.example/gazetteer#"
BASE = "https://kg.example/id/"
"""Default base IRI of entities, facts and documents."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "": BASE + "entity/",
        "kg": KG,
        "gaz": GAZETTEER,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "skos": SKOS,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "schema": "https://schema.org/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "plover": "https://kg.example/plover#",
        "cameo": "https://kg.example/cameo#",
    }
)
