"""Regular expressions that pyoxigraph cannot read: it raises no error for them, and the query finds nothing.

SPARQL has those of XPath, which know no look-around, but back-references; pyoxigraph has neither of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.tokens import may_hold, pieces, position, telling

CALLS = frozenset({"REGEX", "REPLACE"})
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")
_QUOTES, _INITIALS = frozenset("\"'"), frozenset("Rr")
_UNREADABLE = re.compile(r"(?<!\\)(?:\\\\)*(?:(?P<around>\(\?<?[=!])|(?P<back>\\[1-9]))")
_INSTEAD = "write what must not match as a FILTER of its own: FILTER(!REGEX(…))"


def check_patterns(query: str) -> None:
    """Refuses a query with a regular expression that would match nothing, whatever the text.

    A pattern that is written in the call is tried out. Where one is a variable or put together, strings anywhere in the
    query are looked through for look-around and back-references, as they may become it; one that is built of pieces
    (`CONCAT("(?", "=x)")`) is not seen.

    Raises:
        QueryError: with line and column of the pattern, and what to do instead.
    """
    if not may_hold(query, CALLS):
        return
    read = pieces(query)
    patterns = [*_patterns(read)]
    if not all(_is_string(read, pattern) for pattern in patterns):
        for at, piece in enumerate(read):
            if piece[0] in _QUOTES and _UNREADABLE.search(_value(piece)):
                raise _refusal(query, at)
    for pattern in patterns:
        if _is_string(read, pattern) and not _readable(read[pattern[0]]):
            raise _refusal(query, pattern[0])


def _patterns(read: Sequence[str]) -> Iterator[range]:
    """Where the second argument of each call stands."""
    for at, piece in enumerate(read):
        if piece[0] in _INITIALS and piece.upper() in CALLS:
            arguments = [*_arguments(read, at + 2)]
            yield from arguments[1:2]


def _arguments(read: Sequence[str], start: int) -> Iterator[range]:
    """Where the arguments of a call stand, from what is behind its bracket."""
    depth, begun = 0, start
    for at in range(start, len(read)):
        piece = read[at]
        if depth == 0 and piece in {",", ")"}:
            yield range(begun, at)
            begun = at + 1
        if depth == 0 and piece == ")":
            return
        depth += (piece in _OPEN) - (piece in _CLOSED)


def _is_string(read: Sequence[str], pattern: range) -> bool:
    return len(pattern) == 1 and read[pattern[0]][0] in _QUOTES and len(read[pattern[0]]) > 1


@lru_cache(maxsize=256)
def _readable(string: str) -> bool:
    """Whether pyoxigraph can read a pattern, as a string of SPARQL; it answers nothing where it cannot."""
    try:
        return bool(ox.Store().query(f'ASK {{ FILTER(BOUND(?x)) BIND(REGEX("", {string}) AS ?x) }}'))
    except SyntaxError:
        return True  # of no use as a string either: the query itself is told so


def _value(piece: str) -> str:
    """The text of a string, as far as patterns are concerned."""
    return piece.replace("\\\\", "\\")


def _refusal(query: str, at: int) -> QueryError:
    token = next(islice(telling(query), at, None))
    found = _UNREADABLE.search(_value(token.text))
    where = position(query, token.start)
    if found is None:
        return QueryError(
            f"{where}: {token.text} is no regular expression that can be read; check brackets and escapes"
        )
    kind = "a back-reference" if found["back"] else "look-ahead or look-behind"
    instead = "compare the parts with STRBEFORE and STRAFTER" if found["back"] else _INSTEAD
    return QueryError(f"{where}: {token.text} has {kind}, which would match nothing; {instead}")
