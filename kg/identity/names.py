"""A name as a document gives it to an entity, and the block in which it is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.identity.normalise import fold, initials, surname, tidy
from kg.ontology import Ontology
from kg.records import Extraction, LocalEntity


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What a document calls a named entity. Equal names of different documents are one `Name`."""

    coarse: str
    """`Person`, `Organization` or `Place`."""
    cls: str
    """The most specific class that the document gives."""
    text: str
    gazetteer: str = ""
    """Key of the gazetteer entry; empty when there is none."""
    alias: str = ""
    """A further label beside `text`; empty for the name itself."""

    @property
    def folded(self) -> str:
        """The comparable form of the name."""
        return fold(self.text)

    @property
    def main(self) -> Name:
        """The name that this is an alias of, or itself."""
        return Name(self.coarse, self.cls, self.text, self.gazetteer) if self.alias else self

    @property
    def block(self) -> str:
        """Names of different blocks are never the same entity (but for the gazetteer's).

        Persons meet under their surname, organizations under their initials, places under
        their whole name: `person dobbins`, `organization ap`, `place doha`.
        """
        if self.coarse == "Person":
            return f"person {surname(self.folded)}"
        if self.coarse == "Organization":
            return f"organization {initials(self.folded)}"
        return f"{self.coarse.lower()} {self.folded}"

    @property
    def given(self) -> str:
        """The first word of a person's full name; empty otherwise."""
        first, _, rest = self.folded.partition(" ")
        return first if self.coarse == "Person" and rest else ""

    @property
    def namesake_keys(self) -> frozenset[str]:
        """Folded names whose bearers could want the same readable IRI."""
        return frozenset({self.folded, fold(self.gazetteer)} if self.gazetteer else {self.folded})


def names_of(entity: LocalEntity, ontology: Ontology) -> tuple[Name, ...]:
    """The name of a local entity followed by its aliases; nothing for a described one."""
    text = tidy(entity.name)
    if entity.described or not text:
        return ()
    main = Name(ontology.coarse(entity.cls), entity.cls, text, entity.gazetteer or "")
    aliases = sorted({tidy(alias) for alias in entity.aliases} - {text, ""})
    return main, *(Name(main.coarse, main.cls, main.text, main.gazetteer, alias) for alias in aliases)


def all_names(extraction: Extraction, ontology: Ontology) -> Iterator[Name]:
    """Every name that a document uses, aliases included."""
    for entity in extraction.entities:
        yield from names_of(entity, ontology)
