"""One build at a time in an output folder.

The lock is the operating system's (``flock``), on a hidden file in the folder: it ends with the process
that holds it, however that ends, so no lock of a dead process stands in anybody's way. The file says who
holds it; since when, its time of change.
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from .errors import Diagnostic, OutputError, Place
from .output import refused

NAME = ".policygen-lock"
_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_ROUND = 0.1
#: How long a build waits for another one, in seconds, before it says that the folder is locked.
PATIENCE = 60.0


@contextmanager
def lock(
    folder: Path,
    patience: float = PATIENCE,
    waiting: Callable[[str], None] = lambda message: None,
) -> Iterator[None]:
    """Hold the lock of *folder*, which exists, while the block runs.

    Another build is waited for as long as *patience* (seconds); *waiting* is told so once.

    :raises OutputError: when it is still locked then, or cannot be locked.
    """
    path = folder / NAME
    try:
        descriptor = _taken(path, patience, waiting)
    except OSError as error:
        raise refused(path, error) from error
    try:
        yield
    finally:
        # The file stays: to remove it could take it from under another build that waits for it.
        os.ftruncate(descriptor, 0)
        os.close(descriptor)


def _taken(path: Path, patience: float, waiting: Callable[[str], None]) -> int:
    """Return a descriptor that holds the lock, with our name in the file."""
    pause = threading.Event()
    rounds = int(patience / _ROUND)
    told = False
    while True:
        descriptor = os.open(path, _OPEN, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still_there(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"process {os.getpid()} on {os.uname().nodename}\n".encode())
                return descriptor
            os.close(descriptor)  # somebody removed the folder: begin again with the new file
            continue
        except OSError as error:
            who = _holder(descriptor)
            os.close(descriptor)
            if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                raise
        except BaseException:
            os.close(descriptor)
            raise
        if rounds <= 0:
            message = f"the folder is locked: another build is at work in it ({who})"
            hint = "wait until it is done, and build again"
            raise OutputError(Diagnostic(Place(str(path.parent)), "locked", message, hint))
        if not told:
            waiting(f"waiting for another build in {path.parent} ({who})")
            told = True
        rounds -= 1
        pause.wait(_ROUND)


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        there, ours = os.lstat(path), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _holder(descriptor: int) -> str:
    """Return who holds the lock, and since when, as far as the file tells."""
    text = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
    return f"{text or 'a process not named'}, since {since:%d %B %Y, %H:%M} UTC"
