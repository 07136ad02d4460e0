"""One guideline for names out of many data sets.

The sets disagree on what a name is; a model trained on all of them learns the disagreement. Here
they are made to agree: no leading "the", no titles inside persons ("President", "Mr", "Lord"), the
possessive outside, nationalities and other demonyms a class of their own. What a set does not
annotate at all (works and events, say) is left open, so that nothing wrong is learnt from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kg.language.states import DEV_FOLD

Tokenize = Callable[[str], list[tuple[int, int]]]
"""A function from text to the ``(start, end)`` characters of its words."""

TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("PER", "PERSON", "PEOP", "POLITICIAN", "RESEARCHER", "SCIENTIST", "WRITER"), "Person"),
    "MUSICALARTIST": "Person",
    **dict.fromkeys(("ORG", "ORGANIZATION", "ORGANISATION", "POLITICALPARTY"), "Organization"),
    **dict.fromkeys(("BAND", "UNIVERSITY", "NORP_ORG"), "Organization"),
    **dict.fromkeys(("LOC", "LOCATION", "PLACE", "COUNTRY", "GPE", "FAC", "CITY"), "Place"),
    **dict.fromkeys(("MISC", "EVENT", "ELECTION", "AWARD", "BOOK", "POEM", "WORK"), "Misc"),
    **dict.fromkeys(("ALBUM", "SONG", "MAGAZINE", "PRODUCT", "OTHER"), "Misc"),
    **dict.fromkeys(("DEMONYM", "NORP", "NATIONALITY"), "Demonym"),
}
"""Label of a data set, in capitals → our class; labels not listed are no names (TIME, NUM)."""

TITLES: Final = frozenset(
    """mr mrs ms miss mister madam madame monsieur sir dame lord lady baron baroness count countess
    duke duchess earl viscount dr doctor prof professor president vice-president premier chancellor
    minister secretary ambassador senator sen rep congressman congresswoman governor gov mayor judge
    justice king queen prince princess emperor empress sultan sheikh shaikh sheik emir shah tsar czar
    pope cardinal archbishop bishop father fr sister brother reverend rev rabbi imam mullah ayatollah
    mufti maulana general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal
    cpl private admiral adm commander marshal brigadier chief officer constable inspector detective
    special envoy regent captain
    coach chairman chairwoman spokesman spokeswoman mp hon saint-father vice prime deputy foreign
    defense defence interior finance former acting ex head""".split()
)
"""Words that stand before a person's name and are no part of it."""

PARTICLES: Final = frozenset(
    """al el as ash at az an ad de del della di da das do dos du des la le les van von vom zu zur den der
    ten ter bin ibn ben bint abu af av und y e o d l s""".split()
)
"""Words that may begin a name in lower case."""

_NOT_PREFIX = frozenset({"general", "major", "king", "prince", "father", "pope", "cardinal", "judge"})


@dataclass(slots=True)
class NameSample:
    """A run of words with its names.

    Attributes:
        words: The words as written.
        spaces: Whether white space follows each word.
        spans: ``(first word, end, class)``; spans do not overlap.
        open_misc: Whether names of the class Misc are left unannotated here.
        ignore: Words of which nothing is known; nothing is learnt from them.
        source: The file it comes from.
        document: The document it is a part of.
    """

    words: list[str]
    spaces: list[bool]
    spans: list[tuple[int, int, str]]
    open_misc: bool = False
    ignore: frozenset[int] = frozenset()
    source: str = ""
    document: str = ""


@cache
def demonyms() -> frozenset[tuple[str, ...]]:
    """Return the demonyms as tuples of lower-cased words, plurals included."""
    text = files("kg.language").joinpath("demonyms.txt").read_text("utf-8")
    words = {w for line in text.splitlines() if not line.startswith("#") for w in line.split()}
    plural = {f"{w}s" for w in words if w[-1] not in "sh" and not w.endswith(("ese", "men"))}
    spaced = (w.replace("-", " - ").replace("_", " ") for w in words | plural)
    return frozenset(tuple(w.lower().split()) for w in spaced)


def demonym_spans(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised demonyms, longest first at each place."""
    known, position = demonyms(), 0
    while position < len(words):
        for length in (3, 2, 1):
            span = words[position : position + length]
            shown = len(span) == length and all(w[0].isupper() or not w[0].isalpha() for w in span)
            if shown and tuple(w.lower() for w in span) in known:
                yield position, position + length
                position += length - 1
                break
        position += 1


def trim(words: list[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """Shrink a span to our guideline: no article, title, possessive, quote or stray dot."""
    while start < end and (words[start].lower() in {"the", "a", "an"} or not _wordy(words[start])):
        start += 1
    while end > start and (words[end - 1].lower() in {"'s", "’s", "'"} or not _wordy(words[end - 1])):
        end -= 1
    if any(word[:1].isupper() for word in words[start:end]):  # "eastern Sudan", "Louisiana coast"
        while end - start > 1 and _common(words, start):
            start += 1
        while end - start > 1 and words[end - 1].isalpha() and words[end - 1].islower():
            end -= 1
    while kind == "Person" and end - start > 1 and _is_title(words, start, end):
        start += 1
        if words[start] == "." and end - start > 1:
            start += 1
    return start, end


def _wordy(word: str) -> bool:
    return any(c.isalnum() for c in word)


def _common(words: list[str], position: int) -> bool:
    word = words[position]
    return word.islower() and word.isalpha() and word not in PARTICLES and words[position + 1] != "-"


def _is_title(words: list[str], start: int, end: int) -> bool:
    word = words[start].lower().rstrip(".")
    # "King Lear" may be a name, "Major League" is; only drop these before two more words or a
    # plain name of one word that is not itself a common noun.
    if word in _NOT_PREFIX and end - start == 2:
        return word in {"general", "major", "judge", "cardinal"}
    return word in TITLES


def unify(sample: NameSample) -> NameSample:
    """Return the sample under our guideline (see the module's docstring)."""
    spans: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    found = set(demonym_spans(sample.words))
    for first, last, kind in sorted(sample.spans, key=lambda s: (s[0], -s[1])):
        start, end = trim(sample.words, first, last, kind)
        if start >= end or taken & set(range(start, end)):
            continue
        if kind != "Person" and tuple(w.lower() for w in sample.words[start:end]) in demonyms():
            kind = "Demonym"
        spans.append((start, end, kind))
        taken |= set(range(start, end))
    for start, end in found:
        if not taken & set(range(start, end)):
            spans.append((start, end, "Demonym"))
    sample.spans = sorted(spans)
    return sample


def read_names(path: Path, tokenize: Tokenize, *, types: Mapping[str, str] = TYPES) -> list[NameSample]:
    """Read a JSONL file of texts with name spans (``entities`` with character offsets).

    Args:
        path: The file to read.
        tokenize: Text → list of ``(start, end)`` offsets of its words.
        types: Label in capitals → class of ours.

    Returns:
        Unified samples, about one per sentence. Words of spans that do not begin and end with a
        word are left open.
    """
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    seen = {entity["type"].upper() for record in records for entity in record["entities"]}
    open_misc = not any(types.get(kind) == "Misc" for kind in seen)
    return [
        part
        for record in records
        for part in _parts(
            unify(_sample(record, tokenize, types, open_misc=open_misc, source=path.stem)),
            str(record.get("id", "")),
        )
    ]


def read_texts(path: Path, tokenize: Tokenize) -> list[NameSample]:
    """Read the texts of a JSONL file as samples of which nothing is known; what is kept for choosing is left out.

    Args:
        path: The file to read; records with ``fold`` of `DEV_FOLD` are left out.
        tokenize: Text → list of ``(start, end)`` offsets of its words.
    """
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    samples = []
    for record in records:
        if record.get("fold") == DEV_FOLD:
            continue
        bare = _sample({**record, "entities": []}, tokenize, {}, open_misc=True, source=path.stem)
        opened = replace(bare, ignore=frozenset(range(len(bare.words))))
        samples += _parts(opened, str(record.get("id", "")))
    return samples


def _parts(sample: NameSample, document: str) -> list[NameSample]:
    """Cut a document after full stops, so that windows can be made of its sentences."""
    words = sample.words
    inside = {i for start, end, _ in sample.spans for i in range(start, end - 1)}
    cuts = [0]
    for i in range(5, len(words) - 3):
        ended = words[i] in {".", "!", "?"} and words[i + 1][0].isupper() and i not in inside
        if ended and i + 1 - cuts[-1] >= 5:
            cuts.append(i + 1)
    bounds = list(zip(cuts, [*cuts[1:], len(words)], strict=True))
    return [
        NameSample(
            words=words[a:b],
            spaces=sample.spaces[a:b],
            spans=[(s - a, e - a, k) for s, e, k in sample.spans if a <= s < b],
            open_misc=sample.open_misc,
            ignore=frozenset(i - a for i in sample.ignore if a <= i < b),
            source=sample.source,
            document=document if len(bounds) > 2 else sample.source,
        )
        for a, b in bounds
        if b > a
    ]


def _sample(
    record: Mapping[str, object],
    tokenize: Tokenize,
    types: Mapping[str, str],
    *,
    open_misc: bool,
    source: str,
) -> NameSample:
    text, offsets = str(record["text"]), tokenize(str(record["text"]))
    starts = {start: i for i, (start, _) in enumerate(offsets)}
    ends = {end: i + 1 for i, (_, end) in enumerate(offsets)}
    spans, ignore = [], set()
    entities = record["entities"]
    assert isinstance(entities, Iterable)
    for entity in entities:
        kind = types.get(entity["type"].upper())
        first, last = starts.get(entity["start"]), ends.get(entity["end"])
        if kind is None:
            continue
        if first is None or last is None or _is_handle(text, entity):
            ignore |= {i for i, (s, e) in enumerate(offsets) if s < entity["end"] and e > entity["start"]}
        else:
            spans.append((first, last, kind))
    words = [text[s:e] for s, e in offsets]
    spaces = [i + 1 == len(offsets) or offsets[i + 1][0] > e for i, (_, e) in enumerate(offsets)]
    return NameSample(words, spaces, spans, open_misc, frozenset(ignore), source)


def _is_handle(text: str, entity: Mapping[str, Any]) -> bool:
    """Whether a span is the handle of an account or a hashtag: "@reuters", "#Syria"."""
    before: bool = entity["start"] > 0 and text[: entity["start"]].rstrip().endswith("@")
    return before or entity["text"].startswith(("@", "#"))
