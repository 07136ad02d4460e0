#!/usr/bin/env bash
# htmldate believes the day in a page's address before the day that the page declares.
#
# One would expect `article:published_time`, the publisher's own word to the second, to decide, all the more with `original_date=True`, which asks for the
# first publication; a day in an address is the day of a slug, and papers move articles to the edition, or the correction, of another day.
# What happens: a canonical link (or og:url) with a day in it is looked at first and ends the search, wherever in the head it stands, and in the quick
# mode (`extensive_search=False`) as well. trafilatura, newspaper-like tools and news-please hand the result on as the date of publication.
# Bitten: who puts articles on a time line: "on Monday" is resolved from the wrong day.
# Right: read the declared days first, in an order of one's own; ask htmldate only where a page declares none.
# Seen 2026-11-29 with htmldate 1.11.0, Python 3.11.
# Source: https://htmldate.readthedocs.io/en/latest/ (find_date), https://ogp.me/#type_article
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q htmldate==1.11.0
"$room/venv/bin/python" - <<'EOF'
from importlib.metadata import version

from htmldate import find_date

print("htmldate", version("htmldate"))
declared = '<meta property="article:published_time" content="2024-05-07T08:00:00Z">'
link = '<link rel="canonical" href="https://x.example/2024/05/09/rivals-meet">'
heads = {"declared": declared, "declared, link": declared + link, "link, declared": link + declared}
seen = {}
for name, head in heads.items():
    page = f"<html><head><title>T</title>{head}</head><body><article><p>Two rivals met in Norrin.</p></article></body></html>"
    seen[name] = {find_date(page, original_date=True, extensive_search=deep) for deep in (True, False)}
    print(f"{name:15}", *seen[name])
assert seen["declared"] == {"2024-05-07"}
assert seen["declared, link"] == seen["link, declared"] == {"2024-05-09"}, "no longer so"
EOF
