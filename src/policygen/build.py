"""Building: composing the editions that there are to be, and making the output folder hold just these.

What is wrong stays with what it is wrong in; everything else is built. A file that a person edited, or
that policygen did not write, is never replaced or removed without being asked to.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import manifest, output
from .compose import Composed, Composer
from .errors import Diagnostic, InputError, Place
from .formats import FORMATS, IMAGE_FOLDER
from .house_style import house_style
from .manifest import Made, Manifest
from .planning import ALL, Outcome, Report, Row, Selection, compose_all
from .workspace import Workspace

_PICTURE = "picture"


def build_editions(  # noqa: PLR0913 -- what can be asked of a build
    workspace: Workspace,
    folder: Path,
    selection: Selection = ALL,
    *,
    draft: bool = False,
    show_local: bool = False,
    force: bool = False,
    write: bool = True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Make *folder* hold the selected editions, ``<school>/<policy>.<format>``, and return what happened.

    With *draft* the drafts, ``<policy>.draft.<format>``; with *show_local*, what is a school's own
    wording is labelled. With *force* files that were edited by hand are replaced. Without *write* it is
    only said what would happen. *progress* is told how many of how many policies are done.

    :raises UsageError: when the selection names nothing.
    :raises OutputError: when *folder* cannot be written to.
    """
    report = Report()
    composer = Composer(workspace)
    style, formats = _style(workspace, selection.formats, report)
    schools, policies = selection.of(workspace)
    total = len(schools) * len(policies)
    target = _Target(folder, manifest.read(folder), draft=draft, force=force, write=write)
    editions = compose_all(composer, selection, report, draft=draft, show_local=show_local)
    for number, composed in enumerate(editions, 1):
        for name in selection.formats:
            if name in formats and not composed.refused:
                report.rows.append(target.put(composed, name, style))
            else:
                report.rows.append(Row(composed.school, composed.policy, name, "", Outcome.REFUSED))
        progress(number, total)
    report.rows.extend(target.clear(selection, set(schools), set(policies)))
    report.diagnostics.extend(target.diagnostics)
    target.finish()
    return report


def _style(
    workspace: Workspace, formats: Iterable[str], report: Report
) -> tuple[bytes | None, tuple[str, ...]]:
    """Return the house style and the formats that can be built: no DOCX with a broken one."""
    formats = tuple(formats)
    if "docx" not in formats:
        return None, formats
    try:
        return house_style(workspace), formats
    except InputError as error:
        report.diagnostics.extend(error.diagnostics)
        return None, tuple(name for name in formats if name != "docx")


@dataclass(slots=True)
class _Target:
    """An output folder while it is written to: what was in it, and what this build puts there."""

    folder: Path
    before: Manifest
    draft: bool
    force: bool
    write: bool
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
        there = output.read(self.folder, path)
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
            output.write(self.folder, path, content)
        return Outcome.BUILT

    def _is_ours(self, path: str, there: bytes) -> bool:
        """Say whether the file holds what policygen wrote there."""
        known = self.before.files.get(path)
        return known is not None and known.digest == manifest.digest(there)

    def _say_edited(self, path: str) -> None:
        known = path in self.before.files
        what = "was edited since it was built" if known else "was not written by policygen"
        hint = "move it away, or build with --force to replace it"
        place = Place(str(self.folder / path))
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
            there = output.read(self.folder, path)
            if there is not None and not self.force and not self._is_ours(path, there):
                self._say_edited(path)
                self.put_now[path] = made
                continue
            if there is not None and self.write:
                output.remove(self.folder, path)
            if made.kind != _PICTURE and there is not None:
                yield Row(made.school, made.policy, made.kind, path, Outcome.REMOVED)

    def _is_of_this_build(self, path: str, made: Made, selection: Selection) -> bool:
        """Say whether this build decides on *path*: drafts on drafts, a format on its own files."""
        if made.kind == _PICTURE:
            return "md" in selection.formats and not self.draft
        is_draft = posixpath.basename(path).count(".") > 1
        return is_draft == self.draft and made.kind in selection.formats

    def finish(self) -> None:
        """Write the manifest: last, so that it never names what is not there."""
        if self.write and (self.put_now or self.before.files):
            output.write(self.folder, manifest.NAME, Manifest(self.put_now).content())


def edition_path(school: str, policy: str, format_name: str, *, draft: bool) -> str:
    """Return the path of an edition below the output folder."""
    return f"{school}/{policy}{'.draft' if draft else ''}.{FORMATS[format_name].ending}"
