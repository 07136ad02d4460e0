"""Tables: what separates the columns, encodings, Parquet and Excel."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest


@pytest.mark.parametrize(
    "content",
    [
        'id;Title;Published;TEXT\n1;T;2024-05-07;"Obama met; then left,\nhe said."\n',
        'id\ttitle\tpublished\ttext\n1\tT\t2024-05-07\t"Obama met; then left,\nhe said."\n',
        'id|title|published|text\n1|T|2024-05-07|"Obama met; then left,\nhe said."\n',
        'id,title,published,text\n1,T,2024-05-07,"Obama met; then left,\nhe said."\n',
        'sep=;\nid;title;published;text\n1;T;2024-05-07;"Obama met; then left,\nhe said."\n',
        '"sep=|"\n\n"id"|"title, long"|title|published|text\n1||T|2024-05-07|"Obama met; then left,\nhe said."\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separators_and_encodings(one, content, encoding):
    document = one("a.csv", content.encode(encoding))
    assert (document.id, document.title, document.published) == ("1", "T", date(2024, 5, 7))
    assert document.text == "Obama met; then left,\nhe said."


def test_the_field_that_the_user_names_tells_the_separator(tmp_path, reading):
    (tmp_path / "a.csv").write_text("no,id;words\n1;Talks.\n")
    assert [document.text for document in reading(tmp_path, text="words")[0]] == ["Talks."]


def test_windows_1252(one):
    assert one("a.csv", b"id;text\n1;Caf\xe9 \x93open\x94\n").text == "Café “open”"
    assert one("b.csv", "id;text\n1;Café “open”\n".encode()).text == "Café “open”"


def test_bytes_of_no_encoding(tmp_path, reading):
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,one\n" + b"x,y\n" * 9000 + b"2,\x81\n")
    documents, problems = reading(tmp_path)
    assert documents[0].text == "one"
    assert "is not valid UTF-8 or windows-1252 after line " in problems[-1].reason


def test_a_row_with_a_cell_too_many_is_not_read_by_half(tmp_path, reading):
    (tmp_path / "a.csv").write_text("id,text\n1,Obama met Karzai, then left.\n2,He left.,,\n3\n")
    documents, problems = reading(tmp_path)
    assert [document.text for document in documents] == ["He left."]
    assert [problem.path.rpartition(":")[2] for problem in problems] == ["2", "4"]
    assert "more cells than" in problems[0].reason


def test_two_columns_of_one_name_are_refused_where_one_would_be_lost(tmp_path, reading):
    (tmp_path / "a.tsv").write_text("text\ttext\nObama met Karzai.\tHe left.\n")
    (tmp_path / "b.csv").write_text("text,note,note\nObama met Karzai.,a,b\n")
    documents, (problem,) = reading(tmp_path)
    assert [document.text for document in documents] == ["Obama met Karzai."]
    assert "two columns named `text`" in problem.reason


def test_tables_without_rows(tmp_path, reading):
    for name, content in (("a.csv", ""), ("b.csv", "\n\n"), ("c.csv", "id,text\n"), ("d.csv", "sep=;\n")):
        (tmp_path / name).write_text(content)
    documents, notes = reading(tmp_path)
    assert documents == []
    assert {(note.reason, note.error) for note in notes} == {("holds no document", False)}
    assert len(notes) == 4


def test_a_quote_without_end_is_refused_when_it_swallows_too_much(refused, monkeypatch):
    monkeypatch.setattr("kg.readers.tables.MAX_CHARACTERS", 1000)
    assert "is not CSV after" in refused("a.csv", 'id,text\n1,"x' + "y\n" * 5000)


@pytest.fixture
def parquet():
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet

    def write(columns, **options) -> bytes:
        written = io.BytesIO()
        pyarrow.parquet.write_table(pa.table(columns), written, **options)
        return written.getvalue()

    return write


def test_parquet(tmp_path, reading, parquet):
    import pyarrow as pa

    columns = {
        "Id": [1, 2, 3],
        "content": ["Obama met Karzai.", None, "They left."],
        "date": pa.array([datetime(2024, 5, 7, 8, tzinfo=UTC), None, None], pa.timestamp("ns", tz="UTC")),
        "authors": [["A", "B"], [], None],
        "vector": [[0.1], [0.2], [0.3]],
    }
    (tmp_path / "a.parquet").write_bytes(parquet(columns, row_group_size=2))
    documents, (problem,) = reading(tmp_path)
    assert [(document.id, document.text) for document in documents] == [
        ("1", columns["content"][0]),
        ("3", "They left."),
    ]
    assert (documents[0].published, documents[0].author) == (date(2024, 5, 7), "A, B")
    assert problem.path.endswith("a.parquet:2")


def test_parquet_of_old_writers_has_text_as_bytes(one, refused, parquet):
    assert one("a.parquet", parquet({"text": ["Café".encode()]})).text == "Café"
    assert "is not Parquet" in refused("b.parquet", parquet({"text": [b"caf\xe9"]}))


def test_parquet_that_cannot_be_read(refused, parquet):
    assert "it has: words" in refused("a.parquet", parquet({"words": ["x"]}))
    whole = parquet({"text": ["x"] * 1000})
    assert "is not a Parquet file" in refused("b.parquet", whole[:-30])
    assert "is not a Parquet file" in refused("c.parquet", b"PAR1")


@pytest.fixture
def workbook():
    openpyxl = pytest.importorskip("openpyxl")

    def write(**sheets) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    return write


def test_excel(tmp_path, reading, workbook):
    first = [[None], ["Text", "Published", "ID"], ["Obama met\nKarzai.", datetime(2024, 5, 7), 7], [None], ["Two."]]
    (tmp_path / "a.xlsx").write_bytes(workbook(News=first, Notes=[["hello"]], More=[["Body"], ["Three."]]))
    documents, skipped = reading(tmp_path)
    assert not skipped
    assert [document.id for document in documents] == ["7", "a.xlsx:5", "a.xlsx:More:2"]
    assert [document.text for document in documents] == ["Obama met\nKarzai.", "Two.", "Three."]
    assert documents[0].published == date(2024, 5, 7)


def test_excel_that_cannot_be_read(refused, workbook):
    assert "it has: words" in refused("a.xlsx", workbook(Sheet=[["words"], ["x"]]))
    assert "has no sheet with rows" in refused("b.xlsx", workbook(Sheet=[]))
    assert "is not an Excel workbook" in refused("c.xlsx", workbook(Sheet=[["text"], ["x"]])[:-50])
    assert "is not an Excel workbook" in refused("d.xlsx", b"\xd0\xcf\x11\xe0 an old .xls")


@pytest.mark.parametrize(
    ("name", "library", "extra"), [("a.parquet", "pyarrow", "parquet"), ("a.xlsx", "openpyxl", "excel")]
)
def test_a_library_that_is_missing_is_named_with_its_extra(refused, monkeypatch, name, library, extra):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    reason = refused(name, b"PAR1")
    assert reason == f"needs the library {library}; install it with `pip install '.[{extra}]'` in kg's source"
