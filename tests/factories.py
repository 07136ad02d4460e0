"""Small hand-made extractions, for tests that need no language model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.records import Argument, Claim, Document, Extraction, Kind, LocalEntity, Mention, Sentence, Status, TimeSpan


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
    facts: Sequence[tuple[int, str, int | str]] = (),
    status: Status = Status.ASSERTED,
    **document: object,
) -> Extraction:
    """An extraction of a document whose text is `sentences`, joined by spaces.

    Every entity is mentioned in each sentence that has its name. `facts` are (chain, relation,
    chain or literal) and get the first sentence that has both names, or the first sentence.
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
    sentences: Sequence[Sentence], entities: dict[int, LocalEntity], fact: tuple[int, str, int | str], status: Status
) -> Claim:
    chain, relation, other = fact
    subject = entities[chain].name
    obj = other if isinstance(other, str) else entities[other].name
    where = next((s for s in sentences if subject in s.text and obj in s.text), sentences[0])
    return Claim(
        relation=relation,
        subject=argument(subject, where.text, chain, start=where.start),
        object=argument(obj, where.text, None if isinstance(other, str) else other, start=where.start),
        evidence=where,
        rule=f"{relation}/test",
        confidence=0.9,
        status=status,
    )


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
