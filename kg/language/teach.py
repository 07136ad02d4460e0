"""What a first model teaches the next: names for treebanks that have none, trees for names that have none.

A treebank of web text knows where a proper name begins and ends (its words are linked as ``flat`` or
``compound``) but not of which class it is. A model trained on names knows the class but errs on
borders in such text. What both agree on is learnt from; the rest is left open.

Texts with names alone have no trees. There the first model's own trees are learnt from, while the
learner's words are masked, recased and dropped (Xie et al. 2020, noisy student).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Final

import numpy as np

from kg.language.conllu import Sentence, Word
from kg.language.labels import IGNORE
from kg.language.names import NameSample, unify
from kg.language.runtime import Analysis, Model, Words

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


def taught_trees(samples: Sequence[NameSample], model: Model) -> Iterator[dict[str, list[int]]]:
    """Yield a model's tags and trees for name samples, as targets of training, in order.

    Args:
        samples: The samples; those of one document follow each other.
        model: A model that was trained on trees.

    Yields:
        ``tags``, ``heads`` (from 1 within the sample, 0 is the root), ``deprels`` and open ``lemmas``.
        Nothing where the model does not see one sentence, and for tweets, whose trees are too uncertain.
    """
    for (source, document), group in groupby(samples, lambda sample: (sample.source, sample.document)):
        part = list(group)
        if source == "btc":
            yield from ({} for _ in part)
            continue
        words = [word for sample in part for word in sample.words]
        glued = [False, *(not space for sample in part for space in sample.spaces)][: len(words)]
        apart = document == source  # single sentences of one file, not a text
        breaks = [i == 0 and (apart or n == 0) for n, sample in enumerate(part) for i in range(len(sample.words))]
        analysis = model.analyse(Words(words, glued, breaks))
        offset = 0
        for sample in part:
            end = offset + len(sample.words)
            yield _one_tree(analysis, offset, end)
            offset = end


def _one_tree(analysis: Analysis, start: int, end: int) -> dict[str, list[int]]:
    """Return the targets of words that the model reads as one whole sentence, else nothing."""
    bounds = np.append(analysis.starts[start:end], analysis.starts[end : end + 1])
    if not bounds[0] or bounds[1 : end - start].any() or (end < len(analysis.starts) and not bounds[-1]):
        return {}
    heads = analysis.heads[start:end]
    roots = heads == np.arange(start, end)
    return {
        "tags": analysis.tags[start:end].tolist(),
        "lemmas": [IGNORE] * (end - start),
        "heads": np.where(roots, 0, heads - start + 1).tolist(),
        "deprels": analysis.deprels[start:end].tolist(),
    }


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
