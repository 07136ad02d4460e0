"""`kg ontology`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GazetteerOption, OntologyOption, complain
from kg.cli.show import plain, table

if TYPE_CHECKING:
    from kg.ontology import Frame, Ontology, Pattern, Role


def ontology(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A class or relation to show in full.")] = None,
    add: OntologyOption = None,
    gazetteer: GazetteerOption = None,
    graph: Annotated[
        str | None,
        typer.Option(
            "--graph", "--store", "-g", metavar="DIR|URL", help="The ontology that this graph was built with."
        ),
    ] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE.ttl", help="Write the whole ontology, to be edited and used.")
    ] = None,
    check: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Read Turtle of your own and run its examples."),
    ] = None,
) -> None:
    """Show what a graph can say.

    Lists classes, and relations with their codes and how many rules find them: what ships with kg, and what --ontology
    and --gazetteer add to it. NAME shows one in full.
    """
    terms = _asked([*(add or []), *(check or [])], gazetteer or [], graph)
    if export is not None:
        _export(terms, export)
    if check:
        _check(terms)
    if name is not None:
        _show(terms, name)
    elif export is None and not check:
        _list(terms)


def _asked(add: list[str], gazetteer: list[str], graph: str | None) -> Ontology:
    from kg import ontology as ontologies
    from kg.graph import Graph

    if graph is not None and (add or gazetteer):
        raise typer.BadParameter("give either --graph or --ontology and --gazetteer")
    if graph is None:
        return ontologies.load(add, gazetteer=gazetteer)
    with Graph(graph, create=False) as opened:
        return opened.ontology


def _export(terms: Ontology, path: Path) -> None:
    from kg import ontology as ontologies
    from kg.export import write_whole

    write_whole(path, ontologies.turtle(terms))
    print(f"written {plain(path)}")


def _list(terms: Ontology) -> None:
    classes = [(cls.name, ", ".join(cls.parents), cls.comment) for cls in terms.classes.values()]
    table(("class", "below", "meaning"), sorted(classes), title="Classes")
    relations = [
        (r.name, ", ".join(r.subject_classes), ", ".join(r.object_classes) or "words", codes(terms, r.name),
         len(list(_evoking(terms, r.name))))
        for r in terms.relations.values()
    ]  # fmt: skip
    table(("relation", "subject", "object", "codes", "rules"), sorted(relations), title="Relations")
    print(f"{len(terms.gazetteer.entries):,} names in the gazetteer")


def codes(terms: Ontology, relation: str) -> str:
    """The PLOVER types and CAMEO codes of a relation."""
    return " ".join(terms.relations[relation].notations)


def _show(terms: Ontology, name: str) -> None:
    if name in terms.relations:
        _show_relation(terms, name)
    elif name in terms.classes:
        _show_class(terms, name)
    else:
        near = get_close_matches(name, [*terms.relations, *terms.classes], n=1)
        hint = f"did you mean {near[0]}?" if near else "`kg ontology` lists what there is"
        raise typer.BadParameter(f"no class or relation {name!r}; {hint}")


def _show_class(terms: Ontology, name: str) -> None:
    cls = terms.classes[name]
    rows = [
        ("IRI", terms.iri(name)),
        ("meaning", cls.comment),
        ("below", ", ".join(cls.parents)),
        ("above", ", ".join(sorted(each.name for each in terms.classes.values() if name in each.parents))),
        ("nouns", ", ".join(sorted(terms.nouns(name)))),
        ("names known", f"{sum(terms.is_a(entry.cls, name) for entry in terms.gazetteer.entries.values()):,}"),
    ]
    table(("class", name), [row for row in rows if row[1]])


def _show_relation(terms: Ontology, name: str) -> None:
    relation = terms.relations[name]
    rows = [
        ("IRI", terms.iri(name)),
        ("meaning", relation.comment),
        ("subject", ", ".join(relation.subject_classes)),
        ("object", ", ".join(relation.object_classes) or "words"),
        ("symmetric", "yes" if relation.symmetric else ""),
        ("facts are", relation.event_class),
        ("codes", codes(terms, name)),
    ]
    table(("relation", name), [row for row in rows if row[1]])
    evoking = list(_evoking(terms, name))
    table(("rule", "words", "subject", "object"), [_rule(each) for each in evoking])
    for example in (example for each in evoking for example in each.examples):
        print(f"{plain(example.text)} → {plain('; '.join(example.expects) or 'nothing')}")


def _evoking(terms: Ontology, relation: str) -> Iterator[Frame | Role | Pattern]:
    from kg.examples import declarations

    yield from (each for each in declarations(terms) if each.relation == relation)


def _rule(each: Frame | Role | Pattern) -> tuple[str, ...]:
    from kg.ontology import Frame, Role

    if isinstance(each, Frame):
        return each.rule, ", ".join(each.triggers), each.subject, each.object or "each other"
    if isinstance(each, Role):
        return f"role {each.name}", ", ".join(each.lemmas), each.bearer, ", ".join(each.classes)
    return each.rule, each.link, ", ".join(each.subject_classes), ", ".join(each.object_classes)


def _check(terms: Ontology) -> None:
    """Run the examples; the exit code is 1 when one fails."""
    from kg import examples

    outcomes = list(examples.run(terms)) if any(each.examples for each in examples.own(terms)) else []
    for outcome in outcomes:
        for line in outcome.missing:
            found = "; ".join(outcome.found) or "nothing"
            complain(f"{outcome.declaration}: {outcome.text!r} does not give {line!r}; found: {found}")
    failed = sum(bool(outcome.missing) for outcome in outcomes)
    print(f"{len(outcomes):,} examples of your own; {failed:,} failed")
    if failed:
        raise typer.Exit(1)
