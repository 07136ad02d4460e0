"""What commas set apart and parsers hang from a neighbour: subjects behind a phrase in front, and who says it."""

from __future__ import annotations

from kg.extract.grammar.arguments import is_behind_comma
from kg.extract.grammar.labels import FINITE, NOUNS
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move

COMMAS = of_words()
_WITH = frozenset({"with"})


def _make_subject(word: Node, verb: Node) -> None:
    move(word, verb, "nsubj:pass" if is_passive(verb) else "nsubj")


@COMMAS.mend("fronted-participle", "Speaking in Accra, [Ana Ruiz], a minister, urged them to go.", "nsubj")
def _fronted_participle(subject: Node, _reading: Reading) -> bool:
    """A subject between a participle in front and a verb that has none is that of the verb."""
    participle = subject.head
    verb = participle.head if participle is not None else None
    if participle is None or verb is None or participle.tag != "VBG" or participle.dep != "advcl":
        return False
    if not participle.i < subject.i < verb.i or not is_verb(verb) or verb.first("nsubj", "nsubj:pass", "csubj"):
        return False
    _make_subject(subject, verb)
    return True


@COMMAS.mend("fronted-phrase", "Despite pleas from experts, [Mali], under pressure, left.", "appos", "conj")
def _fronted_phrase(subject: Node, reading: Reading) -> bool:
    """Who stands between commas behind a phrase in front, before a verb without a subject, is its subject."""
    if subject.pos not in NOUNS or subject.of("cc", "case") or not is_behind_comma(subject, reading.view.nodes):
        return False
    if subject.pos == "NOUN" and subject.head is not None and subject.head.pos == "PROPN":
        return False  # "Asked by reporters, Ana Ruiz, the minister, left"
    front = subject
    for verb in subject.ancestors():
        if is_verb(verb) and verb.i > subject.i:
            break
        front = verb
    else:
        return False
    if front.base not in {"obl", "advcl", "nmod"} or verb.tag not in FINITE or verb.dep == "acl:relcl":
        return False
    if verb.first("nsubj", "nsubj:pass", "csubj", "expl") is not None:
        return False
    _make_subject(subject, verb)
    return True


@COMMAS.mend("speaker-behind", "Rebels came, killing five and taking more, [residents] said.", "nsubj")
def _speaker_behind(speaker: Node, reading: Reading) -> bool:
    """Who stands between a participle and a verb of saying without a subject, says it."""
    participle, nodes = speaker.head, reading.view.nodes
    if participle is None or participle.tag != "VBG" or participle.i > speaker.i:
        return False
    verb = next((node for node in participle.ancestors() if node.lemma in reading.words("reporting-verb")), None)
    if verb is None or verb.i < speaker.i or verb.first("nsubj", "nsubj:pass"):
        return False
    if nodes[min(word.i for word in speaker.subtree()) - 1].text != ",":
        return False
    move(speaker, verb, "nsubj")
    return True


@COMMAS.mend("parenthesis", "It is not true, Ana Ruiz said, that Mali [left].", "ccomp")
def _parenthesis(clause: Node, reading: Reading) -> bool:
    """A clause behind a parenthesis with "said" belongs to what "it" in front announces."""
    said = clause.head
    judged = said.head if said is not None and said.dep == "parataxis" else None
    that, subject = clause.first("mark"), judged.first("nsubj") if judged is not None else None
    if said is None or judged is None or that is None or subject is None or subject.lemma != "it":
        return False
    if not judged.of("cop") or that.i < said.i or reading.view.nodes[that.i - 1].text != ",":
        return False
    move(clause, judged, "ccomp")
    return True


@COMMAS.mend("closed-clause", "She saw the raid, in which two died, and [telephoned] him.", "conj")
def _closed_clause(verb: Node, reading: Reading) -> bool:
    """Behind a relative clause in the passive and a comma, a verb in the active goes on with the clause around."""
    relative, nodes = verb.head, reading.view.nodes
    if relative is None or relative.dep != "acl:relcl" or not is_passive(relative) or is_passive(verb):
        return False
    conjunction, noun = verb.first("cc"), relative.head
    main = noun.head if noun is not None else None
    if conjunction is None or main is None or not is_verb(main) or nodes[conjunction.i - 1].text != ",":
        return False
    if verb.tag != main.tag or verb.tag not in FINITE or verb.first("nsubj"):
        return False
    move(verb, main, "conj")
    return True


@COMMAS.mend("absolute", "With Ana Ruiz [leading] the bank, it grew.", "advcl")
def _absolute(verb: Node, _reading: Reading) -> bool:
    """Who stands between "with" and a participle, does it."""
    mark = next((kid for kid in verb.of("mark") if kid.lemma in _WITH), None)
    if mark is None or verb.tag != "VBG" or verb.first("nsubj", "nsubj:pass") is not None:
        return False
    around = [*verb.kids, *(verb.head.kids if verb.head is not None else [])]
    between = (kid for kid in around if mark.i < kid.i < verb.i and kid.base in {"obl", "obj", "nmod"})
    doer = next((kid for kid in between if kid.pos in NOUNS and not kid.of("case")), None)
    if doer is None:
        return False
    move(doer, verb, "nsubj")
    return True


@COMMAS.mend("speaker-between", "They hired Ana Ruiz, [Joonas] Virta said.", "appos", "conj")
def _speaker_between(name: Node, reading: Reading) -> bool:
    """A name between a comma and a verb of saying without a subject is no other name of who stands before it."""
    nodes, span = reading.view.nodes, reading.view.name_at(name.i)
    if span is None or span.last + 1 >= len(nodes) or span.first == 0 or nodes[span.first - 1].text != ",":
        return False
    verb = nodes[span.last + 1]
    if name.of("cc"):
        return False
    if verb.tag not in FINITE or verb.lemma not in reading.words("reporting-verb") or name in verb.ancestors():
        return False
    if verb.first("nsubj", "nsubj:pass") is not None:
        return False
    move(name, verb, "nsubj")
    return True


@COMMAS.mend("said-between", "Farmers, Ana Ruiz [said], threw stones.", "advcl", "ccomp", "acl")
def _said_between(verb: Node, reading: Reading) -> bool:
    """Who says it between two commas, says all of what stands around."""
    nodes, subject, around = reading.view.nodes, verb.first("nsubj"), verb.head
    if subject is None or around is None or verb.tag not in FINITE or verb.of("mark") or around.i < verb.i:
        return False
    if verb.lemma not in reading.words("reporting-verb") or nodes[verb.i + 1].text != "," or subject.i > verb.i:
        return False
    if not is_behind_comma(subject, reading.view.nodes) or verb.of("ccomp", "obj"):
        return False
    verb.dep = "parataxis"
    return True


@COMMAS.mend("said-of-all", "They arrested Ana Ruiz, which critics [called] a mistake.", "acl:relcl")
def _said_of_all(verb: Node, reading: Reading) -> bool:
    """What "which" is called, if it is what only deeds are called, is the whole clause before it."""
    named = verb.head
    which = next((kid for kid in verb.of("obj", "nsubj:pass") if kid.lemma == "which"), None)
    called = [kid.lemma for kid in verb.of("xcomp", "obj")]
    if named is None or which is None or verb.lemma not in reading.words("calling"):
        return False
    if named.pos != "PROPN" and reading.noun_class(named) is None:
        return False  # "the plan, which critics called a mistake"
    if reading.words("called-deed").isdisjoint(called) or reading.view.nodes[which.i - 1].text != ",":
        return False
    main = next((node for node in named.ancestors() if is_verb(node)), None)
    if main is None:
        return False
    move(verb, main, "advcl")
    return True
