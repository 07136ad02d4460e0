"""From what a person types to a judgement in the graph."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.identity import fact_key
from kg.identity.judgements import BESIDE
from kg.names import fold, tidy
from kg.records import Entity, Fact, Judgement, Verdict
from kg.store import Store

LEAST_PREFIX = 4
"""So many characters of the hash of a fact tell which is meant."""
MOST_NAMED = 5
"""Entities that an error lists."""
NEAR = 0.75
"""How alike a name must be to be meant, 0–1."""


def nearest(text: str, entities: Iterable[Entity]) -> str | None:
    """The label of an entity that a misspelt name may have been meant for: one like it, or with a word like it."""
    known: dict[str, str] = {}
    for label in (label for each in entities for label in (each.name, *each.aliases)):
        for part in (fold(label), *fold(label).split()):
            known.setdefault(part, label)
    near = get_close_matches(fold(text), known, n=1, cutoff=NEAR)
    return known[near[0]] if near else None


def _as_one(document: str, one: str, other: str) -> QueryError:
    """What to say when nothing can be parted: a document has two names for one, and names are parted by documents."""
    return QueryError(f"{document} has {one!r} and {other!r} as one; reject what is wrong of it (kg reject FACT)")


class Bench:
    """Judges entities and facts of one graph.

    Entities are given by IRI, by the end of it, by any of their names if only one entity bears it, or as
    `NAME@DOCUMENT`: what a document calls so.

    Args:
        store: the graph.
        author: who judges; the user of the machine when empty.
        reason: why.
        time: when, ISO 8601; now when empty.
    """

    def __init__(self, store: Store, *, author: str = "", reason: str = "", time: str = "") -> None:
        self._store = store
        self._author = author or os.environ.get("USER", "")
        self._reason = reason
        self._time = time or datetime.now(UTC).isoformat(timespec="microseconds")

    def same(self, one: str, other: str) -> Judgement:
        """Make two entities one, which keeps the name of the first."""
        first, second = self.entity(one), self.entity(other)
        if first == second:
            raise QueryError(f"{one!r} and {other!r} are one entity already, {first}")
        return self._judge(Verdict.SAME, first, second)

    def apart(self, one: str, other: str) -> Judgement:
        """Keep two entities apart; or what a document calls NAME from what others do, as `NAME@DOCUMENT`."""
        first, second = self.entity(one), self.entity(other)
        if first != second:
            return self._judge(Verdict.APART, first, second)
        uses = [use for each in (one, other) if (use := self._use(each))]
        if len(uses) > 1 and len({document for _, document in uses}) == 1:
            raise _as_one(uses[0][1], one, other)
        named = next((each for each in (other, one) if self._use(each)), None)
        if named is None:
            raise QueryError(f"{one!r} and {other!r} are one entity; say which document means another: NAME@DOCUMENT")
        name, document = self._use(named) or ("", "")
        if fold(name) != fold(one if named == other else other) and self._documents(first) == {document}:
            raise _as_one(document, one, other)
        return self._judge(Verdict.APART, first, f"{name}{BESIDE}{document}")

    def rename(self, entity: str, name: str) -> Judgement:
        """Give an entity another name."""
        if not tidy(name):
            raise QueryError("the new name is empty")
        return self._judge(Verdict.RENAME, self.entity(entity), tidy(name))

    def retype(self, entity: str, cls: str) -> Judgement:
        """Give an entity another class."""
        if cls not in self._store.ontology.classes:
            raise QueryError(f"unknown class {cls!r}; `kg ontology classes` lists them")
        if not self._store.ontology.is_a(cls, "Entity"):
            raise QueryError(f"{cls} is no class of entities; give Person, Organization, Place or one below them")
        return self._judge(Verdict.RETYPE, self.entity(entity), cls)

    def reject(self, fact: str | Fact) -> Judgement:
        """Take a fact out of the graph, however often its document is read again."""
        return self._judge(Verdict.REJECT, *self._claim(iri(fact)))

    def confirm(self, fact: str | Fact) -> Judgement:
        """Mark a fact as right."""
        return self._judge(Verdict.CONFIRM, *self._claim(iri(fact)))

    def undo(self, number: int) -> Judgement:
        """Undo the judgement of a number, from 1, as they are listed."""
        made = self._store.judgements()
        if not 1 <= number <= len(made):
            raise QueryError(f"no judgement {number}; `kg judgements` lists {len(made)}")
        self._store.judge(drop=[made[number - 1]])
        return made[number - 1]

    def entity(self, text: str) -> str:
        """The end of the IRI of a named entity.

        Raises:
            QueryError: no entity is called so, or several are.
        """
        base = f"{self._store.base}entity/"
        if use := self._use(text):
            return self._meant(*use)
        named = [each for each in self._store.entities() if each.iri.startswith(base)]
        tails = {each.iri.removeprefix(base) for each in named}
        if (tail := text.removeprefix(base)) in tails:
            return tail
        key = fold(text)
        found = [each for each in named if fold(each.name) == key]
        found = found or [each for each in named if key in {fold(alias) for alias in each.aliases}]
        if len(found) == 1:
            return found[0].iri.removeprefix(base)
        if found:
            some = ", ".join(sorted(each.iri.removeprefix(base) for each in found)[:MOST_NAMED])
            raise QueryError(f"{len(found)} entities are called {text!r}; say which: {some}")
        near = nearest(text, named)
        hint = f"did you mean {near}?" if near else "`kg entities` lists them"
        raise QueryError(f"no entity is called {text!r}; {hint}")

    def _use(self, text: str) -> tuple[str, str] | None:
        """The name and the document of `NAME@DOCUMENT`, if there is such a document."""
        name, _, document = text.rpartition("@")
        known = name and document in {each.id for each in self._store.documents()}
        if not known or " @ " in text or self._is_entity(text):
            return None
        return name, document

    def _is_entity(self, tail: str) -> bool:
        return any(each.iri == f"{self._store.base}entity/{tail}" for each in self._store.entities())

    def _documents(self, entity: str) -> set[str]:
        """All that use a name of an entity."""
        reader = self._store.reader
        names = (name for name, iri in reader.names() if iri == f"{self._store.base}entity/{entity}")
        return {document for name in names for document in reader.users(name)}

    def _meant(self, name: str, document: str) -> str:
        base = f"{self._store.base}entity/"
        named = [each for each in self._store.mentions(document) if each.entity_iri.startswith(base)]
        found = {each.entity_iri for each in named if fold(name) in {fold(each.text), fold(each.entity)}}
        if len(found) == 1:
            return found.pop().removeprefix(base)
        raise QueryError(f"{document} {'names several' if found else 'has no name'} {name!r}; `kg mentions` lists them")

    def _claim(self, fact: str) -> tuple[str, str]:
        from kg.explain import explain

        try:
            explained = explain(self._store, fact)
        except QueryError as error:
            if number := self._rejected(fact.strip().rsplit("/", 1)[-1]):
                advice = f"`kg judgements --undo {number}` brings it back"
                raise QueryError(f"the fact {fact.strip()!r} has been rejected already; {advice}") from error
            raise
        return explained.fact.document, fact_key(explained.claim)

    def _rejected(self, prefix: str) -> int | None:
        """The number of the judgement that rejected a fact whose hash begins like this."""
        reader = self._store.reader
        for number, made in enumerate(self._store.judgements(), 1):
            if made.verdict is not Verdict.REJECT or len(prefix) < LEAST_PREFIX:
                continue
            alike = (each for each in reader.claims(made.target) if each.rsplit("/", 1)[-1].startswith(prefix))
            if any((said := reader.claim(each)) and fact_key(said[1]) == made.other for each in alike):
                return number
        return None

    def _judge(self, verdict: Verdict, target: str, other: str = "") -> Judgement:
        made = Judgement(
            time=self._time, verdict=verdict, target=target, other=other, author=self._author, reason=self._reason
        )
        self._store.judge(add=[made])
        return made


def write_file(path: str | os.PathLike[str], made: Iterable[Judgement]) -> None:
    """Write judgements to a file, one JSON object a line."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in made)
    Path(path).write_text("".join(lines), encoding="utf-8")


def read_file(path: str | os.PathLike[str]) -> list[Judgement]:
    """Read what `write_file` wrote.

    Raises:
        InputError: the file cannot be read, or a line of it is no judgement.
    """
    found = []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path} cannot be read ({error}); name a file that `kg judgements --export` wrote") from error
    for number, line in enumerate(lines, 1):
        try:
            told = json.loads(line)
            found.append(Judgement(**{**told, "verdict": Verdict(told["verdict"])}))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}:{number}: no judgement ({error}); mend the line or leave it out") from error
    return found


def iri(of: Fact | Entity | str) -> str:
    """The IRI of a fact or an entity; what is given as text, as it is."""
    return of if isinstance(of, str) else of.fact if isinstance(of, Fact) else of.iri
