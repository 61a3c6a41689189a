"""What was worked out once and need not be worked out again: small files in the installation's folder.

Takes a folder. Gives `Cache(folder).get(name, key)` and `.put(name, key, content)`: bytes under a name, valid for one
key; `key_of(texts)` makes a key of texts and of this very code, so that neither can change unseen.
Promises: nothing here is needed: a file that is missing, damaged or of another key is None, and a folder that cannot
be written is no trouble. A file is written whole or not at all. Never pickles: the content is the caller's own bytes.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

log = logging.getLogger(__name__)

_MARK = b"fitmail 1 "


class Cache:
    """One file for each name: the newest key alone is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, key: str) -> bytes | None:
        """What was put there under this key; None when it was not, or was not kept whole."""
        try:
            head, _, content = (self._folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if head == _head(key, content) else None

    def put(self, name: str, key: str, content: bytes) -> None:
        """Kept for the next start."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=self._folder, prefix=f".{name}.")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(key, content) + b"\n" + content)
                os.replace(path, self._folder / name)
            except BaseException:
                Path(path).unlink(missing_ok=True)
                raise
        except OSError as error:
            log.debug("nothing is cached: %s", error)


def _head(key: str, content: bytes) -> bytes:
    return _MARK + key.encode() + b" " + hashlib.sha256(content).hexdigest().encode()


def key_of(texts: Mapping[str, str]) -> str:
    """Names these texts as this code reads them."""
    digest = hashlib.sha256(_code().encode())
    for file in sorted(texts):
        digest.update(f"{file}\0{texts[file]}\0".encode("utf-8", "replace"))
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """Our own files by size and time: an upgrade makes all keys new."""
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        state = file.stat()
        digest.update(f"{file.relative_to(package)}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()
