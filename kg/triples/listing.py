"""Graphs read as the listings that users and benchmarks read: facts and mentions, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import kg.triples.terms as terms
from kg.ontology import Ontology
from kg.records import Entity, Fact
from kg.triples.said import Properties, mention_class, time_span


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


Nodes = Mapping[str, Properties]
FindEntity = Callable[[str], Entity]
"""IRI → canonical entity."""


def facts(says: Nodes, knows: Nodes, *, document_id: str, find: FindEntity) -> list[Fact]:
    """The facts of one document, in the order of the contract: start, relation, object."""
    found = [_fact(iri, says, knows, document_id=document_id, find=find) for iri in knows if iri in says]
    listed = (fact for fact in found if fact)
    return sorted(listed, key=lambda f: (f.start, f.relation, f.object, f.subject, f.end, f.fact))


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
        )


def _fact(iri: str, says: Nodes, knows: Nodes, *, document_id: str, find: FindEntity) -> Fact | None:
    claim, links = says[iri], knows[iri]
    if "rule" not in claim:
        return None
    subject = find(links["subject"][0])
    is_literal = "refersTo" not in says[claim["objectWords"][0]]
    obj = None if is_literal else find(links["object"][0])
    time = time_span(says[claim["time"][0]]) if "time" in claim else None
    sentence = says[claim["wasDerivedFrom"][0]]
    return Fact(
        fact=iri,
        subject=subject.name,
        subject_text=_words(claim, "subjectWords", says) or "",
        subject_iri=subject.iri,
        subject_type=subject.cls,
        relation=terms.local(claim["predicate"][0]),
        object=obj.name if obj else links["object"][0],
        object_text=_words(claim, "objectWords", says) or "",
        object_iri=obj.iri if obj else None,
        object_type=obj.cls if obj else None,
        place=find(links["place"][0]).name if "place" in links else _words(claim, "placeWords", says),
        time=time.interval if time else None,
        time_text=time.text if time else None,
        status=terms.local(claim["status"][0]).lower(),
        attributed_to=claim["attributedTo"][0] if "attributedTo" in claim else None,
        confidence=float(claim["confidence"][0]),
        rule=claim["rule"][0],
        document=document_id,
        start=int(sentence["start"][0]),
        end=int(sentence["end"][0]),
        sentence=sentence["text"][0],
    )


def _position(span: Properties) -> tuple[int, int, list[str]]:
    return int(span["start"][0]), int(span["end"][0]), span["refersTo"]


def _words(claim: Properties, role: str, says: Nodes) -> str | None:
    return says[claim[role][0]]["text"][0] if role in claim else None
