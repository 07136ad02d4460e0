#!/usr/bin/env bash
# A shape for places looks at no city, although the data say that cities are places.
#
# One would expect sh:targetClass to find the instances of all subclasses: by the recommendation, "SHACL instances" follow rdfs:subClassOf in
# the data graph, without any inference being turned on.
# What happens: shacl-engine looks for rdfs:subClassOf in the shapes graph, and only there. With the classes beside the data, as in every
# export with its ontology, the shape has no target and the report says that all is well; sh:class, at the other end, calls a city that is stated
# where a place is asked for a violation. With the classes beside the shapes, both are the other way round. rdf-validate-shacl and pySHACL do as said.
# Bitten: who checks a graph in the browser or in Node.js: a green report about nothing, since none counts what it has looked at.
# Right: give it classes in both graphs, and let one shape fail on purpose.
# Seen 2026-11-30 with shacl-engine 1.1.2, rdf-validate-shacl 0.6.5, n3 2.13.12, Node.js 20; pySHACL 0.40.1, rdflib 7.6.0, Python 3.11.
# Source: https://www.w3.org/TR/shacl/#dfn-shacl-instance, https://www.w3.org/TR/shacl/#targetClass
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q pyshacl==0.40.1 rdflib==7.6.0
cd "$room"
npm install --silent --no-fund --no-audit n3@2.13.12 rdf-validate-shacl@0.6.5 shacl-engine@1.1.2 @zazuko/env-node@3.0.0
cat > validate.mjs <<'EOF'
import { readFileSync } from 'node:fs'
import rdf from '@zazuko/env-node'
import { Parser } from 'n3'
import RdfValidateShacl from 'rdf-validate-shacl'
import { Validator } from 'shacl-engine'

const dataset = text => rdf.dataset(new Parser({ factory: rdf }).parse(text))
const [data, shape] = ['data.ttl', 'shape.ttl'].map(name => dataset(readFileSync(name, 'utf8')))
const one = await new RdfValidateShacl(shape, { factory: rdf }).validate(data)
const two = await new Validator(shape, { factory: rdf }).validate({ dataset: data })
console.log(JSON.stringify([one, two].map(report => report.results.map(result => result.path?.[0]?.predicates?.[0]?.value ?? result.path?.value))))
EOF
"$room/venv/bin/python" - <<'EOF'
import json
import subprocess
from importlib.metadata import version
from pathlib import Path

import rdflib
from pyshacl import validate

CLASSES = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> <urn:City> rdfs:subClassOf <urn:Place> .\n"
DATA = "<urn:Vienna> a <urn:City> . <urn:meeting> <urn:place> <urn:Vienna> .\n"
SHAPE = """PREFIX sh: <http://www.w3.org/ns/shacl#>
<urn:places> sh:targetClass <urn:Place> ; sh:property [ sh:path <urn:label> ; sh:minCount 1 ] .
<urn:meetings> sh:targetNode <urn:meeting> ; sh:property [ sh:path <urn:place> ; sh:class <urn:Place> ] .
"""
packages = ("rdf-validate-shacl", "shacl-engine", "n3")
print(*(f"{name} {version(name)}" for name in ("pyshacl", "rdflib")),
      *(f"{name} {json.loads(Path('node_modules', name, 'package.json').read_text())['version']}" for name in packages))
seen = {}
for where, data, shape in (("data", CLASSES + DATA, SHAPE), ("shapes", DATA, CLASSES + SHAPE)):
    Path("data.ttl").write_text(data)
    Path("shape.ttl").write_text(shape)
    graphs = [rdflib.Graph().parse(data=text, format="turtle") for text in (data, shape)]
    report = validate(graphs[0], shacl_graph=graphs[1])[1]
    reports = json.loads(subprocess.run(["node", "validate.mjs"], check=True, capture_output=True, text=True).stdout)
    reports.append([str(path) for path in report.objects(None, rdflib.SH.resultPath)])
    for name, found in zip(("rdf-validate-shacl", "shacl-engine", "pySHACL"), reports, strict=True):
        seen[where, name] = [path.removeprefix("urn:") for path in found]
        print(f"classes beside the {where:6}  {name:18}  violations of:", *seen[where, name])
assert seen["data", "rdf-validate-shacl"] == seen["data", "pySHACL"] == ["label"]
assert seen["data", "shacl-engine"] == ["place"] and seen["shapes", "shacl-engine"] == ["label"], "no longer so"
EOF
