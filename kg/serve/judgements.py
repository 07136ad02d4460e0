"""Judgements over HTTP: listed for who reads, made by who has the token.

    GET  /judgements    {"judgements": [{"number": 1, "verdict": "confirm", …}, …]}
    POST /judgements    {"verdict": "reject", "fact": "5d0c2f9a"}, {"verdict": "same", "entity": …, "other": …}

Nothing else can be written: both layers of a graph follow from documents and judgements.
"""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import InputError, KgError, StoreError
from kg.judging import Bench
from kg.records import Judgement, Verdict
from kg.store import Store

BODY = 16_384
"""Bytes of one judgement."""
LONGEST = 2_000
"""Characters of one of its fields."""
SHORTEST = 16
"""Characters of a token; a shorter one could be tried out."""
SCHEME = "bearer"
FIELDS: Mapping[str, tuple[str, ...]] = {
    Verdict.CONFIRM: ("fact",),
    Verdict.REJECT: ("fact",),
    Verdict.SAME: ("entity", "other"),
    Verdict.APART: ("entity", "other"),
}
"""What each verdict needs; `author` and `reason` may stand beside it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Who may judge, and how the graph is opened for it.

    Raises:
        InputError: the token is too short, or cannot stand in a header.
    """

    token: str = field(repr=False)
    open: Callable[[], Store]
    """The graph, opened to be changed; it is closed after each judgement, so that builds are not locked out."""

    def __post_init__(self) -> None:
        if len(self.token) < SHORTEST or not self.token.isascii() or not self.token.isprintable() or " " in self.token:
            raise InputError(
                f"the token needs {SHORTEST} letters, digits or signs at least, without spaces; make one: "
                "python -c 'import secrets; print(secrets.token_urlsafe())'"
            )


class _RefusedError(Exception):
    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Judgements:
    """What `/judgements` answers.

    Args:
        store: the graph, to be read.
        writing: who may judge; nobody when None.
        headers: of every answer.
    """

    def __init__(self, store: Store, writing: Writing | None, headers: Mapping[str, str]) -> None:
        self._store = store
        self._writing = writing
        self._headers = headers
        self._one = threading.Lock()  # after the other: a graph has one writer

    async def answer(self, request: Request) -> Response:
        """A list, or the judgement that was made."""
        try:
            if request.method != "POST":
                made = await run_in_threadpool(self._store.judgements)
                return self._said({"judgements": [_shown(each, number) for number, each in enumerate(made, 1)]})
            writing = self._allowed(request)
            asked = _read(await _body(request))
            return self._said(_shown(await run_in_threadpool(self._judged, writing, asked)), 201)
        except _RefusedError as error:
            return self._said({"error": str(error)}, error.status, error.headers)

    def _allowed(self, request: Request) -> Writing:
        if "access_token" in request.query_params or "token" in request.query_params:
            raise _RefusedError(400, "a token in an address is kept in logs; send it as `Authorization: Bearer …`")
        if self._writing is None:
            raise _RefusedError(403, "nothing is written here; judge with `kg confirm`, or serve with --writable")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            raise _RefusedError(401, "say who you are: `Authorization: Bearer …`", WWW_Authenticate="Bearer")
        if not hmac.compare_digest(token.strip().encode(), self._writing.token.encode()):
            challenge = 'Bearer error="invalid_token"'
            raise _RefusedError(401, "this is not the token", WWW_Authenticate=challenge)
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            raise _RefusedError(415, "send application/json")
        return self._writing

    def _judged(self, writing: Writing, asked: Mapping[str, str]) -> Judgement:
        try:
            with self._one, writing.open() as store:
                bench = Bench(store, author=asked.get("author", "") or "web", reason=asked.get("reason", ""))
                made: Judgement = getattr(bench, asked["verdict"])(*(asked[each] for each in FIELDS[asked["verdict"]]))
                return made
        except StoreError as error:  # somebody builds
            raise _RefusedError(409, str(error), Retry_After="10") from error
        except KgError as error:  # nothing is called so, or several are, or they are one already
            raise _RefusedError(409, str(error)) from error

    def _said(self, what: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        return JSONResponse(what, status, headers={**self._headers, "Cache-Control": "no-store", **(headers or {})})


async def _body(request: Request) -> bytes:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > BODY:
            raise _RefusedError(413, f"a judgement has {BODY:,} bytes at most")
    return data


def _read(data: bytes) -> Mapping[str, str]:
    try:
        asked: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _RefusedError(400, "this is no JSON") from error
    verdict = asked.get("verdict") if isinstance(asked, dict) else None
    if not isinstance(verdict, str) or verdict not in FIELDS:
        raise _RefusedError(400, f'an object is needed with "verdict": one of {", ".join(FIELDS)}')
    needed, known = FIELDS[verdict], {"verdict", "author", "reason", *FIELDS[verdict]}
    if missing := [each for each in needed if not asked.get(each)]:
        raise _RefusedError(400, f"{verdict} needs {' and '.join(missing)}")
    if unknown := sorted(set(asked) - known):
        raise _RefusedError(400, f"{verdict} knows no {unknown[0][:40]!r}; it takes {', '.join(sorted(known))}")
    if any(not isinstance(value, str) or len(value) > LONGEST for value in asked.values()):
        raise _RefusedError(400, f"each field is a text of {LONGEST:,} characters at most")
    return {name: str(value) for name, value in asked.items()}


def _shown(made: Judgement, number: int | None = None) -> dict[str, object]:
    return ({} if number is None else {"number": number}) | asdict(made)
