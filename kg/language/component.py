"""The spaCy component that fills a ``Doc`` from the model. Owns spaCy's side of the boundary."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import ModelError
from kg.language.pairs import Asked
from kg.language.predicates import Predicate
from kg.language.runtime import Analysis, Model, Words
from kg.language.tokenizer import Straightened, make_tokenizer
from kg.language.windows import paragraph_starts

NAME_CONFIDENCE: Final = "kg_name_confidence"
"""Key of ``Doc.user_data``: the probability of each entity of ``Doc.ents``, in order."""

PREDICATES: Final = "predicates"
"""Extension of ``Doc``: a tuple of ``Predicate``, words as token indices; empty where the pipeline has none."""

PAIRS: Final = "pairs"
"""Extension of ``Doc``: an `Asked` of token indices; None where the pipeline has no scores of pairs."""

for _extension, _default in ((PREDICATES, ()), (PAIRS, None)):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=_default)

_UNSHOWN: Final = frozenset({"Misc"})
_ATTRIBUTES: Final = [HEAD, DEP, TAG, POS, LEMMA, MORPH]

_MORPHOLOGY: Final = {
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "VerbForm=Ger",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "PRP$": "Poss=Yes|PronType=Prs",
    "PRP": "PronType=Prs",
}
"""Morphology that a Penn tag alone implies."""


_GLOSS = re.compile(r"\([^()\d]{0,80}[^\W\d_][^()\d]{0,80}\)")
"""A bracket with letters and without numbers."""


class KgEncoder:
    """Fills tags, lemmas, the tree, sentences and entities of a ``Doc``.

    If the ``Doc`` already has sentence boundaries (a gold one does), they are kept.
    """

    def __init__(self, nlp: Language, model: Model) -> None:
        self.model = model
        strings = nlp.vocab.strings
        pairs = [tag.split("|") for tag in model.labels.tags]
        self._pos = np.array([strings.add(upos) for upos, _ in pairs], dtype=np.uint64)
        self._tag = np.array([strings.add(xpos) for _, xpos in pairs], dtype=np.uint64)
        self._dep = np.array([strings.add(rel) for rel in model.labels.deprels], dtype=np.uint64)
        morphology = nlp.vocab.morphology
        self._morph = np.array([morphology.add(_MORPHOLOGY.get(xpos, "")) for _, xpos in pairs], dtype=np.uint64)
        self._space = (strings.add("SPACE"), strings.add("_SP"), strings.add("dep"))
        self._no_morph = morphology.add("")

    def __call__(self, doc: Doc) -> Doc:
        """Analyse a document in place and return it."""
        unread = _glosses(doc)
        tokens = [token.i for token in doc if not token.is_space and token.i not in unread]
        if not tokens:
            return doc
        words = read_words(doc, tokens)
        sentences = None
        if doc.has_annotation("SENT_START"):
            sentences = np.array([bool(doc[i].is_sent_start) for i in tokens])
        analysis = self.model.analyse(words, sentences=sentences, vectors=self.model.pairs is not None)
        self._fill(doc, tokens, words, analysis)
        self._keep_vectors(doc, tokens, analysis)
        spans = [
            (Span(doc, tokens[first], tokens[end - 1] + 1, label=kind), probability)
            for first, end, kind, probability in analysis.names
            if kind not in _UNSHOWN
        ]
        doc.set_ents([span for span, _ in spans])
        doc.user_data[NAME_CONFIDENCE] = [probability for _, probability in spans]
        doc._.predicates = tuple(
            Predicate(tokens[p.word], p.roleset, tuple((tokens[word], role) for word, role in p.arguments))
            for p in analysis.predicates
        )
        return doc

    def _keep_vectors(self, doc: Doc, tokens: list[int], analysis: Analysis) -> None:
        """Keep what `PairReader` reads in ``Doc.tensor``, in 16 bits; white space has zeros."""
        if self.model.pairs is not None:
            doc.tensor = np.zeros((len(doc), analysis.vectors.shape[1]), dtype=np.float16)
            doc.tensor[tokens] = analysis.vectors
            heads = np.arange(len(doc))
            heads[tokens] = np.asarray(tokens)[analysis.heads]
            doc._.pairs = Asked(self.model.pairs, cast(Any, doc.tensor), heads)

    def _fill(self, doc: Doc, tokens: list[int], words: Words, analysis: Analysis) -> None:
        at = np.asarray(tokens)
        values = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        # White space hangs on the word before it (on the first word if there is none).
        owner = np.maximum(np.searchsorted(at, np.arange(len(doc)), side="right") - 1, 0)
        head = at[owner]
        head[at] = at[analysis.heads]
        values[:, 0] = (head - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        pos, tag, dep = self._space
        values[:, 1:] = (dep, tag, pos, 0, self._no_morph)
        values[at, 1] = self._dep[analysis.deprels]
        values[at, 2] = self._tag[analysis.tags]
        values[at, 3] = self._pos[analysis.tags]
        values[at, 5] = self._morph[analysis.tags]
        add, lemma = doc.vocab.strings.add, self.model.lemma
        numbers = zip(analysis.tags.tolist(), analysis.lemmas.tolist(), strict=True)
        for i, form, (tag_number, script) in zip(tokens, words.forms, numbers, strict=True):
            values[i, 4] = add(lemma(form, tag_number, script))
        for i in set(range(len(doc))).difference(tokens):
            values[i, 4] = doc[i].orth
        doc.from_array(_ATTRIBUTES, cast(Any, values))


@Language.factory("kg_encoder", default_config={"threads": 1, "roles": True})
def make_kg_encoder(
    nlp: Language,
    name: str,  # noqa: ARG001
    folder: str,
    threads: int,
    roles: bool,
) -> KgEncoder:
    """Make the component; ``folder`` holds an exported model, of which `roles` reads the heads for predicates, too."""
    return KgEncoder(nlp, Model(Path(folder), threads=threads, roles=roles))


def _glosses(doc: Doc) -> set[int]:
    """Words in brackets that are written in other letters than ours: Lin Mei-hua (林美華).

    They say a name again, and to the model they are noise; like white space, they hang on the word before them.
    """
    found: set[int] = set()
    for bracket in _GLOSS.finditer(doc.text):
        span = doc.char_span(bracket.start(), bracket.end())
        if span is not None and span.start > 0 and not any(map(_is_latin, bracket[0])):
            found.update(range(span.start, span.end))
    return found


def _is_latin(char: str) -> bool:
    return char.isalpha() and (char.isascii() or unicodedata.name(char, "").startswith("LATIN"))


def read_words(doc: Doc, tokens: list[int]) -> Words:
    """Return the words of a ``Doc`` (the tokens that are not white space) as the model reads them."""
    offsets = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]
    glued = [False]
    glued += [before[1] == after[0] for before, after in pairwise(offsets)]
    return Words([doc[i].text for i in tokens], glued, paragraph_starts(doc.text, offsets))


def blank_pipeline() -> Language:
    """Return the English pipeline with our tokenizer and nothing else."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Straightened(make_tokenizer(nlp))
    # An article of a million words is long, not wrong: the model's time is linear.
    nlp.max_length = 50_000_000
    return nlp


def own_pipeline(folder: Path, *, threads: int = 1, roles: bool = True) -> Language:
    """Return the pipeline with our model from a folder."""
    nlp = blank_pipeline()
    nlp.add_pipe("kg_encoder", config={"folder": str(folder), "threads": threads, "roles": roles})
    return nlp


def foreign_pipeline(model: str) -> Language:
    """Load any other spaCy pipeline by package name or path."""
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"cannot load the spaCy pipeline {model!r}; install it, give the path of its folder, "
            "or leave out --model to use ours"
        ) from error
    nlp.tokenizer = Straightened(nlp.tokenizer)
    return nlp
