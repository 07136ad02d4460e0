"""Gold files: facts with alternatives, or texts with annotated spans and relations between them.

Facts, one a line; every list holds the accepted answers, and an end that is null is not judged::

    {"document": "a.txt", "subject": ["U.S.", "United States"], "relation": ["meets"], "object": ["Taliban"],
     "place": ["Doha"], "status": ["planned"], "literal": false, "either_direction": false,
     "core": true, "optional": false, "evidence": "U.S. and Taliban representatives will meet"}

Annotated texts, one a line; offsets are characters of `text`, end exclusive, `head` and `tail` are
indices of `entities`, and entities of one `cluster` are the same one::

    {"id": "a", "text": "…", "entities": [{"start": 0, "end": 4, "text": "U.S.", "type": "Country", "cluster": 0}],
     "relations": [{"type": "meets", "head": 0, "tail": 1}]}

An entity may have a `link`, the same in all texts that mean the same one: the title of an encyclopedia's article.

Events (`{"type": "Life.Die", "args": [{"role": "Killer", "entity": 0}, {"role": "Victim", "entity": 1}]}`) count as
relations between every two of their participants, of the type `Life.Die:Killer>Victim`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kg.errors import InputError
from kg.evaluate.answers import Map
from kg.ontology import COARSE, Ontology

CLUSTERED = "c"
"""Begins the cluster of a name of which the gold says with which others it is one; others stand alone."""
OF_EVENT, TO_ROLE = ":", ">"
"""In the type of a link between two participants of an event: `Life.Die:Killer>Victim`."""
Json = Mapping[str, Any]
T = TypeVar("T")
USUAL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "PER": "Person",
        "PERSON": "Person",
        "ORG": "Organization",
        "ORGANIZATION": "Organization",
        "LOC": "Place",
        "LOCATION": "Place",
        "GPE": "Place",
        "FAC": "Place",
    }
)
"""What other corpora call our coarse classes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """A fact to be found; each field that is a tuple holds alternatives."""

    document: str
    subject: tuple[str, ...] | None
    """None where the text does not say who: whatever a fact has there is right."""
    relation: tuple[str, ...]
    object: tuple[str, ...] | None
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    literal: bool = False
    """True when the object is words, of which a part will do."""
    either_direction: bool = False
    optional: bool = False
    core: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated name; `cluster` is the same for all names of one entity."""

    start: int
    end: int
    text: str
    type: str
    cluster: str
    link: str = ""
    """What is the same for all names of one entity in all texts; empty where nobody says who it is elsewhere."""


@dataclass(frozen=True, slots=True)
class Link:
    """An annotated relation between two clusters."""

    type: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A text with its annotations."""

    id: str
    text: str
    spans: tuple[Span, ...]
    links: tuple[Link, ...]

    def names(self) -> dict[str, tuple[str, ...]]:
        """Cluster → the different names that it has in the text."""
        found: dict[str, dict[str, None]] = {}
        for span in self.spans:
            found.setdefault(span.cluster, {})[span.text] = None
        return {cluster: tuple(names) for cluster, names in found.items()}


def document_name(document: str) -> str:
    """What identifies a document in gold: the last part of its id."""
    return Path(document).name


def read_gold(path: Path) -> list[GoldFact] | list[GoldText]:
    """Read a gold file; its first line decides which of the two kinds it is.

    Raises:
        InputError: it cannot be read, is empty, or a line lacks what the first line promises.
    """
    lines = list(_lines(path))
    if not lines:
        raise InputError(f"{path} is empty; a gold file has one JSON object a line")
    if "entities" in lines[0][1]:
        return [_checked(path, number, line, _text) for number, line in lines]
    if "relation" in lines[0][1]:
        return [_checked(path, number, line, _fact) for number, line in lines]
    raise InputError(f"{path}:1: neither 'entities' (annotated text) nor 'relation' (fact); see docs/evaluate.md")


def read_texts(path: Path) -> list[GoldText]:
    """Read a gold file of annotated texts.

    Raises:
        InputError: it cannot be read, or holds facts.
    """
    gold = read_gold(path)
    texts = [each for each in gold if isinstance(each, GoldText)]
    if len(texts) < len(gold):
        raise InputError(f"{path} lists facts; this needs annotated texts, with 'text' and 'entities'")
    return texts


def own_map(texts: list[GoldText], ontology: Ontology) -> Map:
    """The map of gold that uses our own names; only what the gold annotates is judged.

    A relation is answered by itself and by those below it: `spokespersonFor` is a kind of `worksFor`.
    """
    types = {span.type for text in texts for span in text.spans}
    links = {link.type for text in texts for link in text.links}
    classes = {cls: coarse for cls in ontology.classes if (coarse := ontology.coarse(cls)) in COARSE}
    relations = {name: _answers(name, ontology) for name in ontology.relations if name in links}
    return Map(
        relations=relations,
        entities={type_: cls for type_, cls in {**USUAL_TYPES, **classes}.items() if type_ in types},
    )


def _answers(relation: str, ontology: Ontology) -> tuple[str, ...]:
    below = {relation}
    for _ in ontology.relations:
        more = {name for name, each in ontology.relations.items() if below & set(each.parents)}
        if more <= below:
            break
        below |= more
    return tuple(sorted(below))


# --- lines ----------------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[tuple[int, Json]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the path of the gold file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error})") from error
            if not isinstance(found, dict):
                raise InputError(f"{path}:{number}: not a JSON object")
            yield number, found


def _checked(path: Path, number: int, line: Json, make: Callable[[Json], T]) -> T:
    try:
        return make(line)
    except KeyError as error:
        raise InputError(f"{path}:{number}: lacks {error}") from error
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(f"{path}:{number}: malformed ({error})") from error


def _fact(line: Json) -> GoldFact:
    return GoldFact(
        document=str(line["document"]),
        subject=_end(line["subject"]),
        relation=_alternatives(line["relation"]),
        object=_end(line["object"]),
        place=_alternatives(line.get("place")),
        status=_alternatives(line.get("status")),
        literal=bool(line.get("literal")),
        either_direction=bool(line.get("either_direction")),
        optional=bool(line.get("optional")),
        core=bool(line.get("core")),
        evidence=str(line.get("evidence", "")),
    )


def _end(value: object) -> tuple[str, ...] | None:
    return None if value is None else _alternatives(value)


def _alternatives(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _text(line: Json) -> GoldText:
    spans = tuple(
        Span(
            int(each["start"]),
            int(each["end"]),
            str(each["text"]),
            str(each["type"]),
            _cluster(each, number),
            str(each.get("link") or ""),
        )
        for number, each in enumerate(line["entities"])
    )
    links = [
        Link(str(each["type"]), spans[each["head"]].cluster, spans[each["tail"]].cluster)
        for each in line.get("relations", ())
    ]
    links += (link for each in line.get("events", ()) if "args" in each for link in _event(each, spans))
    return GoldText(id=str(line["id"]), text=str(line["text"]), spans=spans, links=tuple(dict.fromkeys(links)))


def _event(event: Json, spans: tuple[Span, ...]) -> Iterator[Link]:
    """Every two participants of an event, as a link that bears its type and their roles; two of one role once."""
    for first, second in permutations(event["args"], 2):
        head, tail = spans[first["entity"]], spans[second["entity"]]
        if head.cluster != tail.cluster and (first["role"] != second["role"] or head.start < tail.start):
            yield Link(f"{event['type']}{OF_EVENT}{first['role']}{TO_ROLE}{second['role']}", head.cluster, tail.cluster)


def _cluster(entity: Json, number: int) -> str:
    return f"{CLUSTERED}{entity['cluster']}" if "cluster" in entity else f"m{number}"
