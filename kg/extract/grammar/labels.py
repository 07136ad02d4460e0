"""Sets of labels of Universal Dependencies that several rules mean alike."""

from __future__ import annotations

# names, mentions

INSIDE_PHRASE = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "fixed"}
)
"""Dependents left of a head noun that belong to the words of its phrase."""
NO_MENTION = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
"""Dependents that are words of another mention, or its title."""
MODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod"})
"""Labels of a demonym that says where something is from, and means no people."""
TELLING = frozenset({"nsubj", "obj", "obl", "appos", "conj", "nmod", "compound"})
"""Labels, without subtype, under which the word above a name tells something of its class."""
