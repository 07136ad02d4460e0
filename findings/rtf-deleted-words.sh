#!/usr/bin/env bash
# striprtf hands on what was deleted from an RTF: "He did not resign" where the file says that he resigned.
#
# One would expect the text of a document to be what a word processor shows; words that were deleted under revision marks (`\deleted`, `\revised`
# in the specification) and hidden text (`\v`) are shown by none that is asked for the final version.
# What happens: striprtf 0.0.35 knows neither word, and both come out as plain text, in their place in the sentence. Nothing tells them apart
# afterwards. The letters of Central Europe go wrong in silence, too: the code page of the default font (`\deff0` with `\fcharset238`) counts only
# where the font is named again in the text, and `\mac` is read as Windows.
# Bitten: newsrooms, courts and offices keep drafts and protocols as RTF; a negation that an editor took out comes back as a fact.
# Seen 2026-11-29 with striprtf 0.0.35, Python 3.11.
# Source: Rich Text Format Specification 1.9.1 (Track Changes; Font Formatting Properties), https://pypi.org/project/striprtf/
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q striprtf==0.0.35
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

print("striprtf", version("striprtf"))
files = {
    "deleted": r"{\rtf1\ansi\ansicpg1252 He {\deleted did not }resign.}",
    "hidden": r"{\rtf1\ansi\ansicpg1252 Paid{\v  in cash} on Monday.}",
    "default font": r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset238 Arial;}}\pard \'b3a}",
    "font named": r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset238 Arial;}}\pard\f0 \'b3a}",
}
seen = {name: rtf_to_text(text).strip() for name, text in files.items()}
for name, text in seen.items():
    print(f"{name:13} {text!r}")
assert seen["deleted"] == "He did not resign." and "in cash" in seen["hidden"], "no longer so"
assert seen["default font"] == "³a" and seen["font named"] == "ła", "no longer so"
EOF
