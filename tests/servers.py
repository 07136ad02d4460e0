"""SPARQL servers that tests start on free ports of this machine; who needs one that is not there skips."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds that a server has to come up."""

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtension = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
FileExtension = 200
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
CheckpointInterval = 60
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
[Client]
SQL_PREFETCH_ROWS = 100
"""


class Server:
    """A server on this machine, with a folder for its data.

    Args:
        folder: for what it keeps.
    """

    path = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.path}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def start(self) -> None:
        """Start it, again after it was killed, and wait until it answers."""
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(self.command(), stdout=output, stderr=output, cwd=self.folder)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self._process.poll() is None, (self.folder / "output").read_text(errors="replace")[-2000:]
            if answers(f"http://127.0.0.1:{self.port}/"):
                return
            time.sleep(0.1)
        raise AssertionError(f"{self.command()[0]} does not answer")

    def kill(self) -> None:
        """End it as a power failure would."""
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Oxigraph(Server):
    def command(self) -> list[str]:
        program = os.environ.get("OXIGRAPH") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        program = program or shutil.which("oxigraph")
        if program is None:
            pytest.skip("no Oxigraph server: pip install oxigraph")
        return [program, "serve", "--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}"]


class Virtuoso(Server):
    """Reached as its administrator, by digest authentication: anonymous users may not write."""

    path = "sparql-auth"
    rows = 1_000
    """As few as the most careful server gives."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._sql = free_port()

    @property
    def url(self) -> str:
        return super().url.replace("http://", "http://dba:dba@")

    def command(self) -> list[str]:
        program = shutil.which("virtuoso-t")
        if program is None:
            pytest.skip("no Virtuoso: apt-get install virtuoso-opensource-7-bin")
        ini = self.folder / "virtuoso.ini"
        values = {"folder": self.folder, "sql": self._sql, "port": self.port, "rows": self.rows}
        ini.write_text(VIRTUOSO.format(**values))
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)  # what a killed one leaves
        return [program, "+configfile", str(ini), "+foreground"]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


class Proxy:
    """Stands between a client and a server, and lets some requests go wrong; a context manager.

    Args:
        target: the address of the server.
    """

    def __init__(self, target: str) -> None:
        self.faults: list[str] = []
        """What goes wrong with the next requests, each once."""
        self.most: int | None = None
        """Bytes of an update that is taken."""
        self.union = True
        """False to ask the default graph alone."""
        self._target = target
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Between, self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def ask(self, path: str, body: bytes, accept: str) -> tuple[int, bytes]:
        """The status and the answer of the server."""
        if self.most is not None and path == "/update" and len(body) > self.most:
            return 413, b"too much"
        if not self.union:
            body = body.replace(b"&union-default-graph=true", b"")
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        request = urllib.request.Request(self._target.rstrip("/") + path, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


class _Between(BaseHTTPRequestHandler):
    def __init__(self, proxy: Proxy, *arguments: object) -> None:
        self._proxy = proxy
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = self._proxy.faults.pop(0) if self._proxy.faults else ""
        if fault == "hang":
            time.sleep(2)
        status, reply = self._proxy.ask(self.path, body, self.headers["Accept"])
        self.send_response(500 if fault == "500" else status)
        if fault != "cut off inside" and status != 204:
            self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(reply[: len(reply) // 2] if fault in {"broken off", "cut off inside"} else reply)
        self.close_connection = True
