"""A gold file and what was extracted → scores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg import ontology as ontologies
from kg import pipeline
from kg.errors import InputError
from kg.evaluate import entities as entity_scores
from kg.evaluate import facts as fact_scores
from kg.evaluate import mentions as mention_scores
from kg.evaluate import relations as relation_scores
from kg.evaluate.answers import Answers, Map, read_map
from kg.evaluate.gold import TO_ROLE, GoldFact, GoldText, document_name, own_map, read_gold
from kg.evaluate.scores import Scores
from kg.graph import Graph
from kg.ontology import Ontology
from kg.pipeline import Tally
from kg.records import Fact
from kg.triples import LinkedMention

PathLike = str | os.PathLike[str]


def measure(
    gold: PathLike,
    *,
    graph: PathLike | Graph | None = None,
    mapping: PathLike | Map | None = None,
    model: str | None = None,
    progress: Callable[[Tally], None] | None = None,
) -> Scores:
    """Score a graph against a gold file; only the documents that the gold names count.

    Args:
        gold: JSONL of facts with alternatives or of annotated texts; see `kg.evaluate.gold`.
        graph: the graph to score; None extracts the gold's own texts, in memory.
        mapping: which of our names answer which of the gold's (`kg.evaluate.answers`); None when it uses ours.
        model: another spaCy pipeline for the extraction.
        progress: told how far the extraction has come.

    Raises:
        KgError: gold, map, model or graph cannot be used, or there are neither texts nor a graph.
    """
    path = Path(gold)
    found = read_gold(path)
    if isinstance(graph, Graph):
        return _of_graph(path, found, graph, mapping)
    with _opened(path, found, graph, model, progress) as opened:
        return _of_graph(path, found, opened, mapping)


def _opened(
    path: Path,
    gold: list[GoldFact] | list[GoldText],
    graph: PathLike | None,
    model: str | None,
    progress: Callable[[Tally], None] | None,
) -> Graph:
    """The graph in a folder, or one made of the gold's own texts."""
    if graph is not None:
        return Graph(graph, create=False)
    if isinstance(gold[0], GoldFact):
        raise InputError(f"{path} has no texts to extract from; build its documents and pass --graph")
    return pipeline.build(path, model=model, progress=progress)


def evaluate(
    gold: PathLike,
    facts: Iterable[Fact],
    mentions: Iterable[LinkedMention],
    *,
    mapping: PathLike | Map | None = None,
    ontology: Ontology | None = None,
) -> Scores:
    """Score facts and mentions against a gold file.

    Args:
        gold: as for `measure`.
        facts: those of the gold's documents.
        mentions: likewise.
        mapping: as for `measure`.
        ontology: says which relations are symmetric and which lie below another; the bundled one when None.

    Raises:
        InputError: gold or map cannot be read, or the map fits nothing in the gold.
    """
    path = Path(gold)
    return _scores(path, read_gold(path), list(facts), list(mentions), mapping, ontology or ontologies.load())


def _of_graph(
    path: Path, gold: list[GoldFact] | list[GoldText], graph: Graph, mapping: PathLike | Map | None
) -> Scores:
    names = {document_name(each.document if isinstance(each, GoldFact) else each.id) for each in gold}
    ids = [document.id for document in graph.documents() if document_name(document.id) in names]
    if not ids:
        raise InputError(f"the graph has none of the documents of {path}; build them first")
    facts = [fact for id_ in ids for fact in graph.facts(id_)]
    mentions = [mention for id_ in ids for mention in graph.mentions(id_)]
    return _scores(path, gold, facts, mentions, mapping, ontologies.load())


def _scores(
    path: Path,
    gold: list[GoldFact] | list[GoldText],
    facts: list[Fact],
    mentions: Sequence[LinkedMention],
    mapping: PathLike | Map | None,
    ontology: Ontology,
) -> Scores:
    wanted = [each for each in gold if isinstance(each, GoldFact)]
    if wanted:
        symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)
        return Scores(gold=str(path), sections=(fact_scores.score(wanted, facts, symmetric=symmetric),))
    texts = [each for each in gold if isinstance(each, GoldText)]
    chosen = _map(mapping, texts, ontology)
    answers = Answers(chosen.relations, ontology, either_way=False)
    types = {span.type for text in texts for span in text.spans}
    links = {link.type for text in texts for link in text.links}
    sections = []
    if links & set(chosen.relations):
        sections.append(relation_scores.score(texts, facts, answers))
    if types & {theirs for theirs, ours in chosen.entities.items() if ours}:
        sections.append(mention_scores.score(texts, mentions, chosen.entities))
        sections.extend(entity_scores.score(texts, mentions, chosen.entities))
    named = {type_ for type_ in links if TO_ROLE not in type_}  # of an event's many pairs few are meant to be judged
    unmapped = sorted((types - set(chosen.entities)) | (named - set(chosen.relations)))
    if not sections:
        raise InputError(f"nothing of {path} can be judged: no map for {', '.join(unmapped) or 'it'}; pass --map")
    return Scores(gold=str(path), sections=tuple(sections), unmapped=tuple(unmapped))


def _map(mapping: PathLike | Map | None, texts: list[GoldText], ontology: Ontology) -> Map:
    if mapping is None:
        return own_map(texts, ontology)
    return mapping if isinstance(mapping, Map) else read_map(Path(mapping))
