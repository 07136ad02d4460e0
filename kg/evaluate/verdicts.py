"""Facts that strict readers judged → verdicts with features, for `kg.evaluate.weigh`.

    python -m kg.evaluate.verdicts ARTICLES.jsonl=JUDGED.jsonl … --output verdicts.jsonl

The rules by which facts are judged stand in `docs/judging.md`. A judged fact is a line with the fields of
`kg facts --format jsonl` and `verdict`: `true`, `part` (the triple holds, something else of it does not) or `false`.
It is found again among what extraction says today, by document, sentence, relation, status and the words of both ends;
what extraction no longer says is left out. Of a text only features are kept: relation, rule, word, kinds of its ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg import ontology as ontologies
from kg.errors import InputError, KgError
from kg.evaluate.judge import extractor
from kg.extract.claims.confidence import features
from kg.ontology import Ontology
from kg.records import Claim, Document, Extraction

FALSE = "false"
"""The verdict on a fact whose subject, relation, object or status is wrong."""

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was judged of one fact, and what there is to say of it."""

    group: str
    """Its document: facts of one document are not independent."""
    features: Mapping[str, float]
    right: bool


def verdicts(judged: Iterable[Mapping[str, Any]], said: Iterable[Extraction], ontology: Ontology) -> Iterator[Verdict]:
    """The verdicts on what extractions say, in their order."""
    known = {_key_of(fact): fact["verdict"] != FALSE for fact in judged}
    for extraction in said:
        for claim in extraction.claims:
            right = known.get(_key(extraction.document.id, claim))
            if right is not None:
                yield Verdict(extraction.document.id, of_claim(claim, extraction, ontology), right)


def of_claim(claim: Claim, extraction: Extraction, ontology: Ontology) -> dict[str, float]:
    """The features of a claim of an extraction."""
    local = {entity.chain: entity for entity in extraction.entities}
    return features(claim, lambda end: None if end.chain is None else local.get(end.chain), ontology)


def _key(document: str, claim: Claim) -> Key:
    words = (end and end.text for end in (claim.subject, claim.object))
    return (document, claim.relation, claim.evidence.start, *words, str(claim.status))


def _key_of(fact: Mapping[str, Any]) -> Key:
    return tuple(fact[name] for name in ("document", "relation", "start", "subject_text", "object_text", "status"))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file.

    Raises:
        InputError: the file is missing, or a line is no JSON.
    """
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {error}; give JSONL") from error


def write(found: Iterable[Verdict], path: Path) -> int:
    """Write one verdict a line, numbers to three places, and return how many."""
    lines = [
        json.dumps({"group": each.group, "right": each.right, "features": _short(each.features)}, ensure_ascii=False)
        for each in found
    ]
    path.write_text("\n".join([*lines, ""]), "utf-8")
    return len(lines)


def _short(found: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in found.items() if value}


def read(path: Path) -> list[Verdict]:
    """The verdicts of a file that `write` has made."""
    return [Verdict(each["group"], each["features"], each["right"]) for each in read_lines(path)]


def _said(path: Path, extract: Callable[[Document], Extraction]) -> Iterator[Extraction]:
    for record in read_lines(path):
        day = record.get("published") or record.get("date")
        published = date.fromisoformat(day[:10]) if day else None
        yield extract(Document(id=str(record["id"]), text=record["text"], source=path.name, published=published))


def main(arguments: Sequence[str] | None = None) -> int:
    """Find the judged facts of articles again and write their verdicts; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.verdicts", description="Judged facts → verdicts.")
    parser.add_argument("sets", nargs="+", metavar="ARTICLES=JUDGED", help="articles (JSONL) and their judged facts")
    parser.add_argument("--output", type=Path, required=True, help="the file of verdicts")
    options = parser.parse_args(arguments)
    ontology = ontologies.load()
    found: list[Verdict] = []
    try:
        extract = extractor(ontology)
        for each in options.sets:
            articles, _, judged = each.rpartition("=")
            found += verdicts(read_lines(Path(judged)), _said(Path(articles), extract), ontology)
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    sys.stdout.write(f"{write(found, options.output)} verdicts, written to {options.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
