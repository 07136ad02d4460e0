#!/usr/bin/env bash
# For SHACL, 30 February is a day in JavaScript, and the day of Caesar's death is none in Python.
#
# One would expect sh:datatype xsd:date to refuse what is no date and to let pass what is one, in every validator: "ill-typed literals" are
# violations by the recommendation, with "abc"^^xsd:integer as its example, and XML Schema says which days exist.
# What happens: rdf-validate-shacl and shacl-engine check the shape of the characters, so that 2014-02-30 conforms; rdf-validate-shacl
# takes 2014-13 for a month, too. pySHACL asks Python, whose years run from 1 to 9999 and whose days end before 24:00: it refuses 30 February, and
# with it the valid days -0043-03-15 and 12014-03-15 and the valid moment 2014-03-15T24:00:00. Of a year it lets pass "2014-05".
# Bitten: the same graph is clean in the browser and broken in the pipeline, or the other way round; biographies, archives and all that is
# extracted from text (30 and 31 are common slips) are judged by the language that the validator is written in.
# Right: check days by a rule of one's own (earliest and latest day, from a calendar) before the graph is written.
# Seen 2026-11-30 with pySHACL 0.40.1, rdflib 7.6.0, Python 3.11; rdf-validate-shacl 0.6.5, shacl-engine 1.1.2, n3 2.13.12, Node.js 20.
# Source: https://www.w3.org/TR/shacl/#DatatypeConstraintComponent, https://www.w3.org/TR/xmlschema11-2/#date, #gYear, #dateTime
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
const seen = {}
for (const [name, [data, shape]] of Object.entries(JSON.parse(readFileSync('cases.json', 'utf8')))) {
  const one = await new RdfValidateShacl(dataset(shape), { factory: rdf }).validate(dataset(data))
  const two = await new Validator(dataset(shape), { factory: rdf }).validate({ dataset: dataset(data) })
  seen[name] = [one.conforms, two.conforms]
}
console.log(JSON.stringify(seen))
EOF
"$room/venv/bin/python" - <<'EOF'
import json
import logging
import subprocess
from importlib.metadata import version
from pathlib import Path

import rdflib
from pyshacl import validate

logging.disable()
VALUES = {"2014-02-28": "date", "2014-02-30": "date", "-0043-03-15": "date", "12014-03-15": "date", "2014-03-15T24:00:00": "dateTime", "2014-05": "gYear",
          "2014-13": "gYearMonth"}
XSD = "http://www.w3.org/2001/XMLSchema#"
cases = {value: (f'<urn:event> <urn:on> "{value}"^^<{XSD}{name}> .', f"""PREFIX sh: <http://www.w3.org/ns/shacl#>
    <urn:shape> sh:targetNode <urn:event> ; sh:property [ sh:path <urn:on> ; sh:datatype <{XSD}{name}> ] .""") for value, name in VALUES.items()}
Path("cases.json").write_text(json.dumps(cases))
packages = ("rdf-validate-shacl", "shacl-engine", "n3")
print(*(f"{name} {version(name)}" for name in ("pyshacl", "rdflib")),
      *(f"{name} {json.loads(Path('node_modules', name, 'package.json').read_text())['version']}" for name in packages))
seen = json.loads(subprocess.run(["node", "validate.mjs"], check=True, capture_output=True, text=True).stdout)
for value, (data, shape) in cases.items():
    graphs = [rdflib.Graph().parse(data=text, format="turtle") for text in (data, shape)]
    seen[value].append(validate(graphs[0], shacl_graph=graphs[1])[0])
    print(f"{value:20} as {VALUES[value]:10} rdf-validate-shacl, shacl-engine, pySHACL:", *("valid" if each else "violation" for each in seen[value]))
assert seen == {
    "2014-02-28": [True, True, True], "2014-02-30": [True, True, False], "-0043-03-15": [True, True, False], "12014-03-15": [True, True, False],
    "2014-03-15T24:00:00": [True, True, False], "2014-05": [False, False, True], "2014-13": [True, False, True],
}, "no longer so"
EOF
