"""The distinct names of a document, found by their words, so that a name costs no more in a document of many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.coreference.context import Context
from kg.names import acronyms, fold, is_acronym, skeleton, words_of
from kg.records import Kind

MOST_FULLER = 40
"""Fuller names that one word is compared with."""


@dataclass(slots=True)
class Index:
    """A key per distinct name (class and folded name, or gazetteer entry) -> its mentions; and words -> keys."""

    mentions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_initials: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    letters: set[str] = field(default_factory=set)
    """The acronyms that the document writes, folded."""

    def first(self, key: str) -> int:
        """The first mention of a name."""
        return self.mentions[key][0]

    def others(self, key: str, *words: str) -> Iterator[str]:
        """The other names that contain one of the words, each once."""
        yield from (k for k in dict.fromkeys(k for word in words for k in self.by_word.get(word, ())) if k != key)


def index_of(context: Context) -> Index:
    """All names and demonyms of a document."""
    index = Index()
    for i, candidate in enumerate(context.found):
        if candidate.kind is not Kind.NAME and not candidate.demonym:
            continue
        entry, coarse = context.agreed.entries[i], context.coarse(i)
        key = f"gaz:{entry.key}" if entry else f"{coarse}:{fold(candidate.name)}"
        index.mentions[key].append(i)
        if is_acronym(candidate.name):
            index.letters.add(fold(candidate.name))
        words = words_of(candidate.name, person=coarse == "Person")
        if candidate.demonym or len(words) < 2:
            continue
        for word in {*words, *spellings(words)}:
            if key not in index.by_word[word][-1:] and len(index.by_word[word]) < MOST_FULLER:
                index.by_word[word].append(key)
        if coarse == "Organization":
            for letters in acronyms(candidate.name):
                if key not in index.by_initials[letters]:
                    index.by_initials[letters].append(key)
    return index


def spellings(words: Sequence[str]) -> tuple[str, str]:
    """Under what a full name of a person is found by another spelling: its surname's consonants, its initial."""
    return f"~{skeleton(words[-1])}", f"~{words[0][0]} {words[-1]}"
