"""Measure a language model: trees against a treebank, names against annotated spans.

The figures follow the CoNLL 2018 shared task: from raw text, predicted and gold words are aligned by
their characters, and a head or relation counts only if both its ends are aligned.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.language.conllu import Sentence, read_conllu
from kg.language.names import TYPES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RELATION_MAP: Final[Mapping[str, str]] = {
    "obl:agent": "obl",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "advcl:relcl": "advcl",
    "obl:tmod": "obl:unmarked",
    "obl:npmod": "obl:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "nmod:npmod": "nmod:unmarked",
}
"""Relations that UD's English treebanks name differently, brought together for ``mapped`` figures."""


@dataclass(slots=True)
class Document:
    """A gold document as parallel lists over its words; ``head`` is -1 for a root; ``ids`` are of sentences."""

    text: str = ""
    forms: list[str] = field(default_factory=list)
    spaces: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)
    start: list[bool] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def sentences(self) -> set[tuple[int, int]]:
        """Return the character spans of the sentences."""
        first = [i for i, flag in enumerate(self.start) if flag]
        return {
            (self.spans[a][0], self.spans[b - 1][1]) for a, b in zip(first, [*first[1:], len(self.start)], strict=True)
        }


def gold_documents(path: Path) -> Iterator[Document]:
    """Read a treebank document by document; a file without documents gives one per sentence."""
    if not path.is_file():
        raise InputError(f"no such file: {path}; give a treebank in CoNLL-U")
    number = 0

    def document(sentence: Sentence) -> int:
        nonlocal number
        number += sentence.new_document
        return number

    for key, sentences in groupby(read_conllu(path), key=document):
        if key:
            yield _document(list(sentences))
        else:
            yield from (_document([sentence]) for sentence in sentences)


def _document(sentences: Sequence[Sentence]) -> Document:
    gold = Document()
    for sentence in sentences:
        if sentence.new_paragraph and gold.forms:
            gold.text = gold.text.rstrip() + "\n\n"
            gold.spaces[-1] = "\n\n"
        base = len(gold.forms)
        gold.ids.append(sentence.id)
        for i, word in enumerate(sentence.words):
            gold.forms.append(word.form)
            gold.spans.append((len(gold.text), len(gold.text) + len(word.form)))
            gold.spaces.append(" " if word.space_after else "")
            gold.text += word.form + gold.spaces[-1]
            gold.upos.append(word.upos)
            gold.xpos.append(word.xpos)
            gold.lemma.append(word.lemma)
            gold.head.append(-1 if word.head < 0 else base + word.head)
            gold.deprel.append(word.deprel)
            gold.start.append(i == 0)
    return gold


def gold_doc(gold: Document, nlp: Language, *, sentences: bool) -> Doc:
    """Return an unannotated ``Doc`` with the gold words, and the gold sentences if wanted."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    for form, space, start in zip(gold.forms, gold.spaces, gold.start, strict=True):
        words.append(form)
        spaces.append(space == " ")
        starts.append(start)
        if space.startswith("\n"):
            words.append(space)
            spaces.append(False)
            starts.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts if sentences else None)


def _predicted(doc: Doc) -> Document:
    """Return a ``Doc`` in the form of a gold document, white space left out."""
    found = Document(text=doc.text)
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: i for i, token in enumerate(tokens)}
    begun = {next((t.i for t in sent if not t.is_space), -1) for sent in doc.sents}
    for token in tokens:
        found.forms.append(token.text)
        found.spans.append((token.idx, token.idx + len(token)))
        found.upos.append(token.pos_)
        found.xpos.append(token.tag_)
        found.lemma.append(token.lemma_)
        root = token.head.i == token.i
        found.head.append(-1 if root else place.get(token.head.i, -1))
        found.deprel.append(token.dep_)
        found.start.append(token.i in begun)
    return found


def _count(gold: Document, found: Document, counts: Counter[str]) -> None:
    """Add the matches of one document; ``counts`` holds matches and both totals by measure."""
    where = {span: i for i, span in enumerate(found.spans)}
    counts["gold"] += len(gold.spans)
    counts["found"] += len(found.spans)
    counts["gold_sentences"] += len(gold.sentences())
    counts["found_sentences"] += len(found.sentences())
    counts["marks"] += gold.upos.count("PUNCT") + found.upos.count("PUNCT")
    counts["sentences"] += len(gold.sentences() & found.sentences())
    for i, span in enumerate(gold.spans):
        j = where.get(span)
        if j is None:
            continue
        counts["words"] += 1
        counts["upos"] += gold.upos[i] == found.upos[j]
        counts["xpos"] += gold.xpos[i] == found.xpos[j]
        # "_" and a differing lemma of a typo are no fault worth telling apart: count all.
        counts["lemmas"] += gold.lemma[i] == found.lemma[j]
        head, other = gold.head[i], found.head[j]
        here = gold.spans[head] if head >= 0 else None
        there = found.spans[other] if other >= 0 else None
        if here == there:
            counts["uas"] += 1
            counts["las"] += gold.deprel[i] == found.deprel[j]
            mine, theirs = gold.deprel[i], found.deprel[j]
            same = RELATION_MAP.get(mine, mine) == RELATION_MAP.get(theirs, theirs)
            counts["mapped_las"] += same
            counts["word_las"] += same and gold.upos[i] != "PUNCT"


MODES: Final = ("gold", "words", "raw")


def evaluate_treebank(path: Path, nlp: Language, *, modes: Sequence[str] = MODES) -> dict[str, dict[str, float]]:
    """Measure a pipeline on a treebank.

    Args:
        path: CoNLL-U file.
        nlp: The pipeline.
        modes: ``gold`` (gold words and sentences are given), ``words`` (gold words are given),
            ``raw`` (nothing but the text is given).

    Returns:
        For each mode the F1 of words, sentences, UPOS, XPOS, lemmas, UAS, LAS, mapped LAS,
        and mapped LAS without punctuation (``word_las``).
    """
    counts: dict[str, Counter[str]] = {mode: Counter() for mode in modes}
    for gold in gold_documents(path):
        for mode in modes:
            if mode == "raw":
                doc = nlp(gold.text)
            else:
                doc = gold_doc(gold, nlp, sentences=mode == "gold")
                for _, pipe in nlp.pipeline:
                    doc = pipe(doc)
            _count(gold, _predicted(doc), counts[mode])
    return {mode: _figures(found) for mode, found in counts.items()}


def _figures(counts: Counter[str]) -> dict[str, float]:
    words = counts["gold"] + counts["found"]
    sentences = counts["gold_sentences"] + counts["found_sentences"]
    measures = ("words", "upos", "xpos", "lemmas", "uas", "las", "mapped_las")
    figures = {name: round(2 * counts[name] / words, 4) if words else 0.0 for name in measures}
    # Treebanks hang commas in different places: the same figure without punctuation.
    figures["word_las"] = round(2 * counts["word_las"] / (words - counts["marks"]), 4) if words else 0.0
    figures["sentences"] = round(2 * counts["sentences"] / sentences, 4) if sentences else 0.0
    return figures


SHOWN: Final = ("Organization", "Person", "Place")
"""The classes of names that are measured."""


def evaluate_names(
    path: Path, nlp: Language, *, types: Mapping[str, str | None] | None = None
) -> dict[str, dict[str, float]]:
    """Measure names on annotated texts: strict spans, precision, recall and F1 by class.

    Args:
        path: JSONL of ``{"text", "entities": [{"start", "end", "type"}]}``.
        nlp: The pipeline; entities of classes that no gold label maps to are not counted.
        types: Gold label → class; by default the well-known labels for persons,
            organizations and places.

    Returns:
        ``{"Person": {"p", "r", "f1", "gold"}, …, "all": …}``.
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; give texts with names in JSONL")
    hits: Counter[str] = Counter()
    golds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for record in map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())):
        gold = _shown((each["start"], each["end"], _class(each["type"], types)) for each in record["entities"])
        spans = _shown((each.start_char, each.end_char, _class(each.label_, None)) for each in nlp(record["text"]).ents)
        for counts, counted in ((golds, gold), (found, spans), (hits, gold & spans)):
            counts.update(kind for _, _, kind in counted)
    figures = {kind: prf(hits[kind], found[kind], golds[kind]) for kind in SHOWN}
    return {**figures, "all": prf(hits.total(), found.total(), golds.total())}


def _shown(spans: Iterable[tuple[int, int, str | None]]) -> set[tuple[int, int, str]]:
    """The spans of classes that are measured."""
    return {(start, end, kind) for start, end, kind in spans if kind in SHOWN}


def _class(label: str, types: Mapping[str, str | None] | None) -> str | None:
    return types.get(label) if types else TYPES.get(label.upper())


def prf(hits: int, found: int, gold: int) -> dict[str, float]:
    """Return precision, recall, F1 and the size of the gold."""
    p, r = hits / found if found else 0.0, hits / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "gold": gold}


def report(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Return figures as an aligned table, one line per row."""
    columns = list(next(iter(figures.values()), {}))
    lines = ["".join(f"{c:>12}" for c in ("", *columns))]
    for row, values in figures.items():
        lines.append(f"{row:>12}" + "".join(f"{values[c]:>12}" for c in columns))
    return "\n".join(lines)
