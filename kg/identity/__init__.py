"""Which names are the same entity, across documents: pure functions over sets of names.

`names_of` reads the names out of one extraction, `resolve_block` decides what the names of one
block stand for. Nothing here knows of files, triples or the order in which documents came.
"""

from kg.identity.names import Name, all_names, names_of
from kg.identity.normalise import fold, initials, is_acronym, surname
from kg.identity.resolve import Identity, gazetteer_identity, most_specific, resolve_block

__all__ = [
    "Identity",
    "Name",
    "all_names",
    "fold",
    "gazetteer_identity",
    "initials",
    "is_acronym",
    "most_specific",
    "names_of",
    "resolve_block",
    "surname",
]
