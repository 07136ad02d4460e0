"""The terms of merged Turtle files: which are classes, relations and entries, and what is said of each."""

from __future__ import annotations

from collections.abc import Mapping

from kg.ontology.checks import below_entity
from kg.ontology.files import Merged, local, term_id
from kg.ontology.namespaces import KG, OWL, RDF, RDFS, SKOS

PREDICATES = {
    "label": RDFS + "label",
    "comment": RDFS + "comment",
    "domain": RDFS + "domain",
    "range": RDFS + "range",
    "subClassOf": RDFS + "subClassOf",
    "subPropertyOf": RDFS + "subPropertyOf",
    "type": RDF + "type",
    "notation": SKOS + "notation",
    "prefLabel": SKOS + "prefLabel",
    "altLabel": SKOS + "altLabel",
    "hiddenLabel": SKOS + "hiddenLabel",
    "versionInfo": OWL + "versionInfo",
}
"""Short names of the predicates that are not ours; all others are looked up under `kg:`."""


class Turtle:
    """The merged triples, asked by the local names of properties."""

    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.classes = sorted(s for s in merged.of if OWL + "Class" in merged.types(s) and not s.startswith("_:"))
        self.relations = sorted(_relations(merged))
        entries = (s for s in merged.of if self.values(s, "prefLabel") and not merged.disabled(s))
        below = below_entity(merged, self.classes)
        self.entries = [s for s in entries if not s.startswith("_:") and merged.types(s) & below]
        self.keys = _keys(merged, {s: self.values(s, "prefLabel")[0] for s in self.entries})

    def values(self, subject: str, predicate: str) -> list[str]:
        """What is said of a subject, each value once, sorted."""
        found = self.merged.of.get(subject, {}).get(PREDICATES.get(predicate, KG + predicate), [])
        return sorted({term_id(o) for o in found})

    def locals(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The local names of what is said."""
        return tuple(local(value) for value in self.values(subject, predicate))

    def one(self, subject: str, predicate: str, default: str = "") -> str:
        """The one value of what is said.

        Raises:
            OntologyError: there are several.
        """
        found = self.values(subject, predicate)
        if len(found) > 1:
            name = self.merged.short(subject)
            raise self.merged.error(
                subject, f"{name} has {len(found)} values of {local(predicate)}; keep one", found[1]
            )
        return found[0] if found else default


def _relations(merged: Merged) -> set[str]:
    """Relations are the properties that declare what the extractor accepts, or that something evokes."""
    evoked = {term_id(o) for po in merged.of.values() for o in po.get(KG + "evokes", ())}
    properties = {OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "SymmetricProperty"}
    return {
        s
        for s, po in merged.of.items()
        if merged.types(s) & properties and (KG + "subjectClass" in po or s in evoked) and not s.startswith("_:")
    }


def _keys(merged: Merged, names: Mapping[str, str]) -> dict[str, str]:
    """IRI of a gazetteer entry → its key: the local name of a bundled one, the name itself of a user's."""
    keys = {iri: local(iri) for iri in names if merged.home[iri].bundled}
    taken = set(keys.values())
    for iri, name in names.items():
        if iri not in keys:
            readable = local(iri).replace("_", " ").split(" (")[0].rstrip(".") == name.rstrip(".")
            key = local(iri) if readable else name.replace(" ", "_")
            keys[iri] = key if key not in taken else f"{key}_({local(iri)})"
            taken.add(keys[iri])
    return keys
