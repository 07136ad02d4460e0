"""A name as a document gives it to an entity, and the block in which it is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.names import fold, initialled, initials, spelling, surname, tidy
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
        """Where a short form finds the full names that it can stand for.

        Persons meet under their surname, organizations under their initials, places under
        their whole name: `person dobbins`, `organization ap`, `place doha`.
        """
        if self.coarse == "Person":
            return f"person {surname(self.text)}"
        if self.coarse == "Organization":
            return f"organization {initials(self.text)}"
        return f"{self.coarse.lower()} {self.folded}"

    @property
    def given(self) -> str:
        """The first word of a person's full name; empty otherwise."""
        first, _, rest = self.folded.partition(" ")
        return first if self.coarse == "Person" and rest else ""

    @property
    def spelled(self) -> str:
        """Equal for the spellings of a person's full name: `~mahmod abas`; empty otherwise."""
        key = spelling(self.text) if self.coarse == "Person" else ""
        return f"~{key}" if key else ""

    @property
    def initialled(self) -> str:
        """A person's full name with an initial: `j smith` of John Smith; empty otherwise."""
        return initialled(self.text) if self.coarse == "Person" else ""

    @property
    def lookups(self) -> frozenset[str]:
        """Under what a name is found, beside its block and its first word.

        Its folded form and the gazetteer's, whose bearers could want the same readable IRI; its spelling; and where
        "J. Smith" looks for John. The last two have a mark that no folded form has.
        """
        initial = f"~{self.initialled}~" if self.initialled else ""
        return frozenset({self.folded, fold(self.gazetteer), self.spelled, initial} - {""})


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
