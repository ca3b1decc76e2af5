"""An output folder while a build writes to it: what was in it, and what this build puts there.

A file that a person edited, or that policygen did not write, is never replaced or removed without being
asked to. However a build ends, each file is the old one or the new one, and the next build knows which
are policygen's: the manifest (last complete build) and the journal (builds since) say so.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import journal, manifest
from .compose import Composed
from .errors import Diagnostic, OutputError, Place
from .formats import FORMATS, IMAGE_FOLDER
from .locking import PATIENCE, lock
from .manifest import Made, Manifest
from .output import OutputFolder
from .planning import Outcome, Row, Selection
from .staging import Staging

_PICTURE = "picture"


@dataclass(slots=True)
class Target:
    """What a build knows of its output folder. Without *write* it only says what would happen."""

    folder: OutputFolder
    draft: bool
    force: bool
    write: bool
    before: Manifest
    #: What builds since then may have written: path -> digests.
    journal: dict[str, set[str]]
    staging: Staging
    put_now: dict[str, Made] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def put(self, composed: Composed, name: str, style: bytes | None) -> Row:
        """Write one edition, and the pictures that it shows beside it; return what became of it."""
        path = edition_path(composed.school, composed.policy, name, draft=self.draft)
        assert composed.document is not None  # noqa: S101 -- it was not refused
        content = FORMATS[name].write(composed.document, style)
        outcome = self._file(path, content, composed, name)
        if name == "md":
            for picture in composed.document.properties.pictures:
                beside = f"{composed.school}/{IMAGE_FOLDER}/{picture.source}"
                self._file(beside, picture.data, composed, _PICTURE)
        return Row(composed.school, composed.policy, name, path, outcome)

    def _file(self, path: str, content: bytes, composed: Composed, kind: str) -> Outcome:
        made = Made(composed.school, composed.policy, kind, manifest.digest(content))
        if self.put_now.get(path) == made:
            return Outcome.FRESH
        there = self.folder.read(path)
        if there == content:
            self.put_now[path] = made
            return Outcome.FRESH
        if there is not None and not self.force and not self._is_ours(path, there):
            self._say_edited(path)
            if path in self.before.files:
                self.put_now[path] = self.before.files[path]
            return Outcome.EDITED
        self.put_now[path] = made
        if self.write:
            self.staging.add(path, content, made)
        return Outcome.BUILT

    def _is_ours(self, path: str, there: bytes) -> bool:
        """Say whether the file holds what policygen wrote there."""
        digest = manifest.digest(there)
        known = self.before.files.get(path)
        return (known is not None and known.digest == digest) or digest in self.journal.get(
            path, ()
        )

    def _say_edited(self, path: str) -> None:
        known = path in self.before.files
        what = "was edited since it was built" if known else "was not written by policygen"
        hint = "move it away, or build with --force to replace it"
        place = Place(str(self.folder.path / path))
        self.diagnostics.append(
            Diagnostic(
                place, "edited", f"the file {what}, and stays as it is", hint, is_finding=True
            )
        )

    def clear(self, selection: Selection, schools: set[str], policies: set[str]) -> Iterator[Row]:
        """Remove what earlier builds wrote, within *selection*, and this one did not; yield what went."""
        for path, made in sorted(self.before.files.items()):
            gone = (
                path not in self.put_now
                and (made.school in schools or not selection.schools)
                and (made.policy in policies or not selection.policies)
                and self._is_of_this_build(path, made, selection)
            )
            if not gone:
                self.put_now.setdefault(path, made)
                continue
            there = self.folder.read(path)
            if there is not None and not self.force and not self._is_ours(path, there):
                self._say_edited(path)
                self.put_now[path] = made
                continue
            if there is not None and self.write:
                self.folder.remove(path)
            if made.kind != _PICTURE and there is not None:
                yield Row(made.school, made.policy, made.kind, path, Outcome.REMOVED)

    def _is_of_this_build(self, path: str, made: Made, selection: Selection) -> bool:
        """Say whether this build decides on *path*: drafts on drafts, a format on its own files."""
        if made.kind == _PICTURE:
            return "md" in selection.formats and not self.draft
        is_draft = posixpath.basename(path).count(".") > 1
        return is_draft == self.draft and made.kind in selection.formats

    def finish(self) -> None:
        """Have everything in its place and on the disk; then write the manifest, last.

        So the manifest never names what is not there, not even after a power cut.
        """
        if not self.write:
            return
        self.staging.commit()
        self.folder.sync_folders()
        after = Manifest(self.put_now)
        if after.content() != self.folder.read(manifest.NAME) and (
            after.files or self.before.files
        ):
            self.folder.write(manifest.NAME, after.content())
        self.folder.remove(journal.NAME)
        self.staging.clean()


@contextmanager
def opened(
    path: Path,
    *,
    draft: bool,
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
        written: dict[str, set[str]] = {}
        for name, made in journal.entries(folder):
            written.setdefault(name, set()).add(made.digest)
            before.files.setdefault(name, made)
        try:
            yield Target(folder, draft, force, write, before, written, staging)
        finally:
            if write:
                with contextlib.suppress(OutputError):
                    staging.clean()


def edition_path(school: str, policy: str, format_name: str, *, draft: bool) -> str:
    """Return the path of an edition below the output folder."""
    return f"{school}/{policy}{'.draft' if draft else ''}.{FORMATS[format_name].ending}"
