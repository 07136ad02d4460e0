"""Which field of a record holds the text, the title, the day …: by its usual names, or as the user says.

A name counts in any capitals and with any separators: `Publish Date`, `publish_date` and `publishDate` are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from kg.errors import InputError

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "maintext", "fulltext", "articletext", "articlebody", "bodytext", "plaintext"),
        *("contenttext", "articlecontent", "storytext", "article", "story"),
    ),
    "title": ("title", "headline", "webtitle", "articletitle", "heading"),
    "date": (
        *("published", "publishedat", "publishdate", "publicationdate", "publisheddate", "datepublish"),
        *("datepublished", "pubdate", "publishedtime", "publishedon", "publishtime", "firstpublished"),
        *("webpublicationdate", "firstcreated", "date", "datetime"),
    ),
    "id": ("id", "guid", "articleid", "documentid", "docid", "storyid", "uuid", "uri", "url", "link"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "language": ("language", "lang", "languagecode"),
    "version": ("version",),
    "standing": ("pubstatus", "publicationstatus", "status"),
}
"""What a document has → the names that such a field has in the wild (`plain`), the best first.

`text` to `authors` as news-please, NewsAPI, Media Cloud, schema.org and the Guardian name them. No name of when an
article was crawled, indexed or changed: that is not the day of publication.
"""

SHOWN = 12
"""So many fields are named in an error; a file without header has its first row there."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of fields as the user gives them; None: found by their usual names."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    id: str | None = None

    def values(self, record: Mapping[str, object], wanted: str) -> Iterator[object]:
        """Yield what the fields that may hold `wanted` hold, the best first.

        Raises:
            InputError: the user named a field that is not there.
        """
        if given := getattr(self, wanted, None):
            yield _given(record, given)
            return
        names = {plain(name): name for name in reversed(list(record))}
        yield from (record[names[name]] for name in NAMES[wanted] if name in names)

    def check(self, columns: Collection[str]) -> None:
        """See that a table has the columns it needs.

        Raises:
            InputError: one that the user named, or that of the text, is not there; the message names those that are.
                Or two columns have one name: one of them would be lost.
        """
        named = list(columns)
        if twice := next((name for name in self.used(named) if named.count(name) > 1), None):
            raise InputError(f"has two columns named `{twice}` in its first line; give one of them another name")
        record = dict.fromkeys(columns)
        for wanted in ("text", "title", "date", "id"):
            values = list(self.values(record, wanted))
            if wanted == "text" and not values:
                raise InputError(lacking(columns))

    def used(self, columns: Collection[str]) -> list[str]:
        """The columns that documents are made of."""
        given = {self.text, self.title, self.date, self.id}
        known = {name for names in NAMES.values() for name in names}
        wanted = {plain(name) for name in given if name} | known
        return [column for column in columns if column in given or plain(column) in wanted]


USUAL = Fields()
"""All fields by their usual names."""


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without what people write differently.

    >>> plain("Publish_Date") == plain("publishDate")
    True
    """
    return "".join(character for character in name.casefold() if character.isalnum())


def lacking(names: Collection[str]) -> str:
    """What to say of a record or table without a text."""
    return f"has no field `text` with a string ({shown(names)}); `--text-field NAME` says which field holds the text"


def shown(names: Collection[str]) -> str:
    """The names of fields that are there, for a person."""
    listed = [" ".join(str(name)[:40].split()) for name in list(names)[:SHOWN]]
    return f"it has: {', '.join(listed) or 'nothing'}{', …' if len(names) > SHOWN else ''}"


def _given(record: Mapping[str, object], name: str) -> object:
    """The value of the field that the user named; a point leads into an object: `fields.bodyText`."""
    if name in record:
        return record[name]
    alike = {plain(there): there for there in record}
    if plain(name) in alike:
        return record[alike[plain(name)]]
    first, _, rest = name.partition(".")
    if rest and isinstance(inner := record.get(first), Mapping):
        return _given(inner, rest)
    near = get_close_matches(plain(name), list(alike), n=1)
    hint = f"; did you mean `{alike[near[0]]}`?" if near else "; name one of these"
    raise InputError(f"has no field `{name}` ({shown(record)}){hint}")
