"""An output folder while a build writes to it: what was in it, and what this build puts there.

A file that a person edited, or that policygen did not write, is never replaced or removed without being
asked to. However a build ends, each file is the old one or the new one, and the next build knows which
are policygen's: the manifest (last complete build) and the journal (builds since) say so.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from . import journal, manifest
from .errors import Diagnostic, OutputError, Place, Severity
from .locking import PATIENCE, lock
from .manifest import Made, Manifest
from .output import OutputFolder
from .planning import Outcome
from .staging import Staging


class Held(Enum):
    """What a place holds: what was asked about, nothing, something else of ours, something of a person's."""

    SAME = "same"
    NOTHING = "nothing"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(slots=True)
class Target:
    """What a build knows of its output folder. Without *write* it only says what would happen.

    ``before`` is the manifest that was there, ``after`` the one that there will be.
    """

    folder: OutputFolder
    force: bool
    write: bool
    before: Manifest
    #: What builds since then may have written: path -> digests.
    journal: dict[str, set[str]]
    staging: Staging
    after: Manifest = field(default_factory=Manifest)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def holds(self, path: str, digest: str) -> Held:
        """Say what the file *path* holds, where *digest* is that of what is asked about.

        :raises OutputError: when it cannot be read, or is a link.
        """
        there = self.folder.read(path)
        if there is None:
            return Held.NOTHING
        found = manifest.digest(there)
        if found == digest:
            return Held.SAME
        known = self.before.files.get(path)
        is_ours = (known is not None and known.digest == found) or found in self.journal.get(
            path, ()
        )
        return Held.OURS if is_ours else Held.THEIRS

    def keep(self, path: str, made: Made) -> None:
        """Leave the file *path* as it is: it holds, or would hold if nobody had edited it, *made*."""
        self.after.files[path] = made

    def put(self, path: str, content: bytes, made: Made) -> Outcome:
        """Have *content* at *path* unless somebody edited what is there; say what became of it.

        :raises OutputError: naming the path and the cause.
        """
        held = self.holds(path, made.digest)
        if held is Held.THEIRS and not self.force:
            self.say_edited(path)
            if path in self.before.files:
                self.keep(path, self.before.files[path])
            return Outcome.EDITED
        self.keep(path, made)
        if held is Held.SAME:
            return Outcome.FRESH
        if self.write:
            self.staging.add(path, content, made)
        return Outcome.BUILT

    def take_away(self, path: str, made: Made) -> Outcome | None:
        """Remove the file *path*, once *made*, unless somebody edited it; say what became of it.

        None when it was not there any more.

        :raises OutputError: naming the path and the cause.
        """
        held = self.holds(path, made.digest)
        if held is Held.THEIRS and not self.force:
            self.say_edited(path)
            self.keep(path, made)
            return Outcome.EDITED
        if held is Held.NOTHING:
            return None
        if self.write:
            self.folder.remove(path)
        return Outcome.REMOVED

    def say_edited(self, path: str) -> None:
        """Report that the file *path* is a person's."""
        known = path in self.before.files
        what = "was edited since it was built" if known else "was not written by policygen"
        hint = "move it away, or build with --force to replace it"
        place = Place(str(self.folder.path / path))
        message = f"the file {what}, and stays as it is"
        self.diagnostics.append(Diagnostic(place, "edited", message, hint, is_finding=True))

    def say_twins(self) -> None:
        """Report pictures whose names differ only in case or in how letters are composed (UAX #15).

        Windows and macOS hold them for one file, so there one edition would show the picture of another.
        """
        seen: dict[str, str] = {}
        for path, made in sorted(self.after.files.items()):
            if made.kind != manifest.PICTURE:
                continue
            other = seen.setdefault(unicodedata.normalize("NFC", path.casefold()), path)
            if other != path:
                first, second = other.rpartition("/")[2], path.rpartition("/")[2]
                message = f"“{first}” and “{second}” are one file on Windows and macOS"
                place = Place(str(self.folder.path / path))
                hint = "give one of the pictures another name"
                severity = Severity.WARNING
                self.diagnostics.append(Diagnostic(place, "twins", message, hint, severity))

    def finish(self) -> None:
        """Have everything in its place and on the disk; then write the manifest, last.

        So the manifest never names what is not there, not even after a power cut.

        :raises OutputError: naming the path and the cause.
        """
        if not self.write:
            return
        self.staging.commit()
        self.folder.sync_folders()
        if self.after != self.before or self.journal:
            self.folder.write(manifest.NAME, self.after.content())
            self.folder.remove(journal.NAME)
        self.staging.clean()


@contextmanager
def opened(
    path: Path,
    *,
    force: bool,
    write: bool,
    patience: float = PATIENCE,
    waiting: Callable[[str], None] = lambda message: None,
) -> Iterator[Target]:
    """Open the output folder *path* for a build, locked while it lasts unless nothing is written.

    :raises OutputError: when it cannot be written to, or another build holds it.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(OutputFolder(path, make=write))
        staging = Staging(folder)
        if write:
            stack.enter_context(lock(path, patience, waiting))
            staging.clean()
        before = manifest.read(folder.read(manifest.NAME))
        written = _journaled(folder, before)
        try:
            yield Target(folder, force, write, before, written, staging)
        finally:
            if write:
                with contextlib.suppress(OutputError):
                    staging.clean()


def _journaled(folder: OutputFolder, before: Manifest) -> dict[str, set[str]]:
    """Return what builds since *before* may have written, and make *before* know of those files."""
    written: dict[str, set[str]] = {}
    for name, made in journal.entries(folder):
        written.setdefault(name, set()).add(made.digest)
        before.files.setdefault(name, made)
    return written
