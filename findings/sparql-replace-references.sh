#!/usr/bin/env bash
# REPLACE with $0 or with a letter behind $1: a NUL character in one engine, letters lost in the other.
#
# One would expect "$0" to be the whole match and "$1x" the first group and an "x": SPARQL's REPLACE is fn:replace of XPath,
# where a reference is a dollar sign and digits, nothing else.
# What happens: rdflib turns $0 into \0, which Python reads as the character NUL, so that "abc" becomes "a[NUL]c". pyoxigraph
# gives the text to Rust's regex, where "$1x" is a group named "1x"; there is none, so that reference and letter vanish.
# Bitten: who cleans or builds labels in a query, as in REPLACE(?name, "(\\d+)", "$1th"): no error, other names. The NUL
# character then breaks XML and PostgreSQL.
# Seen 2026-11-28 with rdflib 7.6.0 and pyoxigraph 0.5.13, Python 3.11.
# Source: https://www.w3.org/TR/sparql11-query/#func-replace, https://www.w3.org/TR/xpath-functions/#func-replace,
#         https://docs.rs/regex/latest/regex/struct.Regex.html#replacement-string-syntax
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyoxigraph==0.5.13 rdflib==7.6.0
"$room/venv/bin/python" - <<'EOF'
import pyoxigraph as ox
import rdflib

print("pyoxigraph", ox.__version__, "rdflib", rdflib.__version__)
seen = {}
for call in ('REPLACE("abc", "b", "[$0]")', 'REPLACE("abc", "(b)", "$1x")'):
    query = f"SELECT ({call} AS ?x) {{}}"
    (one,) = rdflib.Graph().query(query)
    (two,) = ox.Store().query(query)
    seen[call] = (str(one[0]), two["x"].value)
    print(call, "rdflib:", repr(str(one[0])), "pyoxigraph:", repr(two["x"].value))
assert list(seen.values()) == [("a[\0]c", "a[b]c"), ("abxc", "ac")], "no longer so"
EOF
