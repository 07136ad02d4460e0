#!/usr/bin/env bash
# igraph gives edges of GraphML the ids of nodes.
#
# One would expect the ids that the file gives: networkx writes the key of an edge as <edge id="meets" …>, and igraph has an
# edge attribute "id" for it.
# What happens: igraph fills the edge attribute "id" with the ids of the nodes, in order: the first edge is called like the
# first node, the second like the second. networkx reads its own file rightly.
# Bitten: who keeps relation names or ids of facts as edge keys and goes on in igraph, for its speed or its communities: every
# edge has a believable, wrong name. An attribute of one's own (as "relation") arrives unharmed.
# Seen 2026-11-28 with networkx 3.6.1 and igraph 1.0.0, Python 3.11.
# Source: http://graphml.graphdrawing.org/primer/graphml-primer.html#Edge (an edge may have an id)
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q networkx==3.6.1 igraph==1.0.0
cd "$room"
"$room/venv/bin/python" - <<'EOF'
import igraph
import networkx

print("networkx", networkx.__version__, "igraph", igraph.__version__)
graph = networkx.MultiDiGraph()
graph.add_edge("Ann", "Boris", key="meets")
graph.add_edge("Ann", "Boris", key="leads")
networkx.write_graphml(graph, "graph.graphml")
again = [key for _, _, key in networkx.read_graphml("graph.graphml").edges(keys=True)]
read = igraph.Graph.Read_GraphML("graph.graphml").es["id"]
print("edges read by networkx:", again)
print("edges read by igraph:  ", read)
assert (again, read) == (["meets", "leads"], ["Ann", "Boris"]), "no longer so"
EOF
