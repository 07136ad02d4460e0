"""Mentions -> chains: which words of one document mean the same participant.

In: `Mentions`. Out: `Chains`, a number per mention (None for a pronoun that means nobody known), how each mention
joined its chain, and a `LocalEntity` per chain.
"""

from kg.extract.coreference.chains import CONFIDENCE, resolve

__all__ = ["CONFIDENCE", "resolve"]
