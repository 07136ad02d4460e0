"""Pronouns -> their antecedents, by grammar and salience.

A candidate is scored by what the centering literature calls salience (Grosz, Joshi and Weinstein 1995): subjects before
objects before the rest, names before descriptions, near before far; agreement in number, gender and class is required. "I" and
"we" are the speaker of their quotation. A pronoun without a clear antecedent stays unresolved, and no fact uses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.links import Links
from kg.extract.mentions import Candidate, Mentions
from kg.extract.slots import subjects
from kg.language.grammar import Node, View
from kg.ontology import Ontology
from kg.records import Kind

MAX_SENTENCES = 3
"""How far back an antecedent may stand."""
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def resolve(view: View, mentions: Mentions, classes: list[str], links: Links, ontology: Ontology) -> None:
    """Joins every pronoun to its antecedent's chain; those without one become `loose`."""
    quoted = _quoted(view)
    history: list[int] = []
    for i, pronoun in enumerate(mentions.all):
        if pronoun.kind is Kind.PRONOUN:
            if pronoun.gender == "speaker":
                target, link = _speaker(pronoun, mentions, quoted, ontology), "speaker"
            else:
                target, link = _antecedent(i, history, mentions.all, classes, links, quoted, ontology), "pronoun"
            if target is None:
                links.loose.add(i)
                continue
            links.join(i, target, link)
        if not pronoun.demonym:
            history.append(i)


def _antecedent(
    i: int,
    history: list[int],
    found: tuple[Candidate, ...],
    classes: list[str],
    links: Links,
    quoted: list[bool],
    ontology: Ontology,
) -> int | None:
    pronoun = found[i]
    best, best_score = None, 0.0
    for j in reversed(history):
        other = found[j]
        distance = pronoun.head.sent - other.head.sent
        if distance > MAX_SENTENCES:
            break
        if other.end > pronoun.start or not _agrees(pronoun, other, classes[j], ontology) or _bound(pronoun, other):
            continue
        score = _salience(other, classes[j]) - 2.5 * distance
        if quoted[pronoun.head.i] != quoted[other.head.i]:
            score -= 1.5
        if best is None or score > best_score:
            best, best_score = j, score
    return best


def _salience(other: Candidate, cls: str) -> float:
    score = 4.0 if other.kind is Kind.NAME else 3.0 if other.kind is Kind.PRONOUN else 1.5
    base = other.head.base
    if base == "nsubj":
        score += 4.0
    elif base in {"obj", "iobj"} or other.head.dep == "obl:agent":
        score += 1.5
    elif other.head.dep in {"nmod:poss", "compound", "nmod:desc", "amod"}:
        score -= 1.0
    if other.head.head is None:
        score += 2.0
    return score


def _agrees(pronoun: Candidate, other: Candidate, cls: str, ontology: Ontology) -> bool:
    if other.kind is Kind.PRONOUN:
        return other.number == pronoun.number and other.gender == pronoun.gender
    coarse = ontology.coarse(cls)
    if pronoun.cls == "Person":
        return coarse == "Person" and other.number != "plur" and not {pronoun.gender, other.gender} >= {"m", "f"}
    if pronoun.number == "plur":
        return other.number == "plur" or coarse == "Organization"
    return coarse in {"Organization", "Place", "Thing"} and other.number != "plur"


def _bound(pronoun: Candidate, other: Candidate) -> bool:
    """True when both are arguments of one verb: "Obama met him" is somebody else."""
    if pronoun.text.lower() in REFLEXIVE or pronoun.head.dep == "nmod:poss":
        return False
    return pronoun.head.head is not None and pronoun.head.head is other.head.head and pronoun.head.dep != other.head.dep


# --- speakers --------------------------------------------------------------------------------------------


def _quoted(view: View) -> list[bool]:
    """For each node, whether it stands inside quotation marks; a paragraph break closes a straight quote."""
    inside, out = False, []
    last_end = 0
    for node in view.nodes:
        if "\n\n" in view.text[last_end : node.start]:
            inside = False
        if node.text in {"“", "``"}:
            inside = True
        elif node.text in {"”", "''"}:
            inside = False
        elif node.text == '"':
            inside = not inside
        out.append(inside)
        last_end = node.end
    return out


def _speaker(pronoun: Candidate, mentions: Mentions, quoted: list[bool], ontology: Ontology) -> int | None:
    """The subject of the verb of saying that governs the quotation around "I" or "we"."""
    if not quoted[pronoun.head.i]:
        return None
    for speech in _speech_verbs(pronoun.head, ontology):
        for subject in subjects(speech):
            i = mentions.at(subject)
            if i is not None and not quoted[subject.i] and mentions.all[i].kind is not Kind.PRONOUN:
                plural = pronoun.number == "plur"
                return i if plural == (mentions.all[i].cls != "Person" or mentions.all[i].number == "plur") else None
    return None


def _speech_verbs(node: Node, ontology: Ontology) -> Iterator[Node]:
    verbs = ontology.words.get("reporting-verb", frozenset())
    for above in node.ancestors():
        if above.lemma in verbs:
            yield above
        yield from (kid for kid in above.kids if kid.base in {"parataxis", "ccomp"} and kid.lemma in verbs)
