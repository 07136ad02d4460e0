"""A graph that is killed again and again while it is changed, and what is left of it: the same as undisturbed.

python benchmarks/kills.py --kills 1000        a thousand SIGKILLs at random moments of one history, a line of counts
python benchmarks/kills.py --kills 5 --seed 7

The history puts documents in singly and in batches past the log, replaces them, takes some out, judges, undoes
judgements, publishes and compacts. A process that plays it is killed; another begins it again, until one comes to the
end. Then the graph must have the hash of one that was never disturbed, and the checkup must find nothing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measure import options, table

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.records import Argument, Claim, Document, Extraction, Judgement, Kind, LocalEntity, Mention, Sentence, Verdict
from kg.store import Store, checkup, quads

PEOPLE = ("James Dobbins", "Ann Lee", "Dobbins", "Jim Dobbins", "Hamid Karzai", "Karzai")
ROUNDS, BATCH, PATIENCE = 4, 12, 12
"""So often the history of one graph is begun and may be killed, before one is left alone."""


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


def play(path: Path | None) -> None:
    """The whole history; what was done already changes nothing."""
    with Store(path) as store:
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
    given = parser.parse_args()
    quads.LARGE = 200  # so that batches of this size go past the log
    random_, kills, graphs, wrong = random.Random(given.seed), 0, 0, 0
    began = time.perf_counter()
    right, whole = undisturbed()
    while kills < given.kills:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph"
            for _ in range(PATIENCE):
                kills += killed(path, random_.uniform(0, whole))
            kills += killed(path, 600)
            graphs += 1
            wrong += sum(1 for fault in compared(path, right) if print(fault) is None)
    took = time.perf_counter() - began
    table("killed and begun again", ("kills", "graphs", "differences", "s"), [(kills, graphs, wrong, took)])
    if wrong:
        raise SystemExit(1)


def undisturbed() -> tuple[str, float]:
    """The hash to compare with, and how many seconds a process takes that nobody kills."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        killed(Path(folder) / "graph", 600)
        took = time.perf_counter() - began
        return next(iter(looked_at(Path(folder) / "graph"))), took


def killed(path: Path, after: float) -> bool:
    """Play the history in another process; whether it had to be killed."""
    child = os.fork()  # before this process has opened anything: it has no threads
    if not child:
        code = 1
        try:
            play(path)
            code = 0
        finally:
            os._exit(code)
    began = time.perf_counter()
    while time.perf_counter() - began < after:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if status:
                raise SystemExit(f"the history failed by itself, with status {status}, in {path}")
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def compared(path: Path, right: str) -> Iterator[str]:
    """What differs from the hash that there should be, and what is not whole."""
    found, *faults = looked_at(path)
    if found != right:
        yield f"another hash: {found}"
    yield from faults


def looked_at(path: Path) -> Iterator[str]:
    """The hash of a graph and its faults, found by a process of its own: who forks must not have opened anything."""
    source, target = os.pipe()
    child = os.fork()
    if not child:
        with Store(path) as store, os.fdopen(target, "w") as file:
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
