"""Requests to a SPARQL 1.1 server: sent again when they fail in passing, and in one line when they fail for good.

Everything that is sent may be sent twice: queries change nothing, and updates insert or delete quads that they name.
"""

from __future__ import annotations

import json
import netrc
import os
import time
from collections.abc import Callable, Generator, Mapping
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import httpx
import pyoxigraph as ox

from kg.errors import QueryError, StoreError

HEADER = "KG_STORE_HEADER"
"""The environment variable with a header to send, such as `Authorization: Bearer …`; several, a line for each."""
SECONDS = 120.0
"""So long a server may take to answer what the graph itself asks."""
ATTEMPTS = 6
PAUSE = 0.2
"""Seconds before the second attempt; twice as long before each further one."""
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be others the next time."""
JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"

Term = ox.NamedNode | ox.Literal
Row = Mapping[str, Term]
Answer = TypeVar("Answer")


class Refused(Exception):  # noqa: N818 - what the server did, not an error of ours
    """The server answered that it will not do this."""


class Wire:
    """The way to one server.

    Args:
        url: of its query and update service; where it ends with `/`, these are `query` and `update` below it. A user
            and password in it, or in the file `.netrc`, are sent as the server asks, plain or as a digest.
        seconds: that an answer may take.
    """

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        self.url = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))
        """Without the password."""
        below = self.url.endswith("/")
        self._query, self._update = (self.url + each if below else self.url for each in ("query", "update"))
        direct = {f"all://{each}": None for each in ("127.0.0.1", "localhost", "[::1]")}
        self._client = httpx.Client(
            timeout=seconds, headers=_headers(), auth=_login(url), mounts=direct, follow_redirects=True
        )
        self.limit: int | None = None
        """The rows that the server gives at most, once it has given fewer than there are."""
        self.requests = 0
        """How many were sent so far."""

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def rows(self, query: str) -> list[Row]:
        """The answers to a SELECT, each a term for each variable that has one.

        Raises:
            StoreError: there is no answer, or it is cut off.
            Refused: the server does not take the query.
        """
        return self._tried(lambda: _rows(self._asked(query, JSON)))

    def update(self, text: str) -> None:
        """Have a SPARQL update made.

        Raises:
            StoreError: the server does not answer; some of it may have been made.
            Refused: the server does not take it; some of it may have been made.
        """
        self._tried(lambda: self._sent(self._update, {"update": text}, "*/*"))

    def answer(self, query: str, *, kind: str, timeout: float | None) -> bytes:
        """The answer to a user's query: SPARQL JSON, or N-Triples where the kind is `triples`.

        Raises:
            QueryError: too slow, or refused.
            StoreError: there is no answer.
        """
        try:
            reply = self._asked(query, TRIPLES if kind == "triples" else JSON, timeout=timeout)
            return reply if kind == "triples" else _plain(reply)
        except httpx.TimeoutException as error:
            limit = "the limit" if timeout is None else f"{timeout:g} s"
            raise QueryError(f"no answer within {limit}; narrow the query, or give it a longer limit") from error
        except (httpx.TransportError, ValueError) as error:
            raise self._gone(error) from error
        except Refused as error:
            raise QueryError(f"{self.url} does not take the query: {error}") from error

    def _asked(self, query: str, accept: str, *, timeout: float | None = SECONDS) -> bytes:
        # servers whose default graph is not the union of all understand at least one of these; others ignore them
        form = {"query": query, "union-default-graph": "true"}
        return self._sent(self._query, form, accept, timeout=timeout)

    def _tried(self, send: Callable[[], Answer]) -> Answer:
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                return send()
            except (httpx.TransportError, ValueError) as error:  # no answer, or one that breaks off
                if last:
                    raise self._gone(error) from error
            except _Passing as error:
                if last:
                    raise Refused(str(error)) from error
            time.sleep(PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    def _sent(self, url: str, form: Mapping[str, str], accept: str, *, timeout: float | None = SECONDS) -> bytes:
        self.requests += 1
        own = {} if timeout == SECONDS else {"timeout": timeout}
        reply = self._client.post(url, data=form, headers={"Accept": accept}, **own)  # type: ignore[arg-type]
        if reply.status_code in {401, 403}:
            raise StoreError(f"{self.url} does not let us in (status {reply.status_code}); put a user and password "
                             f"into .netrc, or a header into {HEADER}")  # fmt: skip
        if reply.status_code in PASSING:
            raise _Passing(_said(reply))
        if not reply.is_success:
            raise Refused(_said(reply))
        return reply.content

    def _gone(self, error: Exception) -> StoreError:
        reason = str(error) or type(error).__name__
        return StoreError(f"{self.url} does not answer ({reason[:120]}); start the server, and run the same again")


class _Passing(Exception):  # noqa: N818
    """The server could not do this just now."""


class _Login(httpx.Auth):
    """A user and a password, sent in the way that the server asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The requests that one takes."""
        if self._way is None:
            reply = yield request
            if reply.status_code != httpx.codes.UNAUTHORIZED:
                return
            digest = "digest" in reply.headers.get("www-authenticate", "").lower()
            self._way = (httpx.DigestAuth if digest else httpx.BasicAuth)(self._user, self._password)
        yield from self._way.auth_flow(request)


def _login(url: str) -> httpx.Auth | None:
    """Who we are, by the address or by the user's `.netrc`."""
    address = httpx.URL(url)
    if address.username:
        return _Login(address.username, address.password)
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(address.host)
    except (OSError, netrc.NetrcParseError):
        return None
    return _Login(found[0], found[2]) if found else None


def _headers() -> dict[str, str]:
    lines = os.environ.get(HEADER, "").splitlines()
    pairs = (line.partition(":") for line in lines if line.strip())
    return {"User-Agent": "kg"} | {name.strip(): value.strip() for name, _, value in pairs}


def _said(reply: httpx.Response) -> str:
    first = next((line.strip() for line in reply.text.splitlines() if line.strip()), "no reason given")
    return f"status {reply.status_code}, {first[:160]}"


def _rows(reply: bytes) -> list[Row]:
    """The rows of SPARQL JSON; pyoxigraph has no name for the typed literals of its drafts, which some still send."""
    return [{name: _term(each) for name, each in row.items()} for row in json.loads(reply)["results"]["bindings"]]


def _term(each: Mapping[str, str]) -> Term:
    if each["type"] == "uri":
        return ox.NamedNode(each["value"])
    if each["type"] not in {"literal", "typed-literal"}:
        raise ValueError(f"a {each['type']} where none can be")
    if language := each.get("xml:lang"):
        return ox.Literal(each["value"], language=language)
    datatype = each.get("datatype")
    return ox.Literal(each["value"], datatype=ox.NamedNode(datatype) if datatype else None)


def _plain(reply: bytes) -> bytes:
    """SPARQL JSON as the standard has it, whatever the server has made of it."""
    found = json.loads(reply)
    variables = found["head"].get("vars", [])
    if variables == ["__ASK_RETVAL"]:
        values = [row["__ASK_RETVAL"].value for row in _rows(reply)]
        return json.dumps({"head": {}, "boolean": bool(values) and values[0] in {"1", "true"}}).encode()
    for row in found.get("results", {}).get("bindings", ()):
        for each in row.values():
            each["type"] = "literal" if each["type"] == "typed-literal" else each["type"]
    return json.dumps(found).encode()
