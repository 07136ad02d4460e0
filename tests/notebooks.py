"""Runs the code of a notebook (nbformat 4.5) in its folder, as Jupyter would: enough for those that compute and show.

A kernel is not needed for that, and neither are the libraries and the port that come with one.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"


def cells(path: Path) -> list[dict[str, object]]:
    """The cells of a notebook."""
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def outputs(path: Path) -> Iterator[list[dict[str, object]]]:
    """What each cell of code gives, one after the other, in one namespace."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    with contextlib.chdir(path.parent):
        codes = [str("".join(cell["source"])) for cell in cells(path) if cell["cell_type"] == "code"]  # type: ignore[arg-type]
        for number, code in enumerate(codes, 1):
            yield _ran(code, number, namespace)


def _ran(code: str, number: int, namespace: dict[str, object]) -> list[dict[str, object]]:
    """One cell: what it prints, and its last expression."""
    tree, value = ast.parse(code), None
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, f"cell {number}", "exec"), namespace)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), namespace)
    found: list[dict[str, object]] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = _lines(value._repr_html_())
        found.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return found


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def renew(path: Path) -> None:
    """Puts the outputs of today into a notebook."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, found) in enumerate(zip(code, outputs(path), strict=True), 1):
        cell.update(execution_count=number, outputs=found)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.ipynb")):
        renew(each)
