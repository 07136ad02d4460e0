"""Lemmas of verb forms by a list of verbs and the rules of English spelling, where an edit script misses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

FILE: Final = "verbs.json"
"""A list of verbs beside the model; without it, the edit scripts have the last word."""

INFLECTED: Final = frozenset({"VBD", "VBN", "VBG", "VBZ"})
"""Penn tags of verb forms that are not the lemma."""

_ENDINGS: Final = {"VBD": ("ed", "d"), "VBN": ("ed", "d"), "VBG": ("ing",), "VBZ": ("es", "s")}
_VOWELS: Final = frozenset("aeiou")


class Verbs:
    """The verbs of a language model.

    Args:
        lemmas: All verbs, in lower case.
    """

    def __init__(self, lemmas: frozenset[str]) -> None:
        self._lemmas = lemmas

    @classmethod
    def read(cls, folder: Path) -> Verbs:
        """Return the verbs beside a model, none if it has no list."""
        path = folder / FILE
        return cls(frozenset(json.loads(path.read_text("utf-8"))) if path.is_file() else frozenset())

    def lemma(self, form: str, tag: str, guess: str) -> str:
        """Return the lemma of a word: the guess, unless that is no verb and the form is one of a verb that is.

        Args:
            form: The word as written.
            tag: Its Penn tag.
            guess: What the model says.
        """
        if tag not in INFLECTED or not self._lemmas:
            return guess
        form, regular = form.lower(), tuple(_regular(form.lower(), tag))
        if form in irregular() and guess not in (form, *regular):
            return irregular()[form]
        if guess in self._lemmas:
            return guess
        return next((lemma for lemma in regular if lemma in self._lemmas), guess)


def _regular(form: str, tag: str) -> Iterator[str]:
    """Yield what the verb may be called, the likeliest first: plan and not plane of "planned", hope of "hoped"."""
    for ending in _ENDINGS[tag]:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        if stem.endswith("i") and tag != "VBG":
            yield stem[:-1] + "y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        short = len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
        yield from (stem + "e", stem) if short else (stem, stem + "e")


@cache
def irregular() -> Mapping[str, str]:
    """Return the lemma of each irregular verb form."""
    found: dict[str, str] = {}
    for line in files("kg.language").joinpath("irregular.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, *forms = line.split()
            for form in forms:
                found.setdefault(form, lemma)
    return found


def write_verbs(rolesets: Path, path: Path) -> None:
    """Write the verbs of one word that PropBank's lexicon has.

    Args:
        rolesets: JSONL of ``{"id", "aliases": [[lemma, part of speech]]}``.
        path: The file to write.
    """
    verbs = {
        lemma
        for line in rolesets.read_text("utf-8").splitlines()
        for lemma, part in json.loads(line)["aliases"]
        if part == "v" and lemma.isascii() and lemma.isalpha() and lemma.islower()
    }
    path.write_text(json.dumps(sorted(verbs), indent=0) + "\n", "utf-8")
