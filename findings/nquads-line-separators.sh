#!/usr/bin/env bash
# PyLD cannot read N-Quads whose text has a line separator of Unicode.
#
# One would expect a literal of N-Quads to hold any character but a quote, a backslash, LF and CR as it is: so the grammar
# says, and so pyoxigraph and rdflib write and read it. "Lines" end at LF or CR, and nowhere else.
# What happens: PyLD cuts its input where Python's str.splitlines() does: also at U+0085 (next line), U+2028 and U+2029 (line
# and paragraph separator), and at vertical tab and form feed. A valid file is refused as an invalid quad, half a literal long.
# Bitten: who checks a canonical hash of news (RDFC-1.0) by a second implementation: pages pasted from word processors and old
# mainframe feeds have these characters in sentences, and the check fails where the graph is right.
# Seen 2026-11-29 with PyLD 3.3.0, rdflib 7.6.0 and pyoxigraph 0.5.13, Python 3.11.
# Source: https://www.w3.org/TR/n-quads/#grammar-production-STRING_LITERAL_QUOTE
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyld==3.3.0 rdflib==7.6.0 pyoxigraph==0.5.13
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

import pyoxigraph
import rdflib
from pyld import jsonld

print("PyLD", version("pyld"), "rdflib", rdflib.__version__, "pyoxigraph", pyoxigraph.__version__)
OPTIONS = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
seen = {}
for name, character in (("space", " "), ("next line", "\u0085"), ("line separator", "\u2028"), ("form feed", "\x0c")):
    line = f'<urn:a> <urn:b> "one{character}two" <urn:g> .\n'
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(data=line, format="nquads")
    assert quad.object.value == str(next(dataset.quads())[2]) == f"one{character}two"
    try:
        seen[name] = jsonld.normalize(line, OPTIONS) == line
    except jsonld.JsonLdError:
        seen[name] = "refused"
    print(f"{name}: pyoxigraph and rdflib read it; PyLD: {seen[name]}")
assert seen == {"space": True, "next line": "refused", "line separator": "refused", "form feed": "refused"}, "no longer so"
EOF
