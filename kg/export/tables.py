"""The facts as a table."""

from __future__ import annotations

import csv as comma
import io
from dataclasses import asdict, fields

from kg.records import Fact
from kg.store import Store


def csv(store: Store) -> bytes:
    """One fact a line, with the fields of `kg facts` (RFC 4180, UTF-8); what is absent is empty."""
    stream = io.StringIO(newline="")
    writer = comma.DictWriter(stream, [field.name for field in fields(Fact)])
    writer.writeheader()
    writer.writerows(asdict(fact) for fact in store.facts())
    return stream.getvalue().encode()
