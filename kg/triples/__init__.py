"""Records → quads and back; the only place that mints an IRI.

Two named graphs for each document, and one for the names of all:

    <base>document/ID/says     layer one: sentences, mentions, local entities, claims     `says`, `said`
    <base>document/ID/knows    layer two: facts between canonical entities                `knows`
    <base>names                the ledger: names, and the entities that they stand for    `ledger`
    <base>judgements           what people have judged                                    `judged`
"""

from kg.triples.knows import FLOOR, knows
from kg.triples.listing import LinkedMention
from kg.triples.said import said
from kg.triples.says import Describer
from kg.triples.terms import Minter

__all__ = ["FLOOR", "Describer", "LinkedMention", "Minter", "knows", "said"]
