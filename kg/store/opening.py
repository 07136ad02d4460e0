"""A graph that is open: on disk, where one may write while others read, or in memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ontology import BASE, Ontology
from kg.store import generations
from kg.store.directory import (
    FORMAT,
    Manifest,
    base_of,
    is_lost,
    open_manifest,
    other_ontology,
    require_base,
    translated,
    write_manifest,
)
from kg.store.directory import ontology_of as kept_in
from kg.store.generations import View
from kg.store.kept import Kept
from kg.store.places import Places, state_of
from kg.store.protocol import Quads
from kg.store.quads import Disk, Memory
from kg.triples import FLOOR, Minter
from kg.triples.said import value
from kg.triples.terms import TYPE, kg


class Opened:
    """A graph on disk, or in memory when there is no path.

    Several may open one graph on disk. The first that changes it is the only one that may, until it is closed; the
    others read what was published last.

    Args:
        path: directory of the graph, made when missing, unless `create` is False; or the address (http, https) of a
            SPARQL server that keeps it.
        base: base IRI of entities, facts and documents; that of the graph when None.
        ontology: the one that the graph was built with when None.
        made_with: what beside the document decides an extraction (versions of model, rules, ontology).
            A document is extracted anew when it changes.
        derived_with: what decides what names stand for. When it changes, so does the second layer of all documents.
        create: False to open only what exists.
        rebuild: True to empty the graph first, so that it can be built with another ontology, or by a newer kg.
        read_only: True never to write, not even what a writer that was killed has left to do.

    Raises:
        StoreError: the directory is missing, damaged, not a graph, or was built with another ontology; with `rebuild`,
            another process writes to it.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        base: str | None = None,
        ontology: Ontology | None = None,
        made_with: str = "",
        derived_with: str = "",
        create: bool = True,
        rebuild: bool = False,
        read_only: bool = False,
    ) -> None:
        far = is_address(path)
        self.path = None if path is None or far else Path(path)
        self.places = Places(state_of(str(path)) if far else self.path)
        self.least = FLOOR  # the least confidence of the facts that are listed and exported
        self.only: frozenset[str] | None = None  # the facts of the part that is listed; None for all
        self.ontology = ontology or ontology_of(path, base)
        self.made_with = made_with
        self._derived_with = derived_with
        self._closed = False
        asked = {"create": create, "rebuild": rebuild, "read_only": read_only}
        self._quads, self._manifest = _kept(path, base, derived_with, **asked)
        self.base = self._manifest.base
        self.minter = Minter(self.base)
        if far or self.path is not None:
            self._settle(rebuild)

    @property
    def where(self) -> str:
        """The directory or address of the graph, for messages."""
        url: str = getattr(self._quads, "url", "the graph in memory")
        return url if self.path is None else str(self.path)

    def _settle(self, rebuild: bool) -> None:
        """Make sure that the graph knows one ontology only; what is wrong leaves it closed."""
        with translated(self.path):
            if rebuild:
                self._quads.clear()
                self.places.clear()
                self._manifest = replace(self._manifest, format=FORMAT)
                self._quads.keep(self._manifest)
            kept = self._manifest.ontology
            if sorted(kept.values()) == list(self.ontology.own_digests):
                return
            if self.outdated():
                self.close()
                raise other_ontology(self.where, kept, self.ontology.own)
            self._quads.lock()
            self._manifest = replace(self._manifest, ontology=self._quads.keep_ontology(self.ontology.own))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets another process write to the graph. Closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self.places.close()
            self._quads.close()

    def lock(self) -> None:
        """Be the one who writes, from now on until the graph is closed; the first change does so by itself.

        Raises:
            StoreError: another process writes to the graph, or it was opened only to be read.
        """
        self._open.lock()

    def view(self) -> View:
        """The newest published state, which stays as it is as long as this is held."""
        with translated(self.path):
            return self._open.view()

    def meanwhile(self) -> str:
        """That another process builds the graph, and which state of it is read here; empty when none does."""
        if self.path is None or (process := generations.writer(self.path)) in {None, os.getpid()}:
            return ""
        view = self.view()
        published = datetime.fromtimestamp((view.folder or self.path).stat().st_mtime).astimezone()
        documents = sum(1 for _ in view.quads.quads_for_pattern(None, TYPE, kg("Document"), None))
        return (f"{self.path} is being built by process {process}; this is its state {view.number}, "
                f"published at {published:%H:%M:%S} (documents: {documents:,})")  # fmt: skip

    def compact(self) -> None:
        """Put the files in order: fewer of them, and faster to read.

        Raises:
            StoreError: another process writes to the graph, or it was opened only to be read.
        """
        self._open.compact()

    def publish(self) -> None:
        """Let readers of other processes see what was written; closing and reading here do so by themselves."""
        self._open.publish()

    def outdated(self) -> int:
        """How many documents were made by other versions than those that this store was opened with."""
        with translated(self.path):
            made = self._open.latest().quads_for_pattern(None, kg("madeWith"), None, None)
            return sum(1 for quad in made if value(quad.object) != self.made_with)

    @property
    def _live(self) -> Quads:
        return self._open.live

    @property
    def _open(self) -> Kept:
        if self._closed:
            raise StoreError(f"the graph {self.path or 'in memory'} has been closed; open it again")
        return self._quads


def _kept(path: Path | str | None, base: str | None, derived_with: str, **asked: bool) -> tuple[Kept, Manifest]:
    """Where the quads are, and what the graph says of itself."""
    _require_iri(base)
    if path is None:
        return Memory(), Manifest(base or BASE, derived_with)
    if is_address(path):
        return _far(str(path), base, derived_with, asked)
    create, rebuild, folder = asked["create"] and not asked["read_only"], asked["rebuild"], Path(path)
    if rebuild and is_lost(folder):
        _say_anew(folder, base)
    manifest = open_manifest(folder, base=base, default_base=BASE, create=create, rebuild=rebuild)
    return _recovered(folder, manifest.base, read_only=asked["read_only"], rebuild=rebuild), manifest


def _require_iri(base: str | None) -> None:
    """Raise for a base that no IRI can begin with, before anything is written."""
    try:
        if base is None or not ox.NamedNode(base).value[-1].isalnum():
            return
    except ValueError as error:
        raise StoreError(f"--base {base!r} is no absolute IRI; give one as https://example.org/news/") from error
    raise StoreError(f"--base {base} must end with / or #, for names are put right behind it; add one")


def _say_anew(path: Path, base: str | None) -> None:
    """Have a graph that is to be built anew say again what it is; its base is that of its quads, as far as known."""
    with translated(path), suppress(StoreError, RuntimeError):
        base = base or base_of(Disk(path, read_only=True).latest())
    with translated(path):
        write_manifest(path, Manifest(base or BASE))


def _recovered(path: Path, base: str, *, read_only: bool, rebuild: bool) -> Disk:
    """The quads on disk, after what a killed writer has left to do; those of another base only to be thrown away."""
    quads = Disk(path, read_only=read_only)
    quads.recover()
    if not rebuild:
        require_base(path, quads.latest(), base)
    return quads


def is_address(path: object) -> bool:
    """Whether a graph is named by the address of a server."""
    return isinstance(path, str) and path.startswith(("http://", "https://"))


def ontology_of(path: Path | str | None, base: str | None = None, *, rebuild: bool = False) -> Ontology:
    """The ontology that a graph was built with; the bundled one where there is no graph yet.

    Args:
        path: the directory or address of the graph.
        base: its base IRI, where a server has several.
        rebuild: True for a graph that is to be built anew, though it may be damaged.

    Raises:
        StoreError: what the graph keeps of it is damaged, or there is no server.
        OntologyError: it does not go together with the bundled one any more.
    """
    _require_iri(base)
    if is_address(path):
        from kg.store.remote import ontology_at

        return ontology_at(str(path), base)
    return kept_in(path, rebuild=rebuild)


def _far(url: str, base: str | None, derived_with: str, asked: Mapping[str, bool]) -> tuple[Kept, Manifest]:
    from kg.store.remote import Remote  # takes a tenth of a second, which others need not wait

    remote = Remote(url, base=base, derived_with=derived_with, **asked)
    return remote, remote.manifest
