"""Golden rules: sentences and the facts that they state, as tables that anyone can read and extend.

One file per phenomenon in `golden/`. A block is a text (unindented, `~` for an empty line), then indented:

    Haqqani network | detains | Bowe Bergdahl | status=asserted place=Kabul     must be found
    ! Bergdahl | detains | Haqqani network                                      must not be found; `*` is anything
    nothing                   no facts at all
    only                      no facts but those listed (without it only *events* that are not listed fail)
    published: 2014-05-06     the date of the document
    xfail: reason             known to be wrong; fails as soon as it is right

Described participants also have `U.S. officials | affiliatedWith | United States`.
Names are canonical (the fullest of the block), without articles; symmetric relations match both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests.extract.facts import AFFILIATED, Found, Said, affiliations, found, matches, qualified, read, said

GOLDEN = Path(__file__).parent / "golden"
LEAST_BLOCKS, LEAST_OF_EACH = 300, 5


@dataclass
class Block:
    """One text with what is said of it."""

    file: str
    line: int
    text: str = ""
    facts: list[Said] = field(default_factory=list)
    banned: list[Said] = field(default_factory=list)
    nothing: bool = False
    only: bool = False
    published: date | None = None
    xfail: str | None = None

    def note(self, line: str) -> None:
        """Take in one indented line."""
        if line == "nothing":
            self.nothing = True
        elif line == "only":
            self.only = True
        elif line.startswith("xfail:"):
            self.xfail = line.removeprefix("xfail:").strip()
        elif line.startswith("published:"):
            self.published = date.fromisoformat(line.removeprefix("published:").strip())
        elif line.startswith("!"):
            self.banned.append(said(line[1:].strip()))
        else:
            self.facts.append(said(line))

    def faults(self, facts: list[Found]) -> Iterator[str]:
        """What is wrong with the facts found in this text."""
        for expected in self.facts:
            ends = [fact for fact in facts if matches(expected, fact)]
            if not ends:
                yield f"missing: {expected}"
            elif not any(qualified(expected, fact) for fact in ends):
                yield f"unlike: {expected}"
        for banned in self.banned:
            yield from (f"banned: {fact}" for fact in facts if matches(banned, fact) and qualified(banned, fact))
        for fact in facts:
            listed = any(matches(expected, fact) for expected in self.facts)
            stated = fact.relation != AFFILIATED and (fact.event or self.only or self.nothing)
            if stated and not listed:
                yield f"false: {fact}"


def blocks(path: Path) -> Iterator[Block]:
    """All blocks of one file."""
    block: Block | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if block:
                yield block
            block = None
        elif line[0].isspace():
            if block is None:
                raise ValueError(f"{path.name}:{number}: a fact without a text")
            block.note(line.strip())
        else:
            block = block or Block(path.stem, number)
            block.text += ("\n" if block.text else "") + ("" if line.strip() == "~" else line)
    if block:
        yield block


def _parameters() -> Iterator[object]:
    for path in sorted(GOLDEN.glob("*.txt")):
        for block in blocks(path):
            marks = [pytest.mark.xfail(reason=block.xfail, strict=True)] if block.xfail else []
            yield pytest.param(block, id=f"{block.file}:{block.line}", marks=marks)


@pytest.mark.model
@pytest.mark.parametrize("block", _parameters())
def test_golden_rule(block: Block):
    extraction = read(block.text, published=block.published)
    facts = found(extraction) + affiliations(extraction)

    faults = list(block.faults(facts))

    listing = "\n  ".join(map(str, facts)) or "nothing"
    assert not faults, f"{block.text}\n" + "\n".join(faults) + f"\nfound:\n  {listing}"


def test_the_table_is_wide_enough():
    counts = Counter(block.file for path in GOLDEN.glob("*.txt") for block in blocks(path))

    assert sum(counts.values()) >= LEAST_BLOCKS
    assert {name: count for name, count in counts.items() if count < LEAST_OF_EACH} == {}


def test_every_block_says_something():
    for path in GOLDEN.glob("*.txt"):
        for block in blocks(path):
            says = bool(block.facts or block.banned or block.only)
            assert says != block.nothing, f"{path.name}:{block.line} must list facts or say nothing"
