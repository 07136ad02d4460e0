"""Tests in each Python, and with the lowest versions of what `kg` needs. First `pip install nox uv`, then `nox`.

    nox -s tests-3.13                     all tests in one Python
    nox -s tests-3.13 -- -m "not model"   with options for pytest
    nox -s lowest                         with the lowest versions that pyproject.toml allows
    nox -s lint docs

A Python that the machine lacks is fetched by uv where the network allows it, and its session is skipped otherwise.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "docs", "tests", "lowest"]
nox.options.error_on_missing_interpreters = False
PYTHONS = ["3.11", "3.12", "3.13"]
PINS = ("--constraint", "constraints.txt")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests with the versions of constraints.txt."""
    session.install(*PINS, "--editable", ".[dev]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows for what `kg` itself needs."""
    lock = f"{session.create_tmp()}/lowest.txt"
    resolve = ("--resolution", "lowest-direct", "--python-version", PYTHONS[0], "--no-header", "--no-annotate")
    session.run("uv", "pip", "compile", "--quiet", *resolve, "pyproject.toml", "--output-file", lock, external=True)
    session.install("--requirement", lock, "hatchling", "pytest", "hypothesis")
    session.install("--no-deps", "--editable", ".")
    # Help texts in the pages are those of the pinned typer; all else holds for every version.
    shown = "tests/test_docs.py::test_every_command_stands_in_the_page_with_its_help"
    session.run("python", "-m", "pytest", "--deselect", shown, *(session.posargs or ["-m", "not slow"]))


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check style and types."""
    session.install(*PINS, "--editable", ".[dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the site, strictly."""
    session.install(*PINS, "mkdocs-material")
    session.run("python", "docs/draw_imports.py", "--check")
    session.run("mkdocs", "build", "--quiet")
