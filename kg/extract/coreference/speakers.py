"""The pronouns "I" and "we" -> who speaks the quotation that they stand in, or whom that person speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.discourse import Discourse
from kg.extract.grammar.labels import APPOSITIVE, OBLIQUES, OWNERS
from kg.language.grammar import Node, conjuncts

RULE = "coreference/speaker"
BODY = "coreference/body-of-speaker"


def join(i: int, discourse: Discourse) -> None:
    """Joins "I" to who speaks, and "we" to an organization or several people that speak, or one that a person serves.

    "We will sue", said by a spokesman for a company, is said of the company; else "we" means nobody.
    """
    context = discourse.context
    quotation = discourse.quotations.around(context.found[i].head)
    speaker = quotation.speaker if quotation is not None else None
    if speaker is None or speaker == i or context.links.root(speaker) in context.links.loose:
        context.links.loose.add(i)
    elif _can_say(i, speaker, discourse):
        _join(RULE, i, speaker, discourse)
    else:
        plural = context.found[i].number == "plur"
        _join(BODY, i, next(_bodies(speaker, discourse), None) if plural else None, discourse)


def _join(rule: str, i: int, target: int | None, discourse: Discourse) -> None:
    context = discourse.context
    if target is None or not context.allows(rule):
        context.links.loose.add(i)
    else:
        context.join(rule, i, target, "speaker")


def _can_say(i: int, speaker: int, discourse: Discourse) -> bool:
    context = discourse.context
    several = context.found[speaker].number == "plur" or context.coarse(speaker) == "Organization"
    return several == (context.found[i].number == "plur")


def _bodies(speaker: int, discourse: Discourse) -> Iterator[int]:
    """The named organizations that a person is said to serve, wherever the text says so first."""
    context = discourse.context
    root, mentions = context.links.root(speaker), context.reading.mentions
    for j, candidate in enumerate(context.found):
        if context.links.root(j) != root:
            continue
        for office in (*_offices(candidate.head, discourse), *_headings(candidate.head, discourse)):
            for kid in office.kids:
                beside = kid.base in OBLIQUES or kid.dep in OWNERS or kid.base == "obj"
                k = mentions.at(kid) if beside else None
                if k is not None and mentions.is_name(kid) and context.coarse(k) == "Organization":
                    yield k


def _offices(head: Node, discourse: Discourse) -> Iterator[Node]:
    """The office that a mention is, or that stands beside it: "Kim, [a spokesman] for Castor"; none that is over."""
    reading = discourse.context.reading
    for word in (head, *head.of(*APPOSITIVE)):
        for noun in conjuncts(word):
            over = any(kid.lemma in reading.words("former") for kid in noun.kids)
            if noun.pos == "NOUN" and noun.lemma in reading.words("voice") and not over:
                yield noun


def _headings(head: Node, discourse: Discourse) -> Iterator[Node]:
    """The verb that says what somebody heads: "Kim, who [chairs] the Labour Party"."""
    heading = discourse.context.reading.words("heading-verb")
    return (verb for verb in head.of("acl:relcl") if verb.lemma in heading and verb.tag in {"VBZ", "VBP"})
