"""The fingerprint of a graph: that of its canonical N-Quads, whatever its size, kept with the state that it is of."""

from __future__ import annotations

import hashlib
import tempfile

import pyoxigraph as ox
import pytest
from pyld import jsonld

from kg.export import serialize
from kg.store import Store, lines
from tests.factories import dobbins, entity, extraction, shooting

ODD = 'A "quoted" \\ name\twith\x7f a tab, Zoë’s שלום 😀'
"""Without U+0085 and U+2028, which are no line ends in N-Quads, and at which PyLD 3.3.0 cuts lines all the same."""


def filled(path=None) -> Store:
    store = Store(path)
    store.replace_all([dobbins("a.txt"), shooting("b/ü c.txt")])
    odd = entity(0, "Person", ODD), entity(1, "Person", "Karzai")
    store.replace(extraction("odd.txt", f"{ODD} met Karzai.", entities=odd, facts=[(0, "meets", 1)]))
    return store


def test_it_is_that_of_another_implementation():
    store = filled()
    text = serialize(store, "nquads").decode()
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    canonical = jsonld.normalize(text.replace("\\u007F", "\x7f"), options).replace("\x7f", "\\u007F")
    # URDNA2015 is RDFC-1.0 but for the escapes of a few control characters
    assert store.receipt().hash == hashlib.sha256(canonical.encode()).hexdigest()
    dataset = ox.Dataset(store.quads())
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    theirs = sorted((ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    assert store.receipt().hash == hashlib.sha256(b"".join(theirs)).hexdigest()


@pytest.mark.parametrize("block", [1_000, 20_000])
def test_a_large_graph_is_sorted_in_parts(monkeypatch, block):
    store = filled()
    whole = b"".join(store.lines())
    monkeypatch.setattr(lines, "BLOCK", block)
    monkeypatch.setattr(lines, "SAMPLED", 3)
    parts = list(store.lines())
    assert len(parts) > 3
    assert max(map(len, parts)) < len(whole) / 2
    assert b"".join(parts) == whole == b"".join(sorted(whole.splitlines(keepends=True)))


def test_it_is_worked_out_once_for_each_state(tmp_path, monkeypatch):
    with filled(tmp_path / "g") as store:
        first = store.receipt()
        with monkeypatch.context() as patch:
            patch.setattr("kg.store.receipt.canonical_hash", lambda quads: pytest.fail("it is known"))
            assert store.receipt() == first
        store.retract("odd.txt")
        assert store.receipt().hash != first.hash
        assert store.receipt().documents == 2


def test_it_says_what_is_there_and_what_made_it(tmp_path):
    with Store(tmp_path / "g", made_with="kg 9") as store:
        store.replace_all([dobbins("a.txt"), shooting("b.txt")])
        receipt = store.receipt()
    assert (receipt.documents, receipt.facts, receipt.made_with) == (2, len(list(store_facts(tmp_path))), ("kg 9",))


def store_facts(tmp_path):
    with Store(tmp_path / "g", read_only=True) as store:
        return list(store.facts())


def test_no_file_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    filled().receipt()
    assert not list(tmp_path.iterdir())
