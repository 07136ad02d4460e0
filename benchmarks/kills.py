"""A graph that is killed again and again while it is changed, and what is left of it: the same as undisturbed.

python benchmarks/kills.py --kills 1000        a thousand SIGKILLs at random moments of one history, a line of counts
python benchmarks/kills.py --kills 5 --seed 7
python benchmarks/kills.py --kills 50 --server    the graph is kept by an Oxigraph server, which is killed as often

The history puts documents in singly and in batches past the log, replaces them, takes some out, judges, undoes
judgements, publishes and compacts. A process that plays it is killed; another begins it again, until one comes to the
end. Then the graph must have the hash of one that was never disturbed, and the checkup must find nothing. Of a graph on
a server, the process is killed in one half of the cases, and in the other the server, which is started again.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import options, table

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.errors import StoreError
from kg.records import Argument, Claim, Document, Extraction, Judgement, Kind, LocalEntity, Mention, Sentence, Verdict
from kg.store import Store, checkup, quads
from tests.servers import Oxigraph

PEOPLE = ("James Dobbins", "Ann Lee", "Dobbins", "Jim Dobbins", "Hamid Karzai", "Karzai")
ROUNDS, BATCH, PATIENCE = 4, 12, 12
"""So often the history of one graph is begun and may be killed, before one is left alone."""
LOST = 75
"""How a process ends that has lost its server."""


def document(number: int, text: str = "met") -> Extraction:
    """A document of one sentence about two people who share names with those of others."""
    one, other = PEOPLE[number % 6], PEOPLE[(number * 5 + 1) % 6]
    words = f"{one} {text} {other}."
    at = len(one) + len(text) + 2
    ends = [
        Argument(text=name, start=start, end=start + len(name), chain=chain, link="name")
        for chain, (name, start) in enumerate(((one, 0), (other, at)))
    ]
    sentence = Sentence(0, len(words), words)
    return Extraction(
        document=Document(id=f"{number:03}", text=words, source=""),
        sentences=(sentence,),
        mentions=tuple(
            Mention(start=a.start, end=a.end, text=a.text, kind=Kind.NAME, type="Person", chain=n)
            for n, a in enumerate(ends)
        ),
        entities=(LocalEntity(chain=0, cls="Person", name=one), LocalEntity(chain=1, cls="Person", name=other)),
        claims=(
            Claim(subject=ends[0], relation="meets", object=ends[1], evidence=sentence, rule="made", confidence=0.9),
        ),
    )


@dataclass(frozen=True)
class Kept:
    """Where a graph is kept: in a directory, or on a server under a base of its own."""

    path: Path | str | None
    base: str | None = None

    def open(self) -> Store:
        """The graph."""
        return Store(self.path, base=self.base)


def play(kept: Kept) -> None:
    """The whole history of a graph."""
    with kept.open() as store:
        history(store)


def history(store: Store) -> None:
    """All that happens to it; what was done already changes nothing."""
    for number in range(ROUNDS):
        first = number * 3 * BATCH
        store.replace_all([document(first + n) for n in range(BATCH)])
        store.publish()
        for n in range(BATCH, BATCH + 3):
            store.replace(document(first + n))
        store.judge(add=[judgement(number)])
        store.replace_all([document(first + n, "saw") for n in range(4)])
        for n in range(2):
            store.retract(f"{first + n:03}")
        if number % 2:
            store.judge(drop=[judgement(number)])
        list(store.documents())
    store.compact()


def judgement(number: int) -> Judgement:
    """Two people are one."""
    time_ = f"2026-01-0{number + 1}T12:00:00+00:00"
    return Judgement(time=time_, verdict=Verdict.SAME, target="James_Dobbins", other="Ann_Lee")


def main() -> None:
    """Kill until there were enough kills; every graph that came to its end is compared."""
    parser = options(__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--server", action="store_true", help="keep the graphs on a server, and kill that as well")
    given = parser.parse_args()
    quads.LARGE = 200  # so that batches of this size go past the log
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # what is remembered of graphs on servers goes with them
        if given.server:
            kills, graphs, wrong = on_server(Oxigraph(Path(folder)), given.kills, random.Random(given.seed))
        else:
            kills, graphs, wrong = on_disk(Path(folder), given.kills, random.Random(given.seed))
    took = time.perf_counter() - began
    table("killed and begun again", ("kills", "graphs", "differences", "s"), [(kills, graphs, wrong, took)])
    if wrong:
        raise SystemExit(1)


def on_disk(folder: Path, wanted: int, random_: random.Random) -> tuple[int, int, int]:
    """How often a process was killed, how many graphs came to their end, and what was wrong with them."""
    kills, graphs, wrong = 0, 0, 0
    right, whole = undisturbed(Kept(folder / "undisturbed"))
    while kills < wanted:
        graphs += 1
        kept = Kept(folder / f"{graphs}")
        for _ in range(PATIENCE):
            kills += killed(kept, random_.uniform(0, whole))
        kills += killed(kept, 600)
        wrong += sum(1 for fault in compared(kept, right) if print(fault) is None)
    return kills, graphs, wrong


def on_server(server: Oxigraph, wanted: int, random_: random.Random) -> tuple[int, int, int]:
    """The same of graphs on a server, which is killed instead in every second case."""
    kills, graphs, wrong = 0, 0, 0
    server.start()
    try:
        while kills < wanted:
            graphs += 1
            kept = Kept(server.url, base := f"https://kg.example/{graphs}/")
            right, whole = undisturbed(Kept(None, base)), undisturbed(Kept(server.url, f"{base}whole/"))[1]
            for number in range(PATIENCE // 3):
                kills += killed(kept, random_.uniform(0, whole), server if number % 2 else None)
            kills += killed(kept, 600)
            wrong += sum(1 for fault in compared(kept, right[0]) if print(fault) is None)
    finally:
        server.kill()
    return kills, graphs, wrong


def undisturbed(kept: Kept) -> tuple[str, float]:
    """The hash to compare with, and how many seconds a process takes that nobody kills."""
    began = time.perf_counter()
    if kept.path is not None:
        killed(kept, 600)
    took = time.perf_counter() - began
    return next(iter(looked_at(kept))), took


def killed(kept: Kept, after: float, server: Oxigraph | None = None) -> bool:
    """Play the history in another process; whether it, or the server instead, had to be killed."""
    child = os.fork()  # before this process has opened anything: it has no threads
    if not child:
        code = 1
        try:
            play(kept)
            code = 0
        except StoreError as error:
            code = LOST if "does not answer" in str(error) else 1
            print(error, file=sys.stderr)
        finally:
            os._exit(code)
    began = time.perf_counter()
    while time.perf_counter() - began < after:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if status:
                raise SystemExit(f"the history failed by itself, with status {status}, in {kept}")
            return False
        time.sleep(0.001)
    if server is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True
    server.kill()
    status = os.waitpid(child, 0)[1]
    server.start()
    if status and os.waitstatus_to_exitcode(status) != LOST:
        raise SystemExit(f"without its server, the history ended with status {status}, in {kept}")
    return True


def compared(kept: Kept, right: str) -> Iterator[str]:
    """What differs from the hash that there should be, and what is not whole."""
    found, *faults = looked_at(kept)
    if found != right:
        yield f"another hash: {found}"
    yield from faults


def looked_at(kept: Kept) -> Iterator[str]:
    """The hash of a graph and its faults, found by a process of its own: who forks must not have opened anything."""
    source, target = os.pipe()
    child = os.fork()
    if not child:
        with kept.open() as store, os.fdopen(target, "w") as file:
            if kept.path is None:  # what is in memory is gone with the process that made it
                history(store)
            file.write(f"{store.receipt().hash}\n")
            for fault in checkup.faults(store):
                file.write(f"{fault.kind}: {fault.message}\n")
        os._exit(0)
    os.close(target)
    with os.fdopen(source) as file:
        yield from file.read().splitlines()
    if os.waitpid(child, 0)[1]:
        yield "it cannot be opened"


if __name__ == "__main__":
    main()
