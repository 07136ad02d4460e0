"""`kg model`, `kg train` and `kg evaluate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import ModelOption
from kg.cli.report import Report
from kg.cli.show import plain, table
from kg.errors import ModelError

TO_TRAIN = "install what training needs with pip install '.[train]' in the folder of kg's source"
"""The package `kg` of the Python index is somebody else's."""

Figures = Mapping[str, Mapping[str, float]]

Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where checkpoints and the model go.")]
Treebanks = Annotated[
    list[Path] | None, typer.Option("--treebank", metavar="FILE.conllu", help="Sentences with tags and trees.")
]
NameFiles = Annotated[
    list[Path] | None, typer.Option("--names", metavar="FILE.jsonl", help="Texts with the spans of names.")
]
PredicateFiles = Annotated[
    list[Path] | None,
    typer.Option("--predicates", metavar="FILE.jsonl", help="PropBank predicates of a treebank's sentences."),
]
Rolesets = Annotated[
    Path | None, typer.Option(metavar="FILE.jsonl", help="PropBank's lexicon: senses of lemmas that are not annotated.")
]
EncoderFolder = Annotated[Path | None, typer.Option("--encoder", metavar="DIR", help="The encoder to start from.")]
Start = Annotated[
    Path | None, typer.Option("--from", metavar="DIR", help="A trained model to go on from, in place of an encoder.")
]
Teacher = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A trained model that proposes what the data lack: names, trees.")
]
Minutes = Annotated[float | None, typer.Option(min=0, help="Stop after so many minutes.")]
Steps = Annotated[int | None, typer.Option(min=1, help="Stop after so many updates.")]
Seed = Annotated[int, typer.Option(help="The same seed, data and steps give the same model.")]
Pace = Annotated[float | None, typer.Option(min=0, help="Factor of the learning rates: 1, or 0.4 with --from.")]
Mask = Annotated[float | None, typer.Option(min=0, max=1, help="Share of the words to hide in training.")]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="HEAD", help="Train this head alone (roles); all else stays.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")]

Gold = Annotated[
    Path | None, typer.Argument(metavar="GOLD.jsonl", help="Documents with the facts or relations that they state.")
]
Map = Annotated[
    Path | None, typer.Option("--map", metavar="FILE.json", help="Which relations of ours answer which of theirs.")
]
Treebank = Annotated[Path | None, typer.Option(metavar="FILE.conllu", help="Measure tags, lemmas and trees.")]
Names = Annotated[
    Path | None, typer.Option(metavar="FILE.jsonl", help="Measure names of people, organizations, places.")
]
Roles = Annotated[
    Path | None,
    typer.Option(metavar="FILE.jsonl", help="Measure the predicates and roles of --treebank, in place of its trees."),
]
Graph = Annotated[
    Path | None,
    typer.Option("--graph", "-g", metavar="DIR", help="The graph to measure; without one, GOLD's texts are read anew."),
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Measure the facts of a graph that people confirmed or rejected: a file of `kg judgements --export`, or "
        "the graph that holds the judgements.",
    ),
]
Misses = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write every miss and false alarm, as .html or .jsonl.")
]


def model() -> None:
    """Print the card of the language model.

    It says what data it learnt from, under which licences, how good it is, and where it fails.
    """
    from kg import language

    print(language.card().rstrip())


def train(
    output: Output,
    treebanks: Treebanks = None,
    names: NameFiles = None,
    predicates: PredicateFiles = None,
    rolesets: Rolesets = None,
    encoder: EncoderFolder = None,
    start: Start = None,
    teacher: Teacher = None,
    minutes: Minutes = None,
    steps: Steps = None,
    seed: Seed = 1,
    pace: Pace = None,
    mask: Mask = None,
    only: Only = None,
    resume: Resume = False,
) -> None:
    """Train a language model on treebanks, names and predicates (needs pip install '.[train]' in kg's source)."""
    try:
        from kg.language.batches import Sources
        from kg.language.train import Begin
        from kg.language.train import train as run
    except ModuleNotFoundError as error:
        raise ModelError(f"training needs {error.name}; {TO_TRAIN}") from error
    options = {"minutes": minutes, "steps": steps, "pace": pace, "mask": mask, "only": tuple(only or ()) or None}
    given = {name: value for name, value in options.items() if value is not None}
    sources = Sources(treebanks or [], names or [], predicates or [], rolesets, teacher)
    run(sources, output, begin=Begin(encoder, start, resume), seed=seed, **given)


def evaluate(
    gold: Gold = None,
    labels: Map = None,
    treebank: Treebank = None,
    names: Names = None,
    roles: Roles = None,
    judgements: Judgements = None,
    graph: Graph = None,
    misses: Misses = None,
    model: ModelOption = None,
) -> None:
    """Measure extraction, or the language model.

    Facts, relations and mentions against GOLD.jsonl; printed facts against what people judged; tags and trees against
    a treebank; names against names; predicates and roles against those of a treebank.
    """
    if gold is None and treebank is None and names is None and judgements is None:
        raise typer.BadParameter("give GOLD.jsonl, --judgements, --treebank or --names")
    if roles is not None and treebank is None:
        raise typer.BadParameter("give --treebank, too: the sentences that --roles annotates")
    if judgements is not None:
        _judged(judgements, graph)
    if gold is not None:
        _extraction(gold, labels, graph, misses, model)
    if treebank is not None or names is not None:
        _language(treebank, names, roles, model)


def _judged(judgements: Path, graph: Path | None) -> None:
    from kg.evaluate.judged import judged, tables

    if graph is None and not judgements.is_dir():
        raise typer.BadParameter("give --graph, too: the graph whose facts the judgements are about")
    for each in tables(judged(judgements, graph or judgements)):
        table(each.columns, each.rows, title=each.title)


def _language(treebank: Path | None, names: Path | None, roles: Path | None, model: str | None) -> None:
    from kg import language
    from kg.evaluate.language import evaluate_names, evaluate_treebank
    from kg.evaluate.roles import evaluate_roles

    pipeline = language.load(model)
    if treebank is not None and roles is not None:
        figures, by_role = evaluate_roles(treebank, roles, pipeline)
        _figures(figures, title=f"Predicates of {roles}")
        _figures(by_role, title="Arguments by role")
    elif treebank is not None:
        _figures(evaluate_treebank(treebank, pipeline), title=f"Trees of {treebank}")
    if names is not None:
        _figures(evaluate_names(names, pipeline), title=f"Names in {names}")


def _extraction(gold: Path, labels: Path | None, graph: Path | None, misses: Path | None, model: str | None) -> None:
    from kg.evaluate import measure, tables, write

    with Report() as report:
        scores = measure(gold, graph=graph, mapping=labels, model=model, progress=report.advance)
    for each in tables(scores):
        table(each.columns, each.rows, title=each.title)
    if scores.unmapped:
        print(f"not judged, for lack of a map: {plain(', '.join(scores.unmapped))}")
    if misses is not None:
        write(scores, misses)
        print(f"written {plain(misses)}")


def _figures(figures: Figures, *, title: str) -> None:
    columns = list(next(iter(figures.values()), {}))
    rows = [(row, *(_figure(values[name]) for name in columns)) for row, values in figures.items()]
    table(("", *columns), rows, title=title)


def _figure(value: float) -> str:
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
