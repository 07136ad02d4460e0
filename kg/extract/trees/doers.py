"""Who does it and to whom: doers behind "by" and matters behind "of" that hang from the wrong word."""

from __future__ import annotations

from kg.extract.grammar.arguments import is_marked
from kg.extract.grammar.labels import RELATIVE_TAGS, TO
from kg.extract.reading import Reading
from kg.extract.time.words import DATE_NAMES, MONTHS
from kg.extract.trees.registry import of_words
from kg.language.grammar import Node, is_passive, is_verb, move, preposition, verb_above

DOERS = of_words()


@DOERS.mend("stolen-doer", "They condemned the murder of nuns [by soldiers].", "obl")
def _stolen_doer(node: Node, reading: Reading) -> bool:
    """An active verb has no doer behind "by", the murder has one; so has what is demanded, "an admission by Moscow"."""
    verb = node.head
    if verb is None or node.pos not in {"NOUN", "PROPN"} or preposition(node) != "by" or verb.first("aux:pass"):
        return False
    deed = next((kid for kid in verb.of("obj") if kid.i < node.i), None)
    if deed is not None:
        done = deed.lemma in reading.words("ordeal") or _is_named(node, reading)
    else:  # "they fled after the invasion of Mali by Chad"
        deed = next((kid for kid in verb.of("obl") if kid.i < node.i and kid.lemma in reading.ontology.deeds), None)
        done = _is_doer(node, reading)
    if deed is None or not done:
        return False
    move(node, deed, "nmod")
    return True


def _is_named(node: Node, reading: Reading) -> bool:
    return node.pos == "PROPN" and reading.view.name_at(node.i) is not None


def _is_doer(node: Node, reading: Reading) -> bool:
    """True for a name, and for persons and bodies."""
    if node.pos == "PROPN":
        return _is_named(node, reading)
    known = reading.ontology.noun_classes.get(node.lemma)
    return known is not None and reading.ontology.coarse(known) in {"Person", "Organization"}


@DOERS.mend("done-with", "They cleared the crew [of blame].", "nmod")
def _done_with(node: Node, reading: Reading) -> bool:
    """What the verb says of its object, and no part of it."""
    thing = node.head
    verb = thing.head if thing is not None and thing.base == "obj" else None
    if verb is None or preposition(node) != "of" or f"{verb.lemma} {node.lemma}" not in reading.ontology.done_with:
        return False
    move(node, verb, "obl")
    return True


@DOERS.mend("lost-agent", "He was shot in the courtyard of his house [by Mark Chapman].", "nmod", "nmod:poss")
def _lost_agent(node: Node, reading: Reading) -> bool:
    """No house is anybody's by "by", nor a shortage or a day ("blockaded since [Saturday] by farmers"): the deed is."""
    thing, ontology = node.head, reading.ontology
    if thing is None or preposition(node) != "by" or _is_of_deed(thing, reading):
        return False
    known = ontology.noun_classes.get(thing.lemma)
    if known is None or ontology.coarse(known) != "Place":
        made = thing.lemma in ontology.deeds or thing.lemma in reading.words("utterance") or thing.lemma.endswith("ion")
        below = thing.base in {"obl", "nmod", "xcomp", "obj"}
        when_or_where = thing.tag == "CD" or thing.text in DATE_NAMES or _is_place_name(thing, reading)
        if made or not (thing.pos == "NOUN" or when_or_where) or not below or not _is_doer(node, reading):
            return False
    return _done_by(node, thing)


def _is_place_name(thing: Node, reading: Reading) -> bool:
    name = reading.view.name_at(thing.i)
    return name is not None and name.label == "Place"


def _is_of_deed(thing: Node, reading: Reading) -> bool:
    """True for whom a deed befalls, and as what: "the naming [of Ana Ruiz] as [judge] by the queen was welcomed"."""
    while thing.head is not None and preposition(thing) in {"of", "as"}:
        thing = thing.head
        if thing.lemma in reading.ontology.happenings:
            return True
    return False


def _done_by(node: Node, thing: Node) -> bool:
    """Makes a word the doer of the passive verb above a thing, if that has none."""
    verb = verb_above(thing)
    if verb is None or not is_passive(verb) or any(preposition(kid) == "by" for kid in verb.kids):
        return False
    move(node, verb, "obl:agent")
    return True


@DOERS.mend("gerund-agent", "He was found guilty of murdering her [by a court].", "obl")
def _gerund_agent(node: Node, reading: Reading) -> bool:
    """Who stands behind an active gerund with its object, marked by "by", did what the passive verb above tells."""
    gerund = node.head
    if gerund is None or gerund.tag != "VBG" or preposition(node) != "by" or not gerund.of("obj"):
        return False
    if is_passive(gerund) or not _is_doer(node, reading):
        return False
    return _done_by(node, gerund)


@DOERS.mend("no-agent", "The prize was presented [to] Ana Ruiz.", "obl:agent")
def _no_agent(node: Node, _reading: Reading) -> bool:
    """Neither "to" nor "with" marks who did it."""
    if preposition(node) not in {"to", "with"}:
        return False
    node.dep = "obl"
    return True


@DOERS.mend("deed-of", "They protested at the detention by police [of Ana Ruiz].", "nmod")
def _deed_of(node: Node, reading: Reading) -> bool:
    """Whom a deed befalls may stand behind who does it, or behind where from."""
    beside = node.head
    deed = beside.head if beside is not None and beside.dep == "nmod" else None
    if deed is None or beside is None or preposition(node) != "of" or deed.lemma not in reading.ontology.happenings:
        return False
    if preposition(beside) in {"", "of"} or any(preposition(kid) == "of" for kid in deed.of("nmod")):
        return False
    named = reading.view.name_at(node.i) or next((reading.view.name_at(kid.i) for kid in node.of("appos")), None)
    whole = reading.view.name_at(beside.i) is not None or _is_doer(beside, reading)
    if named is None or named.label != "Person" or not whole:
        return False
    move(node, deed, "nmod")
    return True


@DOERS.mend("before-verb", "Exports of tea [to Turkey] rose.", "obl")
def _before_verb(node: Node, reading: Reading) -> bool:
    """What stands between a deed and its verb, and no comma, belongs to the deed."""
    verb = node.head
    deed = next((kid for kid in verb.of("nsubj", "nsubj:pass") if kid.i < node.i < verb.i), None) if verb else None
    if deed is None or verb is None or deed.lemma not in reading.ontology.happenings or not preposition(node):
        return False
    if any(word.pos == "PUNCT" or word.dep in {"aux", "aux:pass"} for word in reading.view.nodes[deed.i : node.i]):
        return False
    move(node, deed, "nmod")
    return True


@DOERS.mend("stands-accused", "Ana Ruiz stands [accused] of fraud.", "xcomp")
def _stands_accused(verb: Node, reading: Reading) -> bool:
    """Who stands accused, is accused."""
    stands = verb.head
    if stands is None or verb.tag != "VBN" or verb.lemma not in reading.words("charging") or stands.of("obj"):
        return False
    for subject in stands.of("nsubj"):
        move(subject, verb, "nsubj:pass")
    return True


@DOERS.mend("behind-adverb", "They called home [their ambassador].", "xcomp")
def _behind_adverb(noun: Node, reading: Reading) -> bool:
    """A noun with an article or owner right behind an adverb of its verb is the object."""
    verb = noun.head
    first = min((kid.i for kid in noun.of("det", "nmod:poss")), default=0)
    if verb is None or noun.pos != "NOUN" or not first or verb.of("obj", "aux:pass") or noun.of("cop", "mark", "case"):
        return False
    before = reading.view.nodes[first - 1]
    if before.head is not verb or before.i <= verb.i or before.base not in {"advmod", "compound"}:
        return False
    noun.dep = "obj"
    return True


@DOERS.mend("called-for", "They called for Mali [to free] him.", "advcl", "acl")
def _called_for(verb: Node, reading: Reading) -> bool:
    """Who is to do it stands between the call for it and the infinitive."""
    above = verb.head
    if above is None or verb.tag != "VB" or not is_marked(verb, TO) or verb.of("nsubj"):
        return False
    doer = above if verb.dep == "acl" else next((kid for kid in above.of("obl") if kid.i < verb.i), None)
    call = doer.head if doer is not None else None
    if doer is None or call is None:
        return False
    if call.lemma not in reading.words("calling-for") or preposition(doer) != "for" or not _is_doer(doer, reading):
        return False
    for kid in doer.of("case"):
        move(kid, verb, "mark")
    move(verb, call, "advcl")
    move(doer, verb, "nsubj")
    return True


@DOERS.mend("said-behind", "Chad tortured her brother, Ana Ruiz [alleged].", "acl:relcl")
def _said_behind(verb: Node, reading: Reading) -> bool:
    """A name and a verb of saying behind a comma tell who says what stands before them."""
    thing, before = verb.head, reading.view.nodes[verb.i - 1]
    name = before.head if before.dep == "flat" else before
    told = verb_above(thing) if thing is not None else None
    if name is None or told is None or name.dep != "appos" or name.pos != "PROPN" or name.head is not thing:
        return False
    saying = verb.lemma in reading.words("reporting-verb") or verb.lemma in reading.words("alleging")
    if not saying or verb.tag not in {"VBD", "VBZ"} or verb.of("nsubj", "obj", "ccomp"):
        return False
    move(verb, told, "parataxis")
    move(name, verb, "nsubj")
    return True


@DOERS.mend("source-behind", "It sank near Kisumu, [a spokesman] said.", "appos", "nsubj", "obl")
def _source_behind(noun: Node, reading: Reading) -> bool:
    """A described person between a comma and a verb of saying that has no subject is who says it."""
    words = sorted(kid.i for kid in noun.subtree())
    nodes = reading.view.nodes
    at = next((i for i in words if nodes[i].text != ","), noun.i)
    verb = nodes[words[-1] + 1] if words[-1] + 1 < len(nodes) else None
    if verb is None or verb.sent != noun.sent or noun.head is verb or at == 0 or nodes[at - 1].text != ",":
        return False
    if verb.lemma not in reading.words("reporting-verb") or verb.tag not in {"VBD", "VBZ"} or verb.of("nsubj"):
        return False
    indefinite = any(kid.lemma in {"a", "an"} for kid in noun.of("det"))
    if not indefinite or noun.of("case") or reading.noun_class(noun) != "Person" or not verb.of("ccomp", "parataxis"):
        return False
    move(noun, verb, "nsubj")
    return True


@DOERS.mend("reported-behind", "They fail the refugees, a group [protested] here.", "acl:relcl")
def _reported_behind(verb: Node, reading: Reading) -> bool:
    """Who says so behind a comma, with a subject of its own, says it of the whole clause."""
    noun, own = verb.head, verb.first("nsubj")
    if noun is None or own is None or verb.lemma not in reading.words("reporting-verb") | reading.words("complaining"):
        return False
    before = reading.view.nodes[min(kid.i for kid in own.subtree()) - 1]
    if own.tag in RELATIVE_TAGS or own.pos == "PRON" or before.text != "," or verb.of("obj", "mark"):
        return False
    main = verb_above(noun)
    if main is not None:
        move(verb, main, "parataxis")
    return main is not None


@DOERS.mend("day-of-deed", "Little is known of her trip to Rome [on 4 May].", "obl")
def _day_of_deed(day: Node, reading: Reading) -> bool:
    """A date right behind what stands by a deed with an owner is the date of the deed."""
    verb = day.head
    dated = any(node.lemma in MONTHS for node in (day, *day.of("nmod:unmarked", "compound", "nmod")))
    if verb is None or not dated or not is_verb(verb) or preposition(day) not in {"on", "in"}:
        return False
    deed = reading.view.nodes[min(node.i for node in day.subtree()) - 1]
    while deed.head is not None and deed.head is not verb:
        deed = deed.head
    owned = deed.of("nmod:poss") and deed.lemma in reading.ontology.happenings
    if (
        deed.head is not verb
        or not owned
        or deed.base not in {"obl", "obj"}
        or preposition(deed) in {"after", "before"}
    ):
        return False
    move(day, deed, "nmod")
    return True


@DOERS.mend("which-of-several", "Workers at Siemens, which [bought] Alcatel, left.", "acl:relcl")
def _which_of_several(verb: Node, reading: Reading) -> bool:
    """Neither people nor shares do anything behind "which", but the body named right before it."""
    several, pronoun = verb.head, next((kid for kid in verb.kids if kid.tag == "WDT" and kid.i < verb.i), None)
    if several is None or pronoun is None or pronoun.i < 2 or reading.view.nodes[pronoun.i - 1].text != ",":
        return False
    known = reading.ontology.noun_classes.get(several.lemma)
    person = known is not None and reading.ontology.coarse(known) == "Person"
    if several.pos != "NOUN" or not (person or several.lemma in reading.words("holding")):
        return False
    name = reading.view.name_at(pronoun.i - 2)
    head = next((node for node in several.subtree() if name and name.first <= node.i <= name.last), None)
    if name is None or head is None or name.label not in {"Organization", "Place"}:
        return False
    while head.head is not None and name.first <= head.head.i <= name.last:
        head = head.head
    move(verb, head, "acl:relcl")
    return True


@DOERS.mend("given-before-number", "Chad sold [Mali] 66 jets.", "compound", "nmod:poss")
def _given_before_number(node: Node, reading: Reading) -> bool:
    """Who is named right before a number of things gets them: nobody calls jets by a name and a number."""
    thing = node.head
    verb = thing.head if thing is not None and thing.base == "obj" else None
    if thing is None or verb is None or verb.lemma not in reading.words("giving-so-many") or verb.of("iobj"):
        return False
    name = reading.view.name_at(node.i)
    last = name.last if name is not None else node.i
    owner = node.dep == "nmod:poss" and node.tag != "PRP$"
    if owner or (name is None and node.dep == "compound") or not any(kid.i == last + 1 for kid in thing.of("nummod")):
        return False
    move(node, verb, "iobj")
    return True
