"""A name as a document gives it to an entity, with what the document says that tells it from its namesakes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.names import fold, initialled, is_acronym, spelling, surname, without_legal_form

LONGEST_SHARED = 4
"""Letters of an acronym that means others in other countries."""


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
    context: tuple[str, ...] = ()
    """What tells it from its namesakes, sorted, each a word for what it is and a value: `office goalkeeper`.

    Of persons `office`, `field`, `country`, `with`, `at`, `about`, `age` and `born`; of public bodies `body` and
    `of`; of acronyms `named`; `document` of a name that means nobody that another document names, `bound` of one that
    a judgement has set apart.
    """

    @property
    def folded(self) -> str:
        """The comparable form of the name; of an organization without its legal form."""
        return without_legal_form(fold(self.text)) if self.coarse == "Organization" else fold(self.text)

    @property
    def main(self) -> Name:
        """The name that this is an alias of, or itself."""
        return Name(self.coarse, self.cls, self.text, self.gazetteer, "", self.context) if self.alias else self

    def told(self, kind: str) -> tuple[str, ...]:
        """The values of one kind in its context."""
        return tuple(item[len(kind) + 1 :] for item in self.context if item.startswith(f"{kind} "))

    @property
    def document(self) -> str:
        """The document that the name is bound to; empty for most."""
        return next(iter(self.told("document")), "")

    @property
    def bound(self) -> str:
        """The document whose use of the name a judgement has set apart; empty for most."""
        return next(iter(self.told("bound")), "")

    @property
    def short_person(self) -> bool:
        """A person's bare surname or first name."""
        return self.coarse == "Person" and not self.gazetteer and " " not in self.folded

    @property
    def acronym(self) -> bool:
        """An organization's initials, unless the gazetteer knows them."""
        return self.coarse == "Organization" and not self.gazetteer and is_acronym(self.text)

    @property
    def body(self) -> str:
        """Equal for the names of one public body: `Organization: interior ministry of Kenya`; empty for others."""
        core, of = self.told("body"), self.told("of")
        return f"{self.coarse}: {core[0]} of {of[0]}" if core and of else ""

    @property
    def spelled(self) -> str:
        """Equal for the spellings of a person's full name: `~mahmod abas`; empty otherwise."""
        key = _spelled(self.text) if self.coarse == "Person" else ""
        return f"~{key}" if key else ""

    @property
    def initialled(self) -> str:
        """A person's full name with an initial: `j smith` of John Smith; empty otherwise."""
        return initialled(self.text) if self.coarse == "Person" else ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """What a bare surname and a full name must share: the surname with an office and its country, or a body."""
        if self.coarse != "Person" or self.gazetteer:
            return ()
        family = surname(self.text)
        countries = self.told("country") or self.told("about") or ("",)
        offices = [f"{office} of {country}" for office in self.told("office") for country in countries]
        return tuple(f"+{family}, {tie}" for tie in (*offices, *(f"with {each}" for each in self.told("with"))))

    @property
    def lookups(self) -> frozenset[str]:
        """Under what other names find it: its folded form, that of the gazetteer, its spelling, ties to short forms.

        An organization is found with its legal form, too: another name may have the same letters. All but these have a
        mark that no folded form has.
        """
        return _lookups(self)


@lru_cache(maxsize=20_000)
def _lookups(name: Name) -> frozenset[str]:
    if name.alias:
        tie = name.coarse == "Organization" and is_acronym(name.alias) and not is_acronym(name.text)
        return frozenset({f"={fold(name.alias)}"} if tie and not name.bound else ())
    if name.bound:
        return frozenset()
    if name.short_person:
        return frozenset(name.evidence)
    if name.body:
        return frozenset({name.body, name.folded})
    if name.document:
        return frozenset({f"-{name.folded}"} if name.acronym else ())
    initial = f"~{name.initialled}~" if name.initialled else ""
    short = f"-{name.folded}" if name.acronym else ""
    own = "" if name.acronym and name.told("named") else name.folded
    written = fold(name.text) if own else ""
    return frozenset({own, written, fold(name.gazetteer), name.spelled, initial, short, *name.evidence} - {""})


@lru_cache(maxsize=100_000)
def _spelled(text: str) -> str:
    return spelling(text)
