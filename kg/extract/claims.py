"""Events and states -> `Claim`s: ends resolved to chains, with place, time, source, status and confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract import confidence, frames, patterns, roles
from kg.extract import status as statuses
from kg.extract.coreference import CONFIDENCE as LINK_CONFIDENCE
from kg.extract.coreference import Chains
from kg.extract.mentions import Candidate, Mentions, thing
from kg.extract.slots import Trigger, hosts
from kg.extract.times import Times
from kg.language.grammar import Node, View, is_verb, preposition
from kg.ontology import Ontology, Relation
from kg.records import Argument, Claim, Kind, LocalEntity, Sentence, Status

MAX_NESTING = 3
"""Prepositional phrases inside one another that are searched for a place."""


@dataclass
class Assembly:
    """All of one document that claims are put together from; grows only by participants without a class."""

    view: View
    mentions: Mentions
    chains: Chains
    ontology: Ontology
    times: Times
    sentences: tuple[Sentence, ...]
    things: dict[int, tuple[int, Candidate]] = field(default_factory=dict)
    """Head node -> chain and words of a `Thing` made for a claim."""

    # --- ends ---------------------------------------------------------------------------------

    def candidate(self, node: Node) -> int | None:
        """The mention a word stands for, seeing through appositions and partitives."""
        mentions = self.mentions
        i = mentions.at(node)
        if node.lemma in self.ontology.words.get("partitive", frozenset()):
            inner = next((k for k in node.of("nmod") if preposition(k) == "of"), None)
            if inner is not None and mentions.at(inner) is not None:
                return self.candidate(inner)
        if i is None or mentions.all[i].kind is Kind.NOMINAL:
            for kid in node.kids:
                named = mentions.at(kid) if kid.dep in {"appos", "flat"} or _is_name_of(kid) else None
                if named is not None and mentions.all[named].kind is Kind.NAME and self._same(i, named):
                    return named
        return i

    def _same(self, i: int | None, named: int) -> bool:
        if i is None:
            return True
        coarse = self.ontology.coarse
        return coarse(self.mentions.all[i].cls) == coarse(self.mentions.all[named].cls)

    def cls(self, i: int) -> str:
        """The class of a mention: that of its chain, once known."""
        chain = self.chains.of[i]
        return self.chains.entities[chain].cls if chain is not None else self.mentions.all[i].cls

    def argument(self, node: Node, relation: Relation, *, accepts: tuple[str, ...], agent: bool) -> Argument | None:
        """The end that `node` fills, or None when nothing of an accepted class stands there."""
        i = self.candidate(node)
        if i is not None:
            chain = self.chains.of[i]
            if chain is None or (self.mentions.all[i].demonym and node.base not in {"amod", "compound", "nmod"}):
                return (
                    None
                    if chain is None or not self._accepts(self.cls(i), accepts, agent)
                    else self.as_argument(i, chain)
                )
            return self.as_argument(i, chain) if self._accepts(self.cls(i), accepts, agent) else None
        if not {"Entity", "Thing"} & set(accepts) or self.times.covers(node):
            return None
        found = self.things.get(node.i)
        if found is None:
            candidate = thing(self.view, node)
            if candidate is None:
                return None
            found = self.things[node.i] = (len(self.chains.entities) + len(self.things), candidate)
        chain, candidate = found
        return Argument(text=candidate.text, start=candidate.start, end=candidate.end, chain=chain, link="described")

    def principal(self, argument: Argument, node: Node) -> Argument:
        """Whom a proxy acts for ("Taliban representatives" meet as the Taliban), or the argument itself."""
        entity = self.chains.entities.get(argument.chain if argument.chain is not None else -1)
        if entity is None or not entity.described or node.lemma not in self.ontology.words.get("proxy", frozenset()):
            return argument
        if len(entity.affiliated_with) != 1:
            return argument
        return replace(argument, chain=entity.affiliated_with[0], link="proxy", confidence=0.9)

    def may_echo(self, argument: Argument) -> bool:
        """True for somebody or some place that a promise or threat can be addressed to."""
        entity = self.chains.entities.get(argument.chain if argument.chain is not None else -1)
        return entity is not None and self.ontology.coarse(entity.cls) != "Thing"

    def acts(self, i: int) -> bool:
        """True for a mention of somebody who can act; a place acts as its people or government do."""
        return self._accepts(self.cls(i), ("Agent",), agent=True)

    def _accepts(self, cls: str, accepts: tuple[str, ...], agent: bool) -> bool:
        ontology = self.ontology
        if any(ontology.is_a(cls, wanted) for wanted in accepts):
            return True
        # A city or region acts as its people or government do: "Moscow rejected", "Hamburg sued".
        return agent and "Agent" in accepts and ontology.is_a(cls, "Place") and not ontology.is_a(cls, "Facility")

    def as_argument(self, i: int, chain: int) -> Argument:
        """A mention as the end of a claim, with the certainty of its name and of its link."""
        candidate, link = self.mentions.all[i], self.chains.links[i]
        sure = LINK_CONFIDENCE.get(link, 0.8) * candidate.confidence
        return Argument(
            text=candidate.text,
            start=candidate.start,
            end=candidate.end,
            chain=chain,
            link=link,
            confidence=round(sure, 4),
        )

    def entities(self) -> list[LocalEntity]:
        """All entities of the document, those made for claims included."""
        made = [
            LocalEntity(chain=chain, cls="Thing", name=_bare(c.name), described=True, affiliated_with=self._inside(c))
            for chain, c in self.things.values()
        ]
        return [*self.chains.entities.values(), *made]

    def _inside(self, candidate: Candidate) -> tuple[int, ...]:
        found = {
            chain
            for i in range(candidate.first, candidate.last + 1)
            if (c := self.mentions.covering.get(i)) is not None and (chain := self.chains.of[c]) is not None
        }
        return tuple(sorted(found))

    # --- circumstances -----------------------------------------------------------------------

    def place(self, trigger: Trigger, *, but: set[int]) -> Argument | None:
        """Where an event takes place: a locative phrase of the trigger, of its verb, or nested in its participants."""
        words = self.ontology.words
        prepositions = words.get("locative", frozenset())
        for host in [*hosts(trigger), *_governors(trigger)]:
            for kid in host.kids:
                if kid.base == "advmod" and kid.lemma in words.get("locative-adverb", frozenset()):
                    found = self._place_before(kid)
                    if found is not None:
                        return found
            found = self._place_below(host, prepositions, but, MAX_NESTING)
            if found is not None:
                return found
        return None

    def _place_below(self, host: Node, prepositions: frozenset[str], but: set[int], depth: int) -> Argument | None:
        for kid in host.kids:
            if kid.base not in {"obl", "nmod"} or kid.dep == "nmod:poss" or preposition(kid) not in prepositions:
                continue
            i = self.candidate(kid)
            chain = self.chains.of[i] if i is not None else None
            if i is not None and chain is not None and self.ontology.coarse(self.cls(i)) == "Place":
                if chain not in but and not self.mentions.all[i].demonym and not self.chains.entities[chain].described:
                    return self.as_argument(i, chain)
        if depth > 0:
            for kid in host.kids:
                if (
                    kid.base in {"obj", "obl", "nmod", "nsubj", "xcomp"}
                    and not is_verb(kid)
                    and self.mentions.covering.get(kid.i) is None
                ):
                    found = self._place_below(kid, prepositions, but, depth - 1) or self._place_modifier(kid, but)
                    if found is not None:
                        return found
        return None

    def _place_modifier(self, noun: Node, but: set[int]) -> Argument | None:
        """ "the Doha office": a city before a noun that is no participant says where."""
        if (
            self.mentions.at(noun) is not None
            and self.ontology.coarse(self.cls(self.mentions.at(noun) or 0)) != "Place"
        ):
            return None
        for kid in noun.of("compound", "nmod:unmarked"):
            i = self.mentions.covering.get(kid.i)
            chain = self.chains.of[i] if i is not None else None
            if i is not None and chain is not None and self.cls(i) in {"City", "Facility"} and chain not in but:
                return self.as_argument(i, chain)
        return None

    def _place_before(self, adverb: Node) -> Argument | None:
        """What "there" points at: the last place named before it."""
        for i in range(len(self.mentions.all) - 1, -1, -1):
            candidate = self.mentions.all[i]
            chain = self.chains.of[i]
            if candidate.start >= adverb.start or candidate.kind is not Kind.NAME or chain is None:
                continue
            if adverb.sent - candidate.head.sent > 2:
                return None
            if self.ontology.coarse(self.cls(i)) == "Place":
                return self.as_argument(i, chain)
        return None

    def behalf(self, trigger: Trigger) -> Argument | None:
        """For whom the subject acts: "on the U.S.'s behalf", "on behalf of the union"."""
        words = self.ontology.words.get("behalf", frozenset())
        for host in hosts(trigger):
            for kid in host.kids:
                if kid.lemma in words or set(preposition(kid).split()) & words:
                    ends = [kid] if kid.lemma not in words else [k for k in kid.kids if k.base == "nmod"]
                    for end in ends:
                        i = self.candidate(end)
                        chain = self.chains.of[i] if i is not None else None
                        if i is not None and chain is not None:
                            return self.as_argument(i, chain)
        return None

    def source(self, node: Node) -> str | None:
        """Who says so, in words that can be read alone."""
        found = statuses.source(node, self.ontology)
        if found is None:
            return None
        i = self.candidate(found)
        if i is None:
            return None
        chain = self.chains.of[i]
        if chain is None:
            return None
        return self.chains.entities[chain].name


def _is_name_of(kid: Node) -> bool:
    return kid.dep == "nmod" and preposition(kid) == "of" and kid.pos == "PROPN"


def _governors(trigger: Trigger) -> list[Node]:
    """The verb that governs an event in the infinitive: "plans to meet in Doha" may hang the place on "plans"."""
    node = trigger.clause
    return [node.head] if node.base == "xcomp" and node.head is not None and is_verb(node.head) else []


def _bare(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)


# --- claims -----------------------------------------------------------------------------------------------


def make(assembly: Assembly) -> Iterator[Claim]:
    """All claims of a document, one per relation, ends, status and sentence; the surest rule wins."""
    best: dict[tuple[object, ...], Claim] = {}
    found = list(_all(assembly))
    for claim in [*found, *_widened(found)]:
        ends = (claim.subject.chain, claim.object.chain if claim.object.chain is not None else claim.object.text)
        key = (claim.relation, ends, claim.status, claim.evidence.start)
        if key not in best or (claim.confidence, claim.rule) > (best[key].confidence, best[key].rule):
            best[key] = claim
    yield from best.values()


def _all(assembly: Assembly) -> Iterator[Claim]:
    for event in frames.find(assembly.view, assembly.ontology):
        claim = _from_event(event, assembly)
        if claim is not None:
            yield claim
            yield from _towards_owner(event, claim, assembly)
            yield from _echo(event, claim, assembly)
    for finder in (roles.find, patterns.find):
        for state in finder(assembly.view, assembly.mentions, assembly.ontology):
            claim = _from_state(state, assembly)
            if claim is not None:
                yield claim


PLACED = frozenset({"basedIn", "livesIn", "bornIn", "diedIn", "hasOfficeIn"})
"""Who or what is in a place is in whatever the sentence says the place lies in."""


def _widened(claims: list[Claim]) -> Iterator[Claim]:
    """ "S.A. Healy Co. of McCook, Ill." is based in McCook and in Illinois: places are nested within a sentence."""
    around = {(claim.evidence.start, claim.subject.chain): claim for claim in claims if claim.rule == "locatedIn/comma"}
    for claim in claims:
        outer = around.get((claim.evidence.start, claim.object.chain)) if claim.relation in PLACED else None
        if outer is not None and outer.object.chain not in {claim.subject.chain, claim.object.chain}:
            sure = round(claim.confidence * outer.confidence, 3)
            yield replace(claim, object=outer.object, rule=f"{claim.rule}+", confidence=sure)


def _from_event(event: frames.Event, assembly: Assembly) -> Claim | None:
    frame, trigger = event.frame, event.trigger
    relation = assembly.ontology.relations[frame.relation]
    subject = assembly.argument(
        event.subject, relation, accepts=frame.subject_classes or relation.subject_classes, agent=True
    )
    if subject is None:
        return None
    obj = assembly.argument(event.object, relation, accepts=frame.object_classes or relation.object_classes, agent=True)
    if obj is None:
        return None
    if relation.symmetric:
        subject, obj = assembly.principal(subject, event.subject), assembly.principal(obj, event.object)
    is_event = relation.event_class is not None
    if subject.chain == obj.chain or (frame.named and _is_described(obj, assembly)):
        return None
    if not is_event and (_is_described(subject, assembly) or ("Thing" not in relation.object_classes and _is_described(obj, assembly))):
        return None
    found, cues = statuses.status(trigger, frame.status, assembly.ontology)
    ends = {chain for chain in (subject.chain, obj.chain) if chain is not None}
    return Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=assembly.sentences[trigger.node.sent],
        rule=frame.rule,
        confidence=confidence.of(frame.rule, subject, obj),
        status=found,
        place=assembly.place(trigger, but=ends) if is_event else None,
        time=assembly.times.of(trigger.node, trigger.clause, planned=found is Status.PLANNED),
        on_behalf_of=assembly.behalf(trigger) if is_event else None,
        attributed_to=assembly.source(trigger.clause),
        trigger=trigger.span,
        path=event.path,
        cues=cues,
    )


def _echo(event: frames.Event, claim: Claim, assembly: Assembly) -> Iterator[Claim]:
    """Who promises, threatens or refuses to do something to somebody, promises it to, threatens or rejects them."""
    verb = event.trigger.clause
    governor = verb.head
    if governor is None or verb.base != "xcomp" or not assembly.may_echo(claim.object):
        return
    for echo in assembly.ontology.echoes:
        if governor.lemma in echo.words and echo.relation != claim.relation:
            rule = f"{echo.relation}/{governor.lemma}-to"
            found, cues = statuses.status(Trigger(governor), None, assembly.ontology)
            sure = confidence.of(rule, claim.subject, claim.object)
            yield replace(
                claim, relation=echo.relation, rule=rule, confidence=sure, status=found, cues=cues, place=None,
                trigger=(governor.start, governor.end), path=f"{governor.lemma} → {claim.path}",
            )  # fmt: skip


def _towards_owner(event: frames.Event, claim: Claim, assembly: Assembly) -> Iterator[Claim]:
    """To reject "a U.S. offer", "Iran's plan" or "calls by rebels" is to reject the United States, Iran, the rebels."""
    relation = assembly.ontology.relations[claim.relation]
    entity = assembly.chains.entities.get(claim.object.chain if claim.object.chain is not None else -1)
    if not relation.counterpart or entity is not None:
        return  # only a participant without a class, made for this claim, has somebody behind it
    for kid in event.object.kids:
        owner = kid.dep in {"nmod:poss", "amod", "compound"} or (
            kid.base == "nmod" and preposition(kid) in {"by", "from"}
        )
        i = assembly.candidate(kid) if owner else None
        chain = assembly.chains.of[i] if i is not None else None
        if i is None or chain is None or chain == claim.subject.chain or not assembly.acts(i):
            continue
        obj = assembly.as_argument(i, chain)
        sure = confidence.of(f"{claim.rule}-by", claim.subject, obj)
        yield replace(claim, object=obj, rule=f"{claim.rule}-by", confidence=sure, path=f"{claim.path} → {kid.dep}")


def _from_state(state: roles.State, assembly: Assembly) -> Claim | None:
    relation = assembly.ontology.relations[state.relation]
    subject = assembly.argument(state.subject, relation, accepts=relation.subject_classes, agent=False)
    if subject is None or _is_described(subject, assembly):
        return None
    if state.object is None:
        obj = _literal(state, assembly.view)
    else:
        obj = assembly.argument(state.object, relation, accepts=relation.object_classes, agent=False)
        if obj is None or obj.chain == subject.chain or _is_described(obj, assembly):
            return None
    at = assembly.argument(state.at, relation, accepts=("Entity",), agent=False) if state.at is not None else None
    clause = Trigger(state.clause)
    found, cues = (
        statuses.status(clause, None, assembly.ontology)
        if state.trigger and state.clause.first("cop")
        else (Status.ASSERTED, ())
    )
    return Claim(
        relation=relation.name,
        subject=subject,
        object=obj,
        evidence=assembly.sentences[state.subject.sent],
        rule=state.rule,
        confidence=confidence.of(state.rule, subject, obj),
        status=found,
        at=at,
        attributed_to=assembly.source(state.clause) if state.clause.first("cop") else None,
        trigger=state.trigger,
        path=state.path,
        cues=cues,
    )


def _is_described(argument: Argument, assembly: Assembly) -> bool:
    """States hold between named participants; what a description belongs to is `affiliatedWith`."""
    entity = assembly.chains.entities.get(argument.chain if argument.chain is not None else -1)
    return entity is None or entity.described


def _literal(state: roles.State, view: View) -> Argument:
    first, last = state.title or (state.subject.i, state.subject.i)
    start, end = view.nodes[first].start, view.nodes[last].end
    return Argument(text=" ".join(view.text[start:end].split()), start=start, end=end)
