"""Which names of one document are one participant's: equal ones, then those that stand for fuller ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.coreference import fuller, kin
from kg.extract.coreference.context import Context
from kg.extract.coreference.index import MOST_FULLER, Index, index_of

SIEVES: tuple[tuple[str, str, fuller.Sieve], ...] = (
    ("coreference/acronym", "acronym", fuller.acronym),
    ("coreference/legal-form", "short-name", fuller.legal_form),
    ("coreference/short-name", "short-name", fuller.short_name),
    ("coreference/spelled-alike", "short-name", fuller.spelled_alike),
)
"""Rule, link and function, the surest first."""


def join(context: Context) -> None:
    """Joins every name to its chain, the surest ways first."""
    index, links = index_of(context), context.links
    several: dict[str, Sequence[str]] = {}
    for key in sorted(index.mentions, key=lambda k: (k.count(" "), index.first(k))):
        i = index.first(key)
        if context.found[i].demonym:
            continue
        rule, link, full = _fuller(key, index, context)
        roots = {links.root(index.first(k)) for k in full}
        if len(roots) == 1:
            context.join(rule, i, index.first(full[0]), link)
        elif roots and context.coarse(i) == "Person" and link == "short-name":
            several[key] = full
    for key, mentions in index.mentions.items():
        if key in several:
            _last_named(mentions, several[key], index, context)
        else:
            _equal(mentions, context)
    links.named.update(links.root(i) for mentions in index.mentions.values() for i in mentions)


def _fuller(key: str, index: Index, context: Context) -> tuple[str, str, Sequence[str]]:
    """Rule, link and fuller names of the first sieve that finds any."""
    for rule, link, sieve in SIEVES:
        if context.allows(rule) and (full := sieve(key, index, context)):
            return rule, link, full
    return "", "", ()


def _equal(mentions: Sequence[int], context: Context) -> None:
    for i in mentions[1:]:
        how = "demonym" if context.found[i].demonym else "gazetteer" if context.agreed.entries[i] else "name"
        context.join("coreference/exact-name", i, mentions[0], how)


def _last_named(mentions: Sequence[int], full: Sequence[str], index: Index, context: Context) -> None:
    """A surname of several people: each time the one who was last named in full, of the right gender.

    Who is introduced as somebody's wife or brother does not take the surname over, nor whose relative somebody is, nor
    the second of "Joe and Hunter Biden".
    """
    bearers = sorted((i, k) for k in full for i in index.mentions[k])
    ontology, found = context.reading.ontology, context.found
    heads = {found[i].head.i for i, _ in bearers}
    second = {i for i, _ in bearers if (head := found[i].head).dep == "conj" and head.head and head.head.i in heads}
    named = [(i, k) for i, k in bearers if i not in second and kin.of(found[index.first(k)].head, ontology) is None]
    own = [i for i, _ in named if not kin.is_owner(found[i].head, ontology)]
    starts = own or [i for i, _ in named or bearers]
    for i in mentions:
        at = bisect_left(starts, i)
        near = starts[max(0, at - MOST_FULLER) : at][::-1] or starts[:1]
        fits = [j for j in near if not context.agreed.differ(i, j)]
        if fits:
            context.join("coreference/last-named", i, fits[0], "short-name")
