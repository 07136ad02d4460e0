"""Pronouns -> their antecedents.

Rivals are all mentions that agree in number, gender and class, and also the nouns that are no mentions: when "it" more
likely means the questionnaire than the ministry, it stays unresolved, and no fact uses it. How likely is learned
(`salience`). "I" and "we" are the speaker of their quotation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.coreference import kin
from kg.extract.coreference.links import Links
from kg.extract.coreference.namesakes import Names
from kg.extract.coreference.quotations import Quotations
from kg.extract.coreference.salience import Rival, group, is_empty, kind_of, probabilities
from kg.extract.grammar.arguments import subjects
from kg.extract.reading import Candidate, Mentions
from kg.language.grammar import Node, View, is_verb
from kg.names import words_of
from kg.ontology import Ontology
from kg.records import Kind

MAX_SENTENCES = 3
"""How far back an antecedent may stand."""
MAX_RIVALS = 30
"""How many rivals are weighed; one sentence may hold ten thousand."""
LEAST = {"person": 0.4, "it": 0.55, "they": 0.5}
"""A less likely antecedent is none: a wrong link makes a false fact, a missing one makes none."""
MOST_QUOTED = 200
"""Words of a quotation that are searched for names."""
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
COUNTED = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "appos", "ccomp", "parataxis"})
"""Dependency labels of nouns that can be meant again."""

Choice = Callable[[int, Candidate, Sequence[Rival], Quotations], int | None]
"""From a pronoun (its number, and itself) and its rivals, nearest first, to the mention that it means."""


@dataclass(slots=True)
class Discourse:
    """What has been said so far; grows with the text."""

    mentions: Mentions
    names: Names
    links: Links
    quotations: Quotations
    ontology: Ontology
    gone: list[Node | int] = field(default_factory=list)
    """Mentions (by number) and other nouns in text order."""
    uses: Counter[int] = field(default_factory=Counter)
    gender: dict[int, str] = field(default_factory=dict)
    """Chain root -> `m` or `f`, once known."""

    def add(self, i: int) -> None:
        """A mention that can be meant from here on."""
        candidate, root = self.mentions.all[i], self.links.root(i)
        self.gone.append(i)
        self.uses[root] += 1
        gender = self.names.genders[i]
        if gender in {"m", "f"}:
            self.gender.setdefault(root, gender)
        elif candidate.kind is Kind.PRONOUN and candidate.gender in {"m", "f"}:
            self.gender.setdefault(root, candidate.gender)


def choose(_number: int, pronoun: Candidate, against: Sequence[Rival], quotations: Quotations) -> int | None:
    """The mention most likely meant, when it is likely enough; the chances of one chain add up."""
    chance: dict[int, float] = defaultdict(float)
    for rival, probability in zip(against, probabilities(pronoun, against, quotations), strict=True):
        chance[rival.chain] += probability
    best = max(against, key=lambda rival: chance[rival.chain], default=None)
    if best is None or chance[best.chain] < LEAST[group(pronoun)]:
        return None
    return best.mention


def resolve(
    view: View,
    mentions: Mentions,
    names: Names,
    links: Links,
    quotations: Quotations,
    ontology: Ontology,
    *,
    choice: Choice = choose,
) -> None:
    """Joins every pronoun to its antecedent's chain; those without one become `loose`."""
    discourse = Discourse(mentions, names, links, quotations, ontology)
    _known_genders(discourse)
    spoken: list[int] = []
    for event in _text_order(view, mentions):
        if isinstance(event, Node):
            discourse.gone.append(event)
        elif mentions.all[event].kind is not Kind.PRONOUN:
            if not mentions.all[event].demonym:
                discourse.add(event)
        elif mentions.all[event].gender == "speaker":
            spoken.append(event)
        else:
            _refer(event, discourse, choice)
    for i in spoken:
        _say(i, discourse)


def _refer(i: int, discourse: Discourse, choice: Choice) -> None:
    pronoun = discourse.mentions.all[i]
    against = [] if is_empty(pronoun.head) else _own_subject(pronoun, rivals(i, discourse))
    target = _reporter(pronoun, against, discourse.ontology)
    if target is None:
        target = _of_one_surname(pronoun, against, discourse)
    if target is None:
        target = choice(i, pronoun, against, discourse.quotations)
    if target is None:
        discourse.links.loose.add(i)
    else:
        discourse.links.join(i, target, "pronoun")
    discourse.add(i)  # the next "he" is more likely this one, whoever it was, than somebody new


def _text_order(view: View, mentions: Mentions) -> Iterator[Node | int]:
    """Mentions by number and the nouns that are none, in text order."""
    heads = {c.head.i for c in mentions.all}
    nouns = (
        n
        for n in view.nodes
        if n.pos == "NOUN" and n.base in COUNTED and n.i not in heads and n.i not in mentions.covering
    )
    events: list[tuple[int, int, Node | int]] = [(n.start, 0, n) for n in nouns]
    events += [(c.start, 1, i) for i, c in enumerate(mentions.all)]
    return (event for *_, event in sorted(events, key=lambda e: e[:2]))


def _known_genders(discourse: Discourse) -> None:
    for i, gender in enumerate(discourse.names.genders):
        if gender in {"m", "f"} and discourse.mentions.all[i].kind is Kind.NAME:
            discourse.gender.setdefault(discourse.links.root(i), gender)


# --- rivals ----------------------------------------------------------------------------------------------


def rivals(i: int, discourse: Discourse) -> list[Rival]:
    """What a pronoun may mean, nearest first."""
    pronoun, spoken_of = discourse.mentions.all[i], _spoken_of(i, discourse)
    out: list[Rival] = []
    for thing in reversed(discourse.gone):
        rival = _noun(thing) if isinstance(thing, Node) else _mention(thing, pronoun, discourse)
        if rival is None or rival.chain in spoken_of:
            continue
        if pronoun.head.sent - rival.node.sent > MAX_SENTENCES or len(out) >= MAX_RIVALS:
            break
        if rival.node.i < pronoun.first and _agrees(pronoun, rival) and not _bound(pronoun, rival.node):
            out.append(rival)
    return out


def _spoken_of(i: int, discourse: Discourse) -> set[int]:
    """Chains named in what a pronoun says: in "He said: "Warhol was …"" he is not Warhol."""
    mentions, links = discourse.mentions, discourse.links
    return {
        links.root(other)
        for quotation in discourse.quotations.spoken_by(i)
        for at in range(quotation.first, min(quotation.last, quotation.first + MOST_QUOTED) + 1)
        if (other := mentions.covering.get(at, mentions.headed.get(at))) is not None
        and mentions.all[other].kind is not Kind.PRONOUN
    }


def _own_subject(pronoun: Candidate, against: list[Rival]) -> list[Rival]:
    """For "himself", the subject of its clause, if it is among the rivals."""
    if pronoun.text.lower() not in REFLEXIVE:
        return against
    verb = next((node for node in pronoun.head.ancestors() if is_verb(node)), None)
    own = {node.i for node in subjects(verb)} if verb is not None else set()
    return [rival for rival in against if rival.node.i in own] or against


def _reporter(pronoun: Candidate, against: Sequence[Rival], ontology: Ontology) -> int | None:
    """As in "Syria says it is willing": who reports of "it" as a subject reports of itself, if it agrees."""
    clause = pronoun.head.head
    verb = clause.head if clause is not None and pronoun.head.base == "nsubj" and clause.base == "ccomp" else None
    if verb is None or verb.lemma not in ontology.words.get("reporting-verb", frozenset()):
        return None
    said = {node.i for node in subjects(verb)}
    return next((rival.mention for rival in against if rival.node.i in said), None)


def _of_one_surname(pronoun: Candidate, against: Sequence[Rival], discourse: Discourse) -> int | None:
    """As in "his wife, Karen Kjeldsen": of all men in reach, "his" most likely means the one called Kjeldsen."""
    relative = pronoun.head.head
    if relative is None or pronoun.head.dep != "nmod:poss" or relative.lemma not in kin.nouns(discourse.ontology):
        return None
    beside = [*relative.of("appos"), *([relative.head] if relative.dep == "nmod:desc" and relative.head else [])]
    found = discourse.mentions
    surnames = {
        words[-1]
        for node in beside
        if found.is_name(node) and len(words := words_of(found.all[found.at(node) or 0].name, person=True)) > 1
    }
    named = ((r.mention, found.all[r.mention].name) for r in against if r.mention is not None and r.kind == "name")
    return next((i for i, name in named if surnames & {*words_of(name, person=True)[-1:]}), None)


def _noun(node: Node) -> Rival:
    number = "plur" if node.tag == "NNS" else "sing"
    return Rival(node, None, "noun", "Thing", number, "n", 0, -1 - node.i)


def _mention(i: int, pronoun: Candidate, discourse: Discourse) -> Rival | None:
    other = discourse.mentions.all[i]
    if other.end > pronoun.start:
        return None
    root = discourse.links.root(i)
    if pronoun.cls == "Person" and _speaks(root, pronoun, discourse):
        return None  # who speaks says "I" of themselves
    gender = discourse.gender.get(root, "") or (other.gender if other.kind is Kind.PRONOUN else "")
    return Rival(
        node=other.head,
        mention=i,
        kind=kind_of(other),
        coarse=other.cls if other.kind is Kind.PRONOUN else discourse.ontology.coarse(discourse.names.classes[i]),
        number=other.number,
        gender=gender,
        uses=discourse.uses[root],
        chain=root,
        agrees=pronoun.gender in {"m", "f"} and gender == pronoun.gender,
    )


def _speaks(root: int, pronoun: Candidate, discourse: Discourse) -> bool:
    """True when the chain speaks the quotation that the pronoun stands in."""
    around = discourse.quotations.around(pronoun.head)
    return around is not None and around.speaker is not None and discourse.links.root(around.speaker) == root


def _agrees(pronoun: Candidate, rival: Rival) -> bool:
    if rival.kind == "pronoun":
        return rival.number == pronoun.number and rival.gender in {pronoun.gender, ""}
    if pronoun.cls == "Person":
        return rival.coarse == "Person" and rival.number != "plur" and not {pronoun.gender, rival.gender} >= {"m", "f"}
    if pronoun.number == "plur":
        return rival.number == "plur" or rival.coarse == "Organization"
    return rival.coarse in {"Organization", "Place", "Thing"} and rival.number != "plur"


def _bound(pronoun: Candidate, other: Node) -> bool:
    """True when both are arguments of one verb: "Obama met him" is somebody else."""
    if pronoun.text.lower() in REFLEXIVE or pronoun.head.dep == "nmod:poss":
        return False
    return pronoun.head.head is not None and pronoun.head.head is other.head and pronoun.head.dep != other.dep


# --- speakers --------------------------------------------------------------------------------------------


def _say(i: int, discourse: Discourse) -> None:
    """Joins "I" to who speaks, and "we" only where an organization or several people do."""
    links, pronoun = discourse.links, discourse.mentions.all[i]
    quotation = discourse.quotations.around(pronoun.head)
    speaker = quotation.speaker if quotation is not None else None
    if speaker is None or links.root(speaker) in links.loose or speaker == i:
        links.loose.add(i)
        return
    who = discourse.mentions.all[speaker]
    several = who.number == "plur" or discourse.ontology.coarse(discourse.names.classes[speaker]) == "Organization"
    if several == (pronoun.number == "plur"):
        links.join(i, speaker, "speaker")
    else:
        links.loose.add(i)
