#!/usr/bin/env bash
# "May 1-5, 2014" is the first of May 2005, at fourteen minutes past eight in the evening.
#
# One would expect a parser of dates that is asked strictly (without `fuzzy`) to refuse a range of days, as dateutil does for "May 1 to 5, 2014" and for
# "May 28-31, 1998"; or to give the first or the last day of it, in 2014.
# What happens: the day behind the hyphen becomes the year, 05, and the year a time of day, 20:14. So it is for each year that can be a time: 1900 to 1959,
# 2000 to 2059. "9-11 September 2001" is the eleventh of September 2009, at 20:01. pandas.to_datetime does the same, alone and for columns, and
# python-edtf answers 2005-05-01 also where "to" stands for the hyphen. A column of such ranges becomes dates without an error or NaT (but with the
# warning of all formats that pandas cannot infer).
# Bitten: who reads dates of events, conferences and ceasefires from news, calendars and captions: most years of this century are a time of day.
# Right: look for ranges before anything is parsed; refuse a result with a time of day where the text has no colon.
# Seen 2026-11-30 with python-dateutil 4.0.0, pandas 3.1.1 and edtf 5.0.2, Python 3.11.
# Source: https://dateutil.readthedocs.io/en/stable/parser.html (parse, fuzzy), https://pandas.pydata.org/docs/reference/api/pandas.to_datetime.html
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q python-dateutil==4.0.0 pandas==3.1.1 edtf==5.0.2
"$room/venv/bin/python" -W ignore - <<'EOF'
from importlib.metadata import version

import pandas
from dateutil.parser import ParserError, parse
from edtf import text_to_edtf

print(*(f"{name} {version(name)}" for name in ("python-dateutil", "pandas", "edtf")))


def minutes(read, text):
    try:
        return read(text).strftime("%Y-%m-%d %H:%M")
    except (ParserError, ValueError):
        return "refused"


seen = {}
for text in ("May 7, 2014", "May 1-5, 2014", "9-11 September 2001", "May 10-12 1958", "May 28-31, 1998", "May 1 to 5, 2014"):
    seen[text] = minutes(parse, text), minutes(pandas.to_datetime, text), text_to_edtf(text)
    print(f"{text:21} dateutil: {seen[text][0]:16}  pandas: {seen[text][1]:16}  edtf: {seen[text][2]}")
column = pandas.to_datetime(pandas.Series(["May 1-5, 2014", "June 3-4, 2014"]))
print("a column, pandas:    ", *column)
assert seen["May 7, 2014"] == ("2014-05-07 00:00", "2014-05-07 00:00", "2014-05-07")
assert seen["May 28-31, 1998"][:2] == seen["May 1 to 5, 2014"][:2] == ("refused", "refused")
assert seen["May 1-5, 2014"] == ("2005-05-01 20:14", "2005-05-01 20:14", "2005-05-01"), "no longer so"
assert seen["9-11 September 2001"] == ("2009-09-11 20:01", "2009-09-11 20:01", "2009-09-11"), "no longer so"
assert seen["May 10-12 1958"][0] == "2012-05-10 19:58" and seen["May 1 to 5, 2014"][2] == "2005-05-01", "no longer so"
assert [f"{day:%Y-%m-%d %H:%M}" for day in column] == ["2005-05-01 20:14", "2004-06-03 20:14"], "no longer so"
EOF
