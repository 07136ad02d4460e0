"""What people confirmed and rejected as gold: how much of what a graph prints is right.

A judgement names what a document says (relation, status, where the ends stand; `kg.identity.fact_key`), so it holds for
whatever rule finds that again. A rejected fact is taken out of the graph that holds the judgement; here it counts as
printed nevertheless if it would be but for that, since what is measured is the extraction.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.report import Table
from kg.evaluate.scores import Share
from kg.graph import Graph
from kg.identity import Rulings, fact_key
from kg.judging import read_file
from kg.ontology import Ontology
from kg.records import Extraction, Judgement, Status, Verdict
from kg.triples import FLOOR
from kg.triples.codes import codes
from kg.triples.rules import broken_rule

ALL, EVENTS, STATES, UNCODED = "all", "events", "states", "other events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How much of what was judged is printed, and how much of that is right."""

    rows: tuple[tuple[str, Share], ...]
    """Confirmed among those printed: of all, of events, of states, and by family (PLOVER's type of an event)."""
    kept: Share
    """Of the confirmed facts, those that are still printed."""
    repeated: Share
    """Of the rejected facts, those that are still printed."""
    doubtful: int
    """Judged facts that are extracted, but below the floor of confidence or against a rule of the ontology."""
    gone: int
    """Judged facts that are no longer extracted from their document."""
    elsewhere: int
    """Judged facts of documents that the graph has not."""

    @property
    def precision(self) -> Share:
        """Confirmed among all judged facts that are printed."""
        return self.rows[0][1]


def judged(judgements: str | os.PathLike[str] | Iterable[Judgement], graph: str | os.PathLike[str] | Graph) -> Judged:
    """Measure what a graph prints by what people confirmed and rejected.

    Args:
        judgements: a file that `kg judgements --export` wrote, a graph that holds them, or the judgements themselves.
            Those of entities are passed over.
        graph: the graph to measure.

    Raises:
        KgError: file or graph cannot be read, or no fact is judged.
    """
    made, where = _read(judgements)
    facts = Rulings.of(made).facts
    if not facts:
        raise InputError(f"{where}: no fact is judged; `kg confirm FACT` and `kg reject FACT` judge one")
    if isinstance(graph, Graph):
        return _measure(facts, graph)
    with Graph(graph, create=False) as opened:
        return _measure(facts, opened)


def tables(scores: Judged) -> list[Table]:
    """The figures for people: precision by family with its interval, and what became of the judged facts."""
    rows = tuple(
        (name, f"{share.rate:.3f}", "{:.3f}–{:.3f}".format(*share.interval), str(share.right), str(share.asked))
        for name, share in scores.rows
    )
    fate = (
        ("confirmed, printed", f"{scores.kept.right} of {scores.kept.asked}"),
        ("rejected, printed but for that", f"{scores.repeated.right} of {scores.repeated.asked}"),
        ("doubtful or against a rule", str(scores.doubtful)),
        ("no longer extracted", str(scores.gone)),
        ("of documents that are not here", str(scores.elsewhere)),
    )
    columns = ("", "precision", "95 % interval", "confirmed", "printed and judged")
    return [Table("judged facts that are printed", columns, rows), Table("what was judged", ("", "facts"), fate)]


# --- what was judged, and what the graph says --------------------------------------------------------------


def _read(judgements: str | os.PathLike[str] | Iterable[Judgement]) -> tuple[list[Judgement], str]:
    if not isinstance(judgements, str | os.PathLike):
        return list(judgements), "the judgements"
    path = Path(judgements)
    if not path.is_dir():
        return read_file(path), str(path)
    with Graph(path, create=False) as opened:
        return opened.judgements(), str(path)


Facts = Mapping[tuple[str, str], Verdict]


def _measure(facts: Facts, graph: Graph) -> Judged:
    """Each judged fact once, by what its document says today."""
    here = {each.id for each in graph.documents()}
    asked: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for (document, key), verdict in facts.items():
        asked[document][key] = verdict
    printed: list[tuple[str, Verdict]] = []
    doubtful = gone = 0
    for document in sorted(asked.keys() & here):
        told = _told(graph.store.extraction(document), graph.ontology)
        known = asked[document].keys() & told.keys()
        gone += len(asked[document]) - len(known)
        doubtful += sum(not told[key] for key in known)
        printed += [(key.split(" ")[0], asked[document][key]) for key in sorted(known) if told[key]]
    return Judged(
        rows=tuple(_rows(printed, graph.ontology)),
        kept=_share(Verdict.CONFIRM, printed, facts),
        repeated=_share(Verdict.REJECT, printed, facts),
        doubtful=doubtful,
        gone=gone,
        elsewhere=sum(document not in here for document, _ in facts),
    )


def _told(extraction: Extraction, ontology: Ontology) -> dict[str, bool]:
    """What a document says, and whether it is printed."""
    entities = {entity.chain: entity for entity in extraction.entities}
    told: dict[str, bool] = {}
    for claim in extraction.claims:
        sure = claim.confidence >= FLOOR and not broken_rule(claim, entities, ontology)
        told[fact_key(claim)] = told.get(fact_key(claim), False) or sure
    return told


def _share(verdict: Verdict, printed: Iterable[tuple[str, Verdict]], facts: Facts) -> Share:
    return Share(sum(each is verdict for _, each in printed), sum(each is verdict for each in facts.values()))


def _rows(printed: Iterable[tuple[str, Verdict]], ontology: Ontology) -> Iterator[tuple[str, Share]]:
    found: dict[str, list[bool]] = {ALL: [], EVENTS: [], STATES: []}
    for relation, verdict in printed:
        for family in _families(relation, ontology):
            found.setdefault(family, []).append(verdict is Verdict.CONFIRM)
    for family in [ALL, EVENTS, STATES, *sorted(found.keys() - {ALL, EVENTS, STATES})]:
        if found[family] or family == ALL:
            yield family, Share(sum(found[family]), len(found[family]))


def _families(relation: str, ontology: Ontology) -> tuple[str, ...]:
    """All that a relation counts for: an event for PLOVER's type of its class, too."""
    if not ontology.relations[relation].event_class:
        return ALL, STATES
    return ALL, EVENTS, codes(relation, Status.ASSERTED, ontology)[0] or UNCODED
