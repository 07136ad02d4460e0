"""What a claim must obey to become a fact; one that does not is kept in quarantine, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.ontology import Ontology, Relation
from kg.records import Argument, Claim, LocalEntity

Entities = Mapping[int, LocalEntity]
"""The local entities of a document by chain."""


def broken_rule(claim: Claim, entities: Entities, ontology: Ontology) -> str | None:
    """Why a claim cannot be a fact, in one line; None if it can.

    Checked are the classes of its ends and of its place against what the ontology declares, by the
    classes that the document itself gives. So the answer depends on that document alone. Only what is
    disjoint breaks a rule, as in OWL: a city that meets ("Moscow") may stand for an agent, since some
    places (countries) are agents; a person can be no place of birth.

    An event may have one end only; then it must be worth keeping: with a named participant, or a place, a
    time or a number.
    """
    relation = ontology.relations[claim.relation]
    return (
        _unknown(claim, entities)
        or _missing_end(claim, relation, entities)
        or _wrong_class("subject", claim.subject, relation.subject_classes, entities, ontology)
        or _wrong_object(claim.object, relation, entities, ontology)
        or _wrong_class("place", claim.place, ("Place",), entities, ontology)
    )


def _unknown(claim: Claim, entities: Entities) -> str | None:
    if claim.subject and claim.subject.chain is None:
        return f"the subject {claim.subject.text!r} is no entity"
    arguments = (claim.subject, claim.object, claim.place, claim.on_behalf_of, claim.at)
    for argument in arguments:
        if argument and argument.chain is not None and argument.chain not in entities:
            return f"{argument.text!r} refers to chain {argument.chain}, which the document does not describe"
    return None


def _missing_end(claim: Claim, relation: Relation, entities: Entities) -> str | None:
    if claim.subject and claim.object:
        return None
    missing, end = ("object", claim.subject) if claim.subject else ("subject", claim.object)
    if not relation.event_class:
        return f"{claim.relation} is no event and needs both ends; the {missing} is missing"
    known = entities[end.chain] if end and end.chain is not None else None
    if claim.place or claim.time or (known and (not known.described or known.count is not None)):
        return None
    return f"the event has no {missing}, and no named participant, place, time or number either"


def _wrong_object(argument: Argument | None, relation: Relation, entities: Entities, ontology: Ontology) -> str | None:
    if argument is None:
        return None
    if relation.literal_object != (argument.chain is None):
        wanted = "words" if relation.literal_object else "an entity"
        return f"the object {argument.text!r} of {relation.name} must be {wanted}"
    return _wrong_class("object", argument, relation.object_classes, entities, ontology)


def _wrong_class(
    role: str, argument: Argument | None, accepted: Collection[str], entities: Entities, ontology: Ontology
) -> str | None:
    if argument is None or argument.chain is None or not accepted:
        return None
    cls = entities[argument.chain].cls
    if any(ontology.is_a(cls, each) for each in accepted) or _may_be(cls, accepted, ontology):
        return None
    return f"the {role} {argument.text!r} is a {cls}; the ontology asks for {' or '.join(sorted(accepted))}"


def _may_be(cls: str, accepted: Collection[str], ontology: Ontology) -> bool:
    """Whether some accepted class lies in the same coarse class; different coarse classes are disjoint."""
    below = (each for each in ontology.classes if any(ontology.is_a(each, top) for top in accepted))
    return ontology.coarse(cls) in {ontology.coarse(each) for each in below}
