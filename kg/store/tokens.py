"""SPARQL cut into tokens: enough to refuse what must not run, and to put values for parameters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.errors import QueryError

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
SOLUTIONS = frozenset({"SELECT", "GROUP", "ORDER", "HAVING"})
TURNS = SOLUTIONS | {"CONSTRUCT", "WHERE", "{", "}"}
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_REFUSED = UPDATES | {"SERVICE"}

_ENDS, _BEGUN = frozenset({".", ";", ",", "}", "]"}), frozenset({";", "]", ">"})
_TRUTH = frozenset({"true", "false"})
_MARKS, _VALUES, _DIGITS = frozenset("?$<\"'"), frozenset("?$\"'"), frozenset("0123456789")
_LETTERS = frozenset("@_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

LONG = 10_000
"""Characters of a query that is not kept."""

_TELLING = r"""
      (?P<variable>\?\w+)
    | (?P<word>@[A-Za-z_][\w-]* | [A-Za-z_][\w-]*+ (?!(?:[\w.-]*[\w-])?:))
    | (?P<name>(?:\w(?:[\w.-]*[\w-])?)?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])?
               (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
                  (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<string>'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
               | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<parameter>\$\w+)
    | (?P<number>[0-9][\w.+-]*)
    | (?P<other>\\?.)
"""
"""A `kind` for each token of the SPARQL 1.1 grammar, coarser than its terminals. Of two kinds that begin alike, a word
is none where it goes on to the colon of a name."""
_TOKEN = re.compile(rf"(?P<space>\s+) | (?P<comment>\#[^\n\r]*) | {_TELLING}", re.VERBOSE | re.DOTALL)
_PIECE = re.compile(rf"(?:\s++|\#[^\n\r]*+)*+ ({re.sub(r'[?]P<[a-z]+>', '?:', _TELLING)} | \Z)", re.VERBOSE | re.DOTALL)
"""The text of the next token that tells, behind what does not; of the end, none."""


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


@lru_cache(maxsize=64)
def _pieces(query: str) -> tuple[str, ...]:
    return tuple(filter(None, _PIECE.findall(query)))


def pieces(query: str) -> tuple[str, ...]:
    """The text of each token that is more than space and comment: where they stand costs twice as much."""
    return _pieces(query) if len(query) <= LONG else _pieces.__wrapped__(query)


def may_hold(query: str, some: Iterable[str]) -> bool:
    """Whether some word, in capitals, can stand in a query. In doubt it may; this costs far less than its tokens."""
    capitals = query.upper()
    return any(word in capitals for word in some)


def check(query: str) -> None:
    """Refuses a query that would change the graph or ask another server.

    Raises:
        QueryError: with line and column of the word that is refused.
    """
    found = words(query)
    if (
        found.isdisjoint(_REFUSED)
        and not found.isdisjoint(FORMS)
        and not any(each[0] == "\\" for each in pieces(query))
    ):
        return
    form_seen = False
    for token in telling(query):
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
    return frozenset(piece.upper() for piece in pieces(query) if is_word(piece))


def holds(query: str, some: Collection[str]) -> bool:
    """Whether some of these words, in capitals, stands in a query, not in its strings and comments."""
    return may_hold(query, some) and not words(query).isdisjoint(some)


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
    if holds(query, {"BASE"}):  # then IRIs may be anything
        return True
    read = pieces(query)
    named = _naming(read, predicates, prefixes)
    return bool(named and not _only_objects(read, named)) or _asks_for_any(read)


def _naming(read: Sequence[str], wanted: Collection[str], prefixes: Mapping[str, str]) -> set[str]:
    """The pieces that are IRIs of those that are wanted."""
    known = dict(prefixes)
    for piece, name, iri in zip(read, read[1:], read[2:], strict=False):
        if piece == "PREFIX" or piece.upper() == "PREFIX":
            known[name[:-1]] = iri[1:-1]
    return {piece for piece in set(read) if _whole(piece, known) in wanted}


def _whole(piece: str, known: Mapping[str, str]) -> str | None:
    if piece[0] == "<":
        return piece[1:-1]
    prefix, colon, rest = piece.partition(":")
    if not colon or prefix not in known:
        return None
    return known[prefix] + (re.sub(r"\\(.)", r"\1", rest) if "\\" in rest else rest)


def _only_objects(read: Sequence[str], named: set[str]) -> bool:
    """Whether pieces stand only where, by what is beside them, they end a triple or are in a list: no predicates."""
    listed = False
    for before, piece, after in zip(read, read[1:], read[2:], strict=False):
        listed = listed or before.upper() == "VALUES"
        ended = after in _ENDS or before == "," or (is_word(after) and after.lower() not in _TRUTH)
        if piece in named and not (listed or ended):
            return False
        listed = listed and piece != "}"
    return named.isdisjoint((*read[:1], *read[-1:]))


def is_word(piece: str) -> bool:
    """Whether a piece is a word of the language."""
    return piece[0] in _LETTERS and ":" not in piece


def _is_term(piece: str) -> bool:
    """Whether it is a variable, a parameter, an IRI, a name, a string or a number."""
    if piece[0] in _MARKS:
        return len(piece) > 1
    return ":" in piece or "0" <= piece[0] <= "9"


def _asks_for_any(read: Sequence[str]) -> bool:
    """Whether a variable or a negated path stands between the ends of a triple."""
    capitals = [piece.upper() for piece in read]
    in_pattern, in_template, listed = False, False, False
    for turn, before, here, piece, after in zip(capitals, read, capitals[1:], read[1:], read[2:], strict=False):
        if turn in TURNS or here in TURNS:
            in_template = (in_template or turn == "CONSTRUCT") and turn not in {"}", "WHERE"}
            in_pattern = not in_template and ((in_pattern and here not in SOLUTIONS) or here in {"{", "}"})
        listed = turn == "VALUES" or (listed and before != "}")
        if piece == "!":
            if after in {"(", "^", "a"} or (after[0] not in _VALUES and _is_term(after) and after[0] not in _DIGITS):
                return True
        elif in_pattern and not listed and piece[0] in "?$" and len(piece) > 1:
            begun = before in _BEGUN or _is_term(before)
            if begun and (after == "[" or after.lower() in _TRUTH or _is_term(after)):
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
