"""What verbs of duty, hearsay and thinking say of the clause below: "has to leave", "is believed to have left"."""

from __future__ import annotations

from kg.extract.circumstances.cues import Cues
from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import MODAL, PRESENT, TO
from kg.language.grammar import Node, auxiliaries, is_passive
from kg.records import Status


def present(node: Node, head: Node, cues: Cues) -> Status | None:
    """What a verb in the present or future says of an infinitive: "has to leave", "will have to leave"."""
    will = head.tag == "VB" and any(aux.tag in MODAL for aux in auxiliaries(head))
    if not (head.tag in PRESENT or will) or not is_marked(node, TO):
        return None
    return cues.of("present-tense", f"{head.lemma} to")


def hearsay(node: Node, head: Node, cues: Cues) -> Status | None:
    """What others say of somebody: "is believed to have met"."""
    return cues.of("hearsay", head.lemma) if is_passive(head) and is_marked(node, TO) else None


def belief(node: Node, head: Node, cues: Cues) -> Status | None:
    """What a verb of thinking says of its clause: "believes that they left", "thought that they would leave"."""
    found = cues.of("belief", head.lemma)
    return Status.HYPOTHETICAL if found and any(aux.tag in MODAL for aux in auxiliaries(node)) else found
