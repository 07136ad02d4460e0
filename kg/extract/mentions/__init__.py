"""Reading -> mentions: names, described participants and pronouns, each at its head word.

In: a `Reading` with settled names and mended trees. Out: the same with its `mentions`: all candidates of the document
in text order, found again by word or sentence.
"""

from kg.extract.mentions.find import find
from kg.extract.mentions.names import RULES

__all__ = ["RULES", "find"]
