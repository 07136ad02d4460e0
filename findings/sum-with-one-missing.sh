#!/usr/bin/env bash
# One event without a number, and the sum of all is gone; one IRI, and the list of all is empty.
#
# One would expect SUM, AVG, MIN, MAX and GROUP_CONCAT to pass over what is unbound, as COUNT does and as SQL does with NULL, and
# GROUP_CONCAT to list IRIs and numbers by their text.
# What happens: in pyoxigraph each of them is unbound as soon as one row of the group has no value (the W3C's text can be read so: an unbound variable
# is an error, and only COUNT is said to leave errors out); SAMPLE and COUNT go on. GROUP_CONCAT of IRIs, numbers or days is always unbound
# (oxigraph issue 297, open since 2022). rdflib and Comunica give the sums and the lists. No engine says a word.
# Bitten: "how many were killed by whom" over OPTIONAL numbers, "the last day" over facts of which some have none, "which facts" of each relation: empty
# cells that look like "nothing known", and only in the groups where something is missing.
# Right: SUM(COALESCE(?n, 0)), a FILTER(BOUND(?n)) in a group of its own; GROUP_CONCAT(COALESCE(STR(?x), "")).
# Seen 2026-11-30 with pyoxigraph 0.5.13 and rdflib 7.6.0, Python 3.11 (and with Comunica 5.4.1).
# Source: https://www.w3.org/TR/sparql11-query/#aggregateAlgebra, https://github.com/w3c/rdf-tests/issues/39, https://github.com/oxigraph/oxigraph/issues/297
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyoxigraph==0.5.13 rdflib==7.6.0
"$room/venv/bin/python" - <<'EOF'
import pyoxigraph as ox
import rdflib

print("pyoxigraph", ox.__version__, "rdflib", rdflib.__version__)
DATA = """PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
:raid    :by :Army ;   :killed 3 ; :on "2024-05-07"^^xsd:date .
:ambush  :by :Army ;               :on "2024-05-09"^^xsd:date .
:shelling :by :Rebels ; :killed 5 ."""
EACH = "SELECT {} {{ ?event <http://e/by> ?who OPTIONAL {{ ?event <http://e/killed> ?n }} OPTIONAL {{ ?event <http://e/on> ?day }} }}"
CELLS = ("COUNT(?n)", "SAMPLE(?n)", "SUM(?n)", "AVG(?n)", "MAX(?day)", "MIN(?day)", "SUM(COALESCE(?n, 0))", "GROUP_CONCAT(?event)", "GROUP_CONCAT(STR(?event))")
store, graph = ox.Store(), rdflib.Graph().parse(data=DATA, format="turtle")
store.load(DATA, format=ox.RdfFormat.TURTLE)
empty = {"pyoxigraph": [], "rdflib": []}
for cell in CELLS:
    query = EACH.format(f"({cell} AS ?x)")
    (one,), (other,) = store.query(query), graph.query(query)
    print(f"{cell:27} pyoxigraph: {one['x'] and one['x'].value}   rdflib: {other[0]}")
    empty["pyoxigraph"] += [cell] * (one["x"] is None)
    empty["rdflib"] += [cell] * (other[0] is None)
by = EACH.format("?who (SUM(?n) AS ?killed)") + " GROUP BY ?who"
sums = {row["who"].value.removeprefix("http://e/"): row["killed"] and row["killed"].value for row in store.query(by)}
print("killed by whom, pyoxigraph:", dict(sorted(sums.items())))
assert empty["pyoxigraph"] == ["SUM(?n)", "AVG(?n)", "MAX(?day)", "MIN(?day)", "GROUP_CONCAT(?event)"], "no longer so"
assert empty["rdflib"] == [] and sums == {"Army": None, "Rebels": "5"}, "no longer so"
EOF
