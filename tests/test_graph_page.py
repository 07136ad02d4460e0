"""`docs/graph.md` is what the code does.

python tests/test_graph_page.py        writes the lists of queries and prefixes anew
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg import export, queries  # noqa: E402
from kg.store import Store  # noqa: E402
from tests.factories import dobbins  # noqa: E402

PAGE = ROOT / "docs" / "graph.md"
QUERIES = re.compile(r"(\| query \| answers \| parameters \|\n\|---\|---\|---\|\n)(.*?)(?=\n\n)", re.DOTALL)
PREFIXES = re.compile(r"(These prefixes need no declaration:\n\n)(.*?)(?=\n\n)", re.DOTALL)


def rows() -> str:
    """A line for each bundled query; a parameter that must be given is bold."""
    lines = []
    for name in queries.names():
        query = queries.find(name)
        asked = [f"**`{p.name}`**" if p.default is None else f"`{p.name}`" for p in query.parameters]
        lines.append(f"| `{name}` | {query.title} | {', '.join(asked)} |")
    return "\n".join(lines)


def prefixes() -> str:
    """All prefixes with their namespaces."""
    with Store() as store:
        return ", ".join(f"`{prefix}:` {iri}" for prefix, iri in sorted(store.prefixes.items()))


def test_every_query_is_listed():
    assert QUERIES.search(PAGE.read_text())[2] == rows(), "run `python tests/test_graph_page.py`"


def test_every_prefix_is_listed():
    assert PREFIXES.search(PAGE.read_text())[2] == prefixes(), "run `python tests/test_graph_page.py`"


def test_the_turtle_is_what_is_exported():
    with Store() as store:
        store.replace(dobbins())
        exported = export.serialize(store, "turtle").decode()
    for block in re.search(r"```turtle\n(.*?)```", PAGE.read_text(), re.DOTALL)[1].strip().split("\n\n"):
        assert block in exported


def test_the_query_of_ones_own_runs(tmp_path):
    (tmp_path / "own.rq").write_text(re.search(r"```sparql\n(.*?)```", PAGE.read_text(), re.DOTALL)[1])
    with Store() as store:
        store.replace(dobbins())
        assert len(queries.run(store, queries.read(tmp_path / "own.rq"), {"least": 90})) == 2


if __name__ == "__main__":
    text = PAGE.read_text()
    text = QUERIES.sub(lambda found: found[1] + rows(), text)
    PAGE.write_text(PREFIXES.sub(lambda found: found[1] + prefixes(), text))
