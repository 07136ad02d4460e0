"""Events and states -> claims: both ends settled, with evidence, circumstances and a confidence.

In: what `relations` found. Out: `Claim`s, also those that follow from others, without repetitions.
"""

from kg.extract.claims.assemble import make

__all__ = ["make"]
