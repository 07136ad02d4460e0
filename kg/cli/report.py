"""What a person sees of a build: a progress bar while it runs, then what was skipped, and a summary."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from kg.cli.app import complain, watched
from kg.cli.show import table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.pipeline import Tally
    from kg.readers import Skipped

MOST_COMPLAINTS = 20
"""So many skipped documents are named; a broken corpus may have thousands."""
MOST_NAMED = 3
"""So many documents are named in a line of the summary."""


@contextmanager
def steps(what: str, count: int) -> Iterator[Callable[[str], None]]:
    """A bar for who watches, of what is done in so many steps; told the name of each when it begins."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not watched(sys.stderr)) as bar:
        task = bar.add_task(what, total=count)
        done = iter(range(count))
        yield lambda name: bar.update(task, description=f"{what}: {name}", completed=next(done))


class Report:
    """Shows the tallies of one build; a context manager around it.

    Args:
        folder: or address of a graph that keeps what was read when the build is interrupted.
        rebuild: whether the graph is emptied first: who goes on does not want that again.
    """

    def __init__(self, folder: Path | str | None = None, *, rebuild: bool = False) -> None:
        self._folder = folder
        self._rebuild = rebuild
        self.tally: Tally | None = None
        self._begun = time.monotonic()
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TextColumn("·"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
            transient=True,
            disable=not watched(sys.stderr),
        )
        self._task = self._bar.add_task("reading", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        told = isinstance(error, InputError) and self.tally is not None and len(self.tally.failed) == 1
        if not told:  # an error that names the only skipped document says it all
            self._complain()
        if isinstance(error, KeyboardInterrupt) and self._folder:
            print(f"interrupted; {self._kept(_place(self._folder))}", file=sys.stderr)

    def _kept(self, place: str) -> str:
        """What an interrupted build has left, and how to go on."""
        kept = self.tally.documents + self.tally.unchanged if self.tally else 0
        if not kept:
            return f"no document had been read into {place} yet, run the same again"
        documents = f"{kept:,} document" if kept == 1 else f"{kept:,} documents"
        again = "the same without --rebuild" if self._rebuild else "the same again"
        return f"{place} keeps the {documents} read so far, run {again} to go on"

    def advance(self, tally: Tally) -> None:
        """Show how far the build has come."""
        self.tally = tally
        speed = tally.words / max(time.monotonic() - self._begun, 1e-9)
        documents = tally.documents + tally.unchanged
        told = f"{documents:,} documents · {speed:,.0f} words/s · {tally.facts:,} facts"
        total = None if tally.share is None else 1.0
        self._bar.update(self._task, description=told, total=total, completed=tally.share or 0.0)

    @property
    def failed(self) -> bool:
        """Whether something that should have been read could not be."""
        return bool(self.tally and self.tally.failed)

    def summary(self, *, entities: int, facts: int, doubtful: int) -> None:
        """Print what this build did and what the graph now holds.

        Args:
            entities: in the whole graph.
            facts: in the whole graph.
            doubtful: facts below the floor in the whole graph.
        """
        if self.tally is None:
            return
        tally = self.tally
        seconds = time.monotonic() - self._begun
        rows = [
            ("documents", f"{tally.documents:,}", f"{tally.words:,} words in {seconds:.1f} s"),
            ("unchanged", f"{tally.unchanged:,}", "already in the graph just so"),
            *_apart(tally),
            *_skipped(tally),
            ("sentences", f"{tally.sentences:,}", ""),
            ("mentions", f"{tally.mentions:,}", ""),
            ("facts", f"{tally.facts:,}", f"{facts:,} in the whole graph"),
            ("entities", f"{entities:,}", "in the whole graph"),
        ]
        if doubtful:
            rows.append(("doubtful", f"{doubtful:,}", "in the whole graph; kg facts --least 0 lists them, too"))
        if tally.outdated:
            rows.insert(
                2, ("outdated", f"{tally.outdated:,}", "made by another kg, ontology or model; build them again")
            )
        table(("this build", "count", "note"), rows)

    def _complain(self) -> None:
        failed = self.tally.failed if self.tally else ()
        for skipped in failed[:MOST_COMPLAINTS]:
            complain(f"skipped {skipped}")
        if len(failed) > MOST_COMPLAINTS:
            complain(f"skipped {len(failed) - MOST_COMPLAINTS:,} more; mend these first")


def _apart(tally: Tally) -> Iterator[tuple[str, str, str]]:
    """A row for each way in which documents were not simply read, with the first of them by name."""
    kinds = (
        ("replaced", tally.replaced),
        ("withdrawn", tally.withdrawn),
        ("held back", tally.held),
        ("passed over", tally.passed),
        ("not English", tally.foreign),
        ("retracted", tally.retracted),
    )
    for kind, names in kinds:
        if names:
            more = ", …" if len(names) > MOST_NAMED else ""
            yield kind, f"{len(names):,}", ", ".join(names[:MOST_NAMED]) + more


def _skipped(tally: Tally) -> Iterator[tuple[str, str, str]]:
    """A row for what was not read, and one for what is told of documents that were."""
    count, reasons = _told(each for each in tally.skipped if not each.read)
    yield "skipped", count, f"{reasons}; the errors above say what to do" if tally.failed else reasons
    count, reasons = _told(each for each in tally.skipped if each.read)
    if reasons:
        yield "noted", count, reasons


def _told(skipped: Iterable[Skipped]) -> tuple[str, str]:
    """How many documents something is told of, and of how many what, with the first of each by name."""
    first: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    for each in skipped:
        reason = each.reason.split(";")[0].split("(")[0].strip()
        kinds[reason] += 1
        first.setdefault(reason, PurePath(each.path).name)
    told = (
        f"{count:,} {reason} ({first[reason]}{', …' if count > 1 else ''})" for reason, count in kinds.most_common(3)
    )
    return f"{kinds.total():,}", ", ".join(told) + ("" if len(kinds) < 4 else ", …")


def _place(graph: Path | str) -> str:
    """A folder or an address, without the password in it."""
    return re.sub(r"(?<=//)[^/@]*@", "", str(graph))
