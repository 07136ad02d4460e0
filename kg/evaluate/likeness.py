"""Learns whom a definite description means from gold coreference and from judged articles, and writes the weights.

    python -m kg.evaluate.likeness GUM_TRAIN.conllu --judged ARTICLES.jsonl=tests/gold/descriptions.jsonl

Maximises the probability that a description means one of the participants that the gold puts into its cluster, or
nobody named before, over the antecedents that `kg.extract.coreference.antecedents` finds, with an L2 penalty.
Judged were the descriptions of sixty articles: the file has those that mean a participant named before, with the
names it goes by there; the others mean nobody named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.evaluate.coreference import GoldDocument, align, read_gum
from kg.evaluate.salience import Case, learn, span_of, write
from kg.extract import mentions, trees
from kg.extract.coreference import chains
from kg.extract.coreference.antecedents import Antecedent
from kg.extract.coreference.context import Context
from kg.extract.coreference.likeness import DATA, features, features_of_nobody
from kg.extract.reading import Reading
from kg.language.grammar import view
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PENALTY = 2.0

Right = Callable[[int, Antecedent, Context], bool]
"""Whether a description means an antecedent."""


@dataclass(slots=True)
class Teacher:
    """Stands in for `descriptions.choose`: knows what is right, and writes down what it saw."""

    right: Right
    known: Collection[int] | None = None
    """The descriptions of which something is known; None for all."""
    cases: list[Case] = field(default_factory=list)

    def __call__(self, i: int, against: Sequence[Antecedent], context: Context) -> int | None:
        """The nearest right mention."""
        if not against or (self.known is not None and i not in self.known):
            return None
        right = [k for k, other in enumerate(against) if self.right(i, other, context)]
        options = [features(i, other, against, context) for other in against]
        self.cases.append(Case([*options, features_of_nobody(i, against, context)], right or [len(against)]))
        return against[right[0]].mention if right else None


def reading_of(doc: Doc, ontology: Ontology) -> Reading:
    """A parsed document with its mentions."""
    return mentions.find(trees.mend(Reading(view(doc), ontology)))


def cases_of_gold(reading: Reading, gold: GoldDocument) -> list[Case]:
    """The descriptions of one document with gold clusters."""
    found = reading.mentions.all
    spans = [span_of(c.start, c.end) for c in found]
    entity = {i: gold.mentions[j].entity for i, j in align(gold.mentions, spans, heads=True).items()}

    def right(i: int, other: Antecedent, context: Context) -> bool:
        of_chain = Counter(
            entity[j] for j in range(i) if j in entity and context.links.root(j) == context.links.root(other.mention)
        )
        return bool(of_chain) and of_chain.most_common(1)[0][0] == entity[i]

    teacher = Teacher(right, entity)
    chains.before_pronouns(reading, choice=teacher)
    return teacher.cases


def cases_of_judged(reading: Reading, judged: Mapping[int, Collection[str]]) -> list[Case]:
    """The descriptions of one judged article, of which `judged` has the names by the first character."""

    def right(i: int, other: Antecedent, context: Context) -> bool:
        names = judged.get(context.found[i].start, ())
        root = context.links.root(other.mention)
        return any(context.links.root(j) == root and c.name in names for j, c in enumerate(context.found))

    teacher = Teacher(right)
    chains.before_pronouns(reading, choice=teacher)
    return teacher.cases


def read_judged(articles: Path, judgements: Path) -> Iterator[tuple[str, dict[int, list[str]]]]:
    """The texts of the judged articles, each with the names that its descriptions mean, by their first character.

    Raises:
        InputError: the file lacks a judged article.
    """
    texts = {str(row["id"]): row["text"] for row in map(json.loads, articles.read_text("utf-8").splitlines())}
    judged: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for row in map(json.loads, judgements.read_text("utf-8").splitlines()):
        judged[row["document"]].update({each["start"]: each["names"] for each in row["means"]})
    for document, means in judged.items():
        if document not in texts:
            raise InputError(f"{articles} has no article {document!r}; give the file that was judged")
        yield texts[document], means


def main(argv: Iterable[str] | None = None) -> None:
    """Learns from a CoNLL-U file with GUM's annotation and from judged articles."""
    from kg import language, ontology

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--judged", metavar="ARTICLES=JUDGEMENTS", required=True)
    options = parser.parse_args(list(argv) if argv is not None else None)
    articles, _, judgements = options.judged.partition("=")
    if not judgements:
        parser.error("--judged needs the articles and what was judged of them: ARTICLES.jsonl=JUDGEMENTS.jsonl")
    read = list(read_judged(Path(articles), Path(judgements)))
    nlp, known = language.load(roles=False), ontology.load()
    gold = [case for each in read_gum(options.treebank) for case in cases_of_gold(_read(each.text, nlp, known), each)]
    judged = [case for text, means in read for case in cases_of_judged(_read(text, nlp, known), means)]
    source = f"{len(gold)} descriptions of {options.treebank.name}, {len(judged)} of judged articles"
    write(learn([*gold, *judged], penalty=PENALTY), DATA, source=source)


def _read(text: str, nlp: Language, known: Ontology) -> Reading:
    return reading_of(nlp(text), known)


if __name__ == "__main__":
    main()
