"""What one document says as a whole: its states, the countries it is about, and whom the gazetteer means in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from kg.identity.bodies import body, seat
from kg.identity.meant import Surroundings, doubtful, group, hidden, place, short
from kg.names import fold, is_acronym, tidy
from kg.ontology import Entry, Ontology
from kg.records import Claim, Extraction, Kind, LocalEntity, Mention

DEEPEST = 4
"""Steps from a place up to its continent that are followed."""
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
        self._keys: dict[int, str] = {}

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
        if entity.chain not in self._keys:
            self._keys[entity.chain] = self._key(entity)
        return self._keys[entity.chain]

    def _key(self, entity: LocalEntity) -> str:
        entry, forms = self.entry(entity), self.forms(entity)
        if entity.described or (entity.gazetteer and entry is None):
            return "" if entity.described else entity.gazetteer or ""
        coarse = self.ontology.coarse(entry.cls if entry else entity.cls)
        meant: Entry | None = entry
        if coarse == "Organization" and all(map(is_acronym, forms)):
            meant = group(forms, entry, self.around(entity), self.ontology)
        elif coarse == "Organization" and entry is not None and not self._agrees(entity, entry):
            meant = self._other(entity, entry)
        elif coarse == "Place" and entry is not None and doubtful(forms, entry, self.ontology):
            meant = place(forms, entry, self.around(entity), self.ontology)
        elif entry is None and self._is_hidden(forms):
            meant = hidden(forms, coarse, self.around(entity), self.ontology)
        return meant.key if meant else ""

    def _is_hidden(self, forms: list[str]) -> bool:
        """Whether the gazetteer hides a name; of public bodies it is known otherwise whose they are."""
        return any(map(self.ontology.gazetteer.find_hidden, forms)) and body(forms[0], self.ontology) is None

    def _other(self, entity: LocalEntity, entry: Entry) -> Entry | None:
        """Whom the gazetteer has under the spelled-out name, or under one that this entry shares."""
        full = [text for text in self.forms(entity) if not is_acronym(text)]
        for other in (each for text in full for each in self.ontology.gazetteer.find_all(text)):
            if other is not entry and self.ontology.coarse(other.cls) == "Organization":
                return other
        if not full or not all(text in entry.shared for text in full):
            return None
        owner = self.owner(entity, local=False)
        around = self.around(entity)
        return hidden(full, "Organization", replace(around, countries=[owner]) if owner else around, self.ontology)

    def around(self, entity: LocalEntity) -> Surroundings:
        """What the document has beside a name."""
        others = [e for e in self.entities.values() if e.chain != entity.chain and not e.described]
        own = {country for each in others if (country := self._country(each))}
        spans = [mention.start for mention in self.mentions.get((entity.chain, Kind.NAME), ())]
        sentences = [s for s in self.extraction.sentences if any(s.start <= at < s.end for at in spans)]
        within = [(s.start, s.end) for s in sentences]
        standing = [each for each in self.entities.values() if self._stands(each, within)]
        tied = {chain for each in standing for chain in (each.chain, *each.affiliated_with)}
        beside = [each for each in others if each.chain in tied]
        published = self.extraction.document.published
        countries = [country for country in self.countries if country in own]
        return Surroundings(
            countries=countries,
            places=frozenset(key for each in self._places(others) for key in self._above(each)),
            near=frozenset(key for each in self._places(beside) for key in (each.key, each.country) if key),
            text=f" {' '.join(fold(s.text) for s in sentences)} ",
            governed=self._governed(entity),
            year=published.year if published else None,
        )

    def _places(self, entities: list[LocalEntity]) -> list[Entry]:
        """The places of the gazetteer that some names mean."""
        return [each for each in map(self.entry, entities) if each and self.ontology.coarse(each.cls) == "Place"]

    def _stands(self, entity: LocalEntity, within: list[tuple[int, int]]) -> bool:
        """Whether a name, or a word of nationality for it, stands in some sentences."""
        starts = (m.start for kind in (Kind.NAME, Kind.NOMINAL) for m in self.mentions.get((entity.chain, kind), ()))
        return any(first <= at < last for at in starts for first, last in within)

    def _governed(self, place: LocalEntity) -> bool:
        """Whether somebody is its governor."""
        offices = self.ontology.words.get("office-of-region", frozenset())
        held = (claim for claims in self.states.values() for claim in claims)
        at = (c.object.text for c in held if c.object and c.at and c.at.chain == place.chain)
        return any(not offices.isdisjoint(fold(text).split()) for text in at)

    def _above(self, entry: Entry) -> Iterator[str]:
        """The keys of a place and of what it lies in."""
        seen: Entry | None = entry
        for _ in range(DEEPEST):
            if seen is None:
                return
            yield seen.key
            if seen.country:
                yield seen.country
            seen = self.ontology.gazetteer.entries.get(seen.part_of or "")

    def owner(self, entity: LocalEntity, *, local: bool) -> str:
        """What the document says that a body belongs to: the key of a country or town, or words; empty if nothing."""
        held = (claim.object.chain for claim in self.states.get(entity.chain, ()) if claim.object)
        for chain in (*held, *entity.affiliated_with):
            other = self.entities.get(chain) if chain is not None else None
            if other is None or self.ontology.coarse(other.cls) != "Place" or other.described:
                continue
            entry = self.entry(other)
            return seat(entry, local=local, ontology=self.ontology) if entry else f"place {fold(other.name)}"
        beside = self._beside(entity)
        return seat(beside, local=local, ontology=self.ontology) if beside else ""

    def _beside(self, entity: LocalEntity) -> Entry | None:
        """The place right before a name, whatever the grammar made of it: "[Brazil's] Central Bank governor"."""
        starts = {mention.start for mention in self.mentions.get((entity.chain, Kind.NAME), ())}
        for mention in self.extraction.mentions:
            if starts.isdisjoint({mention.end + 1, mention.end + 3}):
                continue
            between = self._text(mention.end, mention.end + 3)
            gap = next((mark for mark in ("'s ", "’s ", " ") if between.startswith(mark)), "")
            if not gap or mention.end + len(gap) not in starts or mention.chain not in self.entities:
                continue
            entry = self.entry(self.entities[mention.chain])
            owns = gap != " " or self.ontology.gazetteer.demonym(mention.text) is not None
            if entry is not None and owns and self.ontology.coarse(entry.cls) == "Place":
                return entry
        return None

    def _text(self, start: int, end: int) -> str:
        """The text of a document between two characters of one sentence."""
        for sentence in self.extraction.sentences:
            if sentence.start <= start < sentence.end:
                return sentence.text[start - sentence.start : end - sentence.start]
        return ""

    def shared(self, entity: LocalEntity, text: str) -> bool:
        """Whether initials mean others elsewhere: few letters, and no company or medium of the world."""
        local = entity.cls in self.ontology.words.get("class-of-state", frozenset())
        return local and short(text) and not self._reports(entity)

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
        shared = bool(full) and all(text in entry.shared for text in full)
        owner = self.owner(entity, local=False)
        if owner and owner != entry.country and (shared or (bodies and not any(known.place for known in bodies))):
            return False
        if not self.countries or entry.country in self.countries:
            return True
        party = bool(bodies) and entry.cls in self.ontology.words.get("class-of-party", frozenset())
        return not party and (not shared or self.around(entity).has(entry.clues))


def _like(one: str, other: str) -> bool:
    """Whether half of the words of a name are in another."""
    words = set(fold(one).split())
    return 2 * len(words & set(fold(other).split())) >= len(words)


def _place_of(claim: Claim) -> tuple[object, ...]:
    ends = [(end.start, end.end, end.text) if end else (-1, -1, "") for end in (claim.subject, claim.object)]
    return claim.evidence.start, claim.relation, ends, claim.rule, claim.status
