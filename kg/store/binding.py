"""Values put in the place of the parameters of a query, and what depends on whether they were given.

    { FILTER($name = "") ?fact a kg:Fact } UNION { FILTER($name != "") ?end kg:foldedLabel $name . ?fact kg:agent ?end }

Only one of the two groups is true of a value, and only that one is asked: the store would plan for both, and evaluate
one where the other would do in a thousandth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.store.tokens import Token, tokens

NOTHING = '""'
"""The value of a parameter that was not given."""
_LONGEST_SIGN = 5


def bind(query: str, values: Mapping[str, str]) -> str:
    """Puts serialised terms in the place of the tokens `$name`.

    `$name = ""` and `$name != ""` become `true` or `false`. A group that begins with `FILTER(false)` goes, with the
    UNION beside it; `FILTER(true)` at the beginning of a group goes, too.

    Args:
        query: with tokens such as `$person`; in strings and comments they mean nothing.
        values: parameter name → an RDF term in the syntax of SPARQL.
    """
    read, bound, at = [*tokens(query)], list[Token](), 0
    decided = False
    while at < len(read):
        token, value = read[at], values.get(read[at].text[1:]) if read[at].kind == "parameter" else None
        sign, after = _compared(read, at) if value is not None else ("", at)
        if sign:
            token = Token("word", "true" if (value == NOTHING) == (sign == "=") else "false", token.start)
            at, decided = after, True
        elif value is not None:
            token = Token("value", value, token.start)
        bound.append(token)
        at += 1
    return "".join(token.text for token in (_chosen(bound) if decided else bound))


def _compared(read: Sequence[Token], at: int) -> tuple[str, int]:
    """Whether `= ""` or `!= ""` follows a token, and where that ends; ("", at) when neither does."""
    near = range(at + 1, min(at + 1 + _LONGEST_SIGN, len(read)))
    following = [index for index in near if read[index].kind != "space"]
    for signs in (["="], ["!", "="]):
        if [read[index].text for index in following[: len(signs) + 1]] == [*signs, NOTHING]:
            return "".join(signs), following[len(signs)]
    return "", at


def _chosen(bound: list[Token]) -> list[Token]:
    """A query without the groups that begin with what is false."""
    telling = [index for index, token in enumerate(bound) if token.kind not in {"space", "comment"}]
    gone: set[int] = set()
    for place, index in enumerate(telling):
        begin = [bound[each].text.lower() for each in telling[place : place + 5]]
        if begin == ["{", "filter", "(", "true", ")"]:
            gone.update(telling[place + 1 : place + 5])
        elif begin == ["{", "filter", "(", "false", ")"]:
            end = _end([bound[each].text for each in telling], place)
            before = place - 1 if bound[telling[place - 1]].text.upper() == "UNION" else place
            behind = end + 1 if before == place and bound[telling[end + 1]].text.upper() == "UNION" else end
            gone.update(range(telling[before], telling[behind] + 1) if behind > before else {index})
    return [token for index, token in enumerate(bound) if index not in gone]


def _end(texts: Sequence[str], place: int) -> int:
    """Where the group ends that begins at a place."""
    depth = 0
    for at in range(place, len(texts)):
        depth += (texts[at] == "{") - (texts[at] == "}")
        if not depth:
            return at
    return place
