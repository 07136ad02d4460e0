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


ROWS = [
    ("fcd5a926", "the Gunmet Administration communicatesWith officials", "hypothetical", "word " * 30),
    ("b68fac21", "Doha capitalOf Qatar", "asserted", "Representatives of the long-established organization met."),
]


@pytest.mark.parametrize("screen", [40, 60, 61, 70, 80, 96, 120, 200])
def test_no_word_is_broken_at_any_width(capsys, monkeypatch, screen):
    monkeypatch.setenv("COLUMNS", str(screen))
    table(["id", "fact", "status", "sentence"], ROWS)
    out = capsys.readouterr().out
    assert set(out.split()) >= {word for row in ROWS for cell in row for word in cell.split()}
    assert max(map(len, out.splitlines())) <= screen
    assert all(line == line.rstrip() for line in out.splitlines())


def test_what_does_not_fit_beside_each_other_is_listed_below(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    table(["id", "fact", "status", "place", "sentence"], [("fcd5a926", "Doha capitalOf Qatar", "asserted", None, "x")])
    assert capsys.readouterr().out.splitlines() == [
        "id        fcd5a926",
        "fact      Doha capitalOf Qatar",
        "status    asserted",
        "sentence  x",
        "",
    ]


def test_each_row_is_a_line_when_it_is_piped(capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    table(["id", "fact", "status", "sentence"], ROWS)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[2].endswith("word word")
    assert lines[3].endswith("organization met.")


def test_jsonl_keeps_every_character(capsys):
    listing([{"a": "\x1bé\u2028", "b": None}], columns=["a", "b"], format=Format.JSONL)
    assert capsys.readouterr().out == '{"a": "\\u001bé\u2028", "b": null}\n'
