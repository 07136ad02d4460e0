"""The graph on the web: the explorer, a SPARQL endpoint that reads, and judgements.

    GET, POST /sparql       SPARQL 1.1 Protocol: queries; without one, SPARQL 1.1 Service Description
    GET       /data         SPARQL 1.1 Graph Store Protocol: `?default`, `?graph=IRI`
    GET, POST /judgements   what people have judged; who has the token may judge
    GET       /             the explorer, for people; what it asks for is below /api/, see `kg.serve.explorer`

It listens on the machine itself unless told otherwise, and answers only requests that call it by a name that it was
given, so that no page of the web can reach it through another name for this machine.
"""

from __future__ import annotations

from kg.serve.app import Limits, application, serve
from kg.serve.judgements import Writing

__all__ = ["Limits", "Writing", "application", "serve"]
