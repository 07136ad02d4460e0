"""Vary the training names: other regions' names, other case, datelines and score lines."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

from kg.language.names import NameSample, demonym_spans
from kg.language.samples import Unit, recased


class Augmenter:
    """Yields varied copies of name units; seeded, and different in every epoch."""

    def __init__(self, samples: Sequence[NameSample], *, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311
        self.world: Any = json.loads(files("kg.language").joinpath("world.json").read_text("utf-8"))
        self.known: dict[str, list[list[str]]] = defaultdict(list)
        for sample in samples:
            if sample.source in {"btc"}:
                continue
            for start, end, kind in sample.spans:
                if kind in {"Person", "Organization", "Place"} and end - start <= 6:
                    self.known[kind].append(sample.words[start:end])

    def units(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """Yield each unit as it is or varied, and now and then a newswire line of our own."""
        for unit in units:
            draw = self.rng.random()
            if unit.names and unit.names.source == "btc" and not unit.names.spans and draw < 0.6:
                continue  # tweets without names teach little
            if draw < 0.22:
                unit = self._swapped(unit)
            elif draw < 0.32:
                unit = recased(unit, self.rng.choice(("lower", "upper", "title", "upper")))
            elif draw < 0.36:
                unit = self._datelined(unit)
            yield unit
            if self.rng.random() < 0.1:
                yield self._line()

    def person(self, *, words: int = 2) -> list[str]:
        """Return a new person's name of one region, of one word (a surname) or more."""
        region = self.rng.choice(self.world["people"])
        given, family = self.rng.choice(region["given"]), self.rng.choice(region["family"])
        if words == 1:
            return _split(family)
        if region.get("family_first"):
            return [*_split(family), *_split(given)]
        middle = []
        if words > 2 and self.rng.random() < 0.7:
            middle = _split(self.rng.choice(region["given"]))
        elif self.rng.random() < 0.08:
            middle = [f"{self.rng.choice('ABCDEFGHJKLMNPRSTW')}."]
        return [*_split(given), *middle, *_split(family)]

    def place(self) -> list[str]:
        """Return a place somewhere in the world."""
        if self.rng.random() < 0.12:
            base = self.rng.choice(self.world["cities"])
            return _split(self.rng.choice(self.world["place_templates"]).replace("%", base))
        return _split(self.rng.choice(self.world["cities"] + self.world["countries"]))

    def organization(self) -> list[str]:
        """Return an organization: a well-known one or a made one."""
        draw = self.rng.random()
        if draw < 0.35:
            return _split(self.rng.choice(self.world["organizations"]))
        place = " ".join(self.place())
        family = " ".join(self.person(words=1))
        template: str = self.rng.choice(self.world["organization_templates"])
        country = self.rng.choice(self.world["countries"])
        return _split(template.replace("%P", place).replace("%F", family).replace("%C", country))

    def shop(self) -> list[str]:
        """Return a shop, restaurant or other small firm, as people name them in reviews."""
        person = self.rng.choice(self.world["people"])
        owner = self.rng.choice(person["given"] + person["family"])
        template: str = self.rng.choice(self.world["shop_templates"])
        return _split(template.replace("%P", " ".join(self.place())).replace("%F", owner))

    def _replacement(self, kind: str, old: list[str]) -> list[str]:
        if self.rng.random() < 0.3 and self.known[kind]:
            return self.rng.choice(self.known[kind])
        if kind == "Person":
            return self.person(words=min(len(old), 3))
        return self.place() if kind == "Place" else self.organization()

    def _swapped(self, unit: Unit) -> Unit:
        names = unit.names
        if names is None:
            return unit
        memory: dict[tuple[str, ...], list[str]] = {}
        words: list[str] = []
        spaces: list[bool] = []
        spans: list[tuple[int, int, str]] = []
        ignore: set[int] = set()
        position = 0
        for start, end, kind in [*names.spans, (len(unit.words), len(unit.words), "")]:
            for i in range(position, start):
                if i in names.ignore:
                    ignore.add(len(words))
                words.append(unit.words[i])
                spaces.append(unit.spaces[i])
            position = end
            if start == end:
                break
            old = unit.words[start:end]
            new = old
            if kind in {"Person", "Organization", "Place"} and self.rng.random() < 0.8:
                new = memory.setdefault(tuple(old), self._replacement(kind, old))
            spans.append((len(words), len(words) + len(new), kind))
            words += new
            spaces += unit.spaces[start : end - 1] if new is old else _spacing(new)
            spaces.append(unit.spaces[end - 1])
        sample = NameSample(words, spaces, spans, names.open_misc, frozenset(ignore))
        return Unit(words, spaces, unit.paragraph, unit.document, {}, sample)

    def _datelined(self, unit: Unit) -> Unit:
        if unit.names is None:
            return unit
        parts: list[tuple[list[str], str]] = [([w.upper() for w in self.place()], "Place")]
        if self.rng.random() < 0.5:
            parts += [([","], ""), (_split(self.rng.choice(self.world["countries"])), "Place")]
        if self.rng.random() < 0.3:
            month = self.rng.choice(("Jan.", "March", "June", "Aug.", "Nov."))
            parts += [([",", month, str(self.rng.randint(1, 30))], "")]
        if self.rng.random() < 0.7:
            agency = self.rng.choice(("AP", "Reuters", "AFP", "Xinhua", "UPI", "IPS", "CNN"))
            parts += [(["("], ""), ([agency], "Organization"), ([")"], "")]
        parts += [([self.rng.choice(("-", "--", "—", "–", ":"))], "")]
        line = self._joined(parts)
        names, shift = unit.names, len(line.words)
        sample = NameSample(
            words=line.words + unit.words,
            spaces=line.spaces + unit.spaces,
            spans=line.spans + [(s + shift, e + shift, k) for s, e, k in names.spans],
            open_misc=names.open_misc,
            ignore=frozenset(i + shift for i in names.ignore),
        )
        return Unit(sample.words, sample.spaces, unit.paragraph, unit.document, {}, sample)

    def _line(self) -> Unit:
        """Return a line as agencies and people print them: a result, a headline, a signature."""
        template: str = self.rng.choice(self.world["lines"])
        club = self.rng.random() < 0.5
        sample = self._joined([self._filled(word, club=club) for word in template.split()])
        unit = Unit(sample.words, sample.spaces, True, f"line/{self.rng.random()}", {}, sample)
        return recased(unit, "upper") if self.rng.random() < 0.15 else unit

    def _filled(self, word: str, *, club: bool) -> tuple[list[str], str]:
        """Return the words that stand for a word of a template, and their class."""
        team = ("clubs", "Organization") if club else ("countries", "Place")
        lists = {"NAT": ("countries", "Place"), "STATE": ("states", "Place"), "TEAM": team}
        if word in lists:
            key, kind = lists[word]
            return _split(self.rng.choice(self.world[key])), kind
        makers: dict[str, tuple[Callable[[], list[str]], str]] = {
            "PER": (lambda: self.person(words=self.rng.choice((1, 2, 2))), "Person"),
            "GIVEN": (lambda: _split(self.rng.choice(self.rng.choice(self.world["people"])["given"])), "Person"),
            "LOC": (self.place, "Place"),
            "ORG": (self.organization, "Organization"),
            "SHOP": (self.shop, "Organization"),
            "NUM": (lambda: [str(self.rng.randint(0, 30))], ""),
        }
        make, kind = makers.get(word, (lambda: [word], ""))
        return make(), kind

    @staticmethod
    def _joined(parts: Sequence[tuple[list[str], str]]) -> NameSample:
        words: list[str] = []
        spaces: list[bool] = []
        spans: list[tuple[int, int, str]] = []
        for part, kind in parts:
            if kind:
                spans.append((len(words), len(words) + len(part), kind))
            words += part
        for (part, _), (after, _) in zip(parts, [*parts[1:], ([""], "")], strict=True):
            closing = after[0] in {",", ")", ":", ".", ";", "'s"}
            spaces += [*_spacing(part), not closing and part != ["("]]
        covered = {i for start, end, _ in spans for i in range(start, end)}
        spans += [(s, e, "Demonym") for s, e in demonym_spans(words) if not covered & set(range(s, e))]
        return NameSample(words, spaces, sorted(spans))


def _spacing(words: list[str]) -> list[bool]:
    """Return whether white space follows each word but the last."""
    return [
        after not in {",", ")", ":", ".", ";", "-", "'s"} and word not in {"(", "-"} for word, after in pairwise(words)
    ]


def _split(name: str) -> list[str]:
    return name.replace("-", " - ").replace("'s", " 's").split()
