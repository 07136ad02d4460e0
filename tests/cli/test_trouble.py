"""A full disk, a killed build, odd characters: the graph stays whole, and one line says what to do."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")

CHILD = """
import os, resource, signal, sys
sys.path.insert(0, {root!r})
from tests.conftest import StandIn, simple_extract
from kg import batches, pipeline
from kg.cli import build
from kg.workers import alone
build._cores = lambda: 0
alone.language.load = lambda model=None, **_: StandIn()
alone.extract = simple_extract
{trouble}
from kg.cli import main
sys.exit(main(sys.argv[1:]))
"""
FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
KILLED = """
batches.DOCUMENTS = 3
advance = pipeline._Steps._advance
def killed(steps, **changes):
    advance(steps, **changes)
    if steps.tally.documents == 7:
        os.kill(os.getpid(), signal.SIGKILL)
pipeline._Steps._advance = killed
"""


@pytest.fixture
def troubled(root: Path):
    """Run `kg` in a child that meets trouble."""

    def run_troubled(trouble: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        code = CHILD.format(root=str(root), trouble=trouble)
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=root)

    return run_troubled


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twenty documents in which names come and go."""
    path = tmp_path / "c.jsonl"
    with path.open("w") as file:
        for number in range(20):
            text = f"James Dobbins{number % 3} met Mullah Omar in Doha. Anna Dobbins{number % 3} met Jen Psaki{number}."
            file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
    return path


def receipt(run, graph: Path) -> str:
    return json.loads(run("receipt", "--json", "-g", graph).out)["hash"]


def test_a_full_disk_while_building(troubled, corpus, tmp_path, run, simple):
    ran = troubled(FULL, "build", corpus, "-g", tmp_path / "g")
    assert (ran.returncode, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith("error: no space left")
    assert run("build", corpus, "-g", tmp_path / "g").code == 0
    assert run("build", corpus, "-g", tmp_path / "whole").code == 0
    assert receipt(run, tmp_path / "g") == receipt(run, tmp_path / "whole")


SMALL_DISK = """
set -e
mount -t tmpfs -o size=16m none "$1"
build() { python build "$2" -g "$1/g"; }
python() { "$PYTHON" -c "$CHILD" "$@"; }
build "$1" "$2" && exit 9
python retract d1 -g "$1/g"
python facts --document d2 --format jsonl -g "$1/g"
cat /dev/zero > "$1/filler" || true
python facts --document d2 --format jsonl -g "$1/g"
python sparql 'SELECT (COUNT(*) AS ?n) { ?s a kg:Document }' --format csv -g "$1/g"
python export -o "$2.ttl" -g "$1/g"
"""
"""A disk that a build fills to its last spare room, and something else to its last byte."""


def can_mount(folder: Path) -> bool:
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(folder)]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True).returncode == 0


def test_a_full_disk_leaves_reading_and_retracting(tmp_path, root):
    (disk := tmp_path / "disk").mkdir()
    if not can_mount(disk):
        pytest.skip("needs a disk of its own")
    with (corpus := tmp_path / "c.jsonl").open("w") as file:
        for n in range(2000):
            file.write(json.dumps({"id": f"d{n}", "text": f"Ann Dobbins{n} met Ivo Omar{n} in Doha."}) + "\n")
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", disk, corpus],
        env={**os.environ, "PYTHON": sys.executable, "CHILD": CHILD.format(root=str(root), trouble="")},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert (ran.returncode, ran.stderr.count("error: no space left")) == (0, 1)
    facts = [line for line in ran.stdout.splitlines() if line.startswith("{")]
    assert len(facts) == 2
    assert facts[0] == facts[1]
    assert int(ran.stdout.splitlines()[-2]) > 10
    assert (tmp_path / "c.jsonl.ttl").exists()


@pytest.mark.parametrize(("command", "name"), [("export", "out.ttl"), ("view", "out.html")])
def test_a_full_disk_while_exporting(troubled, corpus, tmp_path, run, simple, command, name):
    assert run("build", corpus, "-g", tmp_path / "g").code == 0
    (tmp_path / name).write_text("what was there before")
    ran = troubled(FULL, command, "-o", tmp_path / name, "-g", tmp_path / "g")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.splitlines()) == 1
    assert (tmp_path / name).read_text() == "what was there before"
    assert not list(tmp_path.glob(f".{name}*"))


def test_a_killed_build_is_finished_by_running_it_again(troubled, corpus, tmp_path, run, simple):
    ran = troubled(KILLED, "build", corpus, "-g", tmp_path / "g")
    assert ran.returncode == -signal.SIGKILL
    assert len(run("facts", "-g", tmp_path / "g", "--format", "jsonl").out.splitlines()) == 12, "two batches of three"
    ran = run("build", corpus, "-g", tmp_path / "g")
    assert ran.code == 0
    assert run("build", corpus, "-g", tmp_path / "whole").code == 0
    assert receipt(run, tmp_path / "g") == receipt(run, tmp_path / "whole")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(run, articles, tmp_path, simple):
    (tmp_path / "locked").mkdir(mode=0o500)
    ran = run("build", articles, "-g", tmp_path / "locked" / "g")
    assert ran.code == 1
    assert "permission" in ran.err.lower()


UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""No XML can hold these; in the graph each is one replacement character, so that offsets stay true."""
ODD = {
    "control": "James Dobbins \x07met the Taliban\x1b[31m in Doha on Tuesday.\x00 He left\x0b for Ankara.\x0c",
    "invisible": "James\u200b Dobbins met\u200d the Taliban in Do\u00adha.\ufeff Karzai visited\u2060 Washington.",
    "right to left": "التقى جيمس دوبينز مع طالبان في الدوحة. James Dobbins met \u202eTaliban\u202c leaders. שלום עולם.",
    "emoji": "🕊️👩‍🚀 James Dobbins 🇺🇸 met 🤝 the Taliban in Doha 🇶🇦. 😀😀😀",
    "long sentence": "James Dobbins met " + " and ".join(f"John Smith{i % 7}" for i in range(3400)) + " in Doha.",
    "long word": "a" * 200_000,
    "punctuation": "!?.,;:'\"()[]{}-–—…" * 500,
    "blank lines": "\n\n\n\nJames\nDobbins\n\n\nmet\nthe Taliban.\n" * 20,
    "no English": "詹姆斯·多宾斯在多哈会见了塔利班。" * 20,
    "combining marks": "Z̷̢̛a̶l̴g̵o̷ met J̶o̷h̸n̵ Smith in D̸o̷h̴a̶. " * 10,
    "markup": 'James said "he "met" \'Omar\'" <script>alert(1)</script> & {{x}} </style> `Doha` [b]x[/b]',
    "no IRI": 'Dr. <http://evil> "Q" \\ ^_^ {Foo|Bar} met John % Smith # in Doha.',
    'id/../with ?#%\n"<> 🕊': "James Dobbins met Hamid Karzai in Doha.",
    "one letter": "a",
    "separators": "James Dobbins met Karzai.\u2028He left for Ankara.\u2029Then Doha.\x85Bye.",
}


@pytest.mark.model
def test_odd_text_breaks_nothing_from_file_to_export(run, tmp_path):
    """Every text is read, every listing and export is written and can be read back."""
    (tmp_path / "odd.jsonl").write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in ODD.items()))
    ran = run("build", tmp_path / "odd.jsonl", "-g", tmp_path / "g")
    assert (ran.code, ran.err) == (0, "")
    for command in ("facts", "mentions", "entities"):
        table = run(command, "-g", tmp_path / "g")
        assert table.code == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(table.out)
        records = map(json.loads, run(command, "-g", tmp_path / "g", "--format", "jsonl").out.split("\n")[:-1])
        for record in records:
            if command == "mentions":
                passage = ODD[record["document"]][record["start"] : record["end"]]
                assert UNWRITABLE.sub("\ufffd", passage) == record["text"]
    for name in ("g.ttl", "g.nq", "g.jsonld", "g.rdf", "g.graphml", "g.gexf", "g.csv", "g.html", "g.svg"):
        command = "view" if name.endswith(("html", "svg")) else "export"
        ran = run(command, "-o", tmp_path / name, "-g", tmp_path / "g")
        assert (ran.code, ran.err) == (0, ""), name
    _reads_back(tmp_path)
    assert "<script>alert(1)" not in (tmp_path / "g.html").read_text(encoding="utf-8")
    for document in ODD:
        assert run("retract", "--graph", tmp_path / "g", "--", document).code == 0
    assert run("facts", "-g", tmp_path / "g", "--format", "jsonl").out == ""


def _reads_back(folder: Path) -> None:
    import networkx
    import rdflib

    sizes = {len(rdflib.Graph().parse(folder / name)) for name in ("g.ttl", "g.jsonld", "g.rdf")}
    assert len(sizes) == 1
    assert (
        networkx.read_graphml(folder / "g.graphml").number_of_nodes()
        == networkx.read_gexf(folder / "g.gexf").number_of_nodes()
    )
