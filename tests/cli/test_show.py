"""Text from documents is shown, never interpreted."""

from __future__ import annotations

import pytest

from kg.cli.show import Format, listing, plain, table


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0.5, "0.50"),
        (3, "3"),
        ("two\n lines", "two lines"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("abc\u202edef\u200b", "abcdef"),
        ("Ünïcode 🕊", "Ünïcode 🕊"),
    ],
)
def test_plain(value, shown):
    assert plain(value) == shown


def test_markup_in_documents_is_text(capsys):
    table(["name"], [("[red]not red[/red] :dove: [link=x]",)])
    assert "[red]not red[/red] :dove: [link=x]" in capsys.readouterr().out


def test_long_cells_fold_and_lose_nothing(capsys):
    sentence = " ".join(f"word{number}" for number in range(200))
    table(["a", "b"], [("x", sentence)])
    assert capsys.readouterr().out.split().count("word199") == 1


def test_jsonl_keeps_every_character(capsys):
    listing([{"a": "\x1bé\u2028", "b": None}], columns=["a", "b"], format=Format.JSONL)
    assert capsys.readouterr().out == '{"a": "\\u001bé\u2028", "b": null}\n'
