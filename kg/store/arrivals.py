"""Which document is it that comes, under which id, and does it count?

A source's own id (of a feed, a mail, a line of a corpus) is the id. A file gives its name, and keeps it for good; one
of the same name elsewhere gives more of its path, unless it has the very same content. What comes through a pipe has no
place, and is called by its content.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from kg.readers import Received
from kg.records import Document, Standing
from kg.store.places import Places, within
from kg.store.reading import StoredDocument

Find = Callable[[str], StoredDocument | None]
"""From an id to the document of the graph, if there is one."""
Detect = Callable[[str], str | None]
"""From a text to the code of its language, or None where it does not tell."""


def settled(
    received: Received,
    *,
    places: Places,
    find: Find,
    has: Callable[[Document], bool],
    detect: Detect,
    synced: Collection[str] = (),
) -> Document:
    """The document under the id that it has in this graph, with the language that its text shows.

    Args:
        received: the document as it comes.
        places: what was read so far.
        find: what the graph holds.
        has: whether the graph holds a document just so; of one that it does, the language is not asked again.
        detect: tells a language; where a source declares another, the text is believed.
        synced: paths below which what is gone will be taken out: who comes there may have the name of who left.
    """
    document = _emptied(received.document)
    again = _as_before(received, document, places)
    if again is not None and has(again):
        return again
    document = _shown(received.file, document, places, detect)
    return replace(document, id=_id(received, document, places=places, find=find, synced=synced))


def outranked(document: Document, stored: StoredDocument | None) -> str:
    """Why a document does not take the place of the one with its id; empty when it does."""
    if stored is None:
        return ""
    there = Document(id=document.id, text="", source="", version=stored.version, standing=stored.standing)
    if document.rank >= there.rank:
        return ""
    if stored.standing is Standing.WITHDRAWN:
        return "its source has withdrawn it; to read it all the same, `kg retract` it first"
    return f"the graph has version {stored.version}, and this is {_version(document)}"


def missing(
    places: Places, folder: str, *, found: Mapping[str, Collection[str]], unread: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each file and document at or below a path that were read once and are no longer there.

    Args:
        places: what was read so far.
        folder: the path.
        found: the documents of each file that was read this time.
        unread: files and folders that could not be read: nothing is known of what is in them.
    """
    for file, document in list(places.under(folder)):
        looked = file in found or not os.path.lexists(file)
        if looked and document not in found.get(file, ()) and not any(within(file, each) for each in unread):
            yield file, document


def _version(document: Document) -> str:
    return "one without a number" if document.version is None else str(document.version)


def _emptied(document: Document) -> Document:
    """Of a document that was withdrawn nothing is kept but that: what stands in a notice of it is no news."""
    if document.standing is not Standing.WITHDRAWN:
        return document
    return Document(
        id=document.id, text="", source=document.source, version=document.version, standing=document.standing
    )


def _as_before(received: Received, document: Document, places: Places) -> Document | None:
    """A document with the id and the language that it has if it did not change; None when it has no id yet."""
    language = places.language(_text_of(document)) or document.language
    if received.tail is None:
        return replace(document, language=language)
    name = None if received.file is None else places.name(received.file)
    return None if name is None else replace(document, id=name + received.tail, language=language)


def _shown(file: str | None, document: Document, places: Places, detect: Detect) -> Document:
    """The document with the language that its text shows, where another is declared or none."""
    found = detect(document.text)
    if found in {None, document.primary}:
        return document
    if file is not None:
        places.show(file, _text_of(document), str(found))
    return replace(document, language=found)


def _text_of(document: Document) -> str:
    """What a document is known by as its source gives it, whatever it will be called."""
    return replace(document, id="").digest[:16]


def _id(received: Received, document: Document, *, places: Places, find: Find, synced: Collection[str]) -> str:
    if received.tail is None:  # it has an id of its own
        return document.id
    if received.file is None:
        return f"{received.name}~{_content(document)}"
    name = places.name(received.file)
    if name is None or _parted(name, received, document, places=places, find=find):
        name = _name(received, document, places=places, find=find, synced=synced)
        places.call(received.file, name)
    return name + received.tail


def _parted(name: str, received: Received, document: Document, *, places: Places, find: Find) -> bool:
    """Whether a file that was a copy of another is one no longer: its new text must not take the other's place."""
    copies = [file for file in places.files(name) if file != received.file and Path(file).exists()]
    return bool(copies) and not _same(find(name + str(received.tail)), document)


def _name(received: Received, document: Document, *, places: Places, find: Find, synced: Collection[str]) -> str:
    """What a file is called that was not read before."""
    tail = str(received.tail)
    known = places.names(PurePath(str(received.file)).name)
    for name in dict.fromkeys((received.name, *known)):
        if _same(found := find(name + tail), document) or _read_by_older(found, document, places):
            return name
    if vacant := next((name for name in known if _vacant(places.files(name), synced)), None):
        return vacant
    return next(name for name in _candidates(received, document) if name not in known and not find(name + tail))


def _vacant(files: Iterable[str], synced: Collection[str]) -> bool:
    return all(not os.path.lexists(file) and any(within(file, folder) for folder in synced) for file in files)


def _candidates(received: Received, document: Document) -> Iterator[str]:
    """Its name, then more and more of its path, then its name and content."""
    yield received.name
    parts = PurePath(os.fsencode(str(received.file)).decode("utf-8", "replace")).parts
    yield from ("/".join(parts[-length:]) for length in range(2, len(parts)))
    yield f"{received.name}~{_content(document)}"
    yield f"{received.name}~{hashlib.sha256(document.digest.encode()).hexdigest()}"


def _same(stored: StoredDocument | None, document: Document) -> bool:
    return stored is not None and stored.digest == replace(document, id=stored.id).digest


def _read_by_older(stored: StoredDocument | None, document: Document, places: Places) -> bool:
    """Whether it lay at the same path when a kg read it that kept the path in the graph."""
    return stored is not None and stored.source == document.source and not places.holding(stored.id)


def _content(document: Document) -> str:
    return replace(document, id="").digest[:8]
