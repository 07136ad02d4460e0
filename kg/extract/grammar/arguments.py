"""What depends on a verb: subjects, agents, patients and clauses, through voice, control, coordination, relatives."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.grammar.labels import (
    CHAINED,
    CONTENT,
    DEPENDENT,
    EMPTY,
    FINITE,
    INTENDED,
    MARKERS,
    NOUNS,
    OBJECT_MARKS,
    RELATIVE,
    RELATIVE_TAGS,
    SHARING,
    TO,
)
from kg.language.grammar import Node, auxiliaries, is_passive, is_verb, preposition

AS, INTO = "as", "into"
MAKERS = frozenset({"of", "by", "from"})
"""What marks who is to do what a noun says: "the plan of Kim", "an offer by Kim to leave"."""
BARE, SINGULAR = frozenset({"VB", "VBP"}), frozenset({"NN", "NNP"})
"""Tags of verbs as they stand in the dictionary, and of one thing or name."""
THOSE = "that"
"""The lemma of "those"."""
MAX_CLIMB = 12
"""Clauses; how far a missing subject is looked for upwards."""


def subjects(verb: Node) -> list[Node]:
    """The grammatical subject of a clause, also when it is shared or understood."""
    for _ in range(MAX_CLIMB):
        own = [antecedent(kid, verb) for kid in verb.kids if kid.base == "nsubj"]
        if own:
            return [node for node in own if node is not None]
        above = _understood(verb)
        if isinstance(above, list):
            return above
        verb = above
    return []


def antecedent(pronoun: Node, verb: Node) -> Node | None:
    """The noun that a relative pronoun stands for."""
    if pronoun.lemma not in RELATIVE or pronoun.tag not in RELATIVE_TAGS:
        return pronoun
    clause: Node | None = verb
    while clause is not None and clause.dep != "acl:relcl":
        clause = clause.head if clause.base in CHAINED else None
    return _bearer(clause.head) if clause is not None and clause.head is not None else None


def _bearer(noun: Node) -> Node:
    """Whom a predicate noun is said of: who "is the man who leads", leads."""
    member = noun.lemma == THOSE and noun.first("case") is not None  # "was among those who left"
    said_of = noun.first("nsubj") if (_is_named_by(noun) or member) and noun.first("cop") is not None else None
    return noun if said_of is None or said_of.lemma in EMPTY else said_of


def _understood(verb: Node) -> Node | list[Node]:
    """Where the subject of a clause without one is to be found: another clause, or the words themselves."""
    head = verb.head
    if head is None:
        return []
    base = verb.base
    if _is_gerund(verb) and base in DEPENDENT and is_verb(head) and _is_about_object(verb):
        # "accused Pakistan of arming rebels", "praised her for leaving": the gerund is about the object.
        return patients(head) or head
    if base == "xcomp":
        return _controller(head)
    given = (kid for kid in head.of("obj", "obl:unmarked", "obl") if kid.i < verb.i)
    if base == "advcl" and is_marked(verb, TO) and head.of("iobj") and any(given):
        return head.of("iobj")  # "gave them two days to leave"
    predicate = is_verb(head) or head.first("cop") is not None or head.base == "xcomp"
    told = head.first("ccomp") if base == "advcl" and verb.tag == "VBN" and verb.first("mark", "advmod") else None
    if told is not None and told.i > verb.i:
        return told  # "If approved, officials said, the plan will …": what they speak of
    if base in SHARING and predicate:
        finite = base == "advcl" and verb.first("mark") is not None and verb.tag in FINITE
        return [] if finite or (base == "ccomp" and not _is_gerund(verb)) else head
    if base == "acl":
        return _noun_controller(verb, head)
    described = base == "amod" and verb.pos == "ADJ" and verb.i > head.i  # "Kim, critical of the plan, left"
    return [head] if described else []


def _is_gerund(verb: Node) -> bool:
    """As in "denied meeting", "denied having met"."""
    return verb.tag == "VBG" or any(aux.tag == "VBG" for aux in auxiliaries(verb))


def _is_about_object(gerund: Node) -> bool:
    """As in "accused him of leaving", "quoted him as saying", "talked him into leaving"."""
    return any(kid.dep in MARKERS and kid.lemma in OBJECT_MARKS | {AS, INTO} for kid in gerund.kids)


def _controller(head: Node) -> Node | list[Node]:
    objects = head.of("obj", "iobj") or head.of("obl:arg")
    if objects and is_verb(head):
        return objects
    return head


def _noun_controller(verb: Node, noun: Node) -> Node | list[Node]:
    """As in "forces fighting …" and "a man held …" are the noun; "plan to …" belongs to whoever has the plan."""
    said = noun.base == "xcomp" and is_marked(verb, TO)  # "became the first to be bombed"
    if (verb.tag == "VBN" and not said) or (verb.tag == "VBG" and verb.first("mark", "case") is None):
        return [_bearer(noun)]
    if _is_named_by(noun) and (noun.first("cop") is not None or noun.base == "xcomp"):
        return noun  # "is the first player to win", "became the first to win"
    if noun.dep == "appos" and noun.pos == "ADJ" and noun.head is not None:
        return [noun.head]  # "Chad, the first to leave, …"
    owners = noun.of("nmod:poss") or [kid for kid in noun.of("nmod") if kid.i < verb.i and preposition(kid) in MAKERS]
    if owners:
        return owners
    beside = noun.dep == "conj" or (noun.dep == "appos" and noun.pos == "PROPN")
    first = noun.head if beside and noun.head is not None else noun
    if first.head is None and first.pos == "PROPN":
        return [first, *(kid for kid in first.of("appos") if kid.pos == "PROPN")]  # headlines: "US, Taliban to meet"
    if noun.dep in INTENDED and noun.head is not None and is_verb(noun.head):
        return noun.head
    return []


def _is_named_by(noun: Node) -> bool:
    """True for what says who somebody is: "the first player", and "the first" alone."""
    return noun.pos == "NOUN" or (noun.pos == "ADJ" and noun.first("det") is not None)


def is_subjunctive(verb: Node) -> bool:
    """As in "insisted that Libya leave": a bare verb in a clause with a singular subject."""
    unchanged = verb.tag == "VBD" and verb.text.lower() == verb.lemma  # "asked that Libya set him free"
    if verb.base != "ccomp" or auxiliaries(verb) or not (unchanged or verb.tag in BARE) or is_marked(verb, TO):
        return False
    return verb.tag == "VB" or any(kid.tag in SINGULAR and not kid.of("conj") for kid in verb.of("nsubj"))


def is_independent(clause: Node) -> bool:
    """A conjoined clause with a subject, an auxiliary or a tense of its own."""
    return clause.tag in FINITE or any(kid.base in {"nsubj", "aux"} for kid in clause.kids)


def first_of_several(clause: Node) -> Node | None:
    """The first of several clauses of one subject, whose last has a tense: "if he [leaves] or attacks them".

    Behind a comma it is a story of its own: "ruled that he paid, and jailed him".
    """
    first, apart = clause.head, clause.first("cc") is not None and any(kid.text == "," for kid in clause.of("punct"))
    if clause.base != "conj" or first is None or apart or not is_independent(clause):
        return None
    while first.base == "conj" and first.head is not None:
        first = first.head
    again = {kid.lemma for kid in clause.of("mark")} & {kid.lemma for kid in first.of("mark")}  # "that … or that …"
    if clause.first("nsubj", "nsubj:pass") is not None and not again:
        return None
    return None if first.tag == "VB" and is_marked(first, TO) else first


def agents(verb: Node) -> list[Node]:
    """Who does it."""
    if not is_passive(verb):
        return subjects(verb)
    by = [kid for kid in verb.kids if kid.dep == "obl:agent" or (kid.base == "obl" and preposition(kid) == "by")]
    if not by and verb.head is not None and verb.dep == "conj" and is_passive(verb.head):
        # "arrested and jailed by soldiers"; who "was captured by soldiers and accused" is not accused by them.
        return [node for node in agents(verb.head) if node.i > verb.i]
    return by


def relative_objects(verb: Node) -> list[Node]:
    """The noun that a relative clause or participle is said of, where something is done to it."""
    head = verb.head
    if head is None or verb.base != "acl" or head.pos not in NOUNS:
        return []
    if verb.dep == "acl":
        return [head] if verb.tag == "VBN" and verb.i > head.i else []
    pronouns = [kid for kid in verb.kids if kid.lemma in RELATIVE and kid.tag in RELATIVE_TAGS]
    undergoes = any(kid.dep in {"obj", "nsubj:pass"} for kid in pronouns)
    bare = not pronouns and verb.first("nsubj") is not None and verb.first("obj", "xcomp", "ccomp") is None
    return [head] if undergoes or (bare and verb.tag in FINITE) else []


def patients(verb: Node) -> list[Node]:
    """To whom or what it is done."""
    if is_passive(verb):
        return subjects(verb)
    # A lone "iobj" is an object all the same: parsers take it for the receiver of "told" or "sued".
    own = [node for kid in verb.of("obj") or verb.of("iobj") if (node := antecedent(kid, verb)) is not None]
    if own:
        return own
    named = [kid for kid in verb.of("xcomp") if kid.pos == "PROPN" and not is_verb(kid)]
    if named:
        return named  # "called Emmanuel Macron", read as if it were "called him a genius"
    if verb.dep == "acl:relcl" and verb.head is not None and verb.first("nsubj") and not _is_relative_apart(verb):
        return [verb.head]
    # "met and praised the team": the object stands behind the last verb, wherever it hangs.
    shared = verb.head.of("obj") if verb.dep == "conj" and verb.head is not None and is_verb(verb.head) else []
    if shared and shared[0].i > verb.i and not verb.of("obl", "xcomp", "ccomp"):
        return shared
    for kid in verb.kids:
        if kid.dep == "conj" and kid.i > verb.i and is_verb(kid) and not _between(verb, kid):
            return kid.of("obj")
    return []


def _is_relative_apart(verb: Node) -> bool:
    """True where the relative clause is about no object: "who fights", "the city where they fight"."""
    return any((kid.base == "nsubj" and kid.lemma in RELATIVE) or kid.tag == "WRB" for kid in verb.kids)


def _between(verb: Node, later: Node) -> bool:
    """True when something other than coordination stands between two verbs."""
    return any(verb.i < kid.i < later.i and kid.base in DEPENDENT for kid in verb.kids)


def is_behind_comma(head: Node, nodes: Sequence[Node]) -> bool:
    """True where a phrase begins behind a comma, which may hang from it or from another word."""
    first = min(node.i for node in head.subtree() if node.text != ",")
    return first > 0 and nodes[first - 1].text == ","


def is_reflexive(node: Node) -> bool:
    """As in "himself", "themselves"."""
    return node.lemma.endswith(("self", "selves"))


def clauses_below(*words: Node) -> list[Node]:
    """The verbs of the clauses that depend on the words of a trigger, the main word first.

    What is said, asked for or promised; what is told beside it ("unless …", "as …", "while …") is not.
    """
    return [
        kid
        for word in words
        for kid in word.of("ccomp", "xcomp", "acl", "advcl")
        if is_verb(kid) and (kid.dep != "advcl" or is_marked(kid, CONTENT))
    ] or _said_before(words[0])


def is_marked(clause: Node, words: frozenset[str]) -> bool:
    """True for a clause behind one of the words: "unless he resigns", "to leave"."""
    return any(mark.lemma in words for mark in clause.of("mark"))


def _said_before(verb: Node) -> list[Node]:
    """As in "Sudan must agree, Straw said": the clause that a verb behind it reports."""
    clause = verb.head
    if clause is None or verb.dep != "parataxis" or not clause.i < verb.i or not is_verb(clause) or not is_verb(verb):
        return []
    return [clause] if verb.of("nsubj") and not verb.of("obj") else []
