"""What a pronoun may mean: the mentions before it that agree in number, gender and class, and nouns that are none."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.coreference.discourse import Discourse, place
from kg.extract.coreference.salience import Rival, kind_of
from kg.extract.reading import Candidate
from kg.language.grammar import Node
from kg.records import Kind

MAX_SENTENCES = 3
"""How far back an antecedent may stand."""
MAX_RIVALS = 30
"""How many rivals are weighed; one sentence may hold ten thousand."""
MOST_QUOTED = 200
"""Words of a quotation that are searched for names."""


def rivals(i: int, discourse: Discourse) -> list[Rival]:
    """What a pronoun may mean, nearest first."""
    pronoun, spoken_of = discourse.context.found[i], _spoken_of(i, discourse)
    here = place(i, discourse.context.reading, discourse.quotations)
    out: list[Rival] = []
    for thing in reversed(discourse.gone):
        rival = _noun(thing) if isinstance(thing, Node) else _mention(thing, pronoun, discourse)
        if rival is None or rival.chain in spoken_of:
            continue
        back = here.sent - rival.node.sent
        if back > MAX_SENTENCES or len(out) >= MAX_RIVALS:
            break
        before = rival.node.i < min(here.i, pronoun.first)
        apart = _bound(pronoun, rival.node, discourse) or _survives(pronoun.head, rival.node, discourse)
        if before and _agrees(pronoun, rival) and not apart:
            out.append(replace(rival, back=back))
    return out


def is_reflexive(pronoun: Candidate, discourse: Discourse) -> bool:
    """True for "himself"."""
    return pronoun.text.lower() in discourse.context.reading.words("reflexive")


def _spoken_of(i: int, discourse: Discourse) -> set[int]:
    """Chains named in what a pronoun says: in "He said: "Warhol was …"" he is not Warhol."""
    mentions = discourse.context.reading.mentions
    return {
        discourse.context.links.root(other)
        for quotation in discourse.quotations.spoken_by(i)
        for at in range(quotation.first, min(quotation.last, quotation.first + MOST_QUOTED) + 1)
        if (other := mentions.covering.get(at, mentions.headed.get(at))) is not None
        and mentions.all[other].kind is not Kind.PRONOUN
    }


def _noun(node: Node) -> Rival:
    number = "plur" if node.tag == "NNS" else "sing"
    return Rival(node, None, "noun", "Thing", number, "n", 0, -1 - node.i)


def _mention(i: int, pronoun: Candidate, discourse: Discourse) -> Rival | None:
    context = discourse.context
    other, root = context.found[i], context.links.root(i)
    if other.end > pronoun.start or (pronoun.cls == "Person" and _speaks(root, pronoun, discourse)):
        return None  # who speaks says "I" of themselves
    gender = discourse.gender.get(root, "") or (other.gender if other.kind is Kind.PRONOUN else "")
    return Rival(
        node=other.head,
        mention=i,
        kind=kind_of(other),
        coarse=other.cls if other.kind is Kind.PRONOUN else context.coarse(i),
        number=other.number,
        gender=gender,
        uses=discourse.uses[root],
        chain=root,
        agrees=pronoun.gender in {"m", "f"} and gender == pronoun.gender,
    )


def _speaks(root: int, pronoun: Candidate, discourse: Discourse) -> bool:
    """True when the chain speaks the quotation that the pronoun stands in."""
    around = discourse.quotations.around(pronoun.head)
    return around is not None and around.speaker is not None and discourse.context.links.root(around.speaker) == root


def _agrees(pronoun: Candidate, rival: Rival) -> bool:
    if rival.kind == "pronoun":
        return rival.number == pronoun.number and rival.gender in {pronoun.gender, ""}
    if pronoun.cls == "Person":
        return rival.coarse == "Person" and rival.number != "plur" and not {pronoun.gender, rival.gender} >= {"m", "f"}
    if pronoun.number == "plur":
        return rival.number == "plur" or rival.coarse == "Organization"
    return rival.coarse in {"Organization", "Place", "Thing"} and rival.number != "plur"


def _bound(pronoun: Candidate, other: Node, discourse: Discourse) -> bool:
    """True when both are arguments of one verb: "Obama met him" is somebody else."""
    head = pronoun.head
    if head.head is None or head.head is not other.head or head.dep == other.dep or head.dep == "nmod:poss":
        return False
    return not is_reflexive(pronoun, discourse)


def _survives(pronoun: Node, other: Node, discourse: Discourse) -> bool:
    """True for who does something with a death: in "Sasse called his death a scandal" it is not that of Sasse."""
    death, words = pronoun.head, discourse.context.reading.words
    verb = death.head if death is not None and pronoun.dep == "nmod:poss" and death.base == "obj" else None
    if verb is None or death is None or death.lemma not in words("end-of-life") or verb.lemma in words("own-end"):
        return False
    return other.base == "nsubj" and other.head is verb
