"""Which language a text is in, or that nobody can tell.

Names are left out before the letters are weighed: an article about Jair Bolsonaro and the Partido dos Trabalhadores
is in the language of the words between them. Offline, and the same for the same text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SURE = 0.8
"""A smaller share of the probability is no answer: short headlines and close kin (Danish, Norwegian) get there."""
_ENOUGH = 24
"""Fewer letters tell nothing."""
_MOST = 4000
"""Letters: more of them change no answer."""
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts in which a character says as much as three letters do elsewhere."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; None when it is too short, or could be several.

    >>> detect("Le président a rencontré mardi à Paris le chancelier allemand.")
    'fr'
    >>> detect("Dana Whitlock met Ilya Korvin.")
    """
    words = _telling(text)
    if sum(map(len, words)) + 2 * len(_DENSE.findall("".join(words))) < _ENOUGH:
        return None
    language, share = _identifier().classify(" ".join(words))
    return str(language) if share >= _SURE else None


def _telling(text: str) -> list[str]:
    """The words that are no names, as far as capitals tell; all of them where everything is in capitals."""
    words = _own_script(_WORD.findall(text[: 3 * _MOST]))
    small = [word for word in words if not word[0].isupper()]
    if len(small) < len(words) / 5:
        small = [word.lower() for word in words] if all(word.isupper() for word in words if len(word) > 1) else []
    return " ".join(small)[:_MOST].split()


def _own_script(words: list[str]) -> list[str]:
    """The words in Latin letters, where these are most: names that stand beside them in other letters are glosses."""
    letters = "".join(words)
    latin = len(_LATIN.findall(letters))
    others = len(letters) - latin + 2 * len(_DENSE.findall(letters))
    return [word for word in words if _LATIN.match(word)] if latin > others else words


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model, with languages that have a code of two letters: dialects would split the share of a language."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: only when it is asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == len("en")])
    return identifier
