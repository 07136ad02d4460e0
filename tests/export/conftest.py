"""A graph of two documents, to be exported."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from tests.factories import dobbins, shooting


@pytest.fixture(scope="module")
def graph():
    with Graph() as made:
        made.replace_all([dobbins(), shooting()])
        yield made
