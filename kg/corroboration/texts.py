"""Which texts are one text: reprints, agency copy with another headline, shortened copies.

The share of three-word sequences that two texts have in common (their Jaccard index) is estimated by MinHash (Broder,
On the resemblance and containment of documents, 1997). A signature depends on the text alone.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

import numpy as np

WORDS = 3
"""Words of a sequence: so many in a row are seldom shared by chance."""
PERMUTATIONS, SEED = 128, 1
"""Places of a signature; the estimate of an index is right to about .04."""
ALIKE = 0.4
"""Index from which one of two texts is taken from the other; a copy cut to half its length has .5."""


def signature(text: str) -> str:
    """The signature of a text, in letters; that of a text without words is empty."""
    from datasketch import MinHash  # it imports SciPy, and is needed only when documents are added

    words = _folded(text)
    if not words:
        return ""
    sequences = {" ".join(words[at : at + WORDS]) for at in range(max(len(words) - WORDS + 1, 1))}
    hashed = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    hashed.update_batch([sequence.encode() for sequence in sorted(sequences)])
    return base64.b64encode(np.asarray(hashed.hashvalues).astype("<u4").tobytes()).decode()


def copies(signatures: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of documents whose texts are nearly the same.

    Args:
        signatures: of each document; one without a signature is like no other.
    """
    documents = sorted(document for document, signature in signatures.items() if signature)
    if len(documents) < 2:  # noqa: PLR2004
        return []
    table = np.array([np.frombuffer(base64.b64decode(signatures[document]), "<u4") for document in documents])
    pairs = []
    for at, own in enumerate(table[:-1]):
        alike = (table[at + 1 :] == own).mean(axis=1) >= ALIKE
        pairs += [(documents[at], documents[at + 1 + other]) for other in np.flatnonzero(alike)]
    return pairs


def folded(text: str) -> str:
    """The words of a sentence alone: two that agree in them were not written independently."""
    return " ".join(_folded(text))


def _folded(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
