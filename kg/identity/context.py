"""What a document says of its names that tells them from names of others: offices, ties, countries, ages.

It is read off one extraction and nothing else, so that it never changes when other documents come or go.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from kg.identity.about import About
from kg.identity.bodies import Body, body, entry_of, seat
from kg.identity.names import Name
from kg.names import fold, is_acronym, tidy, without_article
from kg.ontology import Ontology
from kg.records import Extraction, Kind, LocalEntity

MOST_COUNTRIES = 4
"""Countries of a document that count as what it is about."""
AGE_BEHIND = re.compile(r"(?:, |,? aged |,? who is | is | \()(\d{1,3})(?=[,.;)]|,? years? old| and\b|$)")
AGE_WITHIN = re.compile(r"\b(\d{1,3})-year-old\b(?: [\w-]+){0,3} ?$")
OLDEST = 115

Bodies = Mapping[int, tuple[Body, str]]
"""The public bodies of a document by chain, each with the key of what it belongs to."""


def names_of(
    extraction: Extraction, ontology: Ontology, bound: frozenset[str] = frozenset()
) -> dict[int, tuple[Name, ...]]:
    """The names of each named chain of a document: its name followed by its aliases.

    Args:
        extraction: what the document says.
        ontology: for classes, words and the gazetteer.
        bound: folded names that a judgement has set apart in this document.
    """
    about = About(extraction, ontology)
    bodies = _Bodies(about).found
    found = {}
    for entity in extraction.entities:
        text, known = tidy(entity.name), bodies.get(entity.chain)
        if text and (known or not entity.described):
            found[entity.chain] = _names(entity, about, bodies)
            if bound and bound.intersection(fold(name.alias or name.text) for name in found[entity.chain]):
                context = (f"bound {about.id}",)
                found[entity.chain] = tuple(replace(n, gazetteer="", context=context) for n in found[entity.chain])
    return found


def all_names(extraction: Extraction, ontology: Ontology, bound: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Every name that a document uses, aliases included."""
    for names in names_of(extraction, ontology, bound).values():
        yield from names


def _names(entity: LocalEntity, about: About, bodies: Bodies) -> tuple[Name, ...]:
    coarse, key, known = about.ontology.coarse(entity.cls), about.key(entity), bodies.get(entity.chain)
    own, aliases = tidy(entity.name), {tidy(alias) for alias in entity.aliases}
    if entity.gazetteer and key != entity.gazetteer:  # its name is the gazetteer's, which is not meant
        own, *others = about.forms(entity)
        aliases = set(others)
    text = _without_owner(own, known)
    context: tuple[str, ...] = ()
    cls = _class(entity, key, text, about)
    if not key and known:
        entry = entry_of(known[0].core, known[1], about.ontology)
        key = entry.key if entry else ""
        context = (f"body {known[0].core}", f"of {known[1]}") if known[1] else (f"document {about.id}",)
    elif not key and coarse == "Person":
        context = _Person(entity, about, bodies).context(text)
    elif not key and coarse == "Organization":
        context = _organization(entity, about, text, aliases)
    elif not key and entity.gazetteer:
        context = (f"document {about.id}",)
    context = () if key else tuple(sorted(set(context)))
    return tuple(Name(coarse, cls, text, key, alias, context) for alias in ("", *sorted(aliases - {text, ""})))


def _class(entity: LocalEntity, key: str, text: str, about: About) -> str:
    """The class that the document gives, unless it is that of an entry of the gazetteer that is not meant."""
    entry, coarse = about.ontology.gazetteer.entries.get(key), about.ontology.coarse
    if entry is not None and key != entity.gazetteer and coarse(entry.cls) == coarse(entity.cls):
        return entry.cls
    return coarse(entity.cls) if entity.gazetteer and not key and is_acronym(text) else entity.cls


def _organization(entity: LocalEntity, about: About, text: str, aliases: set[str]) -> tuple[str, ...]:
    """Where initials count: the countries of the document, or the document itself."""
    if text.islower():  # a byline or a common word, and no name that others would know
        return (f"document {about.id}",)
    named = tuple(f"named {country}" for country in about.countries[:MOST_COUNTRIES])
    entry = about.entry(entity)
    refused = entry is not None and fold(text) in map(fold, (entry.name, *entry.aliases))
    if is_acronym(text):
        return (named or (f"document {about.id}",)) if refused or about.shared(entity, text) else ()
    if refused:  # it would join those who do mean the entry
        return (f"document {about.id}",)
    return named if any(is_acronym(alias) for alias in aliases) else ()


def _without_owner(text: str, known: tuple[Body, str] | None) -> str:
    """The name alone: "Jordan's Parliament" is the Parliament, of Jordan."""
    if known is None or known[0].place is None:
        return text
    for mark in ("'s ", "’s ", "s' ", "s’ "):
        owner, found, rest = text.partition(mark)
        if found and rest and " of " not in owner:
            return rest
    return text


class _Person:
    """What a document says of one person."""

    def __init__(self, entity: LocalEntity, about: About, bodies: Bodies) -> None:
        self._entity = entity
        self._about = about
        self._bodies = bodies

    def context(self, text: str) -> tuple[str, ...]:
        """Offices, fields, ties and age; of a bare surname that nothing can tie, the document."""
        offices = sorted(self._offices())
        found = [f"office {office}" for office in offices]
        found += [f"field {field}" for field in self._fields(offices)]
        ties = list(self._ties())
        found += ties
        if offices and not any(tie.startswith("country ") for tie in ties):
            found += [f"about {country}" for country in self._about.countries[:1]]
        found += self._age()
        name = Name("Person", self._entity.cls, text, context=tuple(found))
        return (f"document {self._about.id}",) if name.short_person and not name.evidence else tuple(found)

    def _offices(self) -> set[str]:
        words = (
            claim.object.text
            for claim in self._about.states.get(self._entity.chain, ())
            if claim.object and claim.object.chain is None
        )
        return {self._plain(re.split(r" (?:of|for|to|at|in) ", without_article(each))[0]) for each in words} - {""}

    def _plain(self, phrase: str) -> str:
        """An office without what does not tell it from others: "embattled former premier" is a prime minister."""
        known = self._about.ontology.words
        words = [word for word in fold(phrase).split() if word not in known.get("former", frozenset())]
        spelled = _spellings(self._about.ontology)
        if not words or not self._fields_of([words[-1]]):
            return spelled.get(" ".join(words), " ".join(words))
        kept = known.get("office-rank", frozenset()) | known.get("body-topic", frozenset())
        before = [word for word in words[-2:-1] if word in kept]
        return " ".join([*before, spelled.get(words[-1], words[-1])])

    def _fields(self, offices: list[str]) -> set[str]:
        """The fields of its offices; if they have none, those of the nouns by which it is called."""
        called = [re.split(r" of | for |,", each)[0] for each in self._descriptions()]
        return self._fields_of(offices) or self._fields_of(called)

    def _fields_of(self, phrases: list[str]) -> set[str]:
        fields = _fields(self._about.ontology)
        return {field for phrase in phrases for word in fold(phrase).split()[-2:] for field in fields.get(word, ())}

    def _descriptions(self) -> list[str]:
        return [mention.text for mention in self._about.mentions.get((self._entity.chain, Kind.NOMINAL), ())]

    def _ties(self) -> Iterator[str]:
        about = self._about
        for claim in about.states.get(self._entity.chain, ()):
            chain = claim.object.chain if claim.object and claim.relation in about.binding else None
            other = about.entities.get(chain) if chain is not None else None
            if other is None or other.described:
                continue
            entry, coarse = about.ontology.gazetteer.entries.get(about.key(other)), about.ontology.coarse(other.cls)
            if coarse == "Place" and entry and about.ontology.is_a(entry.cls, "Country"):
                yield f"country {entry.key}"
            elif coarse == "Place":
                yield f"at {fold(other.name)}"
            elif coarse == "Organization" and not body(other.name, about.ontology):
                yield f"with {fold(entry.name if entry else other.name)}"
            elif (of := self._bodies.get(other.chain, (None, ""))[1]) and not of.startswith("place "):
                yield f"country {of}"

    def _age(self) -> list[str]:
        about, chain = self._about, self._entity.chain
        for mention in about.mentions.get((chain, Kind.NAME), ()):
            for sentence in about.extraction.sentences:
                if sentence.start <= mention.start < sentence.end:
                    behind = AGE_BEHIND.match(sentence.text[mention.end - sentence.start :])
                    before = AGE_WITHIN.search(sentence.text[: mention.start - sentence.start])
                    if found := behind or before:
                        return self._aged(int(found[1]))
        within = next((found for text in self._descriptions() if (found := AGE_WITHIN.search(text))), None)
        return self._aged(int(within[1])) if within else []

    def _aged(self, age: int) -> list[str]:
        published = self._about.extraction.document.published
        if age > OLDEST:
            return []
        return [f"born {published.year - age}"] if published else [f"age {age}"]


@lru_cache(maxsize=8)
def _fields(ontology: Ontology) -> Mapping[str, list[str]]:
    """The fields that a word shows."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in ontology.words.items():
        for word in words if name.startswith("field-") else ():
            found[word].append(name.removeprefix("field-"))
    return dict(found)


@lru_cache(maxsize=8)
def _spellings(ontology: Ontology) -> Mapping[str, str]:
    """One of the ways in which an office is written, by the others."""
    return dict(pair.split("=") for pair in ontology.words.get("office-spelling", ()))


class _Bodies:
    """Finds the public bodies of a document, and whose they are."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._ontology = about.ontology

    @cached_property
    def found(self) -> Bodies:
        """By chain; what a body belongs to is empty where the document does not let us know.

        One that is only described ("Parliament") counts where it is known whose it is.
        """
        known = {each.chain: body for each in self._about.extraction.entities if (body := self._body(each))}
        told = {chain: self._told(self._about.entities[chain], each) for chain, each in known.items()}
        kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
        for chain, of in told.items():
            kinds[self._kind(chain, known[chain])].update({of} - {""})
        for entity in self._about.entities.values():
            for core, of in self._known(entity):
                kinds[core, self._ontology.coarse(entity.cls)].add(of)
        found = {}
        for chain, each in known.items():
            others = kinds[self._kind(chain, each)]
            of = told[chain] or (next(iter(others)) if len(others) == 1 else "" if each.vague else self._around(each))
            if of or not self._about.entities[chain].described:
                found[chain] = each, of
        return found

    def _known(self, entity: LocalEntity) -> set[tuple[str, str]]:
        """Which body of which country a name of the gazetteer is: the Central Bank of Kenya is a central bank."""
        entry = self._ontology.gazetteer.entries.get(self._about.key(entity))
        if entry is None or not entry.country:
            return set()
        bodies = (body(label, self._ontology) for label in (entry.name, *entry.aliases, *entry.hidden))
        return {(each.core, entry.country) for each in bodies if each is not None}

    def _kind(self, chain: int, known: Body) -> tuple[str, str]:
        return known.core, self._ontology.coarse(self._about.entities[chain].cls)

    def _body(self, entity: LocalEntity) -> Body | None:
        coarse = self._ontology.coarse(entity.cls)
        if coarse == "Place" and not entity.described and not entity.gazetteer:
            generic = fold(entity.name) in self._ontology.words.get("body-place", frozenset())
            return Body(fold(entity.name), None, local=False, vague=True) if generic else None
        if coarse != "Organization" or self._about.key(entity):
            return None
        name = self._about.forms(entity)[0] if entity.gazetteer else tidy(entity.name)
        if is_acronym(name) or (entity.described and not name.split(" ")[-1][:1].isupper()):
            return None
        return body(name, self._ontology)

    def _told(self, entity: LocalEntity, known: Body) -> str:
        """What the document says that a body belongs to."""
        if not known.place:
            return self._about.owner(entity, local=known.local)
        if known.place.cls == "City":
            return seat(known.place, local=known.local, ontology=self._ontology)
        return known.place.key

    def _around(self, known: Body) -> str:
        """What the whole document is about: its country, or the only place that it names."""
        if self._about.countries and not known.local:
            return self._about.countries[0]
        named = (e for e in self._about.entities.values() if not e.described)
        places = {fold(e.name) for e in named if self._ontology.coarse(e.cls) == "Place"}
        return f"place {next(iter(places))}" if len(places) == 1 else ""
