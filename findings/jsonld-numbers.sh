#!/usr/bin/env bash
# The same number in JSON-LD is another literal for every reader, so that graphs and their hashes differ.
#
# One would expect one triple: "Deserialize JSON-LD to RDF" says that a number with a fraction becomes an xsd:double in canonical
# form (5.3 is "5.3E0"), and one without, as 10.0, an xsd:integer ("10").
# What happens: PyLD and pyoxigraph do so. rdflib writes Python's form, "5.3"^^xsd:double, and makes 10.0 an xsd:double, "10.0".
# Bitten: who signs or compares graphs by RDFC-1.0 (it canonicalises names of blank nodes, not numbers), who merges the same
# document read by two tools (every confidence stands there twice), who matches numbers as terms.
# Seen 2026-11-28 with rdflib 7.6.0, PyLD 3.3.0, pyoxigraph 0.5.13, Python 3.11.
# Source: https://www.w3.org/TR/json-ld11-api/#data-round-tripping, https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q rdflib==7.6.0 PyLD==3.3.0 pyoxigraph==0.5.13
"$room/venv/bin/python" - <<'EOF'
import json
from importlib.metadata import version

import pyoxigraph as ox
import rdflib
from pyld import jsonld

print(*(f"{name} {version(name)}" for name in ("rdflib", "PyLD", "pyoxigraph")))
DOCUMENT = '{"@context": {"@vocab": "http://e/"}, "@id": "http://e/fact", "confidence": 5.3, "seen": 10.0}'
readings = {
    "rdflib": rdflib.Graph().parse(data=DOCUMENT, format="json-ld").serialize(format="nt"),
    "PyLD": jsonld.to_rdf(json.loads(DOCUMENT), {"format": "application/n-quads"}),
    "pyoxigraph": "\n".join(f"{quad.triple} ." for quad in ox.parse(DOCUMENT, format=ox.RdfFormat.JSON_LD)),
}
readings = {name: sorted(line.split("> ", 2)[2] for line in text.split("\n") if line.strip()) for name, text in readings.items()}
for name, literals in readings.items():
    print(f"{name:10}", *(literal.replace("http://www.w3.org/2001/XMLSchema#", "xsd:") for literal in literals))
assert readings["PyLD"] == readings["pyoxigraph"] != readings["rdflib"], "no longer so"
assert any(literal.startswith('"5.3"') for literal in readings["rdflib"]), "no longer so"
EOF
