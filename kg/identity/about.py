"""What one document says as a whole: its states, the countries it is about, and whom the gazetteer means in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from kg.identity.bodies import body, seat
from kg.identity.names import LONGEST_SHARED
from kg.names import fold, is_acronym, tidy
from kg.ontology import Entry, Ontology
from kg.records import Claim, Extraction, Kind, LocalEntity, Mention

DATELINE_END = re.compile(r"\) ?[-–—]{1,2}(?: |$)")
"""What stands behind an agency in brackets."""


class About:
    """One document, read for what tells its names from those of other documents.

    Args:
        extraction: what it says.
        ontology: for classes, relations, words and the gazetteer.
    """

    def __init__(self, extraction: Extraction, ontology: Ontology) -> None:
        self.ontology = ontology
        self.extraction = extraction
        self.entities = {entity.chain: entity for entity in extraction.entities}

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.extraction.document.id

    @cached_property
    def states(self) -> Mapping[int, list[Claim]]:
        """What is said to hold, by the chain of its subject; in an order that the document alone decides."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in sorted(self.extraction.claims, key=_place_of):
            relation = self.ontology.relations[claim.relation]
            if claim.subject and claim.subject.chain is not None and not relation.event_class:
                found[claim.subject.chain].append(claim)
        return found

    @cached_property
    def mentions(self) -> Mapping[tuple[int, Kind], list[Mention]]:
        """The mentions of a chain, by how they refer, in order."""
        found: dict[tuple[int, Kind], list[Mention]] = defaultdict(list)
        for mention in sorted(self.extraction.mentions, key=lambda each: (each.start, each.end)):
            found[mention.chain, mention.kind].append(mention)
        return found

    def forms(self, entity: LocalEntity) -> list[str]:
        """What the document itself calls an entity, longest first; the gazetteer's name is not among them by itself."""
        told = {tidy(mention.text) for mention in self.mentions.get((entity.chain, Kind.NAME), ())}
        return sorted(told or {tidy(entity.name)}, key=lambda text: (is_acronym(text), -len(text), text))

    @cached_property
    def countries(self) -> list[str]:
        """The countries that the document names, those it is about first: often named, named as whose, named early."""
        first: dict[str, int] = {}
        weight: Counter[str] = Counter()
        of_chain = {chain: country for chain, e in self.entities.items() if (country := self._country(e))}
        for mention in self.extraction.mentions:
            if mention.chain in of_chain:
                country = of_chain[mention.chain]
                weight[country] += 1
                first[country] = min(first.get(country, mention.start), mention.start)
        for entity in self.extraction.entities:
            weight.update(of_chain[chain] for chain in entity.affiliated_with if chain in of_chain)
        for claims in self.states.values():
            tied = (claim.object.chain for claim in claims if claim.relation in self.binding and claim.object)
            weight.update(of_chain[chain] for chain in tied if chain is not None and chain in of_chain)
        return sorted(first, key=lambda country: (-weight[country], first[country], country))

    @cached_property
    def binding(self) -> frozenset[str]:
        """The relations that tie a person to a country, a place or an organization."""
        return self.ontology.words.get("binding", frozenset())

    def _country(self, entity: LocalEntity) -> str:
        entry = self.entry(entity)
        if entry is None or entity.described or self.ontology.coarse(entry.cls) != "Place":
            return ""
        return entry.key if self.ontology.is_a(entry.cls, "Country") else entry.country or ""

    def entry(self, entity: LocalEntity) -> Entry | None:
        """The gazetteer's entry that the document gives."""
        return self.ontology.gazetteer.entries.get(entity.gazetteer or "")

    def key(self, entity: LocalEntity) -> str:
        """The key of the gazetteer's entry of a name, unless the document speaks of something else."""
        entry = self.entry(entity)
        if entity.described:
            return ""
        if local := self._initials(entity, entry):
            return local.key
        if entry is None:
            return entity.gazetteer or ""
        if self.ontology.coarse(entry.cls) != "Organization" or self._agrees(entity, entry):
            return entry.key
        return ""

    def _initials(self, entity: LocalEntity, entry: Entry | None) -> Entry | None:
        """Whom bare initials mean in a country that the document names: RSF, in Sudan, the Rapid Support Forces."""
        forms = self.forms(entity)
        if self.ontology.coarse(entity.cls) != "Organization" or not all(map(is_acronym, forms)):
            return None
        if entry is not None and entry.country in self.countries:
            return None
        known = initials_of(self.ontology)
        found = {e.key: e for text in forms for e in known.get(fold(text), ()) if e.country in self.countries}
        return next(iter(found.values())) if len(found) == 1 else None

    def owner(self, entity: LocalEntity, *, local: bool) -> str:
        """What the document says that a body belongs to: the key of a country or town, or words; empty if nothing."""
        held = (claim.object.chain for claim in self.states.get(entity.chain, ()) if claim.object)
        for chain in (*held, *entity.affiliated_with):
            other = self.entities.get(chain) if chain is not None else None
            if other is None or self.ontology.coarse(other.cls) != "Place" or other.described:
                continue
            entry = self.entry(other)
            return seat(entry, local=local, ontology=self.ontology) if entry else f"place {fold(other.name)}"
        return ""

    def shared(self, entity: LocalEntity, text: str) -> bool:
        """Whether initials mean others elsewhere: few letters, and no company or medium of the world."""
        local = entity.cls in self.ontology.words.get("class-of-state", frozenset())
        few = is_acronym(text) and len(text.replace(".", "")) <= LONGEST_SHARED
        return local and few and not self._reports(entity)

    def _reports(self, entity: LocalEntity) -> bool:
        """Whether a name is that of the agency whose report it is: "KIGALI, Apr 12 (IPS) - …"."""
        for mention in self.mentions.get((entity.chain, Kind.NAME), ()):
            for sentence in self.extraction.sentences:
                if sentence.start < mention.start and mention.end < sentence.end:
                    behind = sentence.text[mention.end - sentence.start :]
                    if sentence.text[mention.start - sentence.start - 1] == "(" and DATELINE_END.match(behind):
                        return True
        return False

    def _agrees(self, entity: LocalEntity, entry: Entry) -> bool:
        """Whether an organization of the gazetteer can be meant: no other full name, no other country's body."""
        forms = self.forms(entity)
        full = [text for text in forms if not is_acronym(text)]
        labels = (entry.name, *entry.aliases, *entry.hidden)
        if full and len(full) < len(forms) and not any(_like(text, label) for text in full for label in labels):
            return False  # "Norwegian Refugee Council (NRC)" is no commission
        if not entry.country:
            return True
        bodies = [known for text in full if (known := body(text, self.ontology))]
        owner = self.owner(entity, local=False)
        if owner and owner != entry.country and bodies and not any(known.place for known in bodies):
            return False
        if not self.countries or entry.country in self.countries:
            return True
        party = bool(bodies) and entry.cls in self.ontology.words.get("class-of-party", frozenset())
        return not (party or (not full and all(self.shared(entity, text) for text in forms)))


@lru_cache(maxsize=8)
def initials_of(ontology: Ontology) -> Mapping[str, tuple[Entry, ...]]:
    """The organizations of a country that the gazetteer knows under initials, hidden ones included."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in ontology.gazetteer.entries.values():
        if entry.country and ontology.coarse(entry.cls) == "Organization":
            short = {fold(label) for label in (entry.name, *entry.aliases, *entry.hidden) if is_acronym(label)}
            for key in short:
                found[key] = (*found.get(key, ()), entry)
    return found


def _like(one: str, other: str) -> bool:
    """Whether half of the words of a name are in another."""
    words = set(fold(one).split())
    return 2 * len(words & set(fold(other).split())) >= len(words)


def _place_of(claim: Claim) -> tuple[object, ...]:
    ends = [(end.start, end.end, end.text) if end else (-1, -1, "") for end in (claim.subject, claim.object)]
    return claim.evidence.start, claim.relation, ends, claim.rule, claim.status
