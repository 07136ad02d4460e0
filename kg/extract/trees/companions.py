"""Who does it, too, or is asked to: companions behind "along with", echoes, "as did Greece", and who is urged."""

from __future__ import annotations

from kg.extract.grammar.labels import NOUNS
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move, preposition

COMPANIONS = of_words()
_AS = frozenset({"as"})


@COMPANIONS.mend("companion", "Ana Ruiz, along with [Joonas Virta], left.", "nmod", "obl")
def _companion(node: Node, reading: Reading) -> bool:
    """Who is named "along with" others is one of them."""
    head, together, marks = node.head, reading.words("together"), preposition(node)
    if head is None or node.pos not in NOUNS or any(kid.tag == "POS" for kid in node.of("case")):
        return False
    if marks not in together:
        if head.head is None or f"{head.lemma} {marks}" not in together:
            return False
        head = head.head  # "together" by itself hangs from the verb
    things = [kid for kid in head.of("obj") if kid.i < node.i]
    return _joined(node, things[0] if things else head)


@COMPANIONS.mend("echo", "Ana Ruiz left, as did [Joonas Virta].", "obj", "nsubj", "nsubj:pass")
def _echo(node: Node, reading: Reading) -> bool:
    """Who stands behind "as did" has done it as well."""
    echo = node.head
    verb = echo.head if echo is not None else None
    if echo is None or verb is None or node.pos not in NOUNS or echo.dep != "advcl" or not verb.i < echo.i < node.i:
        return False
    if echo.lemma not in reading.words("echo") or not any(kid.lemma in _AS for kid in echo.of("mark", "advmod")):
        return False
    return _joined(node, verb)


@COMPANIONS.mend("echo-of-passive", "Ana Ruiz was praised, as was [Joonas Virta].", "advcl")
def _echo_of_passive(node: Node, _reading: Reading) -> bool:
    """Who is named behind "as was" had it done to them as well."""
    verb = node.head
    if verb is None or node.pos != "PROPN" or not is_passive(verb) or not node.of("cop"):
        return False
    if not any(kid.lemma in _AS and kid.i < node.i for kid in node.of("mark", "advmod")):
        return False
    return _joined(node, verb)


@COMPANIONS.mend("asked-who", "Kim urged [consuming] countries to help.", "xcomp")
def _asked_who(participle: Node, reading: Reading) -> bool:
    """Nobody is urged doing something: a participle right behind the verb tells which countries are asked."""
    verb, asked = participle.head, next(iter(participle.of("obj")), None)
    if verb is None or asked is None or participle.tag != "VBG" or verb.lemma not in reading.words("asked-directly"):
        return False
    task = next((kid for kid in participle.of("xcomp", "advcl") if kid.tag == "VB"), None)
    if participle.i != verb.i + 1 or asked.i != participle.i + 1 or task is None or verb.of("obj"):
        return False
    move(asked, verb, "obj")
    move(task, verb, "xcomp")
    move(participle, asked, "amod")
    return True


def _joined(node: Node, head: Node) -> bool:
    """Makes a word one of those that the head names, or of the subjects of a verb."""
    first = head
    if head.pos not in NOUNS:
        subjects = head.of("nsubj", "nsubj:pass") if is_verb(head) else []
        if len(subjects) != 1:
            return False
        first = subjects[0]
    if first is node or node in first.ancestors():
        return False
    for member in [kid for kid in node.kids if kid.dep == "conj"]:
        move(member, first, "conj")
    for mark in node.of("case", "mark", "cop"):
        mark.dep = "cc"
    move(node, first, "conj")
    return True


@COMPANIONS.mend("listed-persons", "Mayor Ana Ruiz, bishop [Tom Berg] and nurse Jan Holm left.", "appos")
def _listed_persons(second: Node, reading: Reading) -> bool:
    """A person behind a comma with others behind them is the next of a list, and no other name of the first."""
    first = second.head
    if first is None or not second.of("conj") or not any(kid.text == "," for kid in second.kids):
        return False
    names = [reading.view.name_at(node.i) for node in (first, second)]
    if any(name is None or name.label != "Person" for name in names):
        return False
    others = second.of("conj")
    move(second, first, "conj")
    for other in others:
        move(other, first, "conj")
    return True
