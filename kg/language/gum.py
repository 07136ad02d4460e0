"""Names out of the ``Entity=`` annotation of a treebank (the format of the GUM corpus).

GUM annotates every mention, nested: "the president of France" is a person, "France" a place. A name
is the run of proper nouns at the head of a mention. The rest of the words carries no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.language.conllu import Sentence, Word
from kg.language.names import TITLES, NameSample, unify

_MENTION = re.compile(r"\([^()]+\)?|[^()]+\)")
_TYPES: Final = {"person": "Person", "organization": "Organization", "place": "Place"}
_OF: Final = frozenset({"of", "for", "the", "and", "&", "de", "la", "du", "des", "-", "’s", "'s"})
_PERSON_LINKS: Final = frozenset({"-", "de", "la", "al", "bin", "van", "von", "der"})


@dataclass(slots=True)
class GumMention:
    """A mention as GUM annotates it: its chain (``group``), its type, its minimal span and its words."""

    group: str
    kind: str
    minspan: str
    start: int
    end: int = -1


def mentions_of(words: list[Word]) -> list[GumMention]:
    """Return the mentions that begin and end in this sentence (offsets in words, end excluded)."""
    closed: list[GumMention] = []
    stack: list[GumMention] = []
    for position, word in enumerate(words):
        for bracket in _MENTION.findall(word.misc.get("Entity", "")):
            if bracket.startswith("("):
                mention = _opened(bracket.strip("()"), position)
                if not bracket.endswith(")"):
                    stack.append(mention)
                    continue
            else:
                group = bracket[:-1]
                index = next((i for i in reversed(range(len(stack))) if stack[i].group == group), -1)
                if index < 0:
                    continue
                mention = stack.pop(index)
            mention.end = position + 1
            closed.append(mention)
    return closed


def _opened(fields: str, position: int) -> GumMention:
    parts = fields.split("-")
    # The columns differ a little between documents; minspan is the one of digits and commas.
    minspan = next((p for p in parts[3:] if re.fullmatch(r"\d+(,\d+)*", p)), "1")
    return GumMention(parts[0], parts[1] if len(parts) > 1 else "", minspan, position)


def _name_in(words: list[Word], mention: GumMention) -> tuple[int, int] | None:
    """Return the span of the name at the head of a mention, or None if its head is no name."""
    head = {mention.start + int(n) - 1 for n in mention.minspan.split(",")}
    head = {i for i in head if i < mention.end}
    if not head or not any(words[i].is_proper for i in head):
        return None
    if not words[max(head)].is_proper and not words[min(head)].is_proper:
        return None
    start = end = min(i for i in head if words[i].is_proper)
    while start > mention.start and _continues(words[start - 1]):
        start -= 1
    links = _PERSON_LINKS if mention.kind == "person" else _OF
    while end < mention.end:
        if (end in head and words[end].form[:1].isalnum()) or words[end].is_proper:
            end += 1
            continue
        after = next((i for i in range(end, mention.end) if words[i].form.lower() not in links), -1)
        if after <= end or not words[after].is_proper:
            break
        if after not in head and mention.kind != "organization":
            break
        end = after + 1
    while start < end - 1 and words[start].deprel == "nmod:desc" and mention.kind == "person":
        start += 1
    return start, end


def _continues(word: Word) -> bool:
    return word.deprel != "nmod:desc" and (word.is_proper or word.xpos == "HYPH")


def gum_names(sentence: Sentence) -> NameSample | None:
    """Return the names of a sentence, or None if its file carries no mentions."""
    words = sentence.words
    spans: dict[tuple[int, int], str] = {}
    covered: set[int] = set()
    for mention in sorted(mentions_of(words), key=lambda m: m.start - m.end):
        span = _name_in(words, mention)
        if span is None:
            continue
        kind = _TYPES.get(mention.kind)
        if kind == "Person" and words[span[1] - 1].xpos == "NNPS":
            continue  # a group, not a person
        if all(words[i].form.lower().rstrip(".") in TITLES for i in range(*span)):
            continue
        if kind and not covered & set(range(*span)):
            spans[span] = kind
            covered |= set(range(*span))
    # Proper nouns outside the three classes: titles, works, months … Nothing is known of them.
    unknown = {i for i, w in enumerate(words) if (w.is_proper or w.upos == "X") and i not in covered}
    titles = {i for i in unknown if words[i].deprel == "nmod:desc"}
    return unify(
        NameSample(
            words=[w.form for w in words],
            spaces=[w.space_after for w in words],
            spans=[(start, end, kind) for (start, end), kind in spans.items()],
            open_misc=True,
            ignore=frozenset(i for i in unknown - titles if not words[i].form.islower()),
            source="gum",
        )
    )


def silent_names(sentence: Sentence) -> NameSample:
    """Return what a treebank without names still says: words far from proper nouns are no names."""
    words = sentence.words
    proper = {i for i, w in enumerate(words) if w.is_proper or w.upos in {"X", "SYM"}}
    near = {j for i in proper for j in range(i - 2, i + 3)}
    return unify(
        NameSample(
            words=[w.form for w in words],
            spaces=[w.space_after for w in words],
            spans=[],
            open_misc=True,
            ignore=frozenset(j for j in near if 0 <= j < len(words)),
            source="silent",
        )
    )
