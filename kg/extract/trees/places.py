"""Names whose place in the clause a parser missed: a country behind its city, a pair, a participle, a subject."""

from __future__ import annotations

from kg.extract.grammar.heads import head_of
from kg.extract.grammar.labels import WHERE
from kg.extract.names.spans import shared
from kg.extract.reading import Reading
from kg.extract.trees.registry import Named, of_names
from kg.language.grammar import is_verb, move

NAMES = of_names()
HYPHEN = "-"


@NAMES.mend("paired-names", "The India-[Pakistan] talks failed.", "Place", "Organization", "Person")
def _paired_names(named: Named, reading: Reading) -> bool:
    """Two names that a hyphen joins stand side by side before their noun."""
    view, first = reading.view, named.name.first
    other = view.name_at(first - 2) if first > 1 and view.nodes[first - 1].text == HYPHEN else None
    if other is None:
        return False
    later, before = named.head, head_of(view, other.first, other.last)
    if later.head is before and before.head is not None and later.dep in {"flat", "compound"}:
        move(later, before.head, before.dep)
    elif before.head is later and later.head is not None and before.dep == "compound":
        move(before, later.head, later.dep)
    else:
        return False
    return True


@NAMES.mend("place-in-place", "He flew to Ankara, [Turkey].", "Place")
def _place_in_place(named: Named, reading: Reading) -> bool:
    """The country is no second goal when the gazetteer knows that the city lies in it."""
    head, name, nodes = named.head, named.name, reading.view.nodes
    first = head.head
    if first is None or head.dep != "conj" or name.first < 2 or nodes[name.first - 1].text != ",":
        return False
    if head.of("cc"):
        return False
    city = nodes[name.first - 2]
    inner = reading.ontology.gazetteer.find(city.text)
    outer = reading.ontology.gazetteer.find(reading.text_of(name.first, name.last))
    if inner is None or outer is None or outer.key not in {inner.country, inner.part_of}:
        return False
    move(head, city if city.head is not head else first, "appos")
    return True


@NAMES.mend("where", "They met friends in [Kano], where she was born.", "Place")
def _where(named: Named, reading: Reading) -> bool:
    """What "where" begins behind the name of a place is said of that place."""
    head, nodes, after = named.head, reading.view.nodes, named.name.last + 1
    after += after < len(nodes) and nodes[after].text == ","
    clause = nodes[after].head if after < len(nodes) and nodes[after].lemma == WHERE else None
    if clause is None or nodes[after].dep != "advmod" or clause.head is head or head in clause.subtree():
        return False
    if clause.dep not in {"acl:relcl", "advcl"} or not is_verb(clause):
        return False
    move(clause, head, "acl:relcl")
    return True


@NAMES.mend("shared-word", "[North] and South Korea met.", "Place")
def _shared_word(named: Named, reading: Reading) -> bool:
    """The first of two names that share their last word stands where that word stood, and the second beside it."""
    first, nodes = named.name.last, reading.view.nodes
    second = reading.view.name_at(first + 2) if named.name.first == first and first + 2 < len(nodes) else None
    if second is None or shared(reading, first, second) is None:
        return False
    one, last, inner = nodes[first], nodes[second.last], nodes[first + 1 : second.last]
    if any(node in last.ancestors() for node in inner):
        return False
    if one.head is last and last.head is not None:
        move(one, last.head, last.dep)
        for kid in [kid for kid in last.kids if kid.i < first or (kid.i > second.last and kid not in inner)]:
            move(kid, one, kid.dep)
    elif last.head is not one:
        return False
    move(last, one, "conj")
    for node in inner:
        move(node, last, "cc" if node is inner[0] else "compound")
    return True


@NAMES.mend("place-of-deed", "They killed the driver of Marta Oyelaran in [Brenholm].", "Place")
def _place_of_deed(named: Named, reading: Reading) -> bool:
    """Where something is done hangs from the verb, and not from a person whose name stands before it."""
    head, nodes = named.head, reading.view.nodes
    case, person = head.first("case"), head.head
    if person is None or head.dep != "nmod" or case is None or case.lemma not in reading.words("locative"):
        return False
    name = reading.view.name_at(case.i - 1)
    if name is None or name.label != "Person" or not name.first <= person.i <= name.last:
        return False
    verb = next((node for node in person.ancestors() if is_verb(node)), None)
    if verb is None or nodes[case.i - 1].sent != verb.sent or verb.i > case.i:
        return False
    move(head, verb, "obl")
    return True


@NAMES.mend("loose-participle", "the release of Bergdahl, [held] by rebels")
def _loose_participle(named: Named, reading: Reading) -> bool:
    """A participle behind a name and a comma belongs to that name."""
    head, nodes, comma = named.head, reading.view.nodes, named.name.last + 1
    if comma + 1 >= len(nodes) or nodes[comma].text != ",":
        return False
    verb = nodes[comma + 1]
    loose = {"acl", "advcl", "parataxis", "ccomp"} if verb.tag == "VBN" else {"acl", "parataxis", "ccomp"}
    if verb.tag not in {"VBN", "VBD"} or verb.dep not in loose or verb.head is head or verb.head is None:
        return False
    if any(kid.base in {"nsubj", "aux"} for kid in verb.kids) or head in verb.subtree():
        return False
    if verb.dep == "acl" and head not in verb.head.subtree():
        return False
    verb.tag = "VBN"
    move(verb, head, "acl")
    return True


@NAMES.mend("lost-subject", "…, envoy [James Dobbins] will meet them.")
def _lost_subject(named: Named, reading: Reading) -> bool:
    """A name right before an auxiliary is the subject that is missing."""
    head, nodes, after = named.head, reading.view.nodes, named.name.last + 1
    if after >= len(nodes) or head.base in {"nsubj", "conj", "nmod"} or nodes[after].base != "aux":
        return False
    verb = nodes[after].head
    if verb is None or not is_verb(verb) or any(kid.base in {"nsubj", "csubj"} for kid in verb.kids):
        return False
    if head is verb or head in verb.ancestors():
        return False
    move(head, verb, "nsubj:pass" if verb.first("aux:pass") else "nsubj")
    return True
