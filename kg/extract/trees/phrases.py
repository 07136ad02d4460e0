"""What must be right before names are settled: inverted conditions, "is to", and words tied to the wrong name."""

from __future__ import annotations

from kg.extract.grammar.labels import NAME_PARTS, ONE, RELATIVE_TAGS
from kg.extract.reading import Reading
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move

PHRASES = of_words()
BRACKETED = 3
"""Tokens of an abbreviation in brackets."""


@PHRASES.mend("inverted-condition", "[Had] Mobutu left, the war would have ended.", "mark")
def _inverted_condition(node: Node, reading: Reading) -> bool:
    if node.lemma not in reading.cues("inversion"):
        return False
    node.dep = "aux"
    return True


@PHRASES.mend("is-to", "The minister [is] to travel to Cairo; a road [is] to be built.", "cop", "aux:pass")
def _is_to(node: Node, _reading: Reading) -> bool:
    verb = node.head
    if verb is None or not any(mark.lemma == "to" and mark.i > node.i for mark in verb.of("mark")):
        return False
    if verb.tag != "VB" and not any(other.i > node.i for other in verb.of("aux:pass")):
        return False
    node.dep = "aux"
    return True


@PHRASES.mend("before-whole-name", "They flew [to] Puerto Princesa.", "case", "det")
def _before_whole_name(word: Node, _reading: Reading) -> bool:
    """What stands before a name belongs to all of it, and not to its last part."""
    part = word.head
    name = part.head if part is not None and part.dep in {"flat", "compound"} else None
    if part is None or name is None or not word.i < min(part.i, name.i):
        return False
    opens = word.dep == "case" and word.i == part.i - 1 and part.pos == name.pos == "PROPN"
    if part.dep == "flat" or opens:
        move(word, name, word.dep)
        return True
    return False


@PHRASES.mend("named-by-noun", "Carmaker [Hanil] said sales rose.", "nsubj", "nsubj:pass")
def _named_by_noun(name: Node, reading: Reading) -> bool:
    """Of two subjects side by side, the name is that of the noun."""
    first = min((name.i, *(kid.i for kid in name.of("compound"))))
    noun = reading.view.nodes[first - 1] if first else None
    if name.pos != "PROPN" or noun is None or noun.tag != "NN" or noun.base != "nsubj" or noun.head is not name.head:
        return False
    move(name, noun, "appos")
    return True


@PHRASES.mend("one-of-several", "one of its suppliers, [Fiat]", "appos")
def _one_of_several(name: Node, _reading: Reading) -> bool:
    """A name stands beside the one of several, and not beside them all."""
    several = name.head
    one = several.head if several is not None and several.dep == "nmod" else None
    if one is None or several is None or several.tag != "NNS" or name.pos != "PROPN" or one.lemma != ONE:
        return False
    if name.tag == "NNPS" or name.of("conj", "case") or one.of("appos"):
        return False
    move(name, one, "appos")
    return True


@PHRASES.mend("behind-abbreviation", "World Health Organization (WHO) [officials] met.", "nsubj", "nsubj:pass")
def _behind_abbreviation(noun: Node, reading: Reading) -> bool:
    """Who stands right behind a body and its abbreviation is of it, and is not its neighbour."""
    verb, nodes = noun.head, reading.view.nodes
    if verb is None or noun.pos != "NOUN" or noun.i < BRACKETED or nodes[noun.i - 1].text != ")":
        return False
    for body in verb.of(noun.dep):
        if body.i < noun.i and body.pos == "PROPN" and any(kid.i == noun.i - 2 for kid in body.of("appos")):
            move(body, noun, "compound")
            return True
    return False


@PHRASES.mend("bare-count", "Two were killed and around [120] injured.", "obl")
def _bare_count(number: Node, _reading: Reading) -> bool:
    """A number before a participle says how many it was done to, as the subject of the participle before it does."""
    verb = number.head
    first = verb.head if verb is not None and verb.dep == "conj" else None
    if verb is None or first is None or number.tag != "CD" or number.i != verb.i - 1 or verb.tag != "VBN":
        return False
    if number.first("case") is not None or verb.first("nsubj", "nsubj:pass") is not None or not is_passive(first):
        return False
    number.dep = "nsubj:pass"
    return True


@PHRASES.mend("enclosed-noun", "A [magnitude] 6.9 earthquake struck.", "nsubj")
def _enclosed_noun(noun: Node, _reading: Reading) -> bool:
    """A subject between the article and the noun of another is a word of that other one."""
    verb = noun.head
    if noun.pos != "NOUN" or verb is None:
        return False
    for other in verb.of("nsubj"):
        if noun.i < other.i < verb.i and any(kid.i < noun.i for kid in other.of("det")):
            move(noun, other, "compound")
            return True
    return False


@PHRASES.mend("across-verb", "Yesenia Cruz told [Radio Sur] that she left.", "flat")
def _across_verb(name: Node, _reading: Reading) -> bool:
    """No name goes on behind the verb whose subject it is."""
    other = name.head
    verb = other.head if other is not None else None
    if name.pos != "PROPN" or other is None or verb is None or other.base != "nsubj":
        return False
    if not is_verb(verb) or not other.i < verb.i < name.i:
        return False
    move(name, verb, "obj")
    return True


def subordinate(first: Node, second: Node) -> None:
    """The first word of a title goes below the second, which takes over all that hangs from it."""
    for kid in list(first.kids):
        move(kid, second, kid.dep)
    move(first, second, "compound")


@PHRASES.mend("two-titles", "[Governor] General Sonja Aalto left.", "nmod:desc")
def _two_titles(first: Node, reading: Reading) -> bool:
    """Two words before a name that are one title."""
    second = reading.view.nodes[first.i + 1] if first.i + 1 < len(reading.view.nodes) else first
    if second.head is not first.head or second.dep != "nmod:desc" or second is first:
        return False
    if f"{first.lemma} {second.lemma}".lower() not in reading.ontology.role_nouns:
        return False
    subordinate(first, second)
    return True


@PHRASES.mend("two-word-title", "Sonja Aalto, the [attorney] general of Texas, left.", "amod", "flat", "compound")
def _two_word_title(second: Node, reading: Reading) -> bool:
    """The second word of a title is its head, though it may look like an adjective."""
    first = second.head
    if first is None or first.i != second.i - 1:
        return False
    if f"{first.lemma} {second.lemma}" not in reading.ontology.role_nouns:
        return False
    top, label = first.head, first.dep
    first.kids.remove(second)
    second.head, second.dep, second.pos = None, "root", first.pos
    if top is not None:
        move(second, top, label)
    subordinate(first, second)
    return True


@PHRASES.mend("office-that-was", "Ana Ruiz, once the [ambassador] to Chile, left.", "advcl")
def _office_that_was(office: Node, reading: Reading) -> bool:
    """An office without a verb, "once the ambassador", stands beside the subject, and is no clause."""
    verb, over = office.head, reading.words("former")
    if verb is None or office.pos != "NOUN" or office.lemma not in reading.ontology.role_nouns or office.of("cop"):
        return False
    if not any(kid.lemma in over for kid in office.of("mark", "advmod")):
        return False
    subject = next((kid for kid in verb.of("nsubj", "nsubj:pass") if kid.i < office.i < verb.i), None)
    if subject is None:
        return False
    move(office, subject, "appos")
    return True


@PHRASES.mend("across-quotation", "“We met him,” said Ana Ruiz, who [chairs] the party.", "acl:relcl")
def _across_quotation(verb: Node, reading: Reading) -> bool:
    """A relative clause behind a quotation says nothing of who is named inside it, but of the name before its comma."""
    head, nodes = verb.head, reading.view.nodes
    pronoun = next((kid for kid in verb.kids if kid.tag in RELATIVE_TAGS and kid.i < verb.i), None)
    if head is None or pronoun is None or pronoun.i < 2 or nodes[pronoun.i - 1].text != ",":
        return False
    if not any(node.tag == "''" for node in nodes[head.i + 1 : pronoun.i]):
        return False
    name = nodes[pronoun.i - 2]
    while name.head is not None and name.dep in NAME_PARTS:
        name = name.head
    if name.pos not in {"NOUN", "PROPN"} or name is head or name is verb or verb in name.ancestors():
        return False
    move(verb, name, "acl:relcl")
    return True


@PHRASES.mend("two-agents", "The plan was opposed by Arizona [Democrat] Ana Ruiz.", "obl:agent")
def _two_agents(noun: Node, reading: Reading) -> bool:
    """Of two doers side by side behind one "by", the first stands before the name of the second."""
    nodes = reading.view.nodes
    name = nodes[noun.i + 1] if noun.i + 1 < len(nodes) else noun
    if name is noun or name.dep != noun.dep or name.head is not noun.head or name.pos != "PROPN":
        return False
    for kid in noun.of("case"):
        move(kid, name, kid.dep)
    move(noun, name, "compound")
    return True


@PHRASES.mend("receiver-of-money", "The EU fined [Google] 4 billion euros.", "compound")
def _receiver_of_money(name: Node, reading: Reading) -> bool:
    """A name before an amount is no part of it, but who gets or owes it."""
    money = name.head
    verb = money.head if money is not None and money.base == "obj" else None
    if money is None or verb is None or not is_verb(verb) or verb.first("iobj") is not None or name.i < verb.i:
        return False
    amount = [kid.i for kid in money.of("nummod")]
    if name.pos != "PROPN" or not amount or min(amount) < name.i or money.lemma not in reading.words("unit-of-money"):
        return False
    move(name, verb, "iobj")
    return True
