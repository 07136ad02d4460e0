"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import ExportError


def write_whole(path: str | os.PathLike[str], content: bytes | Iterable[bytes]) -> None:
    """Puts `content`, whole or in pieces, in the place of a file; an existing one stays as it is when something fails.

    Raises:
        ExportError: the file cannot be written.
    """
    target, partial = Path(path), None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
            partial = Path(stream.name)
            stream.writelines([content] if isinstance(content, bytes) else content)
        partial.chmod(0o666 & ~_umask())  # a temporary file is private, an export is not
        partial.replace(target)
    except OSError as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise ExportError(f"cannot write {target}: {error.strerror or error}; name another file") from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
