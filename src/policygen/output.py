"""The place to write to: whole files or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from .errors import Diagnostic, OutputError, Place


def write(folder: Path, name: str, content: bytes) -> bool:
    """Write *content* to the file *name* (POSIX, relative) in *folder*; say whether it was written.

    A file that holds the same bytes stays untouched. Else the bytes go to a temporary file beside it
    which then takes its name, so that the file is always the old one or the new one.

    :raises OutputError: naming the path and the cause; the old file is intact.
    """
    path = folder / name
    try:
        check_inside(folder, path)
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        check_inside(folder, path)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.policygen")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refused(path, error) from error
    return True


def read(folder: Path, name: str) -> bytes | None:
    """Return the content of the file *name* in *folder*; None where there is no regular file.

    :raises OutputError: when it cannot be read.
    """
    path = folder / name
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError as error:
        raise refused(path, error) from error


def remove(folder: Path, name: str) -> None:
    """Remove the file *name* from *folder*, and folders that it leaves empty.

    :raises OutputError: naming the path and the cause.
    """
    path = folder / name
    try:
        check_inside(folder, path)
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    except OSError as error:
        raise refused(path, error) from error


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all *files* (path below *folder* -> content), or leave every one as it was.

    :raises OutputError: naming the path and the cause; what had been written is put back.
    """
    before: dict[str, bytes | None] = {}
    try:
        for name, content in files.items():
            path = folder / name
            before[name] = path.read_bytes() if path.is_file() else None
            write(folder, name, content)
    except (OutputError, OSError) as error:
        for name, old in before.items():
            with contextlib.suppress(OutputError, OSError):
                if old is None:
                    (folder / name).unlink(missing_ok=True)
                else:
                    write(folder, name, old)
        if isinstance(error, OSError):
            raise refused(folder, error) from error
        raise


def check_inside(folder: Path, path: Path) -> None:
    """Make sure that *path* stays inside *folder* with all links followed.

    :raises OutputError: when it does not, or *folder* is itself a link.
    """
    parent = path.parent
    if folder.is_symlink():
        message = "the folder for editions is a link"
        hint = "name the folder that it leads to with --out, or remove the link"
        raise OutputError(Diagnostic(Place(str(folder)), "output", message, hint))
    while not parent.exists() and parent != folder:
        parent = parent.parent
    if not parent.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        message = (
            "the path leads out of the folder for editions (it is a link, or goes through one)"
        )
        raise OutputError(Diagnostic(Place(str(path)), "output", message, "remove the link"))


def refused(path: Path, error: OSError) -> OutputError:
    """Return *error*, met at *path*, with words for a person."""
    cause = error.strerror or str(error)
    return OutputError(
        Diagnostic(
            Place(str(path)),
            "output",
            f"cannot be written: {cause}",
            "nothing was changed there; mend this and build again",
        )
    )
