"""The heads for predicates cost time, and whoever does not read them leaves them out."""

from __future__ import annotations

import pytest

from kg import language

TEXT = "The rebels attacked Kabul on Monday."


@pytest.mark.model
def test_without_roles_all_else_is_the_same():
    told, untold = language.load()(TEXT), language.load(roles=False)(TEXT)
    assert told._.predicates
    assert untold._.predicates == ()
    rows = [
        [(token.tag_, token.lemma_, token.dep_, token.head.i, token.ent_type_) for token in doc]
        for doc in (told, untold)
    ]
    assert rows[0] == rows[1]
