"""Maps of labelled sets: which of our relations and classes answer which of theirs.

One dialect, wherever a map is read (`kg evaluate --map`, `weigh`, `calibrate`, `induce`)::

    {"relations": {"Work_For": ["worksFor", "leads/Organization"], "P35": ["^leads"]},
     "entities": {"Peop": "Person", "Other": null}}

`leads/Organization` asks for a class of the object: a map that has it alone says nothing of who leads a
country. `^leads` is turned round: (A, P35, B) is answered by (B, leads, A). Both together: `^leads/Place`,
where the class is still that of the object of `leads`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.ontology import Ontology

MAPS = Path(__file__).with_name("maps")
"""The maps that travel with the package, each known by its bare name."""

INVERSE, OF_CLASS = "^", "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Which of our relations answer which of theirs, and which coarse class is which type."""

    relations: Mapping[str, tuple[str, ...]]
    """Their relation → ours, as written: `leads`, `^leads`, `leads/Organization`."""
    entities: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a relation of ours answers a label."""

    relation: str
    inverse: bool
    object_class: str | None

    @classmethod
    def read(cls, written: str) -> Answer:
        """Take apart what a map says.

        >>> Answer.read("^leads/Place")
        Answer(relation='leads', inverse=True, object_class='Place')
        """
        relation, _, object_class = written.removeprefix(INVERSE).partition(OF_CLASS)
        return cls(relation, written.startswith(INVERSE), object_class or None)


class Answers:
    """The labels that a relation of ours answers, by a map."""

    def __init__(self, relations: Mapping[str, tuple[str, ...]], ontology: Ontology, *, either_way: bool) -> None:
        """Read the relations of a map.

        Args:
            relations: their relation → ours, as written in a map.
            ontology: says what is symmetric, and which class lies below which.
            either_way: whether symmetric relations answer in both directions, however the map writes them.

        Raises:
            InputError: the map names a relation or a class that the ontology has not.
        """
        self.types = tuple(relations)
        self._ontology = ontology
        self._found: dict[str, dict[tuple[str, Answer], None]] = {}
        for type_, ours in relations.items():
            for answer in map(Answer.read, ours):
                self._check(answer)
                turned = either_way and ontology.relations[answer.relation].symmetric
                for inverse in (False, True) if turned else (answer.inverse,):
                    each = Answer(answer.relation, inverse, answer.object_class)
                    self._found.setdefault(answer.relation, {})[type_, each] = None

    def _check(self, answer: Answer) -> None:
        if answer.relation not in self._ontology.relations:
            raise InputError(f"the map names a relation that the ontology has not: {answer.relation}")
        if answer.object_class is not None and answer.object_class not in self._ontology.classes:
            raise InputError(f"the map names a class that the ontology has not: {answer.object_class}")

    def to(self, relation: str, object_class: str | None) -> Iterator[tuple[str, bool]]:
        """The labels that a relation answers, each with whether its ends are turned round.

        Args:
            relation: a relation of the ontology.
            object_class: class of its object; None when the object is no entity.
        """
        for type_, answer in self._found.get(relation, ()):
            wanted = answer.object_class
            if wanted is None or (object_class is not None and self._ontology.is_a(object_class, wanted)):
                yield type_, answer.inverse


def read_map(path: Path) -> Map:
    """Read {"relations": {THEIRS: [OURS, …]}, "entities": {THEIRS: "Person" | … | null}}.

    Args:
        path: a JSON file, or the bare name of one in `MAPS`.

    Raises:
        InputError: it cannot be read, has another form, or there is no such map.
    """
    try:
        found = json.loads(_file(path).read_text(encoding="utf-8"))
        relations = {str(theirs): tuple(map(str, ours)) for theirs, ours in found.get("relations", {}).items()}
        return Map(relations=relations, entities=dict(found.get("entities", {})))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; a map is a JSON file") from error
    except (ValueError, AttributeError, TypeError) as error:
        raise InputError(f'{path} is no map ({error}); it needs {{"relations": {{…}}, "entities": {{…}}}}') from error


def _file(path: Path) -> Path:
    own = MAPS / f"{path}.json"
    if path.is_file() or own.is_file():
        return path if path.is_file() else own
    known = ", ".join(sorted(each.stem for each in MAPS.glob("*.json")))
    raise InputError(f"no map {str(path)!r}; give a JSON file, or one of {known}")
