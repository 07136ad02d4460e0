"""Which texts are one text: reprints, agency copy with another headline, shortened copies.

The share of three-word sequences that two texts have in common (their Jaccard index) is estimated by MinHash (Broder,
On the resemblance and containment of documents, 1997). A signature depends on the text alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

WORDS = 3
"""Words of a sequence: so many in a row are seldom shared by chance."""
PERMUTATIONS, SEED = 128, 1
"""Places of a signature; the estimate of an index is right to about .04."""
BAND = 12
"""Bytes of three places of a signature."""
ALIKE = 0.4
"""Index from which one of two texts is taken from the other; a copy cut to half its length has .5."""


def signature(text: str) -> str:
    """The signature of a text, in letters; that of a text without words is empty."""
    words = _folded(text)
    if not words:
        return ""
    sequences = {" ".join(words[at : at + WORDS]) for at in range(max(len(words) - WORDS + 1, 1))}
    digests = b"".join(hashlib.sha1(each.encode(), usedforsecurity=False).digest()[:4] for each in sequences)
    factors, summands = _permutations()
    permuted = _mixed(np.frombuffer(digests, "<u4"))[:, None] * factors + summands  # modulo 2³²
    return base64.b64encode(permuted.min(axis=0).astype("<u4").tobytes()).decode()


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Of each permutation of the numbers that hashes are, what it multiplies by (an odd number) and adds."""
    drawn = np.random.RandomState(SEED)
    factors = drawn.randint(0, 1 << 31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, 1 << 32, PERMUTATIONS, dtype=np.uint32)


def _mixed(hashed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each bit made to depend on all others, by the last step of MurmurHash3 (Appleby), as `datasketch` 2 does it."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        hashed = (hashed ^ (hashed >> np.uint32(shift))) * np.uint32(factor)
    return hashed ^ (hashed >> np.uint32(16))


def copies(signatures: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of documents whose texts are nearly the same, enough of them to tie all copies of a text together.

    Only documents are compared that agree in a whole band of the signature; of those of one band, each with the first.
    (Of two texts with half of their sequences in common one band in four hundred pairs fails to tell.)

    Args:
        signatures: of each document; one without a signature is like no other.
    """
    first: dict[tuple[int, bytes], str] = {}
    tried: dict[tuple[str, str], bool] = {}
    places = {document: base64.b64decode(signed) for document, signed in sorted(signatures.items()) if signed}
    for document, own in places.items():
        for at in range(0, len(own) - BAND + 1, BAND):
            other = first.setdefault((at, own[at : at + BAND]), document)
            if other != document and (other, document) not in tried:
                tried[other, document] = _alike(places[other], own)
    return [pair for pair, alike in tried.items() if alike]


def _alike(one: bytes, other: bytes) -> bool:
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4"))) >= ALIKE


def folded(text: str) -> str:
    """A sentence in one case and spacing: two that agree so far were not written independently."""
    return " ".join(text.casefold().split())


def _folded(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
