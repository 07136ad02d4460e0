"""View -> mentions: names, described participants and pronouns, each at its head word.

In: a `View` with mended trees. Out: `Mentions`, all candidates of a document in text order, found again by word or
sentence.
"""

from kg.extract.mentions.find import find

__all__ = ["find"]
