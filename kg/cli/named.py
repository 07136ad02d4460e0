"""What a user names: found, in any case, or refused with what may have been meant.

An empty table would look like an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from kg.errors import QueryError
from kg.names import fold
from kg.records import Fact, Status

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ontology import Ontology
    from kg.queries import Query

NEAR = 0.75
"""How alike an id must be to be meant, 0–1."""


def term(name: str | None, names: Iterable[str], *, option: str) -> str | None:
    """A class or relation as the ontology writes it; None if none is asked for.

    Raises:
        typer.BadParameter: there is none of that name in any case; the message has those that are near, or all.
    """
    known = sorted(names)
    if name is None or name in known:
        return name
    folded = {each.lower(): each for each in reversed(known)}
    if name.lower() in folded:
        return folded[name.lower()]
    near = [folded[each] for each in get_close_matches(name.lower(), folded)]
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    raise typer.BadParameter(f"{option} {name} does not exist; {hint}")


def document(name: str | None, graph: Graph) -> None:
    """Raise for a document that is not in the graph."""
    if name is not None and graph.store.find(name) is None:
        raise QueryError(no_document(name, {each.id for each in graph.documents()}))


def no_document(name: str, ids: Collection[str]) -> str:
    """What to say when the graph has no document of a name."""
    near = get_close_matches(name, ids, n=1, cutoff=NEAR) or [each for each in sorted(ids) if name in each]
    return f"no document {name!r}; {f'did you mean {near[0]}?' if near else '`kg query coverage` lists them'}"


def called(name: str, graph: Graph) -> Callable[[Fact], bool]:
    """Whether a fact is of somebody or something with a name, by any of its names and in whole words."""
    key = f" {fold(name)} "
    words = {each.iri: [f" {fold(label)} " for label in (each.name, *each.aliases)] for each in graph.entities()}
    meant = {iri for iri, labels in words.items() if any(key in label for label in labels)}

    def is_about(fact: Fact) -> bool:
        return not meant.isdisjoint({fact.subject_iri, fact.object_iri}) or key in f" {fold(fact.object or '-')} "

    if not meant and not any(map(is_about, graph.facts(least=0))):
        raise nobody(name, graph)
    return is_about


def of_class(cls: str, ontology: Ontology) -> Callable[[Fact], bool]:
    """Whether one of the ends of a fact is of a class, or of one below it."""

    def is_of(fact: Fact) -> bool:
        return any(end is not None and ontology.is_a(end, cls) for end in (fact.subject_type, fact.object_type))

    return is_of


def labels(names: Iterable[str], graph: Graph) -> None:
    """Raise for the first name that is no label of an entity, however it is written."""
    for name in names:
        if not graph.store.reader.is_called(fold(" ".join(name.split()))):
            raise nobody(name, graph)


def nobody(name: str, graph: Graph) -> QueryError:
    """What to say when nothing has a name."""
    from kg.judging.bench import nearest

    near = nearest(name, graph.entities())
    return QueryError(f"nothing is called {name!r}; {f'did you mean {near}?' if near else '`kg entities` lists them'}")


def values(given: Mapping[str, str], query: Query, graph: Graph) -> None:
    """Raise for what a query was given that the graph does not know, when that may be why it found nothing."""
    for parameter in query.parameters:
        if not (value := given.get(parameter.name)):
            continue
        if parameter.type == "name":
            labels([value], graph)
        elif parameter.name == "id":
            document(value, graph)
        elif parameter.name == "class":
            term(value, graph.ontology.classes, option=parameter.name)
        elif parameter.name == "status":
            term(value, Status, option=parameter.name)
