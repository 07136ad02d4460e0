"""Reprints are told from texts that only speak of the same."""

from __future__ import annotations

from kg.corroboration.texts import copies, folded, signature

WIRE = """Gunmen stormed a hotel in the centre of Mogadishu on Thursday evening and fought the police for six hours.
A spokesman for the interior ministry said that the last of the attackers had been shot dead before dawn. Witnesses
spoke of two explosions at the gate. Nine guests were brought to a hospital nearby, where a doctor called for blood. The
hotel belongs to a member of parliament, and officials often meet there. No group has said that it was behind it."""
OTHER = """The siege of a hotel in the Somali capital is over. Six hours after the first blast, police shot the last of
the gunmen on Friday morning, the interior ministry said. The building, near the airport road, is popular with members
of parliament. Doctors counted nine wounded. Shops in the quarter stayed closed, and soldiers searched every car."""


def pairs(**texts: str) -> list[tuple[str, str]]:
    return copies({name: signature(text) for name, text in texts.items()})


def test_a_signature_is_the_same_everywhere():
    assert signature("Ann Lee met Bob Ray.") == signature("ann lee  met\nBob Ray")
    assert len(signature("Ann Lee met Bob Ray.")) == len(signature(WIRE)) == 684
    assert signature("Ann Lee met Bob Ray.").startswith("r5qmcsJWBoeprZsb")


def test_a_text_without_words_is_like_no_other():
    assert signature(" … ") == ""
    assert pairs(a=" … ", b="") == []


def test_a_reprint_is_a_copy_whatever_stands_above_it_or_is_cut():
    assert pairs(a=WIRE, b=WIRE) == [("a", "b")]
    assert pairs(a=WIRE, b=f"SOMALIA: HOTEL STORMED\nMogadishu (Agency) – {WIRE} (jk/al)") == [("a", "b")]
    assert pairs(a=WIRE, b=WIRE[: len(WIRE) * 2 // 3]) == [("a", "b")]
    assert pairs(a=WIRE, b=WIRE.replace("Thursday", "Wednesday").replace("said", "told reporters")) == [("a", "b")]


def test_another_article_about_the_same_is_no_copy():
    assert pairs(a=WIRE, b=OTHER) == []
    assert pairs(a=WIRE, b=OTHER, c=WIRE.upper()) == [("a", "c")]


def test_copies_of_one_text_are_tied_together():
    cuts = {f"{number:02}": WIRE[number * 3 :] for number in range(30)}
    found = pairs(**cuts, other=OTHER)
    tied = {"00"}
    while more := {name for pair in found if tied & {*pair} for name in pair} - tied:
        tied |= more
    assert tied == set(cuts)


def test_sentences_are_compared_by_their_words():
    assert folded("Nine  guests were\n hurt.") == folded("NINE guests were hurt.")
    assert folded("nine guests") != folded("ten guests")
