"""What a graph on a server says of itself, in three small graphs of its own that count nowhere.

    <base>store          format, base, and the user's own Turtle: packed, in pieces that any server takes
    <base>store/state    made of what follows a change: the rules that names were resolved with, a mark of this state
    <base>store/writer   who writes: the last that began to

A change begins by clearing the second and ends by writing it. Where it is missing, a change was cut off.
"""

from __future__ import annotations

import base64
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg import ontology as ontologies
from kg.errors import StoreError
from kg.ontology import BASE, Ontology, Source
from kg.store.directory import FORMAT, Manifest, file_name
from kg.store.remote.patterns import fetch
from kg.store.remote.wire import Wire

OWN = "urn:kg:store:"
FORMAT_IS, BASE_IS, DERIVED, STATE, WRITER, DIGEST, PART = (
    ox.NamedNode(OWN + each) for each in ("format", "base", "derivedWith", "state", "writer", "digest", "part")
)
PIECE = 1_000
"""Characters of a literal; longer ones are refused by some servers when they are sorted or compared."""


class About:
    """The small graphs of one base.

    Args:
        wire: to the server.
        base: the base IRI.
    """

    def __init__(self, wire: Wire, base: str) -> None:
        self._wire = wire
        self.base = base
        self.manifest = ox.NamedNode(f"{base}store")
        self.state = ox.NamedNode(f"{base}store/state")
        self.writer = ox.NamedNode(f"{base}store/writer")

    def read(self) -> Manifest | None:
        """What the graph says of itself; None where there is none. The state goes into `derived_with`."""
        said = self._said(self.manifest)
        number = _one(said, FORMAT_IS)
        if not number:
            return None
        names = {_name(quad.subject): quad.object.value for quad in said if quad.predicate == DIGEST}  # type: ignore[union-attr]
        derived = _one(self._said(self.state), DERIVED)
        if not number.isdecimal() or int(number) > FORMAT:
            raise StoreError(f"{self._wire.url} was built by a later kg (format {number}, this one reads {FORMAT}); "
                             "install that one")  # fmt: skip
        return Manifest(self.base, derived, names, int(number))

    def mark(self) -> str:
        """The mark of the state that the server is in; empty in the middle of a change, and after one cut off."""
        return _one(self._said(self.state), STATE)

    def who_writes(self) -> str:
        """The mark of the last who began to write."""
        return _one(self._said(self.writer), WRITER)

    def sources(self) -> Iterator[Source]:
        """The user's own Turtle.

        Raises:
            StoreError: it is not all there.
        """
        said = self._said(self.manifest)
        for quad in said:
            if quad.predicate == DIGEST:
                pieces = sorted(_text(each) for each in said if each.subject == quad.subject and each.predicate == PART)
                packed = "".join(each.partition(" ")[2] for each in pieces)
                try:
                    source = Source(_name(quad.subject), zlib.decompress(base64.b64decode(packed)))
                except (ValueError, zlib.error) as error:
                    raise StoreError(f"the ontology at {self._wire.url} is damaged; build it with --rebuild") from error
                if source.digest != _text(quad):
                    raise StoreError(f"the ontology at {self._wire.url} is damaged; build it with --rebuild")
                yield source

    def of(self, manifest: Manifest, own: Sequence[Source]) -> Iterable[ox.Quad]:
        """The quads of the first graph."""
        yield self._quad(self.manifest, FORMAT_IS, str(manifest.format), self.manifest)
        yield self._quad(self.manifest, BASE_IS, manifest.base, self.manifest)
        for name, source in named(own).items():
            node = ox.NamedNode(f"{self.manifest.value}/ontology/{name}")
            yield self._quad(node, DIGEST, source.digest, self.manifest)
            packed = base64.b64encode(zlib.compress(source.data)).decode()
            for at in range(0, len(packed), PIECE):
                yield self._quad(node, PART, f"{at // PIECE:06} {packed[at : at + PIECE]}", self.manifest)

    def after(self, derived_with: str, mark: str) -> Iterable[ox.Quad]:
        """The quads of the second graph, when a change is whole."""
        yield self._quad(self.state, DERIVED, derived_with, self.state)
        yield self._quad(self.state, STATE, mark, self.state)

    def written_by(self, mark: str) -> ox.Quad:
        """The quad of the third graph."""
        return self._quad(self.writer, WRITER, mark, self.writer)

    def _said(self, graph: ox.NamedNode) -> list[ox.Quad]:
        return list(fetch(self._wire, [(None, None, None, graph)]))

    @staticmethod
    def _quad(subject: ox.NamedNode, predicate: ox.NamedNode, text: str, graph: ox.NamedNode) -> ox.Quad:
        return ox.Quad(subject, predicate, ox.Literal(text), graph)


def bases(wire: Wire) -> list[str]:
    """The bases of all graphs on a server."""
    return sorted({_text(quad) for quad in fetch(wire, [(None, BASE_IS, None, None)])})


def base_of(wire: Wire, base: str | None) -> str:
    """The base of the graph that is meant: the one that is named, the only one, or the usual one.

    Raises:
        StoreError: there are several, and it is not told which.
    """
    if base is not None:
        return base
    there = bases(wire)
    if len(there) > 1 and BASE not in there:
        raise StoreError(f"{wire.url} has several graphs; name one by its base: {', '.join(there)}")
    return BASE if BASE in there or not there else there[0]


def ontology_at(url: str, base: str | None = None) -> Ontology:
    """The ontology that the graph on a server was built with; the bundled one where there is no graph yet."""
    wire = Wire(url)
    try:
        sources = list(About(wire, base_of(wire, base)).sources())
    finally:
        wire.close()
    with tempfile.TemporaryDirectory(prefix="kg-ontology-") as folder:
        for source in sources:
            (Path(folder) / source.name).write_bytes(source.data)
        return ontologies.load([Path(folder) / source.name for source in sources])


def named(own: Iterable[Source]) -> Mapping[str, Source]:
    """Sources by names that differ."""
    return {file_name(each): each for each in own}


def _name(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value.rpartition("/")[2]


def _text(quad: ox.Quad) -> str:
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value


def _one(quads: Iterable[ox.Quad], predicate: ox.NamedNode) -> str:
    return next((_text(quad) for quad in quads if quad.predicate == predicate), "")
