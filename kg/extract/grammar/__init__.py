"""Words of a tree -> what they are to each other: arguments of verbs, triggers with their slots, sets of labels.

In: nodes of `kg.language.grammar`, mended by `trees`. Out: nodes. Nothing here knows names or mentions; the words that
govern a slot come with its trigger.
"""
