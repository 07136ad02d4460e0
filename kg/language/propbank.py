"""Predicates with their roles out of PropBank annotation on the words of a treebank.

PropBank marks spans; what is learnt is the word that heads each span in the gold tree. A part that
continues an argument (``C-ARG1``) belongs to it, a relative pronoun (``R-ARG0``) stands for it. The
guidelines: Bonial et al. 2010, *PropBank Annotation Guidelines*; the data: Palmer et al. 2005.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.language.conllu import Sentence, Word

NO_ROLE: Final = ""
"""The role of a word that is no argument."""

_FEW: Final = 20
"""A role that is rarer than this cannot be learnt."""

Rolesets = Mapping[str, Sequence[str]]
"""The rolesets of each lemma, the most frequent first."""

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class GoldPredicate:
    """An annotated predicate: its word, its roleset and ``(word, role)`` of its arguments, by index in the sentence."""

    word: int
    roleset: str
    arguments: tuple[tuple[int, str], ...]


def read_predicates(path: Path, sentences: Iterable[Sentence]) -> dict[str, tuple[GoldPredicate, ...]]:
    """Read predicates of treebank sentences.

    Args:
        path: JSONL of ``{"id", "words", "predicates": [{"i", "roleset", "args": [[label, first, last]]}]}``.
        sentences: The treebank with the same sentences; other sentences are passed over.

    Returns:
        The predicates of each sentence of the file, by the id of the sentence (``sent_id``).

    Raises:
        InputError: The file is missing, or none of its sentences is in the treebank.
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; give predicates in JSONL")
    records = {r["id"]: r for r in (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())}
    found = {
        sentence.id: tuple(_predicate(entry, sentence.words) for entry in records[sentence.id]["predicates"])
        for sentence in sentences
        if sentence.id in records and records[sentence.id]["words"] == [w.form for w in sentence.words]
    }
    if records and not found:
        raise InputError(f"no sentence of {path} is in the treebank; give the treebank that it annotates")
    return found


def _predicate(entry: Mapping[str, object], words: Sequence[Word]) -> GoldPredicate:
    at, roleset, spans = entry["i"], entry["roleset"], entry["args"]
    assert isinstance(at, int)
    assert isinstance(spans, list)
    return GoldPredicate(at, str(roleset), tuple(_arguments([(str(a), b, c) for a, b, c in spans], words)))


def _arguments(spans: Sequence[Span], words: Sequence[Word]) -> list[tuple[int, str]]:
    """Return the words that head the arguments, each with its role, in the order of the words."""
    plain = [span for span in spans if not span[0].startswith(("C-", "R-"))]
    parts: list[tuple[str, set[int]]] = [(_role(label), set(range(a, b + 1))) for label, a, b in plain]
    roles = {role for role, _ in parts}
    for label, first, last in spans:
        role = _role(label)
        if label.startswith("C-"):
            before = [part for part in parts if part[0] == role]
            if before:
                before[-1][1].update(range(first, last + 1))
        elif label.startswith("R-") and role not in roles:
            parts.append((role, set(range(first, last + 1))))
    heads = {(span_head(inside, words), role) for role, inside in parts if role != "V"}
    return sorted(heads)


def _role(label: str) -> str:
    return label.removeprefix("C-").removeprefix("R-").removesuffix("-DSP")


def span_head(inside: set[int], words: Sequence[Word]) -> int:
    """Return the word of a span that its tree hangs from: the one with the fewest words above it.

    >>> tree = [Word("the", "the", "", "", 1, "det"), Word("end", "end", "", "", -1, "root")]
    >>> span_head({0, 1}, tree)
    1
    """
    return min(inside, key=lambda i: (_depth(i, words), i))


def _depth(word: int, words: Sequence[Word]) -> int:
    depth = 0
    while words[word].head >= 0 and depth < len(words):
        word, depth = words[word].head, depth + 1
    return depth


def role_labels(predicates: Iterable[GoldPredicate]) -> tuple[str, ...]:
    """Return the roles that can be learnt, the empty one (no argument) first."""
    counts = Counter(role for predicate in predicates for _, role in predicate.arguments)
    return (NO_ROLE, *sorted(role for role, n in counts.items() if n >= _FEW))


def lemma_rolesets(
    sentences: Iterable[Sentence], predicates: Mapping[str, Sequence[GoldPredicate]]
) -> dict[str, tuple[str, ...]]:
    """Return the rolesets that each lemma (in lower case) was annotated with, the most frequent first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for predicate in predicates.get(sentence.id, ()):
            counts[sentence.words[predicate.word].lemma.lower()][predicate.roleset] += 1
    return {
        lemma: tuple(sorted(found, key=lambda roleset: (-found[roleset], roleset)))
        for lemma, found in sorted(counts.items())
    }


def write_rolesets(rolesets: Rolesets, path: Path) -> None:
    """Write the rolesets of lemmas, but for lemmas that have their first one alone (``run`` has ``run.01``)."""
    shown = {lemma: list(found) for lemma, found in rolesets.items() if list(found) != [first_roleset(lemma)]}
    lines = (f"{json.dumps(lemma, ensure_ascii=False)}: {json.dumps(found)}" for lemma, found in shown.items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def first_roleset(lemma: str) -> str:
    """Return the roleset that PropBank gives to the first sense of a lemma."""
    return f"{lemma}.01"


def listed_rolesets(path: Path) -> dict[str, tuple[str]]:
    """Return the first roleset of each lemma of PropBank's lexicon: a verb's, else whatever comes first.

    Args:
        path: JSONL of ``{"id", "aliases": [[lemma, part of speech]]}``.

    Raises:
        InputError: The file is missing.
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; give PropBank's rolesets in JSONL")
    found: defaultdict[str, list[tuple[bool, bool, str, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        name, _, number = record["id"].rpartition(".")
        for alias, part in record["aliases"]:
            lemma = alias.lower()
            if "_" not in lemma:
                found[lemma].append((part != "v", name != lemma, number, record["id"]))
    return {lemma: (min(entries)[-1],) for lemma, entries in sorted(found.items())}
