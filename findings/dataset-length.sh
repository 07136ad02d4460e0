#!/usr/bin/env bash
# len() of an rdflib Dataset is not the number of quads that it holds and iterates over.
#
# One would expect len(dataset) == len(list(dataset)), as Python says of a container, and as many as an RDF dataset has quads; or the
# size of the default graph, which is all that a Dataset shows of triples unless told otherwise (default_union=False).
# What happens: a triple that stands in two named graphs counts once in len(), and twice in iteration and in quads(). Nothing warns.
# Bitten: who checks by len() that a copy or a conversion of N-Quads or TriG lost nothing (a loss looks like none, and none like
# a loss), and who counts how many sources state something, each source being a named graph.
# Seen 2026-11-29 with rdflib 7.6.0 and pyoxigraph 0.5.13, Python 3.11.
# Source: https://www.w3.org/TR/rdf11-concepts/#section-dataset; https://docs.python.org/3/reference/datamodel.html#object.__len__
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q rdflib==7.6.0 pyoxigraph==0.5.13
"$room/venv/bin/python" -W ignore - <<'EOF'
from importlib.metadata import version

import pyoxigraph as ox
import rdflib

print(*(f"{name} {version(name)}" for name in ("rdflib", "pyoxigraph")))
QUADS = "\n".join(f"<http://e/Ann> <http://e/met> <http://e/Boris> <http://e/{source}> ." for source in ("a", "b", "c"))
dataset = rdflib.Dataset()
dataset.parse(data=QUADS, format="nquads")
store = ox.Store()
store.load(QUADS, format=ox.RdfFormat.N_QUADS)
found = {"len": len(dataset), "iterated": len(list(dataset)), "quads()": len(list(dataset.quads())),
         "default graph": len(dataset.graph(rdflib.graph.DATASET_DEFAULT_GRAPH_ID))}
print("rdflib:    ", found)
print("pyoxigraph:", {"len": len(store), "iterated": len(list(store))})
assert found == {"len": 1, "iterated": 3, "quads()": 3, "default graph": 0} and len(store) == 3, "no longer so"
EOF
