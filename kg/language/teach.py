"""Names for treebanks that have none: a first model proposes, the gold tree disposes.

A treebank of web text knows where a proper name begins and ends (its words are linked as ``flat`` or
``compound``) but not of which class it is. A model trained on names knows the class but errs on
borders in such text. What both agree on is learnt from; the rest is left open.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np

from kg.language.conllu import Sentence, Word
from kg.language.names import NameSample, unify
from kg.language.runtime import Model, Words

_LINKS: Final = frozenset({"flat", "compound", "nmod:desc", "amod", "nummod", "goeswith", "punct"})
_SURE: Final = 0.6
_CLEAR: Final = 0.7
_WELL_KNOWN: Final = 60
"""Votes of a name that the lists hold: a class that is known needs no guessing."""


def _linked(words: Sequence[Word], left: int, right: int) -> bool:
    """Whether two neighbouring proper nouns belong to one name."""
    a, b = words[left], words[right]
    if b.head == left:
        return b.deprel in _LINKS
    if a.head == right:
        return a.deprel in _LINKS
    return a.head == b.head and a.head > right and {a.deprel, b.deprel} <= _LINKS


def tree_names(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the runs of proper nouns that the tree links into one name."""
    runs: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if not word.is_proper:
            continue
        follows = bool(runs) and runs[-1][1] == i
        if follows and (_linked(words, i - 1, i) or (runs[-1][0] <= word.head < i and word.deprel in _LINKS)):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def agreed(
    words: Sequence[Word], proposed: Sequence[tuple[int, int, str, float]]
) -> tuple[list[tuple[int, int, str]], set[int]]:
    """Return the names on which tree and model agree, and the words left open."""
    runs = tree_names(words)
    open_words = {i for i, w in enumerate(words) if w.is_proper or w.upos in {"X", "SYM"}}
    spans: list[tuple[int, int, str]] = []
    for start, end, kind, probability in proposed:
        inside = [run for run in runs if run[0] < end and run[1] > start]
        open_words |= set(range(start, end))
        if probability < _SURE or not inside:
            continue
        joined = all(a[1] < b[0] for a, b in pairwise(inside))
        whole = inside[0][0] <= start and inside[-1][1] == end
        if joined and whole:
            spans.append((inside[0][0], end, kind))
        elif not joined and kind != "Misc":
            spans += [(a, b, kind) for a, b in inside if start <= a and b <= end]
    return spans, open_words


def taught_names(sentences: Sequence[Sentence], model: Model, known: Sequence[NameSample] = ()) -> list[NameSample]:
    """Return the names of treebank sentences that carry none, in order.

    Args:
        sentences: The treebank.
        model: A model that was trained on names.
        known: Annotated names; with the model's own they vote on the class of each spelling.
    """
    found: list[NameSample] = []
    document: list[Sentence] = []
    for sentence in sentences:
        if document and sentence.new_document:
            found += _document(document, model)
            document = []
        document.append(sentence)
    if document:
        found += _document(document, model)
    return _voted(found, known)


def _well_known() -> Iterator[tuple[str, str]]:
    """Yield names of the world's agencies and places, as ``names`` writes them, with their class."""
    world = json.loads(files("kg.language").joinpath("world.json").read_text("utf-8"))
    lists = {
        "organizations": "Organization",
        "clubs": "Organization",
        "countries": "Place",
        "cities": "Place",
        "known_people": "Person",
    }
    for key, kind in lists.items():
        for name in world[key]:
            yield name.replace("-", " - ").replace("'s", " 's").lower(), kind


def _voted(found: list[NameSample], known: Sequence[NameSample]) -> list[NameSample]:
    """Give each spelling the class that most of its uses have; leave disputed ones open."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, kind in _well_known():
        votes[name][kind] += _WELL_KNOWN
    for samples, weight in ((found, 1), (known, 2)):
        for sample in samples:
            for start, end, kind in sample.spans:
                votes[" ".join(sample.words[start:end]).lower()][kind] += weight
    for sample in found:
        spans, ignore = [], set(sample.ignore)
        for start, end, kind in sample.spans:
            (best, count), *_ = (tally := votes[" ".join(sample.words[start:end]).lower()]).most_common(1)
            if kind == "Demonym" or count >= _CLEAR * tally.total():
                spans.append((start, end, kind if kind == "Demonym" else best))
            else:
                ignore |= set(range(start, end))
        sample.spans, sample.ignore = spans, frozenset(ignore)
    return found


def _document(sentences: Sequence[Sentence], model: Model) -> Iterator[NameSample]:
    words = [word for sentence in sentences for word in sentence.words]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence.words))]
    breaks = [i == 0 and s.new_paragraph for s in sentences for i in range(len(s.words))]
    glued = [False, *(not word.space_after for word in words[:-1])]
    analysis = model.analyse(Words([w.form for w in words], glued, breaks), sentences=np.array(starts))
    offset = 0
    for sentence in sentences:
        end = offset + len(sentence.words)
        proposed = [(a - offset, b - offset, k, p) for a, b, k, p in analysis.names if offset <= a < end]
        spans, open_words = agreed(sentence.words, proposed)
        yield unify(
            NameSample(
                words=[w.form for w in sentence.words],
                spaces=[w.space_after for w in sentence.words],
                spans=spans,
                open_misc=True,
                ignore=frozenset(open_words - {i for a, b, _ in spans for i in range(a, b)}),
                source="silent",
            )
        )
        offset = end
