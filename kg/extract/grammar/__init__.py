"""Words of a tree -> what they are to each other: arguments of verbs, slots of triggers, clauses that depend on them.

In: nodes of `kg.language.grammar`, mended by `trees`. Out: nodes. Nothing here knows names, mentions or the ontology.
"""
