"""The label inventories of a model: what its numbers mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from kg.language.conllu import Sentence
from kg.language.lemmas import KEEP, make_script

NAME_TYPES: Final = ("Person", "Organization", "Place", "Demonym", "Misc")
"""Classes of names. Misc (works, events, products) is learnt so that the others stay clean."""

OUTSIDE: Final = "O"
NAME_LABELS: Final = (OUTSIDE, *(f"{mark}-{kind}" for kind in NAME_TYPES for mark in "BI"))

IGNORE: Final = -100
"""Target of a word of which nothing is to be learnt."""

_MIN_SCRIPT = 2
_MIN_LABEL = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """Lists of labels; a label's number is its place in the list.

    ``tags`` are ``UPOS|XPOS`` pairs, ``lemmas`` edit scripts, ``deprels`` UD relations,
    ``names`` BIO labels, ``roles`` those of arguments (the first one means none), ``senses`` the PropBank
    rolesets that the model chooses among; a model without roles has neither.
    """

    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS
    roles: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Labels:
        """Collect the labels of a treebank, leaving out those seen only once or twice."""
        tags: Counter[str] = Counter()
        lemmas: Counter[str] = Counter()
        deprels: Counter[str] = Counter()
        for sentence in sentences:
            for word in sentence.words:
                tags[f"{word.upos}|{word.xpos}"] += 1
                lemmas[make_script(word.form, word.lemma)] += 1
                deprels[word.deprel] += 1
        lemmas[KEEP] += _MIN_SCRIPT
        return cls(
            tags=tuple(sorted(tag for tag, n in tags.items() if n >= _MIN_LABEL)),
            lemmas=tuple(sorted(script for script, n in lemmas.items() if n >= _MIN_SCRIPT)),
            deprels=tuple(sorted(rel for rel, n in deprels.items() if n >= _MIN_LABEL)),
        )

    def with_roles(self, roles: Sequence[str], rolesets: Mapping[str, Sequence[str]]) -> Labels:
        """Return these labels with roles, and with the rolesets of lemmas that have more than one."""
        senses = {sense for found in rolesets.values() if len(found) > 1 for sense in found}
        return replace(self, roles=tuple(roles), senses=tuple(sorted(senses)))

    def same_trees(self, other: Labels) -> bool:
        """Whether the numbers of tags, lemmas and relations mean the same in both."""
        return (self.tags, self.lemmas, self.deprels) == (other.tags, other.lemmas, other.deprels)

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Read what ``write`` wrote."""
        stored = json.loads(path.read_text("utf-8"))
        return cls(**{key: tuple(values) for key, values in stored.items()})

    def write(self, path: Path) -> None:
        """Write the lists as JSON with stable bytes."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", "utf-8")
