"""Mends under a name: each looks for one wrong shape, and says whether it mended it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from kg.extract.reading import Reading
from kg.extract.rules import Rule
from kg.language.grammar import Name, Node

Thing = TypeVar("Thing")
ANY = ""
"""The label of a mend that looks at every word or name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the word of it whose head lies outside."""

    name: Name
    head: Node


@dataclass(frozen=True, slots=True)
class Mend(Rule, Generic[Thing]):
    """One mend: looks at a word or name, and mends what hangs from it in place."""

    act: Callable[[Thing, Reading], bool]
    """True when something was mended."""


class Stage(Generic[Thing]):
    """Mends of one stage, found by the label of what they look at; each word or name passes them in order."""

    def __init__(self, labels: Callable[[Thing], tuple[str, str]], sentence: Callable[[Thing], int]) -> None:
        self._labels, self._sentence = labels, sentence
        self._by_label: dict[str, list[Mend[Thing]]] = {}
        self.mends: list[Mend[Thing]] = []

    def mend(
        self, name: str, example: str, *labels: str
    ) -> Callable[[Callable[[Thing, Reading], bool]], Callable[[Thing, Reading], bool]]:
        """Registers the function below it; `labels` are dependency labels, tags or classes of names."""

        def register(act: Callable[[Thing, Reading], bool]) -> Callable[[Thing, Reading], bool]:
            mend = Mend(f"trees/{name}", example, act)
            self.mends.append(mend)
            for label in labels or (ANY,):
                self._by_label.setdefault(label, []).append(mend)
            return act

        return register

    def __call__(self, things: Iterable[Thing], reading: Reading) -> None:
        """Mends what is wrong around words or names, one by one."""
        labels, by_label = self._labels, self._by_label
        for thing in things:
            first, second = labels(thing)
            if first in by_label:
                self._act(by_label[first], thing, reading)
            if second in by_label:
                self._act(by_label[second], thing, reading)

    def _act(self, mends: list[Mend[Thing]], thing: Thing, reading: Reading) -> None:
        trail = reading.trail
        for mend in mends:
            if mend.name not in trail.without and mend.act(thing, reading):
                trail.note(mend.name, self._sentence(thing))


def of_words() -> Stage[Node]:
    """A stage whose mends look at words, by tag and dependency label."""
    return Stage(attrgetter("tag", "dep"), attrgetter("sent"))


def of_names() -> Stage[Named]:
    """A stage whose mends look at names, by class."""
    return Stage(lambda named: (named.name.label, ANY), lambda named: named.head.sent)
