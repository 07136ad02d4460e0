"""Regular expressions that pyoxigraph cannot read: it raises no error for them, and the query finds nothing.

SPARQL has those of XPath, which know no look-around, but back-references; pyoxigraph has neither of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.tokens import Token, position, telling

CALLS = frozenset({"REGEX", "REPLACE"})
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")
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
    read = [*telling(query)]
    patterns = [*_patterns(read)]
    if not all(_is_string(pattern) for pattern in patterns):
        for token in read:
            if token.kind == "string" and _UNREADABLE.search(_value(token)):
                raise _refusal(query, token)
    for pattern in filter(_is_string, patterns):
        if not _readable(pattern[0].text):
            raise _refusal(query, pattern[0])


def _patterns(read: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The second argument of each call."""
    for at, token in enumerate(read):
        if token.kind == "word" and token.text.upper() in CALLS:
            arguments = [*_arguments(read[at + 2 :])]
            yield from arguments[1:2]


def _arguments(rest: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The arguments of a call, from what stands behind its bracket."""
    depth = begun = 0
    for at, token in enumerate(rest):
        if depth == 0 and token.text in {",", ")"}:
            yield rest[begun:at]
            begun = at + 1
        if depth == 0 and token.text == ")":
            return
        depth += (token.text in _OPEN) - (token.text in _CLOSED)


def _is_string(pattern: Sequence[Token]) -> bool:
    return len(pattern) == 1 and pattern[0].kind == "string"


@lru_cache(maxsize=256)
def _readable(string: str) -> bool:
    """Whether pyoxigraph can read a pattern, as a string of SPARQL; it answers nothing where it cannot."""
    try:
        return bool(ox.Store().query(f'ASK {{ FILTER(BOUND(?x)) BIND(REGEX("", {string}) AS ?x) }}'))
    except SyntaxError:
        return True  # of no use as a string either: the query itself is told so


def _value(token: Token) -> str:
    """The text of a string, as far as patterns are concerned."""
    return token.text.replace("\\\\", "\\")


def _refusal(query: str, token: Token) -> QueryError:
    found = _UNREADABLE.search(_value(token))
    where = position(query, token.start)
    if found is None:
        return QueryError(
            f"{where}: {token.text} is no regular expression that can be read; check brackets and escapes"
        )
    kind = "a back-reference" if found["back"] else "look-ahead or look-behind"
    instead = "compare the parts with STRBEFORE and STRAFTER" if found["back"] else _INSTEAD
    return QueryError(f"{where}: {token.text} has {kind}, which would match nothing; {instead}")
