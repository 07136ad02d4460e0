"""A fact of a graph → why it is there: everything that the extractor used, read back from the store."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.errors import QueryError
from kg.explain.explanation import End, Explanation
from kg.extract.claims import confidence
from kg.records import UNSAID, Argument, Claim, Entity, Extraction, Fact, Kind, LocalEntity, Mention, Sentence
from kg.store import Store
from kg.triples.knows import SHORT

LEAST_PREFIX = 4
"""So many characters of a hash tell what is meant; shorter ones are numbers of the list."""
MOST_NAMED = 5
"""So many facts are named when a prefix fits several."""


def explain(store: Store, fact: str) -> Explanation:
    """Explain a fact.

    Args:
        store: the graph.
        fact: its IRI, four or more characters of the beginning of the last part of its IRI, or its
            number (from 1) in the list of all facts.

    Raises:
        QueryError: there is no such fact, or there are several.
    """
    found = _find(store, fact.strip())
    said = store.claim(found.fact)
    if said is None:
        raise QueryError(f"the graph holds no claim behind {found.fact}; build it again")
    _, claim = said
    extraction = store.extraction(found.document)
    features = confidence.features(claim, lambda end: _local(end, extraction), store.ontology)
    return Explanation(
        fact=found,
        claim=claim,
        ends=tuple(_ends(store, found, claim, extraction)),
        terms=tuple(confidence.terms(features)),
        recomputed=confidence.probability(features),
        reports=tuple(report for report in store.reports(found.fact) if report.fact != found.fact),
        confirmed_by=_confirmation(store, found),
    )


def _confirmation(store: Store, fact: Fact) -> Fact | None:
    """The fact that reports a plan as done."""
    done = store.reader.confirmed_by(fact.fact)
    return next((each for each in store.reports(done) if each.fact == done), None) if done else None


# --- which fact -----------------------------------------------------------------------------------


def _find(store: Store, wanted: str) -> Fact:
    if "/" in wanted and (found := _of_iri(store, wanted)):
        return found
    prefix, is_number = _last(wanted), wanted.isascii() and wanted.isdecimal()
    if is_number and len(wanted) < SHORT and (found := _numbered(store, int(wanted))):
        return found
    fitting = store.reader.facts_like(prefix) if len(prefix) >= LEAST_PREFIX else []
    if len(fitting) == 1 and (found := _of_iri(store, fitting[0])):
        return found
    if len(prefix) < LEAST_PREFIX and not is_number:
        raise QueryError(f"no fact {wanted!r}: an id is told by its first {LEAST_PREFIX} digits or more")
    if not fitting:
        among = f" among {store.reader.count():,}" if is_number else ""
        raise QueryError(f"no fact {wanted!r}{among}; `kg facts --format jsonl` lists their IRIs")
    facts = [fact for iri in fitting[:MOST_NAMED] if (fact := _of_iri(store, iri))]
    named = ", ".join(f"{_last(fact.fact)[:12]} ({fact.subject or UNSAID} {fact.relation})" for fact in facts)
    raise QueryError(f"{wanted!r} fits {len(fitting)} facts: {named}; give more of it")


def _numbered(store: Store, number: int) -> Fact | None:
    """The fact of a number in the list of all, from 1; to count them costs far less than to list them."""
    most = store.reader.count("Fact", "DoubtfulFact")
    return next(islice(store.facts(), number - 1, None), None) if 0 < number <= most else None


def _of_iri(store: Store, iri: str) -> Fact | None:
    """The fact of an IRI, however doubtful; None if there is none.

    Raises:
        QueryError: it is the IRI of a claim that is no fact.
    """
    said = store.claim(iri)
    if said is None:
        return None
    for fact in store.at_least(0).facts(said[0]):
        if fact.fact == iri:
            return fact
    raise QueryError(f"{iri} is kept out of the facts: it breaks a rule of the ontology; see `kg validate`")


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].removeprefix("fact-")


# --- its ends -------------------------------------------------------------------------------------


def _ends(store: Store, fact: Fact, claim: Claim, extraction: Extraction) -> Iterator[End]:
    linked = {(m.start, m.end): m.entity_iri for m in store.mentions(fact.document)} if _others(claim) else {}
    if claim.subject is not None:
        yield _end("subject", claim.subject, fact.subject or "", fact.subject_type, extraction)
    if claim.object is not None:
        yield _end("object", claim.object, fact.object or "", fact.object_type, extraction)
    for role, argument in _others(claim):
        iri = linked.get((argument.start, argument.end))
        entity: Entity | None = store.reader.entity(iri) if iri else None
        local = _local(argument, extraction)
        name = entity.name if entity else local.name if local else argument.text
        yield _end(role, argument, name, entity.cls if entity else local.cls if local else None, extraction)


def _others(claim: Claim) -> list[tuple[str, Argument]]:
    roles = (("place", claim.place), ("on behalf of", claim.on_behalf_of), ("at", claim.at))
    return [(role, argument) for role, argument in roles if argument is not None]


def _local(argument: Argument, extraction: Extraction) -> LocalEntity | None:
    if argument.chain is None:
        return None
    return next((entity for entity in extraction.entities if entity.chain == argument.chain), None)


def _end(role: str, argument: Argument, name: str, cls: str | None, extraction: Extraction) -> End:
    local = _local(argument, extraction)
    antecedent = _antecedent(argument, extraction) if local else None
    return End(
        role=role,
        argument=argument,
        name=name,
        cls=cls,
        local=local,
        antecedent=antecedent,
        antecedent_sentence=_sentence(antecedent, extraction) if antecedent else None,
        why=_why(argument, antecedent, extraction),
    )


def _why(argument: Argument, antecedent: Mention | None, extraction: Extraction) -> str:
    """What decided the class: of the words themselves, of their antecedent, or of the first name of their chain."""
    chain = [m for m in extraction.mentions if argument.chain is not None and m.chain == argument.chain and m.why]
    own = (m.why for m in chain if (m.start, m.end) == (argument.start, argument.end))
    return next(own, "") or (antecedent.why if antecedent else "") or next((m.why for m in chain), "")


def _antecedent(argument: Argument, extraction: Extraction) -> Mention | None:
    """The mention of the same chain that a reader would look back to; none when the words are the name."""
    own = next((m for m in extraction.mentions if (m.start, m.end) == (argument.start, argument.end)), None)
    if argument.link in {"name", "gazetteer"} or (own is None and argument.link == "described"):
        return None
    others = [m for m in extraction.mentions if m.chain == argument.chain and m != own]
    named = [m for m in others if m.kind is Kind.NAME and m.text != argument.text]
    before = [m for m in named if m.end <= argument.start]
    fuller = before or named or [m for m in others if m.kind is not Kind.PRONOUN and m.end <= argument.start]
    return min(fuller, key=lambda m: (abs(argument.start - m.start), m.start), default=None)


def _sentence(mention: Mention, extraction: Extraction) -> Sentence | None:
    return next((s for s in extraction.sentences if s.start <= mention.start and mention.end <= s.end), None)
