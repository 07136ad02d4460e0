"""Trees as the parser gave them -> trees mended around names, offices and clauses.

In: a `View` fresh from the language model. Out: the same document, its names settled and its trees mended in place.
"""

from kg.extract.trees.repair import mend

__all__ = ["mend"]
