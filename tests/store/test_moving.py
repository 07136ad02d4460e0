"""A name that moves: its entity takes the place of another in the graphs of the documents that use it."""

from __future__ import annotations

import pytest

from kg.store import Store, revision
from tests.factories import entity, extraction

KENYA = entity(9, "Country", "Kenya", gazetteer="Kenya")
OFFICE = [(0, "holdsPosition", "president"), (0, "leads", 9)]


def says(document: str, name: str, *others: str):
    people = [entity(chain, "Person", each) for chain, each in enumerate((name, *others))]
    text = f"{', '.join((name, *others))}, president, Kenya."
    facts = OFFICE + [(chain, relation, 9) for chain in range(1, len(people)) for _, relation, _ in OFFICE[1:]]
    facts += [(chain, "holdsPosition", "president") for chain in range(1, len(people))]
    return extraction(document, text, entities=[*people, KENYA], facts=facts)


@pytest.fixture
def read_again(monkeypatch):
    """The documents that were read back whole."""
    found: list[str] = []
    made = revision.resolve_anew

    def watched(change, quads, document_id, **more):
        found.append(document_id)
        made(change, quads, document_id, **more)

    monkeypatch.setattr(revision, "resolve_anew", watched)
    return found


def subjects(store: Store, document: str) -> set[str]:
    return {fact.subject for fact in store.facts(document)}


def test_no_document_is_read_again_for_a_name_that_moves(read_again):
    store = Store()
    for document in ("a", "b"):
        store.replace(says(document, "Okoro"))
    before = store.receipt().hash
    assert subjects(store, "a") == {"Okoro"}
    store.replace(says("c", "Daniel Okoro"))
    assert subjects(store, "a") == subjects(store, "b") == {"Daniel Okoro"}
    store.retract("c")
    assert (read_again, store.receipt().hash) == ([], before)


def test_where_only_one_of_two_names_moves_the_document_is_read_again(read_again):
    """Both spellings are one person until a second bearer of the surname comes; then the bare surname is nobody's."""
    whole = says("a", "Daniel Okoro", "Okoro")
    store = Store()
    store.replace(whole)
    assert subjects(store, "a") == {"Daniel Okoro"}
    store.replace(says("b", "Ann Okoro"))
    assert subjects(store, "a") == {"Daniel Okoro", "Okoro"}
    assert read_again == ["a"]
    other = Store()
    for each in (says("b", "Ann Okoro"), whole):
        other.replace(each)
    assert store.receipt().hash == other.receipt().hash
