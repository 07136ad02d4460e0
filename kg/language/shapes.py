"""What an uncased encoder cannot see of a word: its case, digits, spacing and line breaks."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

SHAPES: Final = ("capital", "upper", "mixed", "letter", "digit", "symbol", "glued", "break")
"""The features of a word, in the order of their columns."""

FloatArray = npt.NDArray[np.float32]


@lru_cache(maxsize=65536)
def _form_shape(form: str) -> tuple[float, ...]:
    letters = [c for c in form if c.isalpha()]
    upper = bool(letters) and all(c.isupper() for c in letters)
    flags = (
        form[:1].isupper(),
        upper and len(letters) > 1,
        not upper and any(c.isupper() for c in form[1:]),
        len(form) == 1 and form.isalpha(),
        any(c.isdigit() for c in form),
        any(not c.isalnum() for c in form),
    )
    return tuple(float(flag) for flag in flags)


def word_shapes(forms: list[str], glued: list[bool], breaks: list[bool]) -> FloatArray:
    """Return the shape features of words.

    Args:
        forms: The words as written.
        glued: Whether no white space stands before each word.
        breaks: Whether a paragraph begins with each word.

    Returns:
        A float32 array of shape ``(len(forms), len(SHAPES))`` of zeros and ones.
    """
    shapes = np.zeros((len(forms), len(SHAPES)), dtype=np.float32)
    if forms:
        shapes[:, :6] = [_form_shape(form) for form in forms]
        shapes[:, 6] = glued
        shapes[:, 7] = breaks
    return shapes
