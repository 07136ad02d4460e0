"""The word tokenizer: spaCy's English rules, brought closer to Universal Dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_RUNS: Final = [r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"\${2,}", r"~{2,}", r"\+{2,}", r"<{2,}", r">{2,}"]
"""Repeated symbols are one word: ``!!``, ``=====``."""

_INFIXES: Final = [
    r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])",  # U.S.-backed
    r"[)\]](?=[-–—(\[A-Za-z])",  # (Reuters)-The
    r"(?<=[)\]\"”])[-–—(\[]",
    r"(?<=\w)[\"“”<>\[\]]+(?=\w)",  # Smith"<smith
    r"(?<=[A-Za-z]),(?=[A-Z])",  # Paris,France
]

_WHOLE: Final = re.compile(
    r"^(?:(?:re|pre|non|anti|co|post|mis|un|e|de|ex|pro|semi|bi|inter|intra|sub|counter|trans|ultra"
    r"|mid|cross|multi|mini|micro|neo|E|Re|Pre|Non|Anti|Co|Post|Ex|Pro|Counter|Mid)-[a-z]+"
    r"|\d{3}-\d{4}|\d{3}-\d{3}-\d{4})$"
)
"""Hyphens that UD keeps inside a word: bound prefixes and telephone numbers. A prefix before a name is split off,
so that the Taliban of "anti-Taliban" can be found."""

_APOSTROPHES: Final = "'`´‘ʼ′"
"""The apostrophe, and what people write in its place."""

_ABBREVIATIONS: Final = """
    Adm. Brig. Capt. Cmdr. Col. Cpl. Det. Gen. Gov. Hon. Insp. Lt. Maj. Msgr. Pvt. Rep. Reps. Rev. Sen. Sens. Sgt.
    Supt. W.Va. N.Mex. Okla. Nev. etc. al. vs. Nos. Bros. Inc. Ltd. Corp. Co. Jr. Sr. St. Ste. Mt. Ft. Ave. Blvd.
    e.g. i.e. a.k.a. p.m. a.m. viz. cf. approx. ca. Esq. Ph.D. M.D. D.Phil. U.S.A. U.A.E. U.S.S.R. D.P.R.K. P.R.C.
""".split()


_NO_CONTRACTIONS: Final = frozenset({"Wed", "wed", "Hed", "Id"})
"""Words that spaCy reads as "We'd", "He'd" and "I'd" without the apostrophe: a day, a verb, a name and a feast."""

STRAIGHT: Final = str.maketrans({**dict.fromkeys("‘’‛ʼ", "'"), **dict.fromkeys("“”„‟", '"')})
"""Quotes and apostrophes of typesetters, each as the one character that stands for it on a keyboard."""


class Straightened:
    """A tokenizer that reads curly quotes as straight ones, so that both give the same facts; offsets stay."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Return the words of a text."""
        return self._tokenizer(text.translate(STRAIGHT))


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return the tokenizer of a blank English pipeline with our changes."""
    given = nlp.Defaults.tokenizer_exceptions or {}
    rules = {key: value for key, value in given.items() if "/" not in key and key not in _NO_CONTRACTIONS}
    rules |= dict(_misspelt(rules))
    tokenizer = Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*_RUNS, *(nlp.Defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*_RUNS, *(nlp.Defaults.suffixes or [])]).search,
        infix_finditer=compile_infix_regex([*_INFIXES, *(nlp.Defaults.infixes or [])]).finditer,
        token_match=_WHOLE.match,
        url_match=nlp.Defaults.url_match,
    )
    for word in _ABBREVIATIONS:
        tokenizer.add_special_case(word, [{ORTH: word}])
    return tokenizer


def _misspelt(rules: Mapping[str, list[dict[int, str]]]) -> Iterator[tuple[str, list[dict[int, str]]]]:
    """Contractions with the other marks that stand for an apostrophe: "can`t"."""
    right = _APOSTROPHES[0]
    for word, parts in rules.items():
        inside = right in word[1:] and word.replace(right, "", 1).isalpha()
        for mark in _APOSTROPHES[1:] if inside else ():
            written = [{**part, ORTH: part[ORTH].replace(right, mark)} for part in parts]
            yield word.replace(right, mark), written


def word_offsets(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` character offsets of the words of a text, white space left out."""
    return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]
