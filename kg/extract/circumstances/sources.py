"""Who says what stands in a clause."""

from __future__ import annotations

from kg.extract.coreference import referents
from kg.extract.grammar.arguments import agents, is_behind_comma, subjects
from kg.extract.grammar.labels import CIRCUMSTANCES, COMPLEMENTS, REPORTED, REPORTING
from kg.extract.reading import Reading
from kg.language.grammar import Node, preposition

MAKERS = frozenset({"by", "from"})
"""What stands before whoever made a document."""
QUOTES = frozenset({'"', "“", "”", "``", "''"})


def source(reading: Reading, clause: Node) -> str | None:
    """Who is said to say what stands in a clause, in words that can be read alone."""
    said_by = speaker(reading, clause) if not _is_known(reading, clause) else None
    aside = next((each for each in (clause, *clause.ancestors()) if _is_aside(reading, each)), None)
    if said_by is None or (aside is not None and said_by.i < aside.i and not _speaks_in(aside, said_by)):
        return None  # what a report adds to what it reports is its own
    argument = referents.resolved(reading, _maker(reading, said_by))
    entity = referents.entity(reading, argument) if argument is not None else None
    return entity.name if entity is not None else None


def _speaks_in(aside: Node, speaker: Node) -> bool:
    """True for who says it in the aside, or is the one it is about: "Ana Ruiz, who said that they left"."""
    return speaker is aside.head or speaker in aside.subtree()


def _maker(reading: Reading, said_by: Node) -> Node:
    """Whoever made a document that says it: "a report by [Oxfam]", "the [UN] report"."""
    if said_by.lemma not in reading.words("document"):
        return said_by
    makers = [kid for kid in said_by.of("nmod") if preposition(kid) in MAKERS and not _is_place(reading, kid)]
    makers += [kid for kid in said_by.of("nmod:poss", "compound") if kid.pos == "PROPN"]
    return next(iter(makers), said_by)


def speaker(reading: Reading, node: Node) -> Node | None:
    """The word for whoever is said to say what stands in the clause of `node`, or None."""
    below: Node = node
    for clause in (node, *node.ancestors()):
        for kid in clause.kids:
            found = _beside(reading, kid, node) if kid is not below else None
            if found is not None:
                return found
        if clause is not node and _is_beside_saying(reading, clause, below):
            return None
        reported = below.base in REPORTING and not (below.base == "conj" and below.first("nsubj", "nsubj:pass") is None)
        finds = clause.lemma in reading.words("finding-verb") and below.base in COMPLEMENTS
        says = clause.lemma in reading.words("reporting-verb") or finds
        if clause is not node and says and reported:
            found = next(iter(agents(clause)), None)  # whoever is told or said to do it, says nothing
            if found is not None and found is not below:
                return found
        if clause is not node and below.base == "obj" and clause.lemma in reading.words("reporting-event"):
            return next(iter(agents(clause)), None)  # "residents reported new raids"
        if clause is not node and clause.lemma in reading.words("denying") and _is_denied(below, node):
            return next((subject for subject in subjects(clause) if subject is not below), None)
        below = clause
    return None


def _is_place(reading: Reading, node: Node) -> bool:
    """True for whence reports come: "reports from Kampala"."""
    i = reading.mentions.at(node)
    return i is not None and reading.ontology.is_a(reading.mentions.all[i].cls, "Place")


def _is_aside(reading: Reading, clause: Node) -> bool:
    """True for what stands between commas beside a noun: "said the rise, announced today by the bank, was small"."""
    if clause.dep not in {"acl", "acl:relcl"} or clause.head is None:
        return False
    return is_behind_comma(clause, reading.view.nodes) and not _is_quoted(reading, clause)


def _is_known(reading: Reading, clause: Node) -> bool:
    """True for what a subject is known by: "said the tariffs announced by Kim were bad", if not in a quotation."""
    done_by = clause.dep == "acl" and clause.tag == "VBN" and clause.first("obl:agent") is not None
    said_of = clause.head is not None and clause.head.base == "nsubj"
    return done_by and said_of and not _is_quoted(reading, clause)


def _is_quoted(reading: Reading, clause: Node) -> bool:
    sentence = reading.view.sentences[clause.sent]
    return any(node.text in QUOTES for node in reading.view.nodes[sentence.first : sentence.last + 1])


def _is_beside_saying(reading: Reading, saying: Node, below: Node) -> bool:
    """As in "speaking to reporters, Kim said that", where only what follows "that" is what she says."""
    if below.base != "advcl" or saying.lemma not in reading.words("reporting-verb"):
        return False
    return any(kid.base in COMPLEMENTS or kid.base in REPORTED for kid in saying.kids if kid is not below)


def _is_denied(below: Node, node: Node) -> bool:
    """As in "denied meeting", "denied that they had met" and, through a noun, "dismissed rumours that they had met"."""
    if below is node or below.base in COMPLEMENTS:
        return below.base in COMPLEMENTS
    clause = next((kid for kid in below.of("acl") if kid is node or node in kid.subtree()), None)
    return below.base == "obj" and clause is not None and clause.first("mark") is not None and clause.tag != "VB"


def _beside(reading: Reading, kid: Node, node: Node) -> Node | None:
    """The source beside a clause: "according to Psaki", or the subject of a verb of saying behind it."""
    if kid.base in CIRCUMSTANCES and preposition(kid) in reading.words("source-preposition"):
        return kid
    if kid.base in REPORTED and kid.lemma in reading.words("reporting-verb") and kid.first("ccomp") is None:
        return next((subject for subject in subjects(kid) if subject.sent == node.sent), None)
    return None
