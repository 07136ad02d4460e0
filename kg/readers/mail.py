"""Mail (RFC 5322): one message (`.eml`) or a mailbox of them (`.mbox`, also mboxrd); the sender's own words only.

Of a message sent as plain text and as HTML the plain text is read. Quoted and forwarded text, the signature and links
to leave a list are not the story; attachments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from functools import partial
from typing import Any, BinaryIO, cast

from kg.errors import InputError
from kg.readers import items, markup
from kg.readers.source import MAX_BYTES, OnSkip, Skipped, Source
from kg.records import Document

_SEPARATOR = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{4}\s*$")
_ESCAPED = re.compile(rb">+From ")
_OTHERS = re.compile(
    r"^-{2,} ?(?:original message|forwarded message).*|^begin forwarded message:|^_{10,}\n+from:|^from:[^\n]+\nsent:",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_ATTRIBUTION = re.compile(r"^on\b[^\n]*(?:\n[^\n]+)?\bwrote:[ \t]*\n+(?=>|\Z)", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_LIST = re.compile(r"\bunsubscribe\b|\bview (?:this (?:e-?mail|message) )?in (?:your |a )?browser\b", re.IGNORECASE)
_LONGEST_HEADER = 4000
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError, OverflowError)
"""What the library raises when a header, or how parts are nested, is no longer mail."""
_LONGEST_LIST_LINE = 300
_ATTACHED = "left out: an attachment of a mail, which is not read; save it as a file"
_QUOTES = frozenset(
    {
        "blockquote",
        "gmail_quote",
        "gmail_signature",
        "moz-cite-prefix",
        "moz-signature",
        "divRplyFwdMsg",
        "appendonsend",
    }
)


class _Policy(EmailPolicy):
    """Mail as of today, but of a header only so much: the library's time grows with the square of its length."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER] if type(value) is str else value)


def read(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read one message."""
    yield _document(source.data(), source.id, source, on_skip)


def read_mbox(source: Source, on_skip: OnSkip) -> Iterator[Document]:
    """Read the messages of a mailbox; one that lies there twice is read once."""
    seen: set[str] = set()
    with source.open() as file:
        for number, data in enumerate(_messages(file), start=1):
            where = f"{source.path}:{number}"
            try:
                document = _document(data, f"{source.id}:{number}", source, on_skip)
            except InputError as error:
                on_skip(Skipped(where, str(error)))
                continue
            if document.id in seen:
                on_skip(Skipped(where, f"left out: the message came before ({document.id})", error=False))
            else:
                seen.add(document.id)
                yield document


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """The messages between the `From ` lines, which look like one from the first to the year at their end."""
    lines: list[bytes] = []
    size = -1
    while line := file.readline(MAX_BYTES):
        if _SEPARATOR.match(line):
            if size >= 0:
                yield b"".join(lines)
            lines, size = [], 0
        elif size < 0 and line.strip():
            raise InputError("is no mailbox: it does not begin with a `From ` line; of one message it is .eml")
        elif 0 <= size <= MAX_BYTES:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
            size += len(line)
    if size < 0:
        raise InputError("is empty; there is nothing to read")
    yield b"".join(lines)


def _document(data: bytes, name: str, source: Source, on_skip: OnSkip) -> Document:
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 10**6} MB; save it without its attachments")
    try:
        message = cast(EmailMessage, message_from_bytes(data, policy=_Policy()))
    except _BROKEN as error:
        raise InputError(f"is no message that can be read ({type(error).__name__}); save its text as .txt") from error
    if not any(name in message for name in ("From", "Subject", "Date", "Message-ID", "Content-Type")):
        raise InputError("is no message: it has none of the headers From, Date and Subject; save other text as .txt")
    for attached in _attached(message):
        on_skip(Skipped(f"{source.path}/{attached}", _ATTACHED, error=False))
    return items.document(
        source,
        on_skip,
        id=_header(message, "Message-ID") or name,
        text=partial(_text, message),
        title=_header(message, "Subject"),
        published=_header(message, "Date"),
        author=_author(message),
        language=_header(message, "Content-Language").partition(",")[0],
    )


def _attached(message: EmailMessage) -> list[str]:
    """The names of what is attached; of a message with broken parts, none."""
    try:
        return [name for part in message.iter_attachments() if (name := part.get_filename() or _forwarded(part))]
    except _BROKEN:
        return []


def _forwarded(part: EmailMessage) -> str:
    """What a message inside a message is called by: it seldom has a name of its own."""
    inner = part.get_content() if part.get_content_type() == "message/rfc822" else None
    subject = _header(inner, "Subject") if isinstance(inner, EmailMessage) else ""
    return "" if inner is None else f"the message {subject or 'without a subject'!r}"


def _header(message: EmailMessage, name: str) -> str:
    """A header, decoded; one that the parser stumbles over as it stands."""
    try:
        return str(message[name] or "").strip()
    except _BROKEN:
        found = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return str(found).strip()


def _author(message: EmailMessage) -> str:
    try:
        addresses = message["From"].addresses
    except _BROKEN:
        return _header(message, "From")
    return ", ".join(address.display_name or address.addr_spec for address in addresses)


def _text(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain", "html"))
    except _BROKEN:  # broken structure of parts
        part = None
    if part is None:
        raise InputError("has no text, only attachments; save them as files of their own")
    content = _decoded(part)
    own = _own_html(content) if part.get_content_subtype() == "html" else _own_plain(_unflowed(content, part))
    if content.strip() and not own.strip():
        raise InputError("says nothing of its own besides what it quotes or forwards; save that message itself")
    return own


def _decoded(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):  # a character set that is unknown, untrue, or no name at all
        text = data.decode("utf-8", "replace") if b"\xc3" in data else data.decode("windows-1252", "replace")
    return items.plain(text)


def _unflowed(text: str, part: MIMEPart) -> str:
    """Join the lines that `format=flowed` (RFC 3676) broke: those that end in a blank."""
    try:
        parameters = part["Content-Type"].params if part["Content-Type"] else {}
    except _BROKEN:
        parameters = {}
    if str(parameters.get("format", "")).lower() != "flowed":
        return text
    end = 1 if str(parameters.get("delsp", "")).lower() == "yes" else 0
    out: list[str] = []
    for line in text.split("\n"):
        body = line.removeprefix(" ")
        flows = body.endswith(" ") and body != "-- " and not body.startswith(">")
        out.append(body[: len(body) - end] if flows else body + "\n")
    return "".join(out)


def _own_plain(text: str) -> str:
    for mark in (_OTHERS, _SIGNATURE):
        if match := mark.search(text):
            text = text[: match.start()]
    text = _QUOTED.sub("", _ATTRIBUTION.sub("", text))
    paragraphs = (part.strip() for part in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(part for part in paragraphs if part and not _of_list(part))


def _own_html(content: str) -> str:
    text = markup.html(content, unseen=_QUOTES)
    return _own_plain(text)


def _of_list(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_LIST_LINE and bool(_LIST.search(paragraph))
