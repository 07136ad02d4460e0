"""The words in which an ontology is written: what may be said of what, and the closed lists of values.

`kg/extract` interprets them; a test compares the lists here with what it understands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

KINDS: Mapping[str, frozenset[str]] = {
    "Frame": frozenset({"evokes", "pos", "trigger", "subject", "object", "reciprocal", "sets", "subjectClass",
                        "objectClass", "namedObject", "namedSubject", "describedSubject", "describedObject",
                        "holdsAs", "requires", "oneParty", "agentAlone", "topical", "afterwards", "said", "class",
                        "counterpart", "roleset", "agentRole", "patientRole", "example"}),
    "Role": frozenset({"evokes", "lemma", "inverse", "bearer", "position", "prepositions", "objectClass", "generic",
                       "example"}),
    "Pattern": frozenset({"evokes", "link", "subjectClass", "objectClass", "exceptClass", "inverse", "nests",
                          "example"}),
    "Cue": frozenset({"word", "scope", "sets", "of"}),
    "Echo": frozenset({"word", "evokes", "exceptOf", "whenAnnounced", "whenSuffered", "yieldsTo"}),
    "Words": frozenset({"word", "of", "scope", "sets"}),
}  # fmt: skip
"""Declarations that extraction interprets, each with the properties that it may have; one may be cue and word set."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Frame": ("evokes", "pos", "trigger"),
    "Role": ("lemma",),
    "Pattern": ("evokes", "link", "subjectClass", "objectClass"),
    "Cue": ("word", "scope", "sets"),
    "Echo": ("evokes",),
    "Words": ("word", "of"),
}
"""What a declaration cannot do without."""

SINGLE = frozenset({"evokes", "pos", "subject", "object", "reciprocal", "sets", "namedObject", "inverse", "bearer",
                    "position", "prepositions", "link", "scope", "yieldsTo", "eventClass", "counterpart", "below",
                    "nationality", "home", "positionRelation", "belonging", "ploverMode", "oneParty",
                    "namedSubject", "describedSubject", "describedObject",
                    "said", "agentRole", "patientRole", "leastScore", "placeRelation"})  # fmt: skip
"""Properties with one value."""

SHARES = frozenset({"leastScore"})
"""Properties that are a number from 0 to 1."""

LISTS = frozenset({"subject", "object", "agentRole", "patientRole"})
"""Properties of frames whose value is a list of words in order of preference."""

TRUTHS = frozenset({"reciprocal", "namedObject", "inverse", "position", "counterpart", "disabled", "former",
                    "generic", "nests", "origin", "widens", "atHome", "unnamed", "oneParty", "afterwards",
                    "namedSubject", "describedSubject", "describedObject"})  # fmt: skip
"""Properties that are true or false."""

OF_TERMS = frozenset({"eventClass", "subjectClass", "objectClass", "counterpart", "below", "origin", "widens", "atHome",
                      "unnamed", "leastScore", "placeRelation", "trait", "nationality", "home", "positionRelation",
                      "belonging", "ploverMode"})  # fmt: skip
"""Properties of classes and relations."""
OF_ENTRIES = frozenset({"demonym", "demonymPlural", "code", "former", "country", "locatedIn", "partOf", "capital",
                        "affiliatedWith", "since", "until", "sharedName", "clue", "heldName",
                        "partyLetter"})  # fmt: skip
"""Properties of gazetteer entries."""
OF_HELD_NAMES = frozenset({"name", "since", "until"})
OF_EXAMPLES = frozenset({"text", "expects"})
OF_ALL = frozenset({"disabled", "replaces"})
PROPERTIES = frozenset().union(*KINDS.values(), OF_TERMS, OF_ENTRIES, OF_HELD_NAMES, OF_EXAMPLES, OF_ALL)

FOREIGN: Mapping[str, frozenset[str]] = {
    "http://www.w3.org/2000/01/rdf-schema#": frozenset(
        "label comment domain range subClassOf subPropertyOf seeAlso isDefinedBy member".split()
    ),
    "http://www.w3.org/2004/02/skos/core#": frozenset(
        "prefLabel altLabel hiddenLabel notation note definition example scopeNote editorialNote historyNote "
        "changeNote broader narrower related exactMatch closeMatch broadMatch narrowMatch relatedMatch inScheme "
        "topConceptOf hasTopConcept member memberList broaderTransitive narrowerTransitive semanticRelation "
        "mappingRelation".split()
    ),
}
"""Namespaces of others whose properties are all listed, so that a slip of the pen is seen."""

MEANT = {"Relation": "owl:ObjectProperty", "Property": "owl:ObjectProperty", "Class": "owl:Class"}
"""Types that newcomers look for under `kg:`, and what they are called."""
OWL_TYPES = frozenset(
    "Class Ontology NamedIndividual ObjectProperty DatatypeProperty AnnotationProperty SymmetricProperty "
    "AsymmetricProperty TransitiveProperty ReflexiveProperty IrreflexiveProperty FunctionalProperty "
    "InverseFunctionalProperty Restriction AllDifferent AllDisjointClasses AllDisjointProperties Axiom".split()
)
"""What may stand behind `a owl:`."""

POS = frozenset({"verb", "noun", "adjective"})
STATUSES = ("asserted", "planned", "hypothetical", "alleged", "negated")
SCOPES = frozenset({"accuser", "adverb", "auxiliary", "belief", "cessation", "complement", "content", "decreed", "deed",
                    "ending", "hearsay", "infinitive", "inversion", "mark", "modifier", "negation", "present-tense",
                    "reported", "statement", "truth"})  # fmt: skip
"""Where a cue stands, seen from the event."""
LINKS = frozenset({"possessor", "modifier", "demonym", "comma", "parenthesis", "inside", "inside-of", "header",
                   "byline", "party", "gazetteer"})  # fmt: skip
"""How one name hangs from another; beside them `oblique:P`."""
SLOTS = frozenset({"part", "subject", "object", "indirect", "receiver", "possessor", "compound", "content",
                   "complement-subject", "complement-object", "complement", "condition-subject", "infinitive",
                   "obliged", "predicate", "called", "clause-subject", "around", "nearest", "modified", "bearer",
                   "told-of", "itself"})  # fmt: skip
"""Grammatical slots; beside them `oblique:P`, `part:SLOT`, `owner:SLOT` and `SLOT>SLOT`."""
ROLES = frozenset({f"ARG{n}" for n in range(6)} | {f"ARGM-{kind}" for kind in ("COM", "DIR", "GOL", "LOC")})
"""Roles of PropBank that an end of an event may have."""
WORD_SETS = ("generic-", "name-of-", "unlike-")
"""What may stand before the name of a class in `kg:of`: nouns that alone name none, words that end its names."""


def is_slot(slot: str) -> bool:
    """Whether a slot is well formed.

    >>> is_slot("owner:oblique:by"), is_slot("object>possessor"), is_slot("obliqe:by")
    (True, True, False)
    """
    outer, _, inner = slot.partition(">")
    if inner:
        return is_slot(outer) and is_slot(inner)
    name, _, rest = slot.partition(":")
    if rest and name in {"part", "owner"}:
        return is_slot(rest)
    return slot in SLOTS or is_oblique(slot)


def is_oblique(text: str) -> bool:
    """Whether it names a preposition: `oblique:with`, `oblique:out_of`."""
    name, _, preposition = text.partition(":")
    return name == "oblique" and bool(preposition)


def is_share(text: str) -> bool:
    """Whether it is a number from 0 to 1."""
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


def closed(kind: str) -> Iterator[tuple[str, Callable[[str], bool], Collection[str]]]:
    """Properties of a kind of declaration with a closed list of values: what fits, and what is known."""
    if kind == "Frame":
        yield "pos", POS.__contains__, POS
        for name in ("subject", "object"):
            yield name, is_slot, SLOTS | {"oblique:with"}
        for name in ("agentRole", "patientRole"):
            yield name, ROLES.__contains__, ROLES
        yield "requires", lambda word: is_slot(word.removeprefix("!")), SLOTS
    elif kind == "Pattern":
        yield "link", lambda word: word in LINKS or is_oblique(word), LINKS
    elif kind == "Cue":
        yield "scope", SCOPES.__contains__, SCOPES
