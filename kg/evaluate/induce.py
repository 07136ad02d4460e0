"""Labelled sets → frames that nobody thought of: trigger lemma, slots and classes that tell a relation.

    python -m kg.evaluate.induce conll04-train.jsonl=conll04 redocred-dev.jsonl=redocred \
        --output ontology/frames-induced.ttl

Every content word outside the labelled names is tried as a trigger, with every pair of slots that two of
the names fill. A slot is a stretch of dependency path that the extractor can already walk
(`kg.extract.grammar.slots`), so whatever is found here can be written as a frame. A candidate's precision is the
share of its pairs between which the set labels the relation, its support how many those are; it is news
when the extraction lacks some of them. It must tell more than that two names stand in one sentence: the
chance to be so right with the share that names of these classes have anyway must be small (a one-sided
binomial test). Only lemmas and slots are kept, never words of the texts.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from kg import ontology as ontologies
from kg.errors import KgError
from kg.evaluate.answers import Answer, Map
from kg.evaluate.gold import GoldText
from kg.evaluate.judge import command_line, document, sets
from kg.evaluate.names import any_same
from kg.evaluate.shapes import Shape, labelled_names, shapes, together
from kg.language.grammar import View
from kg.ontology import Ontology
from kg.records import Extraction

LEAST_SUPPORT, LEAST_NEWS, LEAST_PRECISION = 3, 2, 0.75
MOST_CHANCE = 0.01
"""So likely may mere chance be."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape, a relation, and how far the one tells the other."""

    shape: Shape
    relation: str
    right: int
    seen: int
    news: int
    """How many of the right ones the extraction lacks."""
    texts: int
    """In how many texts they stand."""
    share: float
    """Of all pairs of these classes in one sentence, the share that has the relation."""

    @property
    def precision(self) -> float:
        """Right among seen, 0–1."""
        return self.right / self.seen

    @property
    def chance(self) -> float:
        """How likely `right` or more of `seen` are right, if the shape told nothing."""
        hits = range(self.right, self.seen + 1)
        return sum(comb(self.seen, k) * self.share**k * (1 - self.share) ** (self.seen - k) for k in hits)


class Counts:
    """Pairs of names seen in each shape, by what the sets say of them."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._seen: dict[frozenset[str], Counter[Shape]] = defaultdict(Counter)
        """Relations that a set can label → shapes in that set."""
        self._right: Counter[tuple[Shape, str]] = Counter()
        self._news: Counter[tuple[Shape, str]] = Counter()
        self._texts: dict[tuple[Shape, str], set[str]] = defaultdict(set)
        self._all: Counter[tuple[str, str]] = Counter()
        self._related: Counter[tuple[str, str, str]] = Counter()
        """Classes of all pairs in one sentence; classes and relation of those that have one."""
        self._evokes: dict[str, set[str]] = defaultdict(set)
        for frame in ontology.frames:
            for trigger in frame.triggers:
                self._evokes[trigger].add(frame.relation)

    def add(self, text: GoldText, answers: Map, view: View, extraction: Extraction) -> None:
        """Count the pairs of one text."""
        told = {Answer.read(r).relation for ours in answers.relations.values() for r in ours}
        seen = self._seen[frozenset(told)]
        names = labelled_names(text, answers, view)
        for shape, subject, obj in set(shapes(view, names, self._ontology.words)):
            seen[shape] += 1
            classes = (shape.subject_class, shape.object_class)
            labels = self._relations(text, answers, classes, (subject, obj))
            for relation in {self._told(ours, shape.trigger) for ours in labels}:
                self._right[shape, relation] += 1
                self._texts[shape, relation].add(text.id)
                self._news[shape, relation] += not _known(text, answers, extraction, relation, subject, obj)
        for classes, ends in together(view, names):
            self._all[classes] += 1
            for relation in {name for ours in self._relations(text, answers, classes, ends) for name in ours}:
                self._related[*classes, relation] += 1

    def _told(self, ours: Sequence[str], trigger: str) -> str:
        """Of the relations that answer a label the one that the trigger evokes elsewhere, else the first."""
        return min(ours, key=lambda name: (name not in self._evokes[trigger], ours.index(name)))

    def _relations(
        self, text: GoldText, answers: Map, classes: tuple[str, str], ends: tuple[str, str]
    ) -> Iterator[list[str]]:
        """For each label between two names, those relations of ours that answer it and take such ends."""
        for link in text.links:
            turned = (link.tail, link.head) == ends
            if turned or (link.head, link.tail) == ends:
                ours = [a for r in answers.relations.get(link.type, ()) if (a := Answer.read(r)).inverse == turned]
                if fitting := [answer.relation for answer in ours if self._takes(answer, classes)]:
                    yield fitting

    def _takes(self, answer: Answer, classes: tuple[str, str]) -> bool:
        if answer.object_class not in {None, classes[1]}:
            return False
        relation = self._ontology.relations[answer.relation]
        pairs = zip(classes, (relation.subject_classes, relation.object_classes), strict=True)
        return all(any(self._ontology.is_a(cls, w) or self._ontology.is_a(w, cls) for w in ws) for cls, ws in pairs)

    def candidates(self) -> list[Candidate]:
        """All shapes that ever told a relation, best first; a set counts only for relations that it labels."""
        found = []
        for (shape, relation), right in self._right.items():
            seen = sum(counter[shape] for told, counter in self._seen.items() if relation in told)
            classes = (shape.subject_class, shape.object_class)
            share = self._related[*classes, relation] / max(1, self._all[classes])
            texts = len(self._texts[shape, relation])
            found.append(Candidate(shape, relation, right, seen, self._news[shape, relation], texts, share))
        return sorted(found, key=lambda c: (-c.news, -c.right, -c.precision, c.relation, c.shape))


def worthy(candidates: Iterable[Candidate], *, without: Collection[str] = ()) -> list[Candidate]:
    """Candidates with enough support (in different texts), news and precision.

    Args:
        candidates: all.
        without: triggers to leave out, because a reader finds that they tell something else.
    """
    return [
        each
        for each in candidates
        if each.texts >= LEAST_SUPPORT
        and each.news >= LEAST_NEWS
        and each.precision >= LEAST_PRECISION
        and each.chance <= MOST_CHANCE
        and each.shape.trigger not in without
    ]


def _known(text: GoldText, answers: Map, extraction: Extraction, relation: str, subject: str, obj: str) -> bool:
    """Whether the extraction already has a claim that answers the same labels between the two names."""
    names = text.names()
    labels = [{Answer.read(r).relation for r in ours} for ours in answers.relations.values()]
    same = {relation}.union(*(ours for ours in labels if relation in ours))
    canonical = {entity.chain: entity.name for entity in extraction.entities}
    for claim in extraction.claims:
        ends = [(end.text, canonical.get(end.chain if end.chain is not None else -1)) for end in claim.ends]
        both = claim.subject is not None and claim.object is not None and claim.relation in same
        if both and all(any_same(e, names[n], loose=True) for e, n in zip(ends, (subject, obj), strict=True)):
            return True
    return False


# --- output -----------------------------------------------------------------------------------------


def table(candidates: Iterable[Candidate]) -> str:
    """A line for each candidate: relation, trigger, slots, classes, figures."""
    rows = ["relation\ttrigger\tpos\tsubject\tobject\tclasses\tright\tseen\tprecision\tnew"]
    for c in candidates:
        s = c.shape
        classes = f"{s.subject_class}→{s.object_class}"
        cells = (
            c.relation,
            s.trigger,
            s.pos,
            s.subject,
            s.object,
            classes,
            c.right,
            c.seen,
            f"{c.precision:.2f}",
            c.news,
        )
        rows.append("\t".join(map(str, cells)))
    return "\n".join(rows) + "\n"


HEADER = """\
@prefix kg: <https://kg.example/ontology#> .
@prefix frame: <https://kg.example/frames#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

# Induced from labelled sets by `python -m kg.evaluate.induce`; do not edit, but run it again.
# Behind each trigger: how often the pair of names was labelled with the relation, of how often it occurred.
"""


def turtle(candidates: Iterable[Candidate]) -> str:
    """Frames of the ontology; candidates that differ in the trigger alone share one."""
    groups: dict[tuple[str, str, str, str, str, str], list[Candidate]] = defaultdict(list)
    for c in candidates:
        s = c.shape
        groups[c.relation, s.pos, s.subject, s.object, s.subject_class, s.object_class].append(c)
    blocks = [HEADER]
    for (relation, pos, subject, obj, one, other), group in sorted(groups.items()):
        group.sort(key=lambda c: c.shape.trigger)
        slots = "-".join(slot.replace("oblique:", "").replace("_", "-") for slot in (subject, obj))
        triggers = ", ".join(f'"{c.shape.trigger}"' for c in group)
        support = "; ".join(f"{c.shape.trigger} {c.right}/{c.seen}" for c in group)
        blocks.append(
            f"frame:{relation}_induced-{pos}-{slots}-{one.lower()}-{other.lower()} a kg:Frame ;"
            f' kg:evokes kg:{relation} ; kg:pos "{pos}" ;\n'
            f"    kg:trigger {triggers} ;\n"
            f'    kg:subject "{subject}" ; kg:object "{obj}" ;\n'
            f"    kg:subjectClass kg:{one} ; kg:objectClass kg:{other} ;\n"
            f'    rdfs:comment "{support}"@en .\n'
        )
    return "\n".join(blocks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print candidates and write frames; returns the exit code."""
    parser = command_line("kg.evaluate.induce", "Find frames in labelled sets.")
    parser.add_argument("--without", nargs="*", default=[], metavar="LEMMA", help="triggers to leave out after reading")
    parser.add_argument("--output", type=Path, help="write the worthy ones as frames")
    options = parser.parse_args(arguments)
    try:
        found = _count(options.sets, options.limit, options.model).candidates()
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    sys.stdout.write(table(each for each in found if each.right >= LEAST_SUPPORT))
    if options.output:
        options.output.write_text(turtle(worthy(found, without=options.without)), encoding="utf-8")
    return 0


def _count(arguments: Iterable[str], limit: int | None, model: str | None) -> Counts:
    from kg import language
    from kg.extract import extract
    from kg.language.grammar import view

    ontology = ontologies.load()
    pipeline = language.load(model)
    counts = Counts(ontology)
    for text, answers in sets(arguments, limit=limit):
        doc = pipeline(text.text)
        counts.add(text, answers, view(doc), extract(doc, document(text), ontology))
    return counts


if __name__ == "__main__":
    sys.exit(main())
