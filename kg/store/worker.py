"""Runs one query in a process of its own, so that it can be killed when it takes too long.

Reads `{"path": …, "query": …, "prefixes": {…}}` on standard input; writes one line of JSON that says what
follows (`solutions` and `boolean`: SPARQL results JSON; `triples`: N-Triples; `error`: a message in the line itself).
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import pyoxigraph as ox


def evaluate(store: ox.Store, query: str, prefixes: dict[str, str]) -> tuple[str, bytes]:
    """Runs a query over the union of all graphs.

    Returns:
        Its kind, and the result as SPARQL JSON or N-Triples.

    Raises:
        SyntaxError, ValueError, RuntimeError, OSError: as pyoxigraph does.
    """
    result = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    if isinstance(result, ox.QueryTriples):
        return "triples", _bytes(result.serialize(format=ox.RdfFormat.N_TRIPLES))
    kind = "boolean" if isinstance(result, ox.QueryBoolean) else "solutions"
    return kind, _bytes(result.serialize(format=ox.QueryResultsFormat.JSON))


def _bytes(data: bytes | None) -> bytes:
    return data or b""


def main(request: BinaryIO, reply: BinaryIO) -> None:
    """Answers one request."""
    asked: dict[str, Any] = json.load(request)
    try:
        kind, payload = evaluate(ox.Store.read_only(asked["path"]), asked["query"], asked["prefixes"])
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        header: dict[str, str] = {"kind": "error", "type": type(error).__name__, "message": str(error)}
        payload = b""
    else:
        header = {"kind": kind}
    reply.write(json.dumps(header).encode() + b"\n" + payload)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
