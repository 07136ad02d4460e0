"""XML is opened safely; what is none, or no news, is refused in one line."""

from __future__ import annotations

import time

import pytest

BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{}]><rss><channel><item><title>&i;</title></item></channel></rss>'
LEVELS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused_at_once(refused, encoding):
    began = time.monotonic()
    reason = refused("a.xml", BOMB.format(LEVELS).encode(encoding))
    assert "entities of its own" in reason or "not well-formed" in reason
    assert time.monotonic() - began < 2


def test_a_file_elsewhere_is_not_read(tmp_path, refused):
    (tmp_path / "secret.txt").write_text("Odo Fell's secret")
    entity = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    assert "entities of its own" in refused(
        "a.xml", f"{entity}<nitf><body><body.content><p>&x;</p></body.content></body></nitf>"
    )


def test_a_document_type_elsewhere_is_not_fetched(one):
    story = "<nitf><body><body.content><p>Ada met Bo.</p></body.content></body></nitf>"
    assert one("a.xml", f'<!DOCTYPE nitf SYSTEM "http://x.invalid/nitf-3-2.dtd">{story}').text == "Ada met Bo."


def test_a_name_that_only_a_document_type_explains_is_refused(refused):
    story = (
        '<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><body><body.content><p>Ada &odd; Bo.</p></body.content></body></nitf>'
    )
    assert "uses &odd;" in refused("a.xml", story)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("<rss><channel>", "not well-formed XML"),
        ("Just text.", "not well-formed XML"),
        (
            b"<?xml version='1.0' encoding='utf-8'?><rss><channel><title>caf\xe9</title></channel></rss>",
            "not well-formed XML",
        ),
        (b"<?xml version='1.0' encoding='x-none'?><rss/>", "not well-formed XML"),
        ("<a/>" * 2, "not well-formed XML"),
        ("<project/>", "root <project>"),
        ("<NewsML/>", "root <NewsML>"),
    ],
)
def test_what_cannot_be_read_is_refused(refused, content, reason):
    assert reason in refused("a.xml", content)


def test_other_encodings_that_are_declared_are_read(one):
    feed = "<rss><channel><item><guid>1</guid><description>Zoë met Bo.</description></item></channel></rss>"
    for number, encoding in enumerate(("iso-8859-1", "utf-16", "windows-1252")):
        data = f"<?xml version='1.0' encoding='{encoding}'?>{feed}".encode(encoding)
        assert one(f"{number}.xml", data).text == "Zoë met Bo."


def test_deep_nesting_is_no_crash(tmp_path, reading):
    (tmp_path / "a.xml").write_text("<rss>" + "<p>" * 50_000 + "</p>" * 50_000 + "</rss>")
    documents, skipped = reading(tmp_path / "a.xml")
    assert not documents
    assert all("\n" not in problem.reason for problem in skipped)
