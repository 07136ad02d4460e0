"""Small hand-made extractions, for tests that need no language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.records import (
    Argument,
    Claim,
    CountKind,
    Document,
    Extraction,
    Kind,
    LocalEntity,
    Mention,
    Sentence,
    Status,
    TimeSpan,
)


def argument(text: str, where: str, chain: int | None = None, *, start: int = 0, link: str = "name") -> Argument:
    """The words `text` as they stand in `where`, which begins at offset `start` of the document."""
    at = start + max(where.find(text), 0)
    return Argument(text=text, start=at, end=at + len(text), chain=chain, link=link)


def entity(chain: int, cls: str, name: str, **more: object) -> LocalEntity:
    """A local entity; `aliases`, `described`, `affiliated_with` and `gazetteer` as in the record."""
    return LocalEntity(chain=chain, cls=cls, name=name, **more)  # type: ignore[arg-type]


def extraction(
    document_id: str,
    *sentences: str,
    entities: Sequence[LocalEntity] = (),
    facts: Sequence[tuple[int | None, str, int | str | None]] = (),
    status: Status = Status.ASSERTED,
    **document: object,
) -> Extraction:
    """An extraction of a document whose text is `sentences`, joined by spaces.

    Every entity is mentioned in each sentence that has its name. `facts` are (chain, relation,
    chain or literal), with None for an end that is not said, and get the first sentence that has both names,
    or the first sentence.
    """
    text = " ".join(sentences)
    spans, offset = [], 0
    for each in sentences:
        spans.append(Sentence(offset, offset + len(each), each))
        offset += len(each) + 1
    by_chain = {each.chain: each for each in entities}
    return Extraction(
        document=Document(id=document_id, text=text, source=f"{document_id}", **document),  # type: ignore[arg-type]
        sentences=tuple(spans),
        mentions=tuple(_mentions(spans, entities)),
        entities=tuple(entities),
        claims=tuple(_claim(spans, by_chain, fact, status) for fact in facts),
    )


def time_span(made: Extraction, earliest: str | None, latest: str | None) -> Extraction:
    """The same, with a time for each of its facts; days are ISO 8601."""
    days = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    span = TimeSpan(text="then", earliest=days[0], latest=days[1], precision="period", anchor="text")
    return replace(made, claims=tuple(replace(claim, time=span) for claim in made.claims))


COARSE = {"Person": "Person", "City": "Place", "Country": "Place", "Region": "Place", "Facility": "Place",
          "Place": "Place", "Thing": "Thing"}  # fmt: skip


def _mentions(sentences: Sequence[Sentence], entities: Sequence[LocalEntity]) -> list[Mention]:
    found = [
        Mention(
            start=sentence.start + at,
            end=sentence.start + at + len(each.name),
            text=each.name,
            kind=Kind.NOMINAL if each.described else Kind.NAME,
            type=COARSE.get(each.cls, "Organization"),
            chain=each.chain,
        )
        for sentence in sentences
        for each in entities
        if (at := sentence.text.find(each.name)) >= 0
    ]
    return sorted(found, key=lambda m: (m.start, m.end, m.chain))


def _claim(
    sentences: Sequence[Sentence],
    entities: dict[int, LocalEntity],
    fact: tuple[int | None, str, int | str | None],
    status: Status,
) -> Claim:
    first, relation, second = fact
    names = [end if isinstance(end, str | None) else entities[end].name for end in (first, second)]
    where = next((s for s in sentences if all(name is None or name in s.text for name in names)), sentences[0])
    subject, obj = (
        None if name is None else argument(name, where.text, end if isinstance(end, int) else None, start=where.start)
        for name, end in zip(names, (first, second), strict=True)
    )
    return Claim(
        relation=relation,
        subject=subject,
        object=obj,
        evidence=where,
        rule=f"{relation}/test",
        confidence=0.9,
        status=status,
    )


def shooting(document_id: str = "nara.txt") -> Extraction:
    """Events with one party, a number, a state that is over, and something that is only alleged."""
    texts = (
        "Shinzo Abe, the former prime minister, was killed in Nara on July 8.",
        "At least twelve civilians were injured.",
        "Fumio Kishida visited.",
        "Tetsuya Yamagami allegedly attacked Abe.",
    )
    entities = (
        entity(0, "Person", "Shinzo Abe", aliases=("Abe",)),
        entity(1, "Person", "twelve civilians", described=True, count=12, count_kind=CountKind.AT_LEAST),
        entity(2, "Person", "Fumio Kishida"),
        entity(3, "Person", "Tetsuya Yamagami"),
        entity(4, "City", "Nara"),
    )
    made = extraction(document_id, *texts, entities=entities, published=date(2022, 7, 9))
    passages = made.sentences

    def claim(number: int, relation: str, **more: object) -> Claim:
        """A claim of a sentence; ends and place are given as words, chain and perhaps link."""
        where = passages[number]
        ends = {"subject": None, "object": None, **more}
        for role in ("subject", "object", "place"):
            if words := ends.get(role):
                ends[role] = argument(words[0], where.text, words[1], start=where.start)  # type: ignore[index]
        return Claim(relation=relation, evidence=where, rule=f"{relation}/test", confidence=0.9, **ends)  # type: ignore[arg-type]

    killed = TimeSpan(
        text="on July 8", earliest=date(2022, 7, 8), latest=date(2022, 7, 8), precision="day", anchor="metadata"
    )
    claims = (
        claim(0, "holdsPosition", subject=("Shinzo Abe", 0), object=("prime minister", None), former=True),
        claim(0, "kills", object=("Shinzo Abe", 0), place=("Nara", 4), time=killed),
        claim(1, "injures", object=("twelve civilians", 1)),
        claim(2, "visits", subject=("Fumio Kishida", 2)),
        claim(3, "attacks", subject=("Tetsuya Yamagami", 3), object=("Abe", 0), status=Status.ALLEGED),
    )
    return replace(made, claims=claims)


def dobbins(document_id: str = "a.txt") -> Extraction:
    """A planned meeting with all its circumstances, a title, and a participant without a name."""
    first = "James Dobbins will meet on the U.S.'s behalf with the Taliban in Doha in the coming days, Psaki said."
    second = "U.S. officials praised Dobbins, special representative."
    entities = (
        entity(0, "Person", "James Dobbins", aliases=("Dobbins",)),
        entity(1, "ArmedGroup", "Taliban"),
        entity(2, "Country", "U.S.", gazetteer="United_States"),
        entity(3, "City", "Doha"),
        entity(4, "Person", "U.S. officials", described=True, affiliated_with=(2,)),
    )
    made = extraction(document_id, first, second, entities=entities, title="Talks", published=date(2013, 6, 18))
    one, two = made.sentences
    meets = Claim(
        relation="meets",
        subject=argument("James Dobbins", first, 0),
        object=argument("the Taliban", first, 1),
        evidence=one,
        rule="meets/active-with",
        confidence=0.91,
        status=Status.PLANNED,
        place=argument("Doha", first, 3),
        on_behalf_of=argument("U.S.", first, 2),
        time=TimeSpan(
            text="in the coming days",
            earliest=date(2013, 6, 18),
            latest=date(2013, 6, 25),
            precision="week",
            anchor="metadata",
        ),
        attributed_to="Psaki",
        trigger=(first.find("meet"), first.find("meet") + 4),
        path="nsubj ← meet → obl:with",
        cues=("will",),
        mends=("particle", "second-subject"),
    )
    praise = Claim(
        relation="supports",
        subject=argument("U.S. officials", second, 4, start=two.start),
        object=argument("Dobbins", second, 0, start=two.start, link="short-name"),
        evidence=two,
        rule="supports/active",
        confidence=0.8,
    )
    position = Claim(
        relation="holdsPosition",
        subject=argument("Dobbins", second, 0, start=two.start, link="short-name"),
        object=argument("special representative", second, start=two.start),
        at=argument("U.S.", second, 2, start=two.start),
        evidence=two,
        rule="holdsPosition/apposition",
        confidence=0.95,
    )
    return Extraction(document=made.document, sentences=made.sentences, mentions=made.mentions,
                      entities=entities, claims=(meets, praise, position))  # fmt: skip
