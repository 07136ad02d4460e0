"""Terms: the namespaces, the literals, and every IRI that `kg` mints.

IRIs are made of names a person can read, or of hashes of content; never of counters or the time,
so that the same documents always give the same graph. Nothing is a blank node.

    <base>entity/James_Dobbins                      a named entity, of all documents
    <base>fact/5d0c…                                a fact (and the claim behind it)
    <base>document/ID                               a document; under it …
        …/says, …/knows                             its two named graphs
        …/sentence/12-90  …/mention/12-19/3         spans of its text (3: the coreference chain)
        …/local/3  …/described/U.S._officials_3     what one chain refers to; a participant without a name
        …/time/ab12…
    <base>name/Person/James_Dobbins                 a name in the ledger
    <base>names                                     the named graph of the ledger
    <base>judgement/5d0c…  <base>judgements         what somebody has judged, and the named graph of all of it
    <base>dataset  <base>dataset/class/kg-Person    the graph as a data set, and a part of it that is counted
    <base>nanopub/5d0c…                             a fact as a nanopublication
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from urllib.parse import unquote_to_bytes

from pyoxigraph import Literal, NamedNode

from kg.identity import Identity, Name
from kg.ontology import BASE, KG, PREFIXES, Ontology

RDF, SKOS, XSD = PREFIXES["rdf"], PREFIXES["skos"], PREFIXES["xsd"]
PROV, DCTERMS = PREFIXES["prov"], PREFIXES["dcterms"]
LANGUAGE = "en"
TRUE = Literal(True)

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that RDF/XML or UTF-8 cannot hold; each becomes one U+FFFD, so that offsets stay true."""
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
"""Characters that an IRI cannot hold."""
_RESERVED = re.compile(r"[^\w\-.~()',!$&*+’‘“”–—]")
"""All but letters, digits and what else may stand in the path of an IRI (RFC 3987), of any script."""
_LONGEST_SLUG = 80


@cache
def kg(name: str) -> NamedNode:
    """The term `kg:name` of the ontology."""
    return NamedNode(KG + name)


def declared(name: str, ontology: Ontology) -> NamedNode:
    """A class or relation of the ontology, in whatever namespace it declares it."""
    return term(ontology.iri(name))


@cache
def term(iri: str) -> NamedNode:
    """A term of a foreign vocabulary by its whole IRI."""
    return NamedNode(iri)


TYPE = term(RDF + "type")
SUBJECT, PREDICATE, OBJECT = term(RDF + "subject"), term(RDF + "predicate"), term(RDF + "object")
PREF_LABEL, ALT_LABEL = term(SKOS + "prefLabel"), term(SKOS + "altLabel")
SAME_AS = term(PREFIXES["owl"] + "sameAs")
DERIVED_FROM, PART_OF = term(PROV + "wasDerivedFrom"), term(DCTERMS + "isPartOf")
IDENTIFIER, TITLE = term(DCTERMS + "identifier"), term(DCTERMS + "title")
LATITUDE, LONGITUDE = term(PREFIXES["geo"] + "lat"), term(PREFIXES["geo"] + "long")
ISSUED, SOURCE = term(DCTERMS + "issued"), term(DCTERMS + "source")
CREATOR, IN_LANGUAGE = term(DCTERMS + "creator"), term(DCTERMS + "language")


def clean(text: str) -> str:
    """Text as it is stored: of the same length, without characters that no format can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def words(text: str) -> Literal:
    """Words of a document, tagged with their language."""
    return Literal(clean(text), language=LANGUAGE)


def plain(text: str) -> Literal:
    """A code, key or identifier."""
    return Literal(clean(text))


def day(value: date) -> Literal:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=term(XSD + "date"))


@lru_cache(maxsize=4096)
def decimal(value: float) -> Literal:
    """An `xsd:decimal` in canonical form, exactly the float that was given."""
    text = format(Decimal(repr(value)), "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=term(XSD + "decimal"))


@lru_cache(maxsize=50_000)
def segment(text: str) -> str:
    """One path segment of an IRI; different texts give different segments.

    >>> segment("a b/ü.txt")
    'a%20b%2Fü.txt'
    """
    return _RESERVED.sub(_escaped, text)


def unsegment(text: str) -> str:
    """What `segment` was given."""
    return unquote_to_bytes(text).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=50_000)
def slug(name: str) -> str:
    """A readable path segment: spaces become underscores.

    >>> slug("James Dobbins"), slug('Recep Tayyip  Erdoğan "R"')
    ('James_Dobbins', 'Recep_Tayyip_Erdoğan_%22R%22')
    """
    joined = "_".join(unicodedata.normalize("NFC", name).split())
    return _RESERVED.sub(_escaped, joined)


def digest(parts: Iterable[object], *, length: int = 16) -> str:
    """A short hash of some parts, as they are stored, for IRIs; 16 hex digits do not collide below a billion."""
    text = "\x1f".join("" if part is None else clean(str(part)) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _escaped(found: re.Match[str]) -> str:
    return _percent(found[0])


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes the IRIs under one base, and reads them back."""

    base: str = BASE

    def document(self, document_id: str) -> str:
        """The IRI of a document; what belongs to it lies below."""
        return f"{self.base}document/{segment(document_id)}"

    def document_id(self, iri: str) -> str:
        """The id of the document that an IRI is, or lies below."""
        return unsegment(iri.removeprefix(f"{self.base}document/").split("/", 1)[0])

    def says(self, document_id: str) -> NamedNode:
        """The graph of what a document says."""
        return NamedNode(f"{self.document(document_id)}/says")

    def knows(self, document_id: str) -> NamedNode:
        """The graph of what we know from a document, once its names are resolved."""
        return NamedNode(f"{self.document(document_id)}/knows")

    @property
    def names(self) -> NamedNode:
        """The graph of the ledger: all names, and the entities that they stand for."""
        return NamedNode(f"{self.base}names")

    def entity(self, identity: Identity) -> NamedNode:
        """The IRI of a named entity."""
        if identity.gazetteer:
            return NamedNode(f"{self.base}entity/{slug(identity.gazetteer)}")
        readable = slug(identity.name)
        if len(readable) > _LONGEST_SLUG:
            readable = f"{slug(identity.name[: _LONGEST_SLUG // 2])}_{digest([identity.name])}"
        apart = "".join(f"_({slug(each)})" for each in (identity.context, identity.tie, identity.qualifier) if each)
        return NamedNode(f"{self.base}entity/{readable}{apart}" + self._own(identity.document))

    def tail(self, entity: NamedNode) -> str:
        """The part of the IRI of a named entity that is the same under every base."""
        return entity.value.removeprefix(f"{self.base}entity/")

    def joined(self, tail: str) -> NamedNode:
        """The IRI of a named entity by its tail; what no IRI may hold is written as a percentage."""
        safe = _NO_IRI.sub(_escaped, tail)
        return NamedNode(f"{self.base}entity/{safe}")

    @property
    def judgements(self) -> NamedNode:
        """The graph of what people have judged."""
        return NamedNode(f"{self.base}judgements")

    @staticmethod
    def _own(document_id: str) -> str:
        """What marks an entity that only one document speaks of: `@` and its id, or a hash where that is long."""
        if not document_id:
            return ""
        short = len(document_id) <= _LONGEST_SLUG // 2
        return f"@{segment(document_id) if short else digest([document_id])}"

    def described(self, document_id: str, *, chain: int, text: str) -> NamedNode:
        """The IRI of a participant without a name."""
        return NamedNode(f"{self.document(document_id)}/described/{slug(text[: _LONGEST_SLUG // 2])}_{chain}")

    def dataset(self, *part: str) -> NamedNode:
        """The IRI of the graph as a data set, or of a part of it."""
        return NamedNode("/".join((f"{self.base}dataset", *map(segment, part))))

    def nanopublication(self, fact: str, graph: str = "") -> NamedNode:
        """The IRI of a fact as a nanopublication, or of one of its graphs."""
        return NamedNode(f"{self.base}nanopub/{fact.rsplit('/', 1)[-1]}" + (f"#{graph}" if graph else ""))

    def name(self, name: Name) -> NamedNode:
        """The ledger node of a name. It can be read back, so namesakes need one lookup."""
        return _name(self.base, name)

    def read_name(self, iri: str, ontology: Ontology) -> Name:
        """The name of a ledger node."""
        return _read_name(iri.removeprefix(f"{self.base}name/"), ontology)


@lru_cache(maxsize=20_000)
def _name(base: str, name: Name) -> NamedNode:
    tail = f";gazetteer={segment(name.gazetteer)}" if name.gazetteer else ""
    tail += "".join(f";context={segment(each)}" for each in name.context)
    tail += f";alias={segment(name.alias)}" if name.alias else ""
    return NamedNode(f"{base}name/{name.cls}/{segment(name.text)}{tail}")


@lru_cache(maxsize=50_000)
def _read_name(path: str, ontology: Ontology) -> Name:
    cls, rest = path.split("/", 1)
    text, *options = rest.split(";")
    found = [(key, unsegment(value)) for key, value in (option.split("=", 1) for option in options)]
    context = tuple(value for key, value in found if key == "context")
    chosen = {key: value for key, value in found if key != "context"}
    return Name(ontology.coarse(cls), cls, unsegment(text), context=context, **chosen)
