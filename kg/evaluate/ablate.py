"""What each rule is good for: everything extracted again without it, and what changes counted.

    python -m kg.evaluate.ablate news.jsonl conll04-dev.jsonl=conll04 --judged judged.jsonl

A text is parsed once. A rule is switched off only where it acted, so that all of them take minutes. Rules are the mends
of trees, the guesses of names, the ways to join mentions, and the frames, roles and patterns of the ontology. Where a
set is labelled (`FILE=MAP`, as in `kg.evaluate.weigh`) or facts of it were judged by a reader, claims that come or go
are right, false, or unknown. A rule that changes nothing, or as much for worse as for better, should go.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import ontology as ontologies
from kg.errors import InputError, KgError
from kg.evaluate.answers import Map
from kg.evaluate.gold import GoldText, read_texts
from kg.evaluate.judge import document as document_of
from kg.evaluate.judge import judge, labelled
from kg.extract import extraction_of, reading_of, rules
from kg.extract.rules import Rule
from kg.ontology import Frame, Ontology, Pattern
from kg.records import Claim, Document, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

Verdicts = Mapping[tuple[str, ...], bool]
"""(document, relation, subject, object, sentence) -> whether a reader found it right."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One text, parsed, with its labels if it has any."""

    doc: Doc
    document: Document
    labels: tuple[GoldText, Map] | None = None


@dataclass(slots=True)
class Effect:
    """What a rule does: how often it acts, and the claims that stand or fall with it."""

    rule: Rule
    acted: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    """Claims that stand only with the rule: `right`, `false` or `unknown`."""
    lost: Counter[str] = field(default_factory=Counter)
    """Claims that stand only without it."""

    @property
    def worth(self) -> int:
        """Right claims it brings and false ones it keeps out, less the opposite."""
        return self.gained["right"] - self.gained["false"] - self.lost["right"] + self.lost["false"]


class Ablation:
    """Parsed texts and what is said in them with all rules at work."""

    def __init__(self, texts: Iterable[Parsed], ontology: Ontology, verdicts: Verdicts) -> None:
        self._texts, self._ontology, self._verdicts = list(texts), ontology, verdicts
        self._acted: list[Counter[str]] = []
        self._full: list[Extraction] = []
        for text in self._texts:
            reading = reading_of(text.doc, ontology)
            extraction = extraction_of(reading, text.document)
            self._acted.append(reading.trail.counts() + Counter(_declared(extraction.claims, ontology)))
            self._full.append(extraction)

    def effect(self, rule: Rule) -> Effect:
        """What changes without a rule, in all texts where it acts."""
        out = Effect(rule)
        for text, acted, full in zip(self._texts, self._acted, self._full, strict=True):
            if rule.name in acted:
                out.acted += acted[rule.name]
                reading = reading_of(text.doc, self._ontology, without=frozenset({rule.name}))
                less = extraction_of(reading, text.document)
                out.gained.update(self._judged(text, full, less))
                out.lost.update(self._judged(text, less, full))
        return out

    def _judged(self, text: Parsed, one: Extraction, other: Extraction) -> Iterator[str]:
        """The verdict on each claim that one extraction has and the other lacks."""
        known = {_key(claim, other) for claim in other.claims}
        for claim in one.claims:
            if _key(claim, one) not in known:
                yield self._verdict(text, replace(one, claims=(claim,)))

    def _verdict(self, text: Parsed, one: Extraction) -> str:
        read = self._verdicts.get((text.document.id, *_words(one.claims[0], one), one.claims[0].evidence.text))
        if read is None and text.labels is not None:
            read = next((each.right for each in judge(text.labels[0], one, text.labels[1], self._ontology)), None)
        return "unknown" if read is None else "right" if read else "false"


def _words(claim: Claim, extraction: Extraction) -> tuple[str, str, str]:
    """Relation and names of both ends."""
    names = {entity.chain: entity.name for entity in extraction.entities}
    ends = (claim.subject, claim.object)
    subject, obj = ("" if end is None else names.get(-1 if end.chain is None else end.chain, end.text) for end in ends)
    return claim.relation, subject, obj


def _key(claim: Claim, extraction: Extraction) -> tuple[object, ...]:
    """What makes a claim another one for a reader."""
    place = claim.place.text if claim.place is not None else None
    return *_words(claim, extraction), claim.evidence.start, claim.status, place, claim.time, claim.attributed_to


def _declared(claims: Iterable[Claim], ontology: Ontology) -> Iterator[str]:
    """The names of the frames, roles and patterns that may have made claims, told by rule and trigger."""
    by_rule: dict[str, list[str]] = {}
    declarations: tuple[Frame | Pattern, ...] = (*ontology.frames, *ontology.patterns)
    for declared in declarations:
        by_rule.setdefault(declared.rule, []).append(declared.name)
    by_noun: dict[str, list[str]] = {}
    for role in ontology.roles:
        for noun in {lemma.split()[-1].split("-")[-1] for lemma in role.lemmas}:
            by_noun.setdefault(noun, []).append(role.name)
    for claim in claims:
        yield from by_rule.get(claim.rule.rstrip("+").removesuffix("-by"), ())
        yield from by_noun.get(claim.path.partition(" ← ")[2].partition(" → ")[0], ())


def table(effects: Iterable[Effect]) -> str:
    """A Markdown table, the least worthy rule first."""
    head = "| rule | acts | claims only with it: right, false, unknown | only without it | worth |"
    rows = [head, "|---|---|---|---|---|"]
    for each in sorted(effects, key=lambda e: (e.worth, sum(e.gained.values()) + sum(e.lost.values()), e.rule.name)):
        pairs = (", ".join(str(c[k]) for k in ("right", "false", "unknown")) for c in (each.gained, each.lost))
        rows.append(f"| {each.rule.name} | {each.acted} | {' | '.join(pairs)} | {each.worth:+d} |")
    return "\n".join([*rows, ""])


def read_verdicts(path: Path) -> Verdicts:
    """Judged facts: JSONL with `document`, `relation`, `subject`, `object`, `sentence` and `verdict`.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        fields = ("document", "relation", "subject", "object", "sentence")
        return {tuple(str(row[name]) for name in fields): row["verdict"] == "true" for row in rows}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"cannot read judged facts {path}: {error}; see docs/evaluate.md") from error


def read_sets(given: Iterable[str], parse: Callable[[str], Doc], *, limit: int | None) -> Iterator[Parsed]:
    """The texts of `FILE.jsonl` and `FILE.jsonl=MAP`, parsed."""
    for one in given:
        path, _, mapping = one.partition("=")
        if mapping:
            sets: Iterable[tuple[GoldText, Map | None]] = labelled(Path(path), mapping, limit=limit)
        else:
            sets = ((text, None) for text in read_texts(Path(path))[:limit])
        for text, answers in sets:
            labels = (text, answers) if answers is not None else None
            yield Parsed(parse(text.text), document_of(text), labels)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the effect of every rule; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.ablate", description="What each rule is good for.")
    parser.add_argument("sets", nargs="+", metavar="FILE[=MAP]", help="JSONL of texts, labelled or not")
    parser.add_argument("--judged", type=Path, help="JSONL of facts with a reader's verdict")
    parser.add_argument("--only", default="", help="rules whose name begins with this")
    parser.add_argument("--limit", type=int, help="so many texts of each set")
    parser.add_argument("--model", help="another spaCy pipeline")
    options = parser.parse_args(arguments)
    from kg import language

    ontology = ontologies.load()
    try:
        verdicts = read_verdicts(options.judged) if options.judged else {}
        texts = read_sets(options.sets, language.load(options.model), limit=options.limit)
        ablation = Ablation(texts, ontology, verdicts)
        chosen = [rule for rule in rules(ontology) if rule.name.startswith(options.only)]
        sys.stdout.write(table(map(ablation.effect, chosen)))
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
