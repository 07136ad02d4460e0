"""The explorer on the web: its page, its program, and below `api/` what it asks for, as JSON.

What each of these gives is one part of the graph as `kg.view.pieces` writes it, with a few words more:

    GET api/search?words=…&limit=…      entities by the beginnings of the words of their names
    GET api/entity?iri=…                an entity with all its facts
    GET api/between?iri=…&iri=…         entities with the facts between them
    GET api/path?from=…&to=…&without=…  the shortest chains of facts
    GET api/fact?iri=…                  a fact, other reports of it, and why it is there
    GET api/document?id=…               a document, sentence by sentence
    GET api/facts?start=…&words=…       a page of all facts, or of those that have these words; of `limit=…` facts

With `fresh=1` an answer is of the newest state, and waits until it has been read; others may be of the one before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kg import queries
from kg.errors import ExportError, KgError
from kg.serve import pages
from kg.serve.snapshot import PAGE, Snapshot, Snapshots
from kg.store import Store
from kg.view.interactive import PROGRAM, bundled, filled

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
EDITOR = "editor.js"
"""The program of the SPARQL tab, which is fetched when somebody opens it."""
_PAGE = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data: blob:; "
_PAGE += "base-uri 'none'; form-action 'none'"
_ALONE = {**SAFE, "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}

Asked = Callable[[Snapshot, QueryParams], dict[str, Any]]
ANSWERS: dict[str, Asked] = {
    "search": lambda graph, asked: graph.search(_one(asked, "words"), _number(asked, "limit", 8)),
    "entity": lambda graph, asked: graph.entity(_one(asked, "iri")),
    "between": lambda graph, asked: graph.between(asked.getlist("iri")),
    "path": lambda graph, asked: graph.paths(_one(asked, "from"), _one(asked, "to"), asked.getlist("without")),
    "fact": lambda graph, asked: graph.fact(_one(asked, "iri")),
    "document": lambda graph, asked: graph.document(_one(asked, "id")),
    "facts": lambda graph, asked: graph.facts(
        _number(asked, "start", 0), _number(asked, "limit", PAGE), asked.get("words", "")
    ),
}


class Explorer:
    """What its addresses answer.

    Args:
        store: the graph.
        title: stands above it.
        writable: whether who has the token may judge, so that the page offers it.
    """

    def __init__(self, store: Store, title: str, *, writable: bool = False) -> None:
        self._store = store
        self._title = title
        self._writable = writable
        self._snapshots = Snapshots(store)

    def read(self) -> None:
        """Read what is looked up, before anybody asks; what goes wrong is told to who asks."""
        with suppress(KgError):
            snapshot = self._snapshots.newest()
            _ = snapshot.opening, snapshot.words  # they are kept

    def routes(self) -> list[Route]:
        """Page, programs and answers."""
        programs = [Route(f"/{name}", self._program, methods=["GET"]) for name in (PROGRAM, EDITOR)]
        answers = Route("/api/{what}", self._answer, methods=["GET"])
        return [Route("/", self._page, methods=["GET"]), *programs, answers]

    async def _page(self, _: Request) -> Response:
        """The explorer; where its program was not bundled, the form for SPARQL."""
        try:
            body = await run_in_threadpool(self._written)
        except ExportError:
            body = pages.form(self._title)
        policy = {"Content-Security-Policy": f"{_PAGE}; frame-ancestors 'none'"}
        return Response(body, media_type="text/html", headers={**SAFE, **policy})

    def _written(self) -> str:
        bundled(PROGRAM)
        opening = self._snapshots.newest().opening
        asking = {"prefixes": self._store.prefixes, "queries": _bundled_queries()}
        data = {**opening, "title": self._title, "writable": self._writable, "sparql": asking}
        return filled(data, _PAGE, f'<script src="{PROGRAM}" defer></script>')

    async def _program(self, request: Request) -> Response:
        try:
            path = bundled(request.url.path.rpartition("/")[2])
        except ExportError as error:
            return Response(f"{error}\n", 404, headers=_ALONE, media_type="text/plain")
        return FileResponse(path, media_type="text/javascript", headers={**SAFE, "Cache-Control": "no-cache"})

    async def _answer(self, request: Request) -> Response:
        asked = ANSWERS.get(request.path_params["what"])
        if asked is None:
            return _json({"error": f"there are {', '.join(ANSWERS)} below api/"}, 404)
        try:
            wait = "fresh" in request.query_params
            return _json(
                await run_in_threadpool(lambda: asked(self._snapshots.newest(wait=wait), request.query_params))
            )
        except KgError as error:
            return _json({"error": str(error)}, 400)


def _json(answer: dict[str, Any], status: int = 200) -> Response:
    body = json.dumps(answer, ensure_ascii=True, separators=(",", ":"))  # a lone surrogate is no UTF-8
    return Response(body, status, headers=_ALONE, media_type="application/json")


def _one(asked: QueryParams, name: str) -> str:
    if not asked.get(name):
        raise KgError(f"say {name}=…")
    return asked[name]


def _number(asked: QueryParams, name: str, default: int) -> int:
    text = asked.get(name, str(default))
    if not text.isdecimal() or not text.isascii() or len(text) > 9:
        raise KgError(f"{name} is a number, not {text!r}")
    return int(text)


def _bundled_queries() -> list[dict[str, Any]]:
    """The queries that ship, with their parameters' defaults, to begin from, and what has to be given."""
    found = [queries.find(name) for name in queries.names()]
    return [
        {"name": each.name, "title": each.title, "text": _with_defaults(each), "needs": _needs(each)} for each in found
    ]


def _needs(query: queries.Query) -> list[dict[str, str]]:
    """The parameters without a default, and the term that stands in their place."""
    needed = [each for each in query.parameters if each.default is None]
    return [
        {"name": each.name, "type": each.type, "help": each.help, "stands": each.term(_standing(each))}
        for each in needed
    ]


def _standing(parameter: queries.Parameter) -> str:
    """What stands where a value has to be given; the page puts that there before it asks."""
    return f"your {parameter.name}"


def _with_defaults(query: queries.Query) -> str:
    """A query that can be sent, even where a value has to be given."""
    given = {each.name: _standing(each) if each.default is None else each.default for each in query.parameters}
    text = query.bind(given).replace(f'"0"^^<{DECIMAL}>', "0")
    lines = [line for line in text.splitlines() if line.strip()]
    body = [line for line in lines if not line.startswith(("# title", "# description", "# param"))]
    return "\n".join([f"# {query.title}", *body])
