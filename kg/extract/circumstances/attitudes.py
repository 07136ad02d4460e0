"""What verbs of duty, hearsay and thinking say of the clause below: "has to leave", "is believed to have left"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances.cues import Cues, Found
from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import MODAL, PRESENT, TO
from kg.language.grammar import Node, auxiliaries, is_passive, preposition
from kg.records import Status


def present(node: Node, head: Node, cues: Cues) -> Status | None:
    """What a verb in the present or future says of an infinitive: "has to leave", "will have to leave"."""
    will = head.tag == "VB" and any(aux.tag in MODAL for aux in auxiliaries(head))
    told = head.head if head.base == "ccomp" and head.tag == "VBD" else None  # "said that she had to leave"
    reported = told is not None and cues.is_a("reporting-verb", told.lemma)
    if not (head.tag in PRESENT or will or reported) or not is_marked(node, TO):
        return None
    return cues.of("present-tense", f"{head.lemma} to")


def hearsay(node: Node, head: Node, cues: Cues) -> Status | None:
    """What others say of somebody: "is believed to have met"."""
    return cues.of("hearsay", head.lemma) if is_passive(head) and is_marked(node, TO) else None


def belief(node: Node, head: Node, cues: Cues) -> Status | None:
    """What a verb of thinking says of its clause: "believes that they left", "thought that they would leave"."""
    found = cues.of("belief", head.lemma)
    return Status.HYPOTHETICAL if found and any(aux.tag in MODAL for aux in auxiliaries(node)) else found


def rumoured(verb: Node, cues: Cues) -> Iterator[Found]:
    """What a noun says of the clause that says what it is: "some of the rumours were that they had left"."""
    for noun in verb.of("nsubj:outer"):
        whole = [noun, *(kid for kid in noun.of("nmod") if preposition(kid) == "of")]
        yield from (Found(Status.ALLEGED, each.text) for each in whole if cues.is_a("rumoured", each.lemma))
