"""`kg serve` beside a bare Oxigraph server: the same data, the same questions, in turns in one run.

    python benchmarks/serving.py GRAPH --seconds 60
    OXIGRAPH=path/to/oxigraph python benchmarks/serving.py GRAPH          where the program is elsewhere

32 connections ask without a pause, each a question after the other. A line a server: answers a second, what half and 99
of 100 answers took, answers that were errors of the server, processor time an answer. Then, beside the same load, a
question that would run for minutes: when it was ended, what the others took meanwhile, and the memory of all processes
before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from measure import table
from questions import made

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg import queries
from kg.graph import Graph

ROOT = Path(__file__).parents[1]
NO_OTHER = "  no Oxigraph server to compare with: pip install oxigraph, or name it in OXIGRAPH"
CONNECTIONS, TURNS, LIMIT = 32, 3, 5.0
ASKED = ("about", "meetings", "timeline", "violence", "neighbourhood", "affiliations", "positions", "travel", "planned")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def main() -> None:
    """Ask both, in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, nargs="?")
    parser.add_argument("--names", nargs="+", help="of whom to ask; else of people in the graph")
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--fresh", action="store_true", help="no question comes twice: each has a comment of its own")
    parser.add_argument("--seconds", type=float, default=60, help="of asking each server, in all")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.graph or made(Path(folder) / "made", 20), given, Path(folder))


def measure(path: Path, given: argparse.Namespace, folder: Path) -> None:
    """Ask both servers, or only ours where there is no other."""
    with Graph(path, create=False, read_only=True) as graph:
        people = (each.name for each in graph.entities() if each.cls == "Person" and not each.described)
        asked = list(mixture(graph, given.names or list(islice(people, given.people))))
        with graph.store.snapshot() as state:
            copy = shutil.copytree(state, folder / "oxigraph", ignore=shutil.ignore_patterns("lock", "*.json"))
        with ours(path, given.processes) as kg, bare(Path(copy)) as oxigraph:
            share = given.seconds / TURNS
            both = {address: Load(fresh=given.fresh) for address in (kg, oxigraph) if address}
            for server, (address, load) in list(zip(SERVERS, both.items(), strict=False)) * TURNS:
                begun = processor(server.pid)
                asyncio.run(load.run(address, asked, share))
                load.processor += processor(server.pid) - begun
            rows = [load.row(name) for name, load in zip(("kg serve", "Oxigraph"), both.values(), strict=False)]
            table(f"{CONNECTIONS} connections, {len(asked)} questions",
                  ("who", "answers/s", "p50 ms", "p99 ms", "5xx", "other", "processor ms"), rows)  # fmt: skip
            print(f"  ratio {rows[0][1] / rows[1][1]:.2f}" if len(rows) > 1 else NO_OTHER)
            asyncio.run(endless(kg, asked))


def mixture(graph: Graph, names: Sequence[str]) -> Iterator[str]:
    """The questions, with all that a server needs to be told."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.store.prefixes.items())
    for query in map(queries.find, ASKED):
        for name in names:
            value = name if any(each.name == "name" for each in query.parameters) else None
            yield prefixes + query.bind({"name": value} if value else {})


class Load:
    """What came of asking one server."""

    def __init__(self, *, fresh: bool = False) -> None:
        self._fresh = fresh
        self.took: list[float] = []
        self.failed = self.other = 0
        self.seconds = self.processor = 0.0

    async def run(self, address: str, asked: Sequence[str], seconds: float) -> None:
        """Ask until the time is over."""
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        path = "/query" if address.endswith("/") else "/sparql"
        end, begun = time.monotonic() + seconds, time.monotonic()
        await asyncio.gather(
            *(self._ask(host, int(port), path, asked[at:] + asked[:at], end) for at in range(CONNECTIONS))
        )
        self.seconds += time.monotonic() - begun

    async def _ask(self, host: str, port: int, path: str, asked: Sequence[str], end: float) -> None:
        reader, writer = await asyncio.open_connection(host, port)
        at = 0
        while time.monotonic() < end:
            begun = time.perf_counter()
            query = asked[at % len(asked)] + (f"\n# {len(self.took)}" if self._fresh else "")
            status = await exchange(reader, writer, path, query)
            self.took.append(time.perf_counter() - begun)
            self.failed += status >= 500
            self.other += status != 200 and status < 500
            at += 1
        writer.close()

    def row(self, name: str) -> tuple[str, float, float, float, int, int, float]:
        """A line of the table."""
        took = sorted(self.took)
        at = [1000 * took[int(len(took) * share)] for share in (0.5, 0.99)]
        return (name, len(took) / self.seconds, *at, self.failed, self.other, 1000 * self.processor / len(took))


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, query: str) -> int:
    """Ask once; the whole answer is read."""
    body = urlencode({"query": query}).encode()
    head = (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")  # fmt: skip
    writer.write(head.encode() + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), None)
    if length is not None:
        await reader.readexactly(length)
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(lines[0].split()[1])


async def endless(address: str, asked: Sequence[str]) -> None:
    """Ask what would take minutes beside the load, and tell what became of it."""
    host, port = address.removeprefix("http://").split(":")
    before, load = memory(), Load()
    asking = asyncio.create_task(load.run(address, asked, 3 * LIMIT))
    await asyncio.sleep(1)
    begun = time.monotonic()
    reader, writer = await asyncio.open_connection(host, int(port))
    status = await exchange(reader, writer, "/sparql", ENDLESS)
    took = time.monotonic() - begun
    await asking
    writer.close()
    _, speed, half, most, failed, *_ = load.row("")
    await asyncio.sleep(2)
    print(f"  an endless question: status {status} after {took:.1f} s; {speed:.0f} answers/s meanwhile, "
          f"p50 {half:.0f} ms, p99 {most:.0f} ms, {failed} failed")  # fmt: skip
    print(f"  memory {before:.0f} MB before, {memory():.0f} MB after")


def memory() -> float:
    """MB of `kg serve` and the processes that it has begun."""
    return sum(int(told["VmRSS"].split()[0]) / 1024 for told in family(SERVERS[0].pid).values() if "VmRSS" in told)


def processor(server: int) -> float:
    """Seconds of processor that a server and the processes it has begun took until now."""
    ticks = 0
    for process in family(server):
        with suppress(OSError):
            stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(stat[11]) + int(stat[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(server: int) -> dict[int, dict[str, str]]:
    """What the system tells of a server and of all below it."""
    found: dict[int, dict[str, str]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, KeyError, ValueError):
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            found[int(told["Pid"])] = told
    parents = {process: int(told["PPid"]) for process, told in found.items()}
    return {process: told for process, told in found.items() if _below(process, server, parents)}


def _below(process: int, top: int, parents: dict[int, int]) -> bool:
    while process and process != top:
        process = parents.get(process, 0)
    return process == top


SERVERS: list[subprocess.Popen[str]] = []
"""`kg serve`, then the other one."""


@contextmanager
def ours(graph: Path, processes: int) -> Iterator[str]:
    """`kg serve`, until the end of the block."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0", "--timeout", str(LIMIT)]
    server = subprocess.Popen([*command, "--processes", str(processes)], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    SERVERS.append(server)
    try:
        assert server.stdout
        yield server.stdout.readline().split()[0].rstrip("/")
    finally:
        server.terminate()
        server.wait()


@contextmanager
def bare(data: Path) -> Iterator[str]:
    """Oxigraph's own server, until the end of the block."""
    program = os.environ.get("OXIGRAPH") or shutil.which("oxigraph")
    if program is None:
        yield ""
        return
    address = "127.0.0.1:7979"
    command = [program, "serve-read-only", "--location", str(data), "--bind", address, "--union-default-graph"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    SERVERS.append(server)
    try:
        time.sleep(2)
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
