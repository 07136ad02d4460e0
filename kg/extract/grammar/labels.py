"""Sets of tags and dependency labels, each in one place.

Tags are those of the Penn Treebank, parts of speech and labels those of Universal Dependencies.
"""

from __future__ import annotations

# coreference

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs with a tense of their own."""
IDENTIFYING = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})
"""Words beside a noun that say which one is meant: "the [Afghan] president", "the minister [of trade]"."""
REFERRING = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "appos", "ccomp", "parataxis"})
"""How nouns stand in a clause that can be meant again by a pronoun; the others only modify."""
TOPICAL = frozenset({"nsubj", "root", "ccomp"})
"""What a sentence is about: its subject, also where a parser took that for the sentence."""
APPOSITIVE = frozenset({"appos", "nmod:desc"})
"""Words beside a noun that mean the same."""
CLAUSAL = frozenset({"csubj", "ccomp", "xcomp", "advcl", "acl"})
"""Clauses that depend on a word."""
DIRECT = frozenset({"obj", "iobj"})
"""Objects without a preposition."""
ATTRIBUTIVE = frozenset({"compound", "amod", "nmod:desc", "flat", "appos"})
"""Words that are no participants of a clause, but parts and modifiers of one."""
