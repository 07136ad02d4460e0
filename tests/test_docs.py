"""Documentation is tested: help texts, output and Turtle in it are those of today's `kg`.

`make docs` writes them into README.md and docs/cli.md anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path

import pytest

WIDTH = "96"
ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"```console\n\$ kg (?P<command>\S+) --help\n(?P<help>.*?)```", re.DOTALL)
README = ROOT / "README.md"
OUTPUT = re.compile(r"```console\n\$ kg (?P<command>[^\n]*--graph demo/graph[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
TURTLE = re.compile(r"```turtle\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def commands() -> list[str]:
    """The names of all commands."""
    from kg.cli import app

    return [command.name or command.callback.__name__ for command in app.registered_commands]


def help_of(command: str) -> str:
    """What `kg COMMAND --help` prints, eighty columns wide."""
    from kg.cli import main

    with contextlib.redirect_stdout(io.StringIO()) as out:
        main([command, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines()) + "\n"


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_page_with_its_help(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = {match["command"]: match["help"] for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    assert command in shown, f"write a section about `kg {command}` in docs/cli.md"
    assert shown[command] == help_of(command), "run `make docs`"


def test_no_section_is_about_a_command_that_is_gone():
    assert {match["command"] for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))} == set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_has_help(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    text = help_of(command)
    options = text.partition("Options:")[2].splitlines()
    assert all(re.search(r"\s{2,}\S.*\w{3,}", line) for line in options if line.strip().startswith("-"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `kg demo` was run."""
    return run_demo(tmp_path_factory.mktemp("readme"))


def run_demo(folder: Path) -> Path:
    """Run `kg demo` in a folder."""
    with contextlib.chdir(folder):
        printed("demo")
    return folder


def printed(*arguments: str) -> str:
    """What `kg` prints, without blanks at line ends."""
    from kg.cli import main

    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(arguments) == 0
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()).strip("\n") + "\n"


@pytest.mark.model
def test_the_readme_shows_real_output(demo, monkeypatch):
    monkeypatch.chdir(demo)
    monkeypatch.setenv("COLUMNS", WIDTH)
    shown = OUTPUT.findall(README.read_text(encoding="utf-8"))
    assert shown
    for command, output in shown:
        assert printed(*shlex.split(command)) == output, "run `make docs`"


@pytest.mark.model
def test_the_readme_shows_real_turtle(demo):
    whole = (demo / "demo" / "graph.ttl").read_text(encoding="utf-8")
    pieces = [piece for block in TURTLE.findall(README.read_text(encoding="utf-8")) for piece in block.split("\n\n")]
    assert pieces
    for piece in pieces:
        assert piece.strip() in whole, "take a piece of demo/graph.ttl as it is"


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def pieces(turtle: str) -> list[str]:
    """Of the whole graph: a person, what is known of a meeting, and the sentence that says so."""
    blocks = turtle.split("\n\n")
    person = next(block for block in blocks if block.startswith(":James_Dobbins a "))
    meeting = next(block for block in blocks if "rdf:subject :James_Dobbins" in block and "predicate kg:meets" in block)
    sentence = re.findall(r"prov:wasDerivedFrom (\S+)", meeting)[0]
    return [person, meeting, next(block for block in blocks if block.startswith(f"{sentence} a "))]


def rewrite() -> None:
    """Put the help texts and the output of today into the pages."""
    os.environ["COLUMNS"] = WIDTH
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(run_demo(Path(folder))):
        text = OUTPUT.sub(
            lambda match: f"```console\n$ kg {match['command']}\n{printed(*shlex.split(match['command']))}```",
            README.read_text(encoding="utf-8"),
        )
        turtle = "\n\n".join(pieces(Path("demo/graph.ttl").read_text(encoding="utf-8")))
        text = TURTLE.sub(lambda _: f"```turtle\n{turtle}\n```", text)
    README.write_text(text, encoding="utf-8")
    os.environ["COLUMNS"] = "80"
    text = PAGE.read_text(encoding="utf-8")
    known = commands()
    text = BLOCK.sub(
        lambda match: (
            f"```console\n$ kg {match['command']} --help\n{help_of(match['command'])}```"
            if match["command"] in known
            else ""
        ),
        text,
    )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
