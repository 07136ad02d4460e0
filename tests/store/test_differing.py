"""Where next to nothing changes in a document, what it said is looked up and not read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.store import Store, differing
from tests.factories import dobbins, shooting


def hash_of(*said):
    with Store() as store:
        store.replace_all(said)
        return store.receipt().hash


def retold(said, **changes):
    return replace(said, document=replace(said.document, **changes))


@pytest.fixture
def unread(monkeypatch):
    """Nothing that a document said may be read back as a whole."""

    def fail(*_):
        raise AssertionError("all was read back")

    monkeypatch.setattr(differing, "lines_of", fail)


@pytest.mark.parametrize("changes", [{"title": "Another"}, {"published": date(2020, 2, 2)}, {"author": "Ann Lee"}])
def test_of_a_title_only_the_title_is_written(unread, changes):
    with Store() as store:
        store.replace_all([dobbins(), shooting()])
        assert store.replace(retold(dobbins(), **changes))
        assert store.receipt().hash == hash_of(retold(dobbins(), **changes), shooting())
        assert store.replace(dobbins())
        assert store.receipt().hash == hash_of(dobbins(), shooting())


def test_a_claim_that_goes_is_found(monkeypatch):
    read = []
    real = differing.lines_of
    monkeypatch.setattr(differing, "lines_of", lambda *given: read.append(given) or real(*given))
    fewer = replace(dobbins(), claims=dobbins().claims[:-1], document=replace(dobbins().document, title="Fewer"))
    with Store() as store:
        store.replace_all([dobbins(), shooting()])
        store.replace(fewer)
        assert store.receipt().hash == hash_of(fewer, shooting())
    assert len(read) == 1


def test_a_text_that_moves_is_read_back_at_once(monkeypatch):
    looked = []
    real = differing._few
    monkeypatch.setattr(differing, "_few", lambda *given: looked.append(real(*given)) or looked[-1])
    with Store() as store:
        store.replace_all([shooting(dobbins().document.id)])
        store.replace(dobbins())
        assert store.receipt().hash == hash_of(dobbins())
    assert looked == [None]
