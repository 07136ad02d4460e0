#!/usr/bin/env bash
# A path of length zero that starts at a name which no triple has gives nothing.
#
# One would expect `<urn:a> <urn:p>* ?x` to give at least <urn:a>: a path of length zero leads from every term to itself, and
# SPARQL 1.1, 18.4 ("ZeroLengthPath"), says so also for a term that is not in the graph, when it is written in the pattern.
# What happens: no row, and ASK { <urn:a> <urn:p>* <urn:a> } is false. rdflib gives the row. Once a triple mentions
# <urn:a>, pyoxigraph gives it, too.
# Bitten: "everything below X, and X itself" (skos:broader*, rdfs:subClassOf*) for an entity that has no triple yet: the
# answer is empty instead of X, and a query that joins on it loses everything.
# Seen 2026-11-28 with pyoxigraph 0.5.13 and rdflib 7.6.0, Python 3.11. Mended upstream in oxigraph pull request 1815 (July 2026).
# Source: https://www.w3.org/TR/sparql11-query/#defn_evalPP_ZeroOrMorePath
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyoxigraph==0.5.13 rdflib==7.6.0
"$room/venv/bin/python" - <<'EOF'
import pyoxigraph as ox
import rdflib

print("pyoxigraph", ox.__version__, "rdflib", rdflib.__version__)
QUERY, ASK = "SELECT ?x { <urn:a> <urn:p>* ?x }", "ASK { <urn:a> <urn:p>* <urn:a> }"
store = ox.Store()
absent = [row["x"].value for row in store.query(QUERY)]
asked = bool(store.query(ASK))
store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:q"), ox.NamedNode("urn:b")))
present = [row["x"].value for row in store.query(QUERY)]
other = [str(row[0]) for row in rdflib.Graph().query(QUERY)]
print("pyoxigraph, no triple has urn:a:", absent, asked)
print("pyoxigraph, some triple has it: ", present)
print("rdflib, no triple has it:       ", other)
assert (absent, asked, present, other) == ([], False, ["urn:a"], ["urn:a"]), "no longer so"
EOF
