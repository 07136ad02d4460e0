#!/usr/bin/env bash
# One page whose server lied about its encoding ends the reading of a whole WARC.
#
# One would expect a reader of archives to give the records that are whole: the framing of WARC says where each ends, whatever is in it, and a
# page that says `Content-Encoding: gzip` over plain text is daily bread of crawls.
# What happens: with `auto_decode="all"`, which is the documented way to get decoded pages, fastwarc 2.0.1 raises OSError when the record behind that
# one is asked for, and the same again at each further try: the good page never comes, and who catches the error and goes on does so for ever.
# Without decoding all records come, so the archive is sound.
# Bitten: who reads crawls of news; the pages behind the bad one are missing without a count of them.
# Right: iterate without decoding, and decode each body by itself, with its own error.
# Seen 2026-11-29 with fastwarc 2.0.1, Python 3.11.
# Source: https://resiliparse.chatnoir.eu/en/stable/man/fastwarc.html (auto_decode), ISO 28500
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q fastwarc==2.0.1
"$room/venv/bin/python" - <<'EOF'
import io
from importlib.metadata import version

from fastwarc.warc import ArchiveIterator, WarcRecordType

print("fastwarc", version("fastwarc"))


def record(name, head):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n<p>{name}</p>".encode()
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/{name}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{name}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"


data = record("one", "") + record("two", "Content-Encoding: gzip\r\n") + record("three", "")


def addresses(decode):
    found, errors = [], []
    records = iter(ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response, parse_http=True, auto_decode=decode))
    for _ in range(9):
        try:
            found.append(next(records).headers["WARC-Target-URI"].rpartition("/")[2])
        except StopIteration:
            return found, errors
        except OSError as error:
            errors.append(str(error).splitlines()[0])
    return found, errors


plain, decoded = addresses("none"), addresses("all")
print("not decoded:", plain[0])
print("decoded:    ", decoded[0], len(decoded[1]), "errors:", decoded[1][:1])
assert plain == (["one", "two", "three"], []), "the archive is sound"
assert "three" not in decoded[0] and decoded[1], "no longer so"
EOF
