"""Whatever is done to a file of news, it is read or refused in one line: no exception, no endless work."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.readers import Skipped, read
from tests.readers.test_mail import PLAIN, START
from tests.readers.test_reuters import FILE
from tests.readers.test_warc import chunked, record, response

NEWS = Path(__file__).parent / "news"
SAMPLES = {
    **{path.name: path.read_bytes() for path in sorted(NEWS.iterdir()) if path.name != "cases.jsonl"},
    "a.mbox": (START + PLAIN).encode() * 2,
    "a.sgm": FILE.encode(),
    "a.warc": record("conversion", b"Ada met Bo.", more="Content-Type: text/plain\r\n") * 2,
    "http.warc": response(
        chunked(gzip.compress(b"Ada met Bo.")),
        kind="text/plain; charset=utf-8",
        header="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
    )
    * 2,
    "a.warc.gz": gzip.compress(record("conversion", b"Ada met Bo.", more="Content-Type: text/plain\r\n")) * 2,
}
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=6), st.sampled_from([b"<", b">", b"&", b"]]>", b"\r\n", b"=?", b"\x00", b"<p>", b'"'])
        ),
    ),
    max_size=4,
)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, cut=st.floats(0.2, 1))
def test_damage_is_said_in_one_line(tmp_path, name, edits, cut):
    data = SAMPLES[name]
    for place, length, new in edits:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    path = tmp_path / name
    path.write_bytes(data[: int(cut * len(data))])
    skipped: list[Skipped] = []
    for document in read(path, on_skip=skipped.append):
        assert document.text or document.standing == "withdrawn"
        document.digest.encode()
    assert not [problem for problem in skipped if len(str(problem).splitlines()) != 1]
