"""What all tests share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import settings

from kg.records import Argument, Claim, Document, Extraction, Kind, LocalEntity, Mention, Sentence

ROOT = Path(__file__).parents[1]
settings.register_profile("any machine", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The folder of the two sample articles."""
    return root / "seeds"


# --- a language that everybody can read -----------------------------------------------------------
# Most tests of pipeline and command line need facts, not linguistics: "A met B in C." is all that
# this stand-in understands. Tests marked `model` use the real one.

_MET = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)*) met ([A-Z]\w+(?: [A-Z]\w+)*)(?: in ([A-Z]\w+))?")


def simple_extract(text: str, document: Document, _: object) -> Extraction:
    """Find the meetings in a text, as `kg.extract.extract` would, but by pattern."""
    if "unspeakable" in text:
        raise RuntimeError("the stand-in was told to fail")
    sentences = tuple(Sentence(m.start(), m.end(), m.group()) for m in re.finditer(r"[^.\s][^.]*\.?", text))
    chains: dict[str, int] = {}
    mentions, claims = [], []
    for sentence in sentences:
        for match in _MET.finditer(text, sentence.start, sentence.end):
            ends = []
            for group in (1, 2, 3):
                if name := match[group]:
                    chain = chains.setdefault(name, len(chains))
                    place = "Place" if group == 3 else "Person"
                    start, end = match.span(group)
                    why = f"{place} 0.90: words: {len(name.split())}"
                    mentions.append(
                        Mention(start=start, end=end, text=name, kind=Kind.NAME, type=place, chain=chain, why=why)
                    )
                    ends.append(Argument(text=name, start=start, end=end, chain=chain))
            claims.append(
                Claim(
                    relation="meets",
                    subject=ends[0],
                    object=ends[1],
                    place=ends[2] if len(ends) > 2 else None,
                    evidence=sentence,
                    rule="meets/stand-in",
                    confidence=0.9,
                )
            )
    places = {mention.chain for mention in mentions if mention.type == "Place"}
    return Extraction(
        document=document,
        sentences=sentences,
        mentions=tuple(mentions),
        entities=tuple(
            LocalEntity(chain=chain, cls="City" if chain in places else "Person", name=name)
            for name, chain in chains.items()
        ),
        claims=tuple(claims),
    )


class StandIn:
    """A language pipeline that hands the text on."""

    max_length = 1_000_000

    def __call__(self, text: str) -> str:
        return text


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `kg.build` and the command line understand "A met B in C." and nothing else."""
    from kg.cli import build
    from kg.workers import alone

    monkeypatch.setattr(build, "_cores", lambda: 0)  # another process would load the real model
    monkeypatch.setattr(alone.language, "load", lambda model=None, **_: StandIn())
    monkeypatch.setattr(alone, "extract", simple_extract)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two short articles for the stand-in."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("James Dobbins met Mullah Omar in Doha. It rained.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Barack Obama met Hamid Karzai in Washington.\n", encoding="utf-8")
    return folder
