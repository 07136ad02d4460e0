"""A graph kept by a SPARQL 1.1 server, of whatever make: asked by its Query protocol, changed by its Update protocol.

    wire       requests, tried again; what goes wrong in one line
    patterns   quads that are asked for, many patterns a request
    fetched    what was fetched, and what is known of it: the `Quads` that everything else reads
    changes    a revision as requests, in an order that may be cut off anywhere
    about      what the graph says of itself, in small graphs of its own
    kept       all of it together: a `Kept`

Servers differ in what they promise: some undo nothing when the second half of a request fails, some take no more than
a thousand quads, some rewrite literals. What is assumed here is what all of them do.
"""

from kg.store.remote.about import ontology_at
from kg.store.remote.kept import Remote

__all__ = ["Remote", "ontology_at"]
