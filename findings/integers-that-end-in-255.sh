#!/usr/bin/env bash
# Whoever looks up the number 255 on disk gets 256 to 511, too.
#
# One would expect the quads with an object to be those with that object, as the documentation of quads_for_pattern says, and
# as the same call answers in memory.
# What happens: of a store on disk, quads_for_pattern(None, predicate, 255, None) gives all integers from 255 to 511 that
# there are; the same for 511, 767, 1023: for each whose last byte is 255. SPARQL with the same pattern answers rightly, and
# so does the call for IRIs and strings.
# Bitten: who looks up offsets, years, counts or identifiers by number in Python: one in 256 of them finds its neighbours as
# well, without an error, and only on disk, so that tests in memory pass.
# Seen 2026-11-29 with pyoxigraph 0.5.13, Python 3.11.
# Source: https://pyoxigraph.readthedocs.io/en/stable/store.html#pyoxigraph.Store.quads_for_pattern
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyoxigraph==0.5.13
cd "$room"
"$room/venv/bin/python" - <<'EOF'
import pyoxigraph as ox

print("pyoxigraph", ox.__version__)
subject, predicate = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
seen = {}
for where, store in (("in memory", ox.Store()), ("on disk", ox.Store("graph"))):
    store.extend(ox.Quad(subject, predicate, ox.Literal(number)) for number in range(250, 260))
    found = store.quads_for_pattern(None, predicate, ox.Literal(255), None)
    seen[where] = sorted(int(quad.object.value) for quad in found)
    asked = len(list(store.query("SELECT * { ?s <urn:p> 255 }")))
    print(f"{where}: 255 is", seen[where], "and in SPARQL", asked)
    assert asked == 1
assert seen == {"in memory": [255], "on disk": [255, 256, 257, 258, 259]}, "no longer so"
EOF
