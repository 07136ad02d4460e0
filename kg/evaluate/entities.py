"""Entities against gold clusters: B³ of names inside articles, and across them.

B³ (Bagga and Baldwin 1998; Amigó et al. 2009) asks of each name: which share of the names of its entity are of its gold
cluster (precision), and which share of its cluster has its entity (recall); the figures are means over names. Counted
are the names that were found: mentions by name whose very span the gold has, whatever their class.

Inside an article the gold is `cluster`. Across articles it is `link`; a name without one is left out there, since
nobody says who it is elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import CLUSTERED, GoldText, document_name
from kg.evaluate.mentions import AROUND
from kg.evaluate.scores import Case, Rates, Section, Verdict
from kg.records import Kind
from kg.triples import LinkedMention

INSIDE, ACROSS = "entities inside", "entities across"

Place = tuple[str, int, int]
"""Document, start, end."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that both found: what it stands for to us, and to the gold."""

    at: Place
    cls: str
    entity: str
    cluster: str


def score(
    gold: Sequence[GoldText], mentions: Iterable[LinkedMention], classes: Mapping[str, str | None]
) -> Iterator[Section]:
    """Score what names stand for, inside articles where the gold has clusters and across them where it has links.

    Args:
        gold: annotated texts.
        mentions: of their documents; descriptions and pronouns are passed over.
        classes: their type → our coarse class, or None for what is not judged.
    """
    entities = {(document_name(m.document), m.start, m.end): m.entity_iri for m in mentions if m.kind == Kind.NAME}
    texts = {document_name(text.id): text.text for text in gold}
    spans = {
        (document_name(text.id), span.start, span.end): (span, cls)
        for text in gold
        for span in text.spans
        if (cls := classes.get(span.type)) and span.cluster.startswith(CLUSTERED)
    }
    both = {at: (span, cls, entities[at]) for at, (span, cls) in spans.items() if at in entities}
    inside = [Named(at, cls, f"{at[0]} {iri}", f"{at[0]} {span.cluster}") for at, (span, cls, iri) in both.items()]
    across = [Named(at, cls, iri, span.link) for at, (span, cls, iri) in both.items() if span.link]
    for what, names in ((INSIDE, inside), (ACROSS, across)):
        if names:
            yield _section(what, names, texts)


def b_cubed(names: Sequence[Named]) -> list[tuple[float, float]]:
    """Recall and precision of each name."""
    clusters, entities = Counter(name.cluster for name in names), Counter(name.entity for name in names)
    shared = Counter((name.cluster, name.entity) for name in names)
    both = (shared[name.cluster, name.entity] for name in names)
    return [(n / clusters[name.cluster], n / entities[name.entity]) for name, n in zip(names, both, strict=True)]


def _section(what: str, names: Sequence[Named], texts: Mapping[str, str]) -> Section:
    rows: dict[str, Rates] = {cls: Rates() for cls in sorted({name.cls for name in names})}
    for name, (recall, precision) in zip(names, b_cubed(names), strict=True):
        rows[name.cls] += Rates(gold=1, found=recall, predicted=1, right=precision)
    return Section(
        what=what,
        strict=sum(rows.values(), Rates()),
        rows=tuple(rows.items()),
        cases=(*_cases(names, texts, Verdict.MISSED), *_cases(names, texts, Verdict.FALSE_ALARM)),
    )


def _cases(names: Iterable[Named], texts: Mapping[str, str], verdict: Verdict) -> Iterator[Case]:
    """A cluster of several entities (missed), an entity of several clusters (false alarm): all but the largest part."""
    missed = verdict is Verdict.MISSED
    groups: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        whole, part = (name.cluster, name.entity) if missed else (name.entity, name.cluster)
        groups[whole][part].append(name)
    for whole in sorted(groups):
        first, *others = sorted(groups[whole].values(), key=lambda part: (-len(part), part[0].at))
        for smaller in others:
            yield _case(smaller[0], first[0], texts, verdict)


def _case(name: Named, other: Named, texts: Mapping[str, str], verdict: Verdict) -> Case:
    document, start, end = name.at
    low = max(0, start - AROUND)
    return Case(
        verdict=verdict,
        what="entity",
        document=document,
        relation=name.cls,
        subject=texts[document][start:end],
        object=texts[other.at[0]][other.at[1] : other.at[2]] + (f" ({other.at[0]})" if other.at[0] != document else ""),
        text=texts[document][low : end + AROUND],
        marks=((start - low, end - low),),
    )
