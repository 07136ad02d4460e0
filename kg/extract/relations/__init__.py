"""Mentions -> who stands in which relation: events of frames, states of role nouns and of names side by side.

In: mentions in chains. Out: `Event`s and `State`s, whose ends are still words of the tree.
"""
