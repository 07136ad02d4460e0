"""Mail: the sender's own words, once."""

from __future__ import annotations

import time
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest

HEAD = """From: Zoe Marsh <zoe@x.example>
Subject: Talks
Date: Mon, 01 Jun 2026 23:30:00 -0400
Message-ID: <1@x.example>
"""
PLAIN = f"{HEAD}\nAda met Bo in Tarn.\n"


def test_fields(one):
    document = one("a.eml", PLAIN)
    assert (document.id, document.title, document.author) == ("<1@x.example>", "Talks", "Zoe Marsh")
    assert (document.text, document.published, document.language) == ("Ada met Bo in Tarn.", date(2026, 6, 1), None)


@pytest.mark.parametrize(
    "others",
    [
        "\n-- \nZoe, desk\n",
        "\nOn Sun, 31 May 2026, Bert Noll wrote:\n> Carl hit Lusk.\n> Hard.\n",
        "\nOn Sun, 31 May 2026 at 10:00, Bert Noll\n<bert@x.example> wrote:\n\n> Carl hit Lusk.\n",
        "\n-----Original Message-----\nFrom: Bert\n\nCarl hit Lusk.\n",
        "\n---------- Forwarded message ---------\nFrom: Bert\n\nCarl hit Lusk.\n",
        "\nFrom: Bert Noll\nSent: Sunday\nTo: Zoe\n\nCarl hit Lusk.\n",
        "\nTo leave the list, unsubscribe here: http://x.example\n",
    ],
)
def test_what_others_wrote_is_left_out(one, others):
    assert one("a.eml", PLAIN + others).text == "Ada met Bo in Tarn."


def test_answers_between_quotes_are_kept(one):
    assert one("a.eml", f"{HEAD}\n> Who met?\nAda met Bo.\n> Where?\nIn Tarn.\n").text == "Ada met Bo.\nIn Tarn."


def test_a_message_of_quotes_alone_is_refused(refused):
    assert "nothing of its own" in refused("a.eml", f"{HEAD}\nOn Sunday Bert wrote:\n> Carl hit Lusk.\n")


def test_flowed_lines_are_joined(one):
    head = f"{HEAD}Content-Type: text/plain; format=flowed\n"
    assert (
        one("a.eml", f"{head}\nAda met \nBo.\n\nThen \nshe left.\n-- \nZoe\n").text == "Ada met Bo.\n\nThen she left."
    )
    assert one("b.eml", f"{head.replace('flowed', 'flowed; delsp=yes')}\nAda met B \no.\n").text == "Ada met Bo."


def test_html_alone_is_read_without_what_nobody_sees(one):
    page = (
        "<html><head><title>T</title></head><body><div style='display: none'>Hidden.</div><p>Ada met <b>Bo</b>.</p>"
        "<p><a href='http://x.example'>Unsubscribe</a></p><blockquote>Carl hit Lusk.</blockquote></body></html>"
    )
    assert one("a.eml", f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{page}").text == "Ada met Bo."


def test_attachments_are_not_read_and_said(refused, reading, tmp_path):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Talks"
    message.set_content("Ada met Bo.")
    message.add_attachment("Carl hit Lusk.", filename="a.txt")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "c.eml").write_bytes(message.as_bytes())
    documents, said = reading(tmp_path / "c")
    assert [document.text for document in documents] == ["Ada met Bo."]
    assert [(each.path.rpartition("/")[2], each.error) for each in said] == [("a.txt", False)]
    inner = EmailMessage(policy=SMTP)
    inner["Subject"] = "Visit"
    inner.set_content("Carl hit Lusk.")
    message.add_attachment(inner)
    (tmp_path / "c" / "c.eml").write_bytes(message.as_bytes())
    documents, said = reading(tmp_path / "c")
    assert [document.text for document in documents] == ["Ada met Bo."]
    assert [each.path.rpartition("/")[2] for each in said] == ["a.txt", "the message 'Visit'"]
    picture = f"{HEAD}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    assert "only attachments" in refused("b.eml", picture)


@pytest.mark.parametrize("charset", ["utf-8", "x-unknown", "us-ascii", "windows-1252"])
def test_a_wrong_character_set_is_no_crash(one, charset):
    data = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + "Zoë met Bo.".encode("cp1252")
    assert one("a.eml", data).text == "Zoë met Bo."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\xff", "is no message"),
        ("Just some words.", "is no message"),
        (f"{HEAD}\n", "has no text"),
    ],
)
def test_what_cannot_be_read_is_refused(refused, content, reason):
    assert reason in refused("a.eml", content)


def test_a_message_that_was_cut_is_read_as_far_as_it_goes(one):
    head = f"{HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nAda met B"
    assert one("a.eml", head).text == "Ada met B"


def test_a_date_that_is_not_understood_is_said(tmp_path, reading):
    (tmp_path / "a.eml").write_text(PLAIN.replace("Mon, 01 Jun 2026 23:30:00 -0400", "some day"))
    (document,), (note,) = reading(tmp_path / "a.eml")
    assert document.published is None
    assert "not understood (some day)" in note.reason


START = "From zoe@x.example Mon Jun  1 23:30:00 2026\n"


def test_a_mailbox(tmp_path, reading):
    second = PLAIN.replace("1@x", "2@x").replace(
        "Ada met Bo", "From the north came Ada.\n\nFrom the south Bo.\n>From afar Cy"
    )
    third = PLAIN.replace("Message-ID: <1@x.example>\n", "")
    (tmp_path / "a.mbox").write_text(START + PLAIN + "\n" + START + second + "\n" + START + third + START + PLAIN)
    documents, (note,) = reading(tmp_path / "a.mbox")
    assert [document.id for document in documents] == ["<1@x.example>", "<2@x.example>", "a.mbox:3"]
    assert documents[1].text == "From the north came Ada.\n\nFrom the south Bo.\nFrom afar Cy in Tarn."
    assert "came before (<1@x.example>)" in note.reason


def test_a_bad_message_of_a_mailbox_is_named_by_its_number(tmp_path, reading):
    (tmp_path / "a.mbox").write_text(START + f"{HEAD}\n\n" + START + PLAIN)
    (document,), (problem,) = reading(tmp_path / "a.mbox")
    assert document.text == "Ada met Bo in Tarn."
    assert problem.path.endswith("a.mbox:1")


def test_what_is_no_mailbox_is_refused(refused):
    assert "is no mailbox" in refused("a.mbox", PLAIN)
    assert "is empty" in refused("b.mbox", "")


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)) + "\nAda met Bo.\n",
        f"{HEAD}Content-Type: message/rfc822\n\n" * 3000,
        f"From: {'(' * 20000}\n\nAda met Bo.\n",
        f"Subject: {'=?utf-8?q?a?= ' * 20000}\n\nAda met Bo.\n",
        f"{HEAD}Content-Type: text/plain; {'a*0=b; ' * 20000}\n\nAda met Bo.\n",
    ],
    ids=["parts", "messages", "comments", "words", "parameters"],
)
def test_what_would_exhaust_the_library_does_not(tmp_path, reading, content):
    (tmp_path / "a.eml").write_text(content)
    began = time.monotonic()
    documents, skipped = reading(tmp_path / "a.eml")
    assert len(documents) + len(skipped) == 1
    assert time.monotonic() - began < 5
