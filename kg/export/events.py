"""The events as a table for those who count: one row an event, however many documents report it.

Columns and what they mean stand in `docs/events.md`; what is not known is empty. Types and modes are those of PLOVER
(Political Language Ontology for Verifiable Event Records), codes those of CAMEO 1.1b3; an event that is only planned
has those of an agreement to it or of a concession (`kg:plannedNotation` in `ontology/relations.ttl`).
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import ExportError
from kg.export.countries import Countries
from kg.ontology import Ontology
from kg.records import Fact
from kg.store import Store
from kg.triples.codes import codes

if TYPE_CHECKING:
    import pandas
    import pyarrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row; the order of the fields is that of the columns."""

    id: str
    """Hash of the surest fact that reports it, as `kg explain` takes it."""
    date_from: date | None
    date_to: date | None
    precision: str | None
    """`day`, `month`, `year` or `period`; `since` or `until` with one end; None without a date."""
    published: date | None
    agent: str | None
    agent_iri: str | None
    agent_class: str | None
    agent_country: str | None
    """ISO 3166-1 alpha-3."""
    agent_count: int | None
    patient: str | None
    patient_iri: str | None
    patient_class: str | None
    patient_country: str | None
    patient_count: int | None
    relation: str
    plover_type: str | None
    plover_mode: str | None
    cameo_code: str | None
    """Digits; to be read as text, for some begin with 0."""
    cameo: str | None
    """The same as a term, `cameo:036`, which nobody takes for a number."""
    status: str
    former: bool
    place: str | None
    place_iri: str | None
    place_country: str | None
    document: str
    attributed_to: str | None
    sentence: str
    confidence: float
    reports: int
    """Independent sources."""


COLUMNS = tuple(field.name for field in fields(Event))


def events(store: Store) -> bytes:
    """The table as CSV (RFC 4180, UTF-8); days are ISO 8601, yes and no `true` and `false`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([_written(value) for value in astuple(row)] for row in rows(store))
    return stream.getvalue().encode()


def parquet(store: Store) -> bytes:
    """The same as Parquet, with types.

    Raises:
        ExportError: pyarrow is missing.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow; install it with `pip install '.[parquet]'` in kg's source") from error
    stream = io.BytesIO()
    pyarrow.parquet.write_table(_typed(list(rows(store)), pyarrow), stream)
    return stream.getvalue()


def to_pandas(store: Store) -> pandas.DataFrame:
    """The same as a data frame, with days as `datetime64` and counts as `Int64`.

    Raises:
        ExportError: pandas is missing.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ExportError(
            "a data frame needs pandas; install it with `pip install '.[pandas]'` in kg's source"
        ) from error
    frame = pd.DataFrame([astuple(row) for row in rows(store)], columns=list(COLUMNS))
    for column in ("date_from", "date_to", "published"):
        frame[column] = pd.to_datetime(frame[column], errors="coerce")
    return frame.astype({"agent_count": "Int64", "patient_count": "Int64"})


def rows(store: Store) -> Iterator[Event]:
    """The events by document and place in it; each stands where it is reported most surely."""
    facts = [fact for fact in store.facts() if fact.repeats is None]
    countries = Countries(store, facts)
    for fact in facts:
        if store.ontology.relations[fact.relation].event_class:
            yield _row(fact, store.ontology, countries)


def _row(fact: Fact, ontology: Ontology, countries: Countries) -> Event:
    low, high = _days(fact.time)
    plover, mode, cameo = codes(fact.relation, fact.status, ontology)
    return Event(
        id=fact.fact.rsplit("/", 1)[-1],
        date_from=low,
        date_to=high,
        precision=_precision(low, high),
        published=date.fromisoformat(fact.published) if fact.published else None,
        agent=fact.subject,
        agent_iri=fact.subject_iri,
        agent_class=fact.subject_type,
        agent_country=countries.of(fact.subject_iri),
        agent_count=fact.subject_count,
        patient=fact.object,
        patient_iri=fact.object_iri,
        patient_class=fact.object_type,
        patient_country=countries.of(fact.object_iri),
        patient_count=fact.object_count,
        relation=fact.relation,
        plover_type=plover,
        plover_mode=mode,
        cameo_code=cameo,
        cameo=f"cameo:{cameo}" if cameo else None,
        place_country=countries.of(fact.place_iri),
        reports=fact.support,
        **{name: getattr(fact, name) for name in _KEPT},
    )


_KEPT = ("status", "former", "place", "place_iri", "document", "attributed_to", "sentence", "confidence")


def _days(time: str | None) -> tuple[date | None, date | None]:
    low, _, high = (time or "../..").partition("/")
    return tuple(None if day == ".." else date.fromisoformat(day) for day in (low, high))  # type: ignore[return-value]


def _precision(low: date | None, high: date | None) -> str | None:
    if low is None or high is None:
        return "since" if low else "until" if high else None
    if low == high:
        return "day"
    if (low.day, high) == (1, date(low.year, low.month, monthrange(low.year, low.month)[1])):
        return "month"
    whole = (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year
    return "year" if whole else "period"


def _written(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _typed(found: list[Event], pa: pyarrow) -> pyarrow.Table:
    kinds = {"int": pa.int64(), "bool": pa.bool_(), "float": pa.float64(), "date": pa.date32(), "str": pa.string()}
    schema = pa.schema([(each.name, kinds[str(each.type).split(" ")[0]]) for each in fields(Event)])
    return pa.table({name: [getattr(row, name) for row in found] for name in COLUMNS}, schema=schema)
