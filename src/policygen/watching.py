"""Watching a workspace: what changed in it, as it changes (watchfiles, the extra ``policygen[watch]``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from .errors import Diagnostic, Place, UsageError
from .inputs import trust_digest
from .records.files import is_litter

#: Milliseconds: how long it must be quiet before a change counts, at most how long it is waited for
#: that, and how often the file and folders themselves are looked at, which editors and version control replace.
_QUIET, _LONGEST, _TICK = 100, 1_600, 300
_FOLDERS = ("schools", "templates")


def changes(root: Path, output: Path, stop: Event | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the names of the inputs of the workspace at *root* that changed, POSIX and relative, in order.

    The first is empty and comes at once: from then on nothing is missed. What lies in the folder
    *output* does not count, nor do hidden files and backups. It goes on until *stop* is set.

    :raises UsageError: when watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError as error:
        hint = "install it: pip install 'policygen[watch]'"
        message = "watching needs the library watchfiles, which is not installed"
        raise UsageError(Diagnostic(Place("--watch"), "not-installed", message, hint)) from error
    root, output = root.resolve(), output.resolve()
    before = _state(root)
    is_first = True
    while stop is None or not stop.is_set():
        folders = [root / name for name in _FOLDERS if (root / name).is_dir()]
        watched = watchfiles.watch(
            *(folders or [root]),
            watch_filter=lambda _change, path: _counts(Path(path), root, output),
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=bool(folders),
            ignore_permission_denied=True,
        )
        for found in watched:
            names = {Path(path).relative_to(root).as_posix() for _, path in found}
            now = _state(root)
            names.update(name for name in now if now[name] != before[name])
            is_moved = any(now[name] != before[name] for name in _FOLDERS)
            before = now
            if names or is_first:
                is_first = False
                yield tuple(sorted(names))
            if is_moved:  # what was watched is not there any more: watch what is there now
                break


def _counts(path: Path, root: Path, output: Path) -> bool:
    """Say whether a change of *path* can be one of an input."""
    if path.is_relative_to(output) or not path.is_relative_to(root):
        return False
    return not any(is_litter(part) for part in path.relative_to(root).parts)


def _state(root: Path) -> dict[str, object]:
    """Return what tells that trust.yaml changed, or that one of the folders is another one than before."""
    state: dict[str, object] = {"trust.yaml": trust_digest(root)}
    for name in _FOLDERS:
        try:
            found = (root / name).stat()
            state[name] = (found.st_dev, found.st_ino)
        except OSError:
            state[name] = None
    return state
