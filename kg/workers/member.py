"""Parsing and extraction in a process of its own: how it is seen from outside, and what goes on in it.

Both ends speak in pickled objects, each behind its length. The first is the model and the user's own Turtle, answered
with the digest of the ontology that this makes; then documents, each answered with what it says.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from typing import IO, Any

from kg import ontology as ontologies
from kg.errors import KgError, OntologyError
from kg.records import Document
from kg.workers.alone import Alone, Said


class Member:
    """One worker, seen from outside.

    Args:
        model: name or path of another spaCy pipeline than ours.
        own: the user's own Turtle.
        digest: of the ontology that this makes.
    """

    def __init__(self, model: str | None, own: tuple[str, ...], digest: str) -> None:
        paths = os.pathsep.join(each for each in sys.path if each)
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from kg.workers.member import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
            process_group=0,  # Ctrl-C is for who started us; we end when they close our input
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._begin = model, own
        self._digest = digest
        self._ready = False
        self.code = 0

    def read(self, document: Document) -> Said:
        """What a document says.

        Raises:
            KgError: the language model or the ontology cannot be used.
            EOFError, OSError: the worker has died.
        """
        if not self._ready:
            _send(self._to, self._begin)
            if _receive(self._from) != self._digest:
                raise OntologyError("this ontology was made by a program, not by files; build with workers=0")
            self._ready = True
        _send(self._to, document)
        said = _receive(self._from)
        if isinstance(said, KgError):
            raise said
        return said  # type: ignore[no-any-return]

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def stop(self) -> None:
        """End it at once."""
        self._process.kill()
        self.code = self._process.wait()


def main() -> None:
    """A worker: reads documents on standard input until that ends, writes what they say on standard output."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    try:
        model, own = _receive(source)
        ontology = ontologies.load(own)
        alone = Alone(model, ontology)
        _send(target, ontology.digest)
        while True:
            document = _receive(source)
            try:
                said: Said | KgError = alone.read(document)
            except KgError as error:
                said = error
            _send(target, said)
    except (EOFError, BrokenPipeError):
        return


def _send(stream: IO[bytes], what: object) -> None:
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    (length,) = struct.unpack("<Q", _exactly(stream, 8))
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - from a process that we have started


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
