"""Which names are the same entity, across documents: pure functions over sets of names.

`names_of` reads the names out of one extraction, with what it says that tells them from namesakes; `resolve` decides
what a name stands for, and `affected` which decisions a change of the set can alter. Nothing here knows of files, of
triples or of the order in which documents came.
"""

from kg.identity.context import all_names, names_of
from kg.identity.identity import Identity, Memo, Names, gazetteer_identity, most_specific
from kg.identity.judgements import Rulings, fact_key
from kg.identity.names import Name
from kg.identity.resolve import affected, resolve

__all__ = [
    "Identity",
    "Memo",
    "Name",
    "Names",
    "Rulings",
    "affected",
    "all_names",
    "fact_key",
    "gazetteer_identity",
    "most_specific",
    "names_of",
    "resolve",
]
