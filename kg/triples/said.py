"""Layer one read back: the named graph of a document → the extraction that was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import Ontology, local
from kg.records import (
    Argument,
    Claim,
    CountKind,
    Document,
    Extraction,
    Kind,
    LocalEntity,
    Mention,
    Sentence,
    Standing,
    Status,
    TimeSpan,
)
from kg.triples.says import ROLES
from kg.triples.terms import Minter

Properties = Mapping[str, list[str]]
"""Local name of a property → the values of one subject (of literals their text, of nodes their IRI)."""


def by_subject(quads: Iterable[Quad]) -> dict[str, Properties]:
    """Quads of one graph, gathered by subject and then by the local name of the property."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[value(quad.subject)][local(quad.predicate.value)].append(value(quad.object))
    return {subject: dict(properties) for subject, properties in found.items()}


def value(term: object) -> str:
    """The text of a literal, the IRI of a node.

    Raises:
        TypeError: for blank nodes and quoted triples, which `kg` never writes.
    """
    if isinstance(term, (NamedNode, Literal)):
        return term.value
    raise TypeError(f"{type(term).__name__} in a graph that should hold none: {term}")


def said(quads: Iterable[Quad], *, document_id: str, minter: Minter, ontology: Ontology) -> Extraction:
    """The extraction of a document.

    The text of the document is not kept; in its place stands the text of its sentences, each at its
    offset, and spaces between. The digest is therefore another: compare stored digests only.
    """
    nodes = by_subject(quads)
    own = nodes.get(minter.document(document_id), {})
    of_type: dict[str, list[str]] = defaultdict(list)
    for iri, properties in nodes.items():
        for cls in properties.get("type", ()):
            of_type[local(cls)].append(iri)
    sentences = {iri: sentence(nodes[iri]) for iri in of_type["Sentence"]}
    return Extraction(
        document=_document(document_id, own, sentences.values()),
        sentences=tuple(sorted(sentences.values())),
        mentions=tuple(sorted((_mention(nodes[iri], nodes, ontology) for iri in of_type["Mention"]), key=_place)),
        entities=tuple(sorted((_entity(iri, nodes[iri]) for iri in of_type["LocalEntity"]), key=lambda e: e.chain)),
        claims=tuple(sorted((claim(iri, nodes, sentences) for iri in of_type["Claim"]), key=_claim_order)),
    )


def sentence(properties: Properties) -> Sentence:
    """A sentence node."""
    return Sentence(_number(properties, "start"), _number(properties, "end"), _one(properties, "text"))


def claim(iri: str, nodes: Mapping[str, Properties], sentences: Mapping[str, Sentence]) -> Claim:
    """A claim node with its words, time and sentence."""
    properties = nodes[iri]
    roles = {role: _argument(nodes[filler[0]]) for role, p in ROLES.items() if (filler := properties.get(p))}
    trigger = [int(offset) for offset in _one(properties, "trigger", "").split("-") if offset]
    return Claim(
        relation=local(_one(properties, "relation")),
        subject=roles.get("subject"),
        object=roles.get("object"),
        place=roles.get("place"),
        on_behalf_of=roles.get("on_behalf_of"),
        at=roles.get("at"),
        evidence=sentences[_one(properties, "wasDerivedFrom")],
        rule=_one(properties, "rule"),
        confidence=float(_one(properties, "confidence")),
        status=Status(local(_one(properties, "status")).lower()),
        time=time_span(nodes[properties["time"][0]]) if "time" in properties else None,
        attributed_to=_optional(properties, "attributedTo"),
        trigger=(trigger[0], trigger[1]) if trigger else None,
        path=_one(properties, "path", ""),
        cues=_lines(properties, "cues"),
        mends=_lines(properties, "mends"),
        former="former" in properties,
        second=_one(properties, "secondReading", ""),
        score=float(score) if (score := _optional(properties, "pairScore")) is not None else None,
    )


def time_span(properties: Properties) -> TimeSpan:
    """A time node."""
    low, high = _optional(properties, "earliest"), _optional(properties, "latest")
    return TimeSpan(
        text=_one(properties, "timeText"),
        earliest=date.fromisoformat(low) if low else None,
        latest=date.fromisoformat(high) if high else None,
        precision=_one(properties, "precision"),
        anchor=_one(properties, "anchor"),
    )


def _document(document_id: str, own: Properties, sentences: Iterable[Sentence]) -> Document:
    published = _optional(own, "issued")
    return Document(
        id=document_id,
        text=_reassemble(sentences),
        source=_one(own, "source", ""),
        title=_optional(own, "title"),
        published=date.fromisoformat(published) if published else None,
        author=_optional(own, "creator"),
        language=_optional(own, "language"),
        version=_number(own, "version") if "version" in own else None,
        standing=Standing(_one(own, "standing", Standing.USABLE)),
    )


def _reassemble(sentences: Iterable[Sentence]) -> str:
    text = ""
    for each in sorted(sentences):
        text = text.ljust(each.start)
        text = text[: each.start] + each.text + text[each.start + len(each.text) :]
    return text


def _entity(iri: str, properties: Properties) -> LocalEntity:
    return LocalEntity(
        chain=int(local(iri)),
        cls=local(_one(properties, "localClass")),
        name=_one(properties, "localName"),
        aliases=tuple(sorted(properties.get("localAlias", ()))),
        described="isDescribed" in properties,
        affiliated_with=tuple(sorted(int(local(other)) for other in properties.get("localAffiliation", ()))),
        gazetteer=_optional(properties, "gazetteerKey"),
        count=_number(properties, "localCount") if "localCount" in properties else None,
        count_kind=CountKind(_one(properties, "localCountKind", CountKind.EXACT)),
    )


def mention_class(properties: Properties, nodes: Mapping[str, Properties], ontology: Ontology) -> str:
    """The coarse class of a mention: its own, or that of its chain."""
    own = _optional(properties, "mentionClass")
    return local(own or ontology.coarse(local(_one(nodes[_one(properties, "refersTo")], "localClass"))))


def _mention(properties: Properties, nodes: Mapping[str, Properties], ontology: Ontology) -> Mention:
    return Mention(
        start=_number(properties, "start"),
        end=_number(properties, "end"),
        text=_one(properties, "text"),
        kind=Kind(_one(properties, "kind")),
        type=mention_class(properties, nodes, ontology),
        chain=int(local(_one(properties, "refersTo"))),
        link=_one(properties, "link", "name"),
        confidence=float(_one(properties, "linkConfidence", "1")),
        why=_one(properties, "mentionReason", ""),
    )


def _argument(properties: Properties) -> Argument:
    chain = _optional(properties, "refersTo")
    return Argument(
        text=_one(properties, "text"),
        start=_number(properties, "start"),
        end=_number(properties, "end"),
        chain=int(local(chain)) if chain else None,
        link=_one(properties, "link", "name"),
        confidence=float(_one(properties, "linkConfidence", "1")),
    )


def _one(properties: Properties, name: str, default: str | None = None) -> str:
    found = properties.get(name)
    if found:
        return found[0]
    if default is None:
        raise KeyError(name)
    return default


def _optional(properties: Properties, name: str) -> str | None:
    return properties[name][0] if name in properties else None


def _lines(properties: Properties, name: str) -> tuple[str, ...]:
    return tuple(_one(properties, name).split("\n")) if name in properties else ()


def _number(properties: Properties, name: str) -> int:
    return int(_one(properties, name))


def _place(span: Mention) -> tuple[int, int, int]:
    return span.start, span.end, span.chain


def _claim_order(each: Claim) -> tuple[object, ...]:
    return each.evidence, each.relation, *map(_words, (each.subject, each.object)), each.rule, each.status


def _words(end: Argument | None) -> tuple[int, str]:
    return (end.start, end.text) if end else (-1, "")
