#!/usr/bin/env bash
# What an edge is of ("meets", "accuses") is lost in GEXF, when it is called its type.
#
# One would expect an attribute of an edge to come back from the file, as it does from GraphML, and as `type` of a node does from GEXF; `type` is
# what property graphs call the relation, and what exports from them bring along.
# What happens: networkx writes `type` of an edge as GEXF's own XML attribute of that name, which says whether the edge is directed and may be
# "directed", "undirected" or "mutual": <edge … type="meets"> is no valid GEXF. Read again, by networkx too, the relation is nowhere;
# graphology refuses the file. `label`, `weight`, `start`, `end` and `id` are written in the same way, but are read again.
# Bitten: who draws relations in Gephi by kind: all edges are of one kind, and the counts of each kind are gone without an error.
# Right: call it `relation`.
# Seen 2026-11-30 with networkx 3.6.1, Python 3.11 (and graphology-gexf 0.13.2).
# Source: https://gexf.net/schema.html (edgetype-type), https://networkx.org/documentation/stable/reference/readwrite/gexf.html
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q networkx==3.6.1
cd "$room"
"$room/venv/bin/python" - <<'EOF'
import re
from pathlib import Path

import networkx

print("networkx", networkx.__version__)
graph = networkx.MultiDiGraph()
graph.add_node("Ann", type="Person")
graph.add_edge("Ann", "Boris", key="a", type="meets", relation="meets")
graph.add_edge("Ann", "Boris", key="b", type="accuses", relation="accuses")
found = {}
for form in ("graphml", "gexf"):
    getattr(networkx, f"write_{form}")(graph, f"graph.{form}")
    again = getattr(networkx, f"read_{form}")(f"graph.{form}")
    found[form] = [again.nodes["Ann"].get("type"), *((data.get("type"), data.get("relation")) for _, _, data in again.edges(data=True))]
    print(f"{form:8} type of the node: {found[form][0]}; type and relation of the edges:", *found[form][1:])
written = re.findall(r"<edge\b[^>]* type=\"(\w+)\"", Path("graph.gexf").read_text())
print("type=… of <edge> in the GEXF:", *written)
assert found["graphml"] == ["Person", ("meets", "meets"), ("accuses", "accuses")]
assert found["gexf"] == ["Person", (None, "meets"), (None, "accuses")] and written == ["meets", "accuses"], "no longer so"
EOF
