#!/usr/bin/env bash
# Years (xsd:gYear) compare to nothing: filters drop every row, and every bound of a SHACL shape is violated.
#
# One would expect 2013 < 2014: XML Schema orders years, pyoxigraph compares them, and "when it happened" is often a year.
# What happens: rdflib compares no xsd:gYear and no xsd:gYearMonth (SPARQL 1.1 does not ask it to). A FILTER with one is an
# error, and an error in a FILTER is a row that is left out, without a word. pySHACL, which asks rdflib, calls it a violation
# of sh:minInclusive that 2014 is not below 2013.
# Bitten: timelines and validation of events whose dates are years or months; data pass in one engine and fail in another.
# Seen 2026-11-28 with rdflib 7.6.0, pySHACL 0.40.1, pyoxigraph 0.5.13, Python 3.11.
# Source: https://www.w3.org/TR/xmlschema11-2/#gYear (partially ordered), https://www.w3.org/TR/sparql11-query/#OperatorMapping
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q rdflib==7.6.0 pyshacl==0.40.1 pyoxigraph==0.5.13
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

import pyoxigraph as ox
import rdflib
from pyshacl import validate

print(*(f"{name} {version(name)}" for name in ("rdflib", "pyshacl", "pyoxigraph")))
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
QUERY = XSD + 'SELECT ?y { VALUES ?y { "2013"^^xsd:gYear "2015"^^xsd:gYear } FILTER(?y < "2014"^^xsd:gYear) }'
one = [str(row[0]) for row in rdflib.Graph().query(QUERY)]
two = [row["y"].value for row in ox.Store().query(QUERY)]
DATA = XSD + 'PREFIX e: <http://e/> e:event e:year "2014"^^xsd:gYear .'
SHAPE = XSD + """PREFIX e: <http://e/> PREFIX sh: <http://www.w3.org/ns/shacl#>
    e:shape sh:targetNode e:event ; sh:property [ sh:path e:year ; sh:minInclusive "2013"^^xsd:gYear ] ."""
graph, shape = (rdflib.Graph().parse(data=text, format="turtle") for text in (DATA, SHAPE))
conforms, _, report = validate(graph, shacl_graph=shape)
print("years before 2014, rdflib:    ", one)
print("years before 2014, pyoxigraph:", two)
print("is 2014 at least 2013, pySHACL:", conforms)
assert (one, two, conforms) == ([], ["2013"], False), "no longer so"
EOF
