"""Which facts of one state of a graph have some words: in sentence, ends, relation, place or document.

The explorer finds words so in the facts that it has; this finds them in all facts, also those that no page has seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.names import fold
from kg.ontology import PREFIXES, local
from kg.store.protocol import Quads
from kg.triples import Minter, terms
from kg.triples.said import value
from kg.view.text import words as told

_fold = fold.__wrapped__
"""Not the one that remembers names: whole sentences would push them out."""
_FACTS = """
SELECT ?fact ?says ?relation ?subject ?object ?place ?placeText ?who ?sentence WHERE {
  ?fact a kg:Fact .
  OPTIONAL { ?fact kg:agent ?agent }
  OPTIONAL { ?fact kg:patient ?patient }
  OPTIONAL { ?fact rdf:subject ?first ; rdf:object ?second }
  OPTIONAL { ?fact kg:place ?place }
  BIND(COALESCE(?first, ?agent) AS ?subject)
  BIND(COALESCE(?second, ?patient) AS ?object)
  GRAPH ?says { ?fact a kg:Claim ; kg:relation ?relation ; prov:wasDerivedFrom ?passage . ?passage kg:text ?sentence }
  OPTIONAL { ?fact kg:placeWords/kg:text ?placeText }
  OPTIONAL { ?fact kg:attributedTo ?who }
}"""


class Words:
    """The folded words of every fact that is not doubtful, read once, in about a second for 6,000 facts.

    Args:
        quads: a state of the graph.
        minter: for the ids of documents.
    """

    def __init__(self, quads: Quads, minter: Minter) -> None:
        names = {value(quad.subject): value(quad.object) for quad in _labels(quads)}
        self._texts = dict(sorted(_read(quads, minter, names)))

    def having(self, words: Sequence[str]) -> list[str]:
        """The IRIs of the facts that have all these folded words, in their order."""
        return [fact for fact, text in self._texts.items() if all(word in text for word in words)]


def _labels(quads: Quads) -> Iterator[ox.Quad]:
    return iter(quads.quads_for_pattern(None, terms.PREF_LABEL, None, None))


def _read(quads: Quads, minter: Minter, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    answers = quads.query(_FACTS, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(answers, ox.QuerySolutions)
    for answer in answers:
        text = {each: found.value for each in ("subject", "object", "place") if (found := answer[each]) is not None}
        parts = [names.get(each, each) for each in text.values()]
        parts += [found.value for each in ("placeText", "who", "sentence") if (found := answer[each]) is not None]
        document = minter.document_id(answer["says"].value)
        # `fold` takes away an article in front and a possessive at the end; neither stands there.
        yield answer["fact"].value, _fold(" ".join((told(local(answer["relation"].value)), *parts, document, ".")))
