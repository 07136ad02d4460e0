"""The application: requests → queries → answers, with what each may cost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import InputError, QueryError
from kg.serve import media, pages
from kg.serve.description import description
from kg.serve.explorer import SAFE, Explorer
from kg.serve.judgements import Judgements, Writing
from kg.store import Store
from kg.store.answering import KNOWN, Answer, Answering
from kg.store.processes import BusyError
from kg.store.sparql import result_of
from kg.store.tokens import LONG

ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - to be told apart
"""Addresses that stand for all of a machine: then any name will do, and no guard is left against other pages."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
FORM = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"
ANSWER = {**SAFE, "Content-Security-Policy": FORM, "Vary": "Accept"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What requests may cost."""

    timeout: float = 30
    """Seconds of one query."""
    body: int = 1_000_000
    """Bytes of one request."""
    answer: int = 64_000_000
    """Bytes of one answer."""
    processes: int = 2
    """Queries that run side by side."""


@lru_cache(KNOWN)
def _form(body: str) -> tuple[tuple[str, str], ...]:
    """The fields of a form; programs send the same ones again and again."""
    return tuple(parse_qsl(body, keep_blank_values=True))


class _RefusedError(Exception):
    """A request that is not answered."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def serve(
    path: Path | str,
    *,
    host: str = "127.0.0.1",
    port: int = 7878,
    cors: Sequence[str] = (),
    limits: Limits = Limits(),
    writing: Writing | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Answer requests until interrupted; other processes may write to the graph meanwhile.

    Args:
        path: directory of the graph.
        host: name or address to listen on.
        port: 0 for any that is free.
        cors: origins of pages that may ask, such as `https://example.org`; `*` for all.
        limits: what requests may cost.
        writing: who may judge; nobody when None.
        ready: told the address once it listens.

    Raises:
        KgError: there is no graph, or the port is taken.
    """
    with Store(path, create=False) as store, _listening(host, port) as listening:
        answering = Answering(store, count=limits.processes, timeout=limits.timeout, most=limits.answer)
        hosts = ("*",) if host in ANYWHERE else (host, *LOOPBACK)
        app = application(store, answering, hosts=hosts, cors=cors, limits=limits, writing=writing)
        ready(f"http://{host}:{listening.getsockname()[1]}/")
        with closing(answering):
            _run(app, listening)


def _run(app: Starlette, listening: socket.socket) -> None:
    """Answer; what the explorer looks up is read meanwhile, so that the first page need not wait."""
    threading.Thread(target=app.state.explorer.read, daemon=True).start()
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"cannot listen on port {port} of {host} ({reason}); name another with --port") from error
    # The head of an answer and its body go out one after the other: without this, the body waits 40 ms until the other
    # side has confirmed the head. asyncio sets it only for sockets that were made with the number of the protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def application(
    store: Store,
    answering: Answering,
    *,
    hosts: Sequence[str],
    cors: Sequence[str] = (),
    limits: Limits = Limits(),
    writing: Writing | None = None,
) -> Starlette:
    """The application for any ASGI server.

    Args:
        store: the graph.
        answering: who answers its queries.
        hosts: names that requests may call it by; a page that reaches it by another one is refused.
        cors: origins of pages that may ask.
        limits: what requests may cost.
        writing: who may judge; nobody when None.
    """
    endpoint = _Endpoint(store, answering, limits)
    guards = _guards(hosts, cors)
    explorer = Explorer(store, endpoint.title, writable=writing is not None)
    routes = [
        *explorer.routes(),
        Route("/style.css", endpoint.style, methods=["GET"]),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/data", endpoint.data, methods=["GET"]),
        Route("/judgements", Judgements(store, writing, SAFE).answer, methods=["GET", "POST"]),
    ]
    app = Starlette(routes=routes, middleware=guards)
    app.state.explorer = explorer
    return app


def _guards(hosts: Sequence[str], cors: Sequence[str]) -> list[Middleware]:
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    if cors:
        guards.append(Middleware(CORSMiddleware, allow_origins=list(cors), allow_methods=["GET", "POST"]))
    return guards


class _Endpoint:
    """What each address answers."""

    def __init__(self, store: Store, answering: Answering, limits: Limits) -> None:
        self._store = store
        self._answering = answering
        self._limits = limits
        self.title = f"{store.path.name if store.path else 'graph'} · kg"

    async def style(self, _: Request) -> Response:
        """How it looks."""
        return Response(pages.STYLE, media_type="text/css", headers=ANSWER)

    async def sparql(self, request: Request) -> Response:
        """A query, or what the endpoint is."""
        accept = request.headers.get("accept", "")
        try:
            asked = await self._asked(request)
            queries = [value for name, value in asked if name == "query"]
            if not queries and request.method == "GET":
                return self._described(request, accept)
            if len(queries) != 1:
                raise _RefusedError(400, f"one query is needed, not {len(queries)}; send it as the parameter `query`")
            default, named = ([v for name, v in asked if name == f"{kind}-graph-uri"] for kind in ("default", "named"))
            answer = await self._answering.answer(queries[0], default=default, named=named)
            return await self._answered(answer, accept, queries[0])
        except (_RefusedError, QueryError) as error:
            return self._refused(error, accept)

    async def data(self, request: Request) -> Response:
        """All triples of a graph."""
        accept, graph = request.headers.get("accept", ""), request.query_params.get("graph")
        try:
            if (graph is None) == ("default" not in request.query_params):
                raise _RefusedError(400, "say which graph: ?default, or ?graph=IRI")
            if graph is not None and not await run_in_threadpool(self._has, graph):
                raise _RefusedError(404, f"no graph {graph} here")
            where = "{ ?s ?p ?o }" if graph is None else f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {where}"
            return await self._answered(await self._answering.answer(query), accept, query)
        except (_RefusedError, QueryError) as error:
            return self._refused(error, accept)

    def _has(self, graph: str) -> bool:
        return any(name.value == graph for name in self._store.view().quads.named_graphs())

    async def _asked(self, request: Request) -> list[tuple[str, str]]:
        """The parameters, from the address and, as the protocol has it, from a form or a body that is the query."""
        asked = list(request.query_params.multi_items())
        if request.method == "GET":
            return asked
        body = await self._body(request)
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "application/sparql-query":
            return [*asked, ("query", body)]
        is_form = kind == "application/x-www-form-urlencoded"
        if is_form:
            asked += _form(body) if len(body) <= LONG else _form.__wrapped__(body)
        if kind == "application/sparql-update" or any(name == "update" for name, _ in asked):
            raise _RefusedError(403, "the graph is only read here; it changes through `kg build` and `kg retract`")
        if is_form:
            return asked
        raise _RefusedError(415, "send application/sparql-query or application/x-www-form-urlencoded")

    async def _body(self, request: Request) -> str:
        data = b""
        try:
            async for chunk in request.stream():
                data += chunk
                if len(data) > self._limits.body:
                    raise _RefusedError(413, f"a request has {self._limits.body:,} bytes at most")
            return data.decode()
        except ClientDisconnect as gone:
            raise _RefusedError(400, "the request was not sent to its end") from gone
        except UnicodeDecodeError as error:
            raise _RefusedError(400, "the request is not UTF-8") from error

    async def _answered(self, answer: Answer, accept: str, query: str) -> Response:
        form = media.chosen(accept, media.FORMS[answer.kind])
        if form is None:
            forms = ", ".join(media.FORMS[answer.kind])
            raise _RefusedError(406, f"this answer can be had as {forms}")
        if media.as_it_is(answer, form):
            return Response(answer.payload, media_type=form, headers=ANSWER)
        body = await run_in_threadpool(self._written, answer, form, query)
        return Response(body, media_type=form, headers=ANSWER)

    def _written(self, answer: Answer, form: str, query: str) -> bytes | str:
        if form != "text/html":
            return media.written(answer, form, self._store.prefixes)
        result = result_of(answer.kind, answer.payload, self._store.prefixes)
        rows = result.short_rows[: pages.MOST]
        return pages.form(self.title, query, pages.table(result.columns, rows, len(result)))

    def _described(self, request: Request, accept: str) -> Response:
        forms = list(media.GRAPHS)
        if (form := media.chosen(accept, [*forms, "text/html"])) is None:
            raise _RefusedError(406, f"the description can be had as {', '.join(forms)}")
        if form == "text/html":
            return Response(pages.form(self.title), media_type=form, headers=ANSWER)
        triples = description(str(request.url.replace(query="")), self._store)
        return Response(
            media.written(Answer("triples", triples), form, self._store.prefixes), media_type=form, headers=SAFE
        )

    def _refused(self, error: Exception, accept: str) -> Response:
        status = error.status if isinstance(error, _RefusedError) else 503 if isinstance(error, BusyError) else 400
        headers = {**ANSWER, **({"Retry-After": "5"} if status == 503 else {})}
        if media.chosen(accept or "text/plain", ["text/plain", "text/html"]) == "text/html":
            body = pages.form(self.title, told=pages.trouble(str(error)))
            return Response(body, status, headers=headers, media_type="text/html")
        return Response(f"{error}\n", status, headers=headers, media_type="text/plain")
