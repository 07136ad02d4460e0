"""SPARQL cut into tokens: enough to refuse what must not run, and to put values for parameters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.errors import QueryError

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
SOLUTIONS = frozenset({"SELECT", "GROUP", "ORDER", "HAVING"})
TERMS = frozenset({"variable", "parameter", "iri", "name", "string", "number"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})

LONG = 10_000
"""Characters of a query that is not kept."""

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<string>'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
               | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<parameter>\$\w+)
    | (?P<variable>\?\w+)
    | (?P<name>(?:\w(?:[\w.-]*[\w-])?)?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])?
               (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
                  (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)
    | (?P<word>@?[A-Za-z_][\w-]*)
    | (?P<number>[0-9][\w.+-]*)
    | (?P<other>\\?.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A `kind` for each token of the SPARQL 1.1 grammar, coarser than its terminals."""


class Token(NamedTuple):
    """A piece of a query with its place in it."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """All tokens, spaces and comments included: joined they are the query again."""
    return iter(_kept(query)) if len(query) <= LONG else _read(query)


def _read(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):  # every character starts a token
        yield Token(found.lastgroup or "other", found.group(), found.start())


@lru_cache(maxsize=64)
def _kept(query: str) -> tuple[Token, ...]:
    """Those of a query that is looked at several times, and may be asked again."""
    return tuple(_read(query))


def check(query: str) -> None:
    """Refuses a query that would change the graph or ask another server.

    Raises:
        QueryError: with line and column of the word that is refused.
    """
    form_seen = False
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if token.kind == "other" and token.text.startswith("\\"):
            # Escapes outside strings are resolved before parsing and could hide a refused word.
            raise QueryError(f"{position(query, token.start)}: {token.text!r} outside a string; write it plainly")
        if word == "SERVICE":
            raise QueryError(f"{position(query, token.start)}: SERVICE would ask another server; kg works offline")
        if word in UPDATES and not form_seen:
            raise QueryError(
                f"{position(query, token.start)}: {word} would change the graph; "
                "it changes only through `kg build` and `kg retract`"
            )
        form_seen = form_seen or word in FORMS
    if not form_seen:
        raise QueryError("this is no SPARQL query; begin it with SELECT, ASK, CONSTRUCT or DESCRIBE")


def parameters(query: str) -> frozenset[str]:
    """The names of all `$name` tokens."""
    return frozenset(token.text[1:] for token in tokens(query) if token.kind == "parameter")


def position(query: str, offset: int) -> str:
    """`line 2, column 5` of a character offset."""
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


def words(query: str) -> frozenset[str]:
    """The words of a query in capitals; strings, IRIs and comments are none."""
    return frozenset(token.text.upper() for token in tokens(query) if token.kind == "word")


def telling(query: str) -> Iterator[Token]:
    """The tokens that are more than space and comment."""
    return (token for token in tokens(query) if token.kind not in {"space", "comment"})


def iris(query: str, prefixes: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """All IRIs of a query, short ones in full, each with its token; those of an unknown prefix are left out."""
    known, declares, declared = dict(prefixes), False, ""
    for token in telling(query):
        if token.kind == "name" and declares:
            declared = token.text.removesuffix(":")
        elif token.kind == "iri" and declares:
            known[declared] = token.text[1:-1]
        elif token.kind == "iri":
            yield token, token.text[1:-1]
        elif token.kind == "name":
            prefix, rest = token.text.split(":", 1)
            if prefix in known:
                yield token, known[prefix] + re.sub(r"\\(.)", r"\1", rest)
        declares = (declares and token.kind == "name") or (token.kind == "word" and token.text.upper() == "PREFIX")


def may_ask_for(query: str, predicates: Collection[str], prefixes: Mapping[str, str]) -> bool:
    """Whether a query may look at triples of some predicates: it names one, or has a variable or all but some for one.

    In doubt it may.
    """
    if "BASE" in words(query):  # then IRIs may be anything
        return True
    named = {token.start for token, iri in iris(query, prefixes) if iri in predicates}
    return bool(named and named - _objects(query)) or _asks_for_any(query)


def _objects(query: str) -> frozenset[int]:
    """Where tokens stand that, by what is beside them, end a triple or are in a list, and so are no predicates."""
    read, found, listed = [*telling(query)], set[int](), False
    for before, token, after in zip(read, read[1:], read[2:], strict=False):
        if before.text.upper() == "VALUES":
            listed = True
        ends = after.text in {".", ";", ",", "}", "]"} or before.text == ","
        if listed or ends or (after.kind == "word" and after.text.lower() not in {"true", "false"}):
            found.add(token.start)
        listed = listed and token.text != "}"
    return frozenset(found)


def _asks_for_any(query: str) -> bool:
    """Whether a variable or a negated path stands between the ends of a triple."""
    read, in_pattern, in_template = [*telling(query)], False, False
    for before, token, after in zip(read, read[1:], read[2:], strict=False):
        in_template = (in_template or before.text.upper() == "CONSTRUCT") and before.text.upper() not in {"}", "WHERE"}
        if in_template or (token.kind == "word" and token.text.upper() in SOLUTIONS):
            in_pattern = False
        in_pattern = in_pattern or (token.text in {"{", "}"} and not in_template)
        ends = after.kind in TERMS or after.text == "[" or after.text.lower() in {"true", "false"}
        if token.text == "!" and (after.kind in {"iri", "name"} or after.text in {"(", "^", "a"}):
            return True
        begins = before.kind in TERMS or before.text in {";", "]", ">"}
        if in_pattern and token.kind in {"variable", "parameter"} and begins and ends:
            return True
    return False


def undeclared(query: str, known: Collection[str]) -> str | None:
    """`line 1, column 9: unknown prefix x:` for the first prefix that is neither known nor declared."""
    declared, after_prefix = set(known), False
    for token in tokens(query):
        if token.kind == "name":
            prefix = token.text.split(":", 1)[0]
            if after_prefix:
                declared.add(prefix)
            elif prefix not in declared:
                return f"{position(query, token.start)}: unknown prefix {prefix}:"
        if token.kind not in {"space", "comment"}:
            after_prefix = token.kind == "word" and token.text.upper() in {"PREFIX", "@PREFIX"}
    return None
