#!/usr/bin/env bash
# What is put into a store as xsd:nonNegativeInteger comes out as xsd:integer.
#
# One would expect a store of RDF to give back the terms that it got; if it brings numbers to one form, as "007" to "7", then in their datatype.
# What happens: all twelve integer types of XML Schema that are narrower than xsd:integer become xsd:integer, xsd:dateTimeStamp becomes xsd:dateTime,
# in memory and on disk; pyoxigraph's parser and its Dataset keep them, so that a conversion without a store is right. rdflib keeps them.
# Bitten: offsets in NIF and in the Web Annotation Data Model are xsd:nonNegativeInteger by definition, ids of posts xsd:long: what was valid for a SHACL
# shape (sh:datatype) is a violation after one trip through the store, canonical hashes and diffs before and after do not agree, and
# FILTER(DATATYPE(?begin) = xsd:nonNegativeInteger) finds nothing.
# Seen 2026-11-30 with pyoxigraph 0.5.13, rdflib 7.6.0 and pySHACL 0.40.1, Python 3.11.
# Source: https://www.w3.org/TR/rdf11-concepts/#dfn-literal-term-equality, https://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core/nif-core.html
#         (beginIndex), https://www.w3.org/TR/annotation-vocab/#start
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyoxigraph==0.5.13 rdflib==7.6.0 pyshacl==0.40.1
cd "$room"
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

import pyoxigraph as ox
import rdflib
from pyshacl import validate

print(*(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "pyshacl")))
XSD = "http://www.w3.org/2001/XMLSchema#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
VALUES = {"nonNegativeInteger": "24", "positiveInteger": "24", "long": "1790000000000000001", "unsignedByte": "24", "integer": "24",
          "dateTimeStamp": "2024-05-07T10:00:00Z", "dateTime": "2024-05-07T10:00:00Z", "token": "24"}
seen = {}
for name, value in VALUES.items():
    line = f'<urn:word> <{NIF}beginIndex> "{value}"^^<{XSD}{name}> .\n'
    (parsed,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    for store in (ox.Store(), ox.Store(name)):
        store.load(line, format=ox.RdfFormat.N_TRIPLES)
        (quad,) = store
        assert quad.object.value == value
        seen[name] = quad.object.datatype.value.removeprefix(XSD)
    (read,) = rdflib.Graph().parse(data=line, format="nt").objects()
    print(f"{name:18} in the store: {seen[name]:9} parsed: {parsed.object.datatype.value.removeprefix(XSD)}")
    assert parsed.object.datatype.value == str(read.datatype) == XSD + name
SHAPE = f"""PREFIX sh: <http://www.w3.org/ns/shacl#> <urn:shape> sh:targetNode <urn:word> ;
    sh:property [ sh:path <{NIF}beginIndex> ; sh:datatype <{XSD}nonNegativeInteger> ] ."""
before = f'<urn:word> <{NIF}beginIndex> "24"^^<{XSD}nonNegativeInteger> .\n'
store = ox.Store()
store.load(before, format=ox.RdfFormat.N_TRIPLES)
after = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode()
shape = rdflib.Graph().parse(data=SHAPE, format="turtle")
valid = [validate(rdflib.Graph().parse(data=text, format="nt"), shacl_graph=shape)[0] for text in (before, after)]
print("valid before the store and after it:", *valid)
assert seen == {"nonNegativeInteger": "integer", "positiveInteger": "integer", "long": "integer", "unsignedByte": "integer", "integer": "integer",
                "dateTimeStamp": "dateTime", "dateTime": "dateTime", "token": "token"} and valid == [True, False], "no longer so"
EOF
