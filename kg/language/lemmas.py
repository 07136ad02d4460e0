"""Lemmas as edit scripts: short recipes that turn a word form into its lemma.

A script is ``case|cut|add``: set the case, cut that many characters off the end, add the string.
Where form and lemma share too little (``was`` → ``be``) the script is ``case|=|lemma``. A few
hundred scripts cover English, so a classifier over them lemmatises words it has never seen.
The case codes are ``l`` (lower), ``k`` (keep) and ``t`` (title).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

KEEP: Final = "k|0|"
"""The script that changes nothing."""

INFLECTED: Final = frozenset("NN NNS VB VBD VBG VBN VBP VBZ JJ JJR JJS RB RBR RBS PRP PRP$ MD WP WP$ WDT".split())
"""Penn tags of the words that the lexicon holds."""

_MIN_SHARED = 0.4
_CLEAR = 0.75


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    return form[:1].upper() + form[1:].lower() if case == "t" else form


def make_script(form: str, lemma: str) -> str:
    """Return the shortest script that turns ``form`` into ``lemma``.

    Args:
        form: The word as written.
        lemma: Its lemma.

    Returns:
        A script for which ``apply_script(form, script) == lemma``.
    """
    best: tuple[int, str] | None = None
    # Lower-casing comes first so that "The" and "the" share one script.
    for case in ("l", "k", "t"):
        base = _cased(form, case)
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        cost = len(base) - shared + len(lemma) - shared
        if case == "l" and form != form.lower() and lemma == form:
            continue  # a name keeps its capitals
        if best is None or cost < best[0]:
            enough = shared >= _MIN_SHARED * max(len(lemma), 1)
            edit = f"{len(base) - shared}|{lemma[shared:]}" if enough else f"=|{lemma}"
            best = (cost, f"{case}|{edit}")
    assert best is not None
    return best[1]


def apply_script(form: str, script: str) -> str:
    """Return the lemma that ``script`` makes of ``form``; the form itself if it does not fit."""
    case, cut, add = script.split("|", 2)
    if cut == "=":
        return add
    base = _cased(form, case)
    keep = len(base) - int(cut)
    if keep < 0 or keep + len(add) == 0:
        return base
    return base[:keep] + add


def one_of_men(form: str, tag: str) -> str:
    """Return the lemma of a plural that ends in "men": that of "congressmen" ends in "man"; empty for another word.

    Args:
        form: The word as written.
        tag: Its Penn tag.
    """
    return f"{form[:-2]}an".lower() if tag == "NNS" and form.lower().endswith("men") else ""


def build_lexicon(words: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Collect the lemmas of inflected words that a treebank is sure of.

    Args:
        words: ``(form, Penn tag, lemma)`` of every word.

    Returns:
        ``"form|tag"`` (form in lower case) → lemma, for tags of inflected words only.
    """
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in words:
        if tag in INFLECTED and form.isalpha():
            seen[f"{form.lower()}|{tag}"][lemma] += 1
    lexicon = {}
    for key, lemmas in sorted(seen.items()):
        (lemma, count), *_ = lemmas.most_common(1)
        if count >= _CLEAR * lemmas.total() and lemma.isalpha():
            lexicon[key] = lemma
    return lexicon
