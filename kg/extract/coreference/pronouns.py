"""Pronouns -> their antecedents.

Rivals are all mentions that agree in number, gender and class, and also the nouns that are no mentions: when "it" more
likely means the questionnaire than the ministry, it stays unresolved, and no fact uses it. How likely is learned
(`salience`). "I" and "we" are the speaker of their quotation (`speakers`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kg.extract.coreference import kin, speakers
from kg.extract.coreference.context import Context
from kg.extract.coreference.discourse import Discourse, in_text_order, place
from kg.extract.coreference.quotations import Quotations
from kg.extract.coreference.rivals import is_reflexive, rivals
from kg.extract.coreference.salience import Rival, group, is_empty, probabilities
from kg.extract.grammar.arguments import subjects
from kg.extract.reading import Reading
from kg.language.grammar import Node, is_passive, is_verb
from kg.names import words_of
from kg.records import Kind

LEAST = {"person": 0.4, "it": 0.55, "they": 0.5}
"""A less likely antecedent is none: a wrong link makes a false fact, a missing one makes none."""

BRACKETS = {"(": ")", "[": "]"}

Choice = Callable[[int, Sequence[Rival], Discourse], int | None]
"""From the number of a pronoun and its rivals, nearest first, to the mention that it means."""


def choose(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """The mention most likely meant, when it is likely enough; the chances of one chain add up."""
    pronoun, chance = discourse.context.found[i], defaultdict[int, float](float)
    likely = probabilities(pronoun, against, discourse.quotations, discourse.context.reading)
    for rival, probability in zip(against, likely, strict=True):
        chance[rival.chain] += probability
    best = max(against, key=lambda rival: chance[rival.chain], default=None)
    if best is None or chance[best.chain] < LEAST[group(pronoun)]:
        return None
    return _known_to_agree(best, against).mention


def _known_to_agree(best: Rival, against: Sequence[Rival]) -> Rival:
    """Of a name that may be a woman's and one behind it in the sentence that is, "she" means the latter."""
    if best.agrees or best.kind != "name" or best.coarse != "Person":
        return best
    names = (rival for rival in against if rival.kind == "name" and rival.node.sent == best.node.sent)
    sure = [rival for rival in names if rival.agrees and rival.node.i > best.node.i]
    return sure[0] if len({rival.chain for rival in sure}) == 1 else best


def join(context: Context, quotations: Quotations, *, choice: Choice = choose) -> None:
    """Joins every pronoun to its antecedent's chain; those without one become `loose`."""
    discourse = Discourse(context, quotations)
    spoken: list[int] = []
    for event in in_text_order(context.reading, quotations):
        if isinstance(event, Node):
            discourse.gone.append(event)
        elif context.found[event].kind is not Kind.PRONOUN:
            if not context.found[event].demonym:
                discourse.add(event)
        elif context.found[event].gender == "speaker":
            spoken.append(event)
        else:
            _refer(event, discourse, choice)
    for i in spoken:
        speakers.join(i, discourse)


def _refer(i: int, discourse: Discourse, choice: Choice) -> None:
    context, empty = discourse.context, _is_nobody(i, discourse)
    against = [] if empty else _own_subject(i, rivals(i, discourse), discourse)
    for rule, sieve in (*SIEVES, ("coreference/salience", choice)):
        if context.allows(rule) and (target := sieve(i, against, discourse)) is not None:
            context.join(rule, i, target, "pronoun")
            break
    else:
        context.links.loose.add(i)
    discourse.add(i)  # the next "he" is more likely this one, whoever it was, than somebody new


def _is_nobody(i: int, discourse: Discourse) -> bool:
    """True for an empty "it", and for what a source without a name says of itself: "the source, who said he left"."""
    word, reading = discourse.context.found[i].head, discourse.context.reading
    clause = word.head
    verb = clause.head if clause is not None and word.base == "nsubj" and clause.base == "ccomp" else None
    if verb is None or verb.dep != "acl:relcl" or verb.lemma not in reading.words("reporting-verb"):
        return is_empty(word, reading)
    source = verb.head
    unknown = source is not None and source.pos == "NOUN" and reading.mentions.at(source) is None
    return unknown and any(subject.tag == "WP" for subject in verb.of("nsubj"))


def _own_subject(i: int, against: list[Rival], discourse: Discourse) -> list[Rival]:
    """For "himself", the subject of its clause, if it is among the rivals."""
    context, rule = discourse.context, "coreference/reflexive"
    if not is_reflexive(context.found[i], discourse) or not context.allows(rule):
        return against
    verb = next((node for node in context.found[i].head.ancestors() if is_verb(node)), None)
    own = {node.i for node in subjects(verb)} if verb is not None else set()
    left = [rival for rival in against if rival.node.i in own]
    if not left:
        return against
    context.note(rule, i)
    return left


def _reporter(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "Syria says it is willing": who reports of "it" as a subject reports of itself, if it agrees."""
    word = discourse.context.found[i].head
    clause = word.head
    verb = clause.head if clause is not None and word.base == "nsubj" and clause.base == "ccomp" else None
    if verb is None or verb.lemma not in discourse.context.reading.words("reporting-verb"):
        return None
    said = {node.i for node in subjects(verb)}
    return next((rival.mention for rival in against if rival.node.i in said), None)


def _of_one_surname(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "his wife, Karen Kjeldsen": of all men in reach, "his" most likely means the one called Kjeldsen."""
    reading, word = discourse.context.reading, discourse.context.found[i].head
    relative, found = word.head, reading.mentions
    if relative is None or word.dep != "nmod:poss" or relative.lemma not in kin.nouns(reading.ontology):
        return None
    beside = [*relative.of("appos"), *([relative.head] if relative.dep == "nmod:desc" and relative.head else [])]
    surnames = {
        words[-1]
        for node in beside
        if found.is_name(node) and len(words := words_of(found.all[found.at(node) or 0].name, person=True)) > 1
    }
    named = ((r.mention, found.all[r.mention].name) for r in against if r.mention is not None and r.kind == "name")
    return next((j for j, name in named if surnames & {*words_of(name, person=True)[-1:]}), None)


def _glossed(i: int, _against: Sequence[Rival], discourse: Discourse) -> int | None:
    """The name in brackets right behind a pronoun, by which an editor says who is meant: "He (Samir) left"."""
    reading, word = discourse.context.reading, discourse.context.found[i].head
    nodes, first = reading.view.nodes, word.i + 2
    closing = BRACKETS.get(nodes[word.i + 1].text) if first < len(nodes) else None
    if closing is None:
        return None
    first += nodes[first].base == "det"  # "They [the Houthis] left"
    j = reading.mentions.covering.get(first)
    if j is None or reading.mentions.all[j].first != first or reading.mentions.all[j].demonym:
        return None
    behind = reading.mentions.all[j].last + 1
    return j if behind < len(nodes) and nodes[behind].text == closing else None


def _shared_owner(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "Merkel's plan and her party": what is told together is most likely of one owner."""
    word = discourse.context.found[i].head
    thing = word.head
    first = thing.head if thing is not None and thing.dep == "conj" and word.dep == "nmod:poss" else None
    owners = {node.i for node in first.of("nmod:poss")} if first is not None else set()
    return next((rival.mention for rival in against if rival.node.i in owners), None)


def _fronted(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "When he spoke, Mr Otieno had learned …": in a clause or phrase in front, the subject named behind it."""
    context, word = discourse.context, discourse.context.found[i].head
    front = next((node for node in (word, *word.ancestors()) if node.base in {"advcl", "obl"}), None)
    main = front.head if front is not None else None
    if front is None or main is None or front.i > main.i or not is_verb(main):
        return None
    if main.base == "ccomp" and main.head is not None and main.head.i < front.i:
        return None  # "Novak said that after he left, Diallo fell": who speaks is as near
    if front.base == "obl" and any(rival.back <= 1 and rival.mention is not None for rival in against):
        return None  # "For his services his son was made a count": in a mere phrase he is who was spoken of
    for subject in main.of("nsubj", "nsubj:pass"):
        j = context.reading.mentions.at(subject)
        if subject.i > max(front.i, word.i) and j is not None and _is_named(i, j, context):
            return j
    return None


def _goes_on(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "Elliott saw McVeigh. He said …": the subject of the sentence before is named, and "he" goes on with it."""
    context, word = discourse.context, discourse.context.found[i].head
    here = place(i, context.reading, discourse.quotations).sent
    if here == 0 or context.found[i].cls != "Person" or not _is_main_subject(word, discourse):
        return None
    before = context.reading.view.sentences[here - 1]
    near = [rival for rival in against if before.first <= rival.node.i <= before.last]
    known = context.links.named  # "the head of the bank, Ana Ruiz, said"
    named = _main_subject([rival for rival in near if rival.kind == "name" or rival.chain in known], discourse)
    if named is None or (not named.agrees and any(_is_as_near(rival, named) for rival in near)):
        return None
    return named.mention


def _several_go_on(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "Gunmen entered Dhale. They shot two guards.": if nobody else is near, they did the other thing, too."""
    context, word = discourse.context, discourse.context.found[i].head
    here = place(i, context.reading, discourse.quotations).sent
    verb = word.head
    if here == 0 or context.found[i].number != "plur" or not _is_main_subject(word, discourse):
        return None
    if verb is None or not is_verb(verb) or is_passive(verb):
        return None
    first = context.reading.view.sentences[here - 1].first
    near = [rival for rival in against if rival.node.i >= first and rival.number == "plur"]
    people = [rival for rival in near if rival.coarse in {"Person", "Organization"}]
    subject = _main_subject(people, discourse)
    if subject is None or any(rival.chain != subject.chain for rival in people):
        return None
    return subject.mention


def _body_goes_on(i: int, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "The army lost two men. It moved tanks north.": the body or state that did the one thing, did the other."""
    context, word = discourse.context, discourse.context.found[i].head
    here, verb = place(i, context.reading, discourse.quotations).sent, word.head
    if here == 0 or word.lemma != "it" or verb is None or not _is_main_subject(word, discourse):
        return None
    if is_passive(verb) or verb.lemma not in context.reading.ontology.verbs:
        return None
    first = context.reading.view.sentences[here - 1].first
    near = [rival for rival in against if rival.node.i >= first and rival.mention is not None]
    bodies = [rival for rival in near if rival.coarse == "Organization" or _is_state(rival, context)]
    subject = _main_subject(bodies, discourse)
    others = [rival for rival in near if rival.coarse == "Place" and not _has(rival, "building", context)]
    others = [rival for rival in (*others, *bodies) if rival.node.base in {"nsubj", "obj"}]
    if subject is None or any(rival.chain != subject.chain for rival in others):
        return None
    return subject.mention


def _is_state(rival: Rival, context: Context) -> bool:
    """True for a country called by its name: who acts, not where."""
    return rival.kind == "name" and _has(rival, "sovereign", context)


def _has(rival: Rival, trait: str, context: Context) -> bool:
    """Whether what is mentioned is of a class with a trait: a building does nothing by itself."""
    return rival.mention is not None and context.reading.ontology.has(context.agreed.classes[rival.mention], trait)


def _main_subject(among: Sequence[Rival], discourse: Discourse) -> Rival | None:
    """The nearest that is the main subject of its sentence."""
    return next((rival for rival in among if _is_main_subject(rival.node, discourse)), None)


def _is_as_near(rival: Rival, subject: Rival) -> bool:
    """True for somebody else beside a subject, of whom the gender is known: "Sobchak invited [her]. She accepted."."""
    argument = rival.node.head is subject.node.head and rival.node.base in {"obj", "iobj", "obl"}
    beside = rival.kind == "pronoun" or argument
    return rival.agrees and rival.chain != subject.chain and beside


def _is_main_subject(node: Node, discourse: Discourse) -> bool:
    """True for the only subject of what the author says in a sentence: not in "his brother died, and Charles ruled"."""
    main = node.head
    if node.base != "nsubj" or main is None or discourse.quotations.around(node) is not None:
        return False
    if main.head is not None and not _is_reported_behind(main, discourse.context.reading):
        return False
    return not any(other.first("nsubj") for other in main.of("conj"))


def _is_reported_behind(main: Node, reading: Reading) -> bool:
    """True for what a sentence says before it says who says so: "Chad sent a letter, its envoy told reporters"."""
    said = main.head
    if said is None or said.head is not None or main.dep not in {"ccomp", "parataxis"}:
        return False
    behind = [subject.i for subject in said.of("nsubj")]
    return said.lemma in reading.words("reporting-verb") and bool(behind) and main.i < min(behind)


def _is_named(i: int, j: int, context: Context) -> bool:
    """True when a pronoun may mean this name."""
    pronoun, name = context.found[i], context.found[j]
    if name.kind is not Kind.NAME or name.demonym or name.number == "plur" or pronoun.number == "plur":
        return False
    if kin.of(name.head, context.reading.ontology) is not None or name.head.first("nmod:poss") is not None:
        return False  # "his son James"
    if pronoun.cls == "Person":
        return context.coarse(j) == "Person" and not {pronoun.gender, context.agreed.genders[j]} >= {"m", "f"}
    return context.coarse(j) in {"Organization", "Place"}


SIEVES: tuple[tuple[str, Choice], ...] = (
    ("coreference/gloss", _glossed),
    ("coreference/reporter", _reporter),
    ("coreference/one-surname", _of_one_surname),
    ("coreference/shared-owner", _shared_owner),
    ("coreference/fronted", _fronted),
    ("coreference/goes-on", _goes_on),
    ("coreference/several-go-on", _several_go_on),
    ("coreference/body-goes-on", _body_goes_on),
)
"""Rule and function, the surest first; what they leave is chosen by salience."""
