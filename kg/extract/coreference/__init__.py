"""Mentions -> chains: which words of one document mean the same participant.

In: a `Reading` with `mentions`. Out: the same with `chains`: a number per mention (None for a pronoun that means nobody
known), the link by which each mention joined its chain, and a `LocalEntity` per chain. `RULES` names the sieves.
"""

from kg.extract.coreference.chains import CONFIDENCE, resolve
from kg.extract.coreference.rules import RULES

__all__ = ["CONFIDENCE", "RULES", "resolve"]
