"""Graphs read as the listings that users and benchmarks read: facts and mentions, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.ontology import Ontology, local
from kg.records import Entity, Fact
from kg.triples.said import Properties, mention_class


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedMention:
    """One line of `kg mentions`. Field names and order are the contract's."""

    document: str
    start: int
    end: int
    text: str
    kind: str
    type: str
    entity: str
    entity_iri: str
    why: str = ""
    """What decided the class of a name; listed only when asked for."""


Nodes = Mapping[str, Properties]
Row = Mapping[str, NamedNode | Literal | None]
"""One answer: column → term."""
FindEntity = Callable[[str], Entity]
"""IRI → canonical entity."""
Support = Callable[[str], int]
"""IRI of the surest fact of those that report the same → how many independent sources it has."""

FACTS = """
SELECT ?fact ?subject ?subject_text ?relation ?object ?object_text ?place ?place_text ?earliest ?latest ?time_text
       ?former ?status ?attributed_to ?confidence ?rule ?start ?end ?sentence ?repeats
WHERE {
  GRAPH $knows {
    VALUES ?kind { kg:Fact kg:DoubtfulFact }
    ?fact a ?kind .
    OPTIONAL { ?fact rdf:subject ?first ; rdf:object ?second }
    OPTIONAL { ?fact kg:agent ?agent }
    OPTIONAL { ?fact kg:patient ?patient }
    BIND(COALESCE(?first, ?agent) AS ?subject)
    BIND(COALESCE(?second, ?patient) AS ?object)
    OPTIONAL { ?fact kg:place ?place }
    OPTIONAL { ?fact kg:repeats ?repeats }
  }
  GRAPH $says {
    ?fact kg:relation ?relation ; kg:status ?status ; kg:confidence ?confidence ; kg:rule ?rule ;
      prov:wasDerivedFrom ?passage .
    FILTER(?confidence >= $least)
    ?passage kg:start ?start ; kg:end ?end ; kg:text ?sentence .
    OPTIONAL { ?fact kg:subjectWords/kg:text ?subject_text }
    OPTIONAL { ?fact kg:objectWords/kg:text ?object_text }
    OPTIONAL { ?fact kg:former ?former }
    OPTIONAL { ?fact kg:placeWords/kg:text ?place_text }
    OPTIONAL { ?fact kg:attributedTo ?attributed_to }
    OPTIONAL {
      ?fact kg:time ?span .
      ?span kg:timeText ?time_text .
      OPTIONAL { ?span kg:earliest ?earliest }
      OPTIONAL { ?span kg:latest ?latest }
    }
  }
}"""
"""The facts of one document; only the terms that are listed leave the store, which makes it five times faster."""
FACT_COLUMNS = tuple(FACTS[: FACTS.index("WHERE")].replace("?", "").split()[1:])


def mentions(
    says: Nodes, knows: Nodes, *, document_id: str, find: FindEntity, ontology: Ontology
) -> Iterator[LinkedMention]:
    """The mentions of people, organizations and places in one document, by position."""
    classes = {iri: mention_class(span, says, ontology) for iri, span in says.items() if "kind" in span}
    spans = [(says[iri], cls) for iri, cls in classes.items() if cls != "Thing"]
    for span, cls in sorted(spans, key=lambda each: _position(each[0])):
        entity = find(knows[span["refersTo"][0]]["resolvesTo"][0])
        yield LinkedMention(
            document=document_id,
            start=int(span["start"][0]),
            end=int(span["end"][0]),
            text=span["text"][0],
            kind=span["kind"][0],
            type=cls,
            entity=entity.name,
            entity_iri=entity.iri,
            why=span.get("mentionReason", [""])[0],
        )


def fact(row: Row, *, document_id: str, published: str | None, find: FindEntity, support: Support) -> Fact:
    """A fact as listed, from one answer to `FACTS`; `published` is the day of the document, ISO 8601."""
    text = {name: term.value for name in FACT_COLUMNS if (term := row[name]) is not None}
    place, low, high = _entity(row["place"], find), text.get("earliest"), text.get("latest")
    return Fact(
        **_end("subject", row, find),
        **_end("object", row, find),
        fact=text["fact"],
        relation=local(text["relation"]),
        former="former" in text,
        published=published,
        place=place.name if place else text.get("place_text"),
        place_iri=place.iri if place else None,
        time=f"{low or '..'}/{high or '..'}" if low or high else None,
        time_text=text.get("time_text"),
        status=local(text["status"]).lower(),
        attributed_to=text.get("attributed_to"),
        confidence=float(text["confidence"]),
        rule=text["rule"],
        document=document_id,
        start=int(text["start"]),
        end=int(text["end"]),
        sentence=text["sentence"],
        support=support(text.get("repeats", text["fact"])),
        repeats=text.get("repeats"),
    )


def _end(role: str, row: Row, find: FindEntity) -> dict[str, Any]:
    """What a fact says of its subject or its object; all of it None where an event has none."""
    filler, words = row[role], row[f"{role}_text"]
    entity = _entity(filler, find)
    return {
        role: entity.name if entity else filler.value if filler else None,
        f"{role}_text": words.value if words else None,
        f"{role}_iri": entity.iri if entity else None,
        f"{role}_type": entity.cls if entity else None,
        f"{role}_count": entity.count if entity else None,
    }


def _entity(term: NamedNode | Literal | None, find: FindEntity) -> Entity | None:
    return find(term.value) if isinstance(term, NamedNode) else None


def _position(span: Properties) -> tuple[int, int, list[str]]:
    return int(span["start"][0]), int(span["end"][0]), span["refersTo"]
