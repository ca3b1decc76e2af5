"""The place to write to: whole files or none, and nothing outside it.

Folders are held by descriptors and opened one step at a time without following links (POSIX.1-2017,
``openat`` with ``O_NOFOLLOW``), so that no name, and no link that somebody puts there meanwhile, leads
out of the folder. A new file is written beside its place, synced, and then takes its name.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from .errors import Diagnostic, OutputError, Place

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
#: NONBLOCK: opening a FIFO must not wait for somebody to write to it.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
#: So many folders are kept open: editions come for so many schools at a time, and a few of pictures.
_OPEN = 72
_LINK = "the path leads out of the folder (it is a link, or goes through one)"
#: What the system says, in words for an administrator.
_CAUSES = {
    errno.ENOSPC: "the disk is full (no space left)",
    errno.EDQUOT: "the disk quota is used up (no space left)",
    errno.EACCES: "permission denied; you may not write there",
    errno.EPERM: "permission denied; you may not write there",
    errno.EROFS: "the disk or folder is read-only",
    errno.EIO: "the disk reports an error (input/output error)",
    errno.EMFILE: "too many files are open at once",
    errno.ENFILE: "too many files are open at once on this machine",
    errno.EISDIR: "a folder stands where the file belongs",
    errno.ENOTDIR: "a file stands where a folder belongs",
    errno.EXDEV: "the folder lies on another disk than the one that holds it",
}


def _sync_of_system() -> Callable[[int], int] | None:
    """Return ``syncfs`` (Linux), which since 5.8 tells of errors; None where there is none."""
    if sys.platform != "linux":
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    return found


_SYNC = _sync_of_system()


class OutputFolder:
    """A folder that is written into. Names of files are POSIX paths relative to it.

    Use it as a context manager: it holds open descriptors. All methods raise OutputError, naming the
    path and the cause.
    """

    def __init__(self, path: Path, *, make: bool = True) -> None:
        """Open *path*; with *make* it is made when it is not there, else it is as if it were empty."""
        self.path = path
        self._folders: dict[str, int] = {}
        #: Where names changed since the folders were last synced.
        self._touched: set[str] = set()
        with self._words(""):
            if path.is_symlink():
                message = "the folder to write into is a link"
                hint = "name the folder that it leads to instead, or remove the link"
                raise OutputError(Diagnostic(Place(str(path)), "output", message, hint))
            if make:
                path.mkdir(parents=True, exist_ok=True)
            if make or path.exists():
                self._folders[""] = os.open(path, _DIRECTORY)

    def __enter__(self) -> OutputFolder:
        return self

    def __exit__(self, *reason: object) -> None:
        for descriptor in self._folders.values():
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._folders.clear()

    @contextlib.contextmanager
    def _words(self, name: str) -> Iterator[None]:
        """Turn what the system says about *name* into an OutputError."""
        try:
            yield
        except OSError as error:
            raise refused(self.path / name, error) from error

    def _folder(self, name: str, *, make: bool = False) -> int:
        """Return a descriptor of the folder *name*, made when it is not there and *make* is given."""
        if name in self._folders:
            return self._folders[name]
        if not name:
            raise FileNotFoundError(errno.ENOENT, "no such folder", str(self.path))
        parent, _, last = name.rpartition("/")
        above = self._folder(parent, make=make)
        try:
            descriptor = os.open(last, _DIRECTORY, dir_fd=above)
        except FileNotFoundError:
            if not make:
                raise
            os.mkdir(last, dir_fd=above)
            descriptor = os.open(last, _DIRECTORY, dir_fd=above)
        while len(self._folders) >= _OPEN:
            oldest = next(n for n in self._folders if n and n != parent)
            os.close(self._folders.pop(oldest))
        self._folders[name] = descriptor
        return descriptor

    def _forget(self, name: str) -> None:
        if name in self._folders:
            os.close(self._folders.pop(name))

    def read(self, name: str) -> bytes | None:
        """Return the content of the file *name*; None where there is none."""
        parent, _, last = name.rpartition("/")
        try:
            descriptor = os.open(last, _READ, dir_fd=self._folder(parent))
            try:
                return _content(descriptor)
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refused(self.path / name, error) from error

    def create(self, name: str, content: bytes, wanted: str) -> None:
        """Write the new file *name*, not synced, on the way to *wanted*, which errors speak of."""
        with self._words(wanted):
            parent, _, last = name.rpartition("/")
            descriptor = os.open(last, _NEW, 0o666, dir_fd=self._folder(parent, make=True))
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                _write_all(file.fileno(), content)

    def append(self, name: str, content: bytes) -> None:
        """Write *content* at the end of the file *name*, and have it on the disk before returning."""
        with self._words(name):
            flags = (_NEW & ~os.O_TRUNC) | os.O_APPEND
            descriptor = os.open(name, flags, 0o666, dir_fd=self._folder("", make=True))
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                _write_all(file.fileno(), content)
                os.fsync(descriptor)

    def sync_all(self, names: Iterable[str]) -> None:
        """Have the content of the files *names* on the disk before returning.

        Where the system can do so at once (``syncfs``, Linux), it costs as much as for one or two files.
        """
        if _SYNC is None:
            for name in names:
                self.sync(name)
            return
        with self._words(""):
            if _SYNC(self._folder("")) != 0:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))

    def sync(self, name: str) -> None:
        """Have the content of the file *name* on the disk before returning."""
        with self._words(name):
            parent, _, last = name.rpartition("/")
            descriptor = os.open(last, _READ, dir_fd=self._folder(parent))
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def sync_folders(self) -> None:
        """Have the names of all files, as they are now, on the disk before returning."""
        while self._touched:
            name = self._touched.pop()
            with self._words(name), contextlib.suppress(FileNotFoundError):
                os.fsync(self._folder(name))

    def rename(self, old: str, new: str) -> None:
        """Give the file *old* the name *new*, in place of the file of that name."""
        with self._words(new):
            here, _, last = old.rpartition("/")
            there, _, wanted = new.rpartition("/")
            target = self._folder(there, make=True)
            os.replace(last, wanted, src_dir_fd=self._folder(here), dst_dir_fd=target)
            self._touched.add(there)

    def remove(self, name: str) -> None:
        """Remove the file *name*, and folders that it leaves empty."""
        with self._words(name):
            parent, _, last = name.rpartition("/")
            with contextlib.suppress(FileNotFoundError):
                os.unlink(last, dir_fd=self._folder(parent))
            self._touched.add(parent)
            while parent and not self._listing(parent):
                self._forget(parent)
                above, _, last = parent.rpartition("/")
                os.rmdir(last, dir_fd=self._folder(above))
                self._touched.add(above)
                parent = above

    def remove_folder(self, name: str) -> None:
        """Remove the folder *name*, which is in the top folder, and the files in it."""
        with self._words(name):
            for file in self._listing(name):
                os.unlink(file, dir_fd=self._folder(name))
            self._forget(name)
            with contextlib.suppress(FileNotFoundError):
                os.rmdir(name, dir_fd=self._folder(""))

    def _listing(self, name: str) -> list[str]:
        try:
            with os.scandir(self._folder(name)) as entries:
                return [entry.name for entry in entries]
        except FileNotFoundError:
            return []

    def write(self, name: str, content: bytes) -> None:
        """Write the file *name* whole, on the disk before returning: the old one or the new one is there."""
        parent, _, last = name.rpartition("/")
        temporary = f"{parent}/.{last}.policygen-new" if parent else f".{last}.policygen-new"
        try:
            self.create(temporary, content, name)
            self.sync(temporary)
            self.rename(temporary, name)
            self.sync_folders()
        except BaseException:
            with contextlib.suppress(OSError, OutputError):
                os.unlink(temporary.rpartition("/")[2], dir_fd=self._folder(parent))
            raise


def _content(descriptor: int) -> bytes:
    """Return what an open file holds; most are read in one piece."""
    found = os.fstat(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    content = os.read(descriptor, found.st_size + 1)
    if len(content) == found.st_size:
        return content
    pieces = [content]
    while piece := os.read(descriptor, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def _write_all(descriptor: int, content: bytes) -> None:
    """Write all of *content*: a write may stop half-way, when the disk is full say (POSIX.1-2017, write)."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write(folder: Path, name: str, content: bytes) -> bool:
    """Write *content* to the file *name* in *folder*; say whether it did not hold the same bytes already.

    :raises OutputError: naming the path and the cause; the old file is intact.
    """
    with OutputFolder(folder) as target:
        if target.read(name) == content:
            return False
        target.write(name, content)
        return True


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all *files* (path below *folder* -> content), or leave every one as it was.

    :raises OutputError: naming the path and the cause; what had been written is put back.
    """
    before: dict[str, bytes | None] = {}
    with OutputFolder(folder) as target:
        try:
            for name, content in files.items():
                before[name] = target.read(name)
                write(folder, name, content)
        except BaseException:
            for name, old in before.items():
                with contextlib.suppress(OutputError):
                    target.remove(name) if old is None else write(folder, name, old)
            raise


def refused(path: Path, error: OSError) -> OutputError:
    """Return *error*, met at *path*, with words for a person."""
    if error.errno == errno.ELOOP or (error.errno == errno.ENOTDIR and _through_link(path)):
        return OutputError(Diagnostic(Place(str(path)), "output", _LINK, "remove the link"))
    cause = _CAUSES.get(error.errno or 0) or error.strerror or str(error)
    hint = "nothing was changed there; mend this and build again"
    return OutputError(Diagnostic(Place(str(path)), "output", f"cannot be written: {cause}", hint))


def _through_link(path: Path) -> bool:
    """Say whether *path* goes through a link: Linux answers ENOTDIR for a link where a folder is wanted."""
    return any(part.is_symlink() for part in (path, *path.parents))
