"""Building: making the output folder hold just the editions that there are to be.

What still holds is told by fingerprints and digests; only what changed is made again. What is wrong
stays with what it is wrong in; everything else is built.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from . import inputs, program
from .fingerprint import Fingerprints
from .locking import PATIENCE
from .manifest import PICTURE, UNWANTED, Made, decision_name, digest
from .planning import ALL, Outcome, Report, Row, Selection
from .survey import TOGETHER, Holding, Survey, edition_path, picture_made, picture_path, refused
from .target import Target, opened

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from .errors import Diagnostic
    from .making import Attempt, Maker
    from .workspace import Workspace


def build_editions(  # noqa: PLR0913 -- what can be asked of a build
    workspace: Workspace | Path,
    folder: Path,
    selection: Selection = ALL,
    *,
    draft: bool = False,
    show_local: bool = False,
    force: bool = False,
    write: bool = True,
    progress: Callable[[int, int], None] = lambda done, total: None,
    patience: float = PATIENCE,
    waiting: Callable[[str], None] = lambda message: None,
    executor: Executor | None = None,
) -> Report:
    """Make *folder* hold the selected editions, ``<school>/<policy>.<format>``, and return what happened.

    The editions are those of the files of *workspace* (or of the workspace at that path) as they are now.
    With *draft* the drafts, ``<policy>.draft.<format>``; with *show_local*, what is a school's own
    wording is labelled. With *force* files that were edited by hand are replaced. Without *write* it is
    only said what would happen. *progress* is told how many of how many policies are done. Another build
    in the same folder is waited for as long as *patience* (seconds); *waiting* is told so. With an
    *executor* the editions are made there, wherever that is (if it has a number ``worth``, only when so
    many are to be made); they are written here.

    :raises InputError: when trust.yaml cannot be used.
    :raises UsageError: when the selection names nothing.
    :raises OutputError: when *folder* cannot be written to, or is locked by another build.
    """
    root = workspace if isinstance(workspace, Path) else workspace.root
    with opened(folder, force=force, write=write, patience=patience, waiting=waiting) as target:
        now = inputs.take(root)  # before anything is read: see there
        options = tuple(name for name, on in (("draft", draft), ("show", show_local)) if on)
        prints = Fingerprints(now, program.digest(), options)
        survey = Survey(root, now, prints, target, selection.formats, draft=draft)
        building = _Building(survey, target, selection, executor)
        building.build(show_local=show_local, progress=progress)
        building.clear()
        target.say_twins()
        target.finish()
    building.report.diagnostics.extend(target.diagnostics)
    return building.report


class _Building:
    """One build: what still holds stays, all else is made."""

    def __init__(
        self, survey: Survey, target: Target, selection: Selection, executor: Executor | None
    ) -> None:
        self.survey, self.target, self.selection = survey, target, selection
        self.executor = executor
        self.schools, self.policies = selection.of(survey.inputs)
        self.report = Report()
        self._made_maker: Maker | None = None

    def build(self, *, show_local: bool, progress: Callable[[int, int], None]) -> None:
        """Bring the report and the folder up to what there is to be; nothing is removed yet."""
        pairs = self._pairs()
        said: dict[tuple[str, str], tuple[Diagnostic, ...]] = {}
        known = {pair: self.survey.known(*pair) for pair in pairs}
        maker = functools.partial(self._maker, show_local=show_local)
        # What has to be made is under way while the files of what may still hold are looked at.
        attempts = self._attempts([pair for pair in pairs if known[pair] is None], maker)
        lost: list[tuple[str, str]] = []
        for pair, decision in known.items():
            holding = self.survey.holding(*pair, decision) if decision else None
            if holding is not None:
                self._keep(holding, decision_name(*pair, draft=self.survey.draft))
                said[pair] = holding.decision.said
            elif decision:
                lost.append(pair)
        held = len(said)
        progress(held, len(pairs))
        every = chain(attempts, self._attempts(lost, maker))
        for done, attempt in enumerate(every, held + 1):
            pair = attempt.school, attempt.policy
            self._put(attempt, decision_name(*pair, draft=self.survey.draft))
            said[pair] = attempt.said
            progress(done, len(pairs))
        # In whatever order they were made, they are reported in that of schools and policies.
        self.report.rows.sort(key=lambda row: (row.school, row.policy))
        self.report.diagnostics.extend(one for pair in pairs for one in said.get(pair, ()))

    def _pairs(self) -> list[tuple[str, str]]:
        """Return the selected schools and policies that can be used; what is wrong goes to the report.

        Editions of one policy for many schools share most of the work.
        """
        survey, after = self.survey, self.target.after
        after.workspace = survey.whole()
        self._take(after.workspace.said)
        usable: list[str] = []
        for school in self.schools:
            standing = after.schools[school] = survey.school(school)
            self._take(standing.said)
            (usable if standing.usable else self.report.broken).append(school)
        policies = [p for p in self.policies if p not in after.workspace.broken]
        together = (usable[n : n + TOGETHER] for n in range(0, len(usable), TOGETHER))
        return [(school, policy) for some in together for policy in policies for school in some]

    def _take(self, said: tuple[Diagnostic, ...]) -> None:
        if said:
            self.report.take(said, self.schools, self.policies, self.survey.inputs)

    def _keep(self, holding: Holding, name: str) -> None:
        """Leave in place what still holds, and say again what was said of it."""
        self.target.after.decisions[name] = holding.decision
        self.target.after.files.update(holding.kept)
        for path in holding.edited:
            self.target.say_edited(path)
        self.report.rows.extend(holding.rows)

    def _attempts(
        self, pairs: list[tuple[str, str]], maker: Callable[[], Maker]
    ) -> Iterator[Attempt]:
        """Return what becomes of each of *pairs*, in any order; the first of many may be under way already."""
        if not pairs:
            return iter(())
        if self.executor is None or len(pairs) < getattr(self.executor, "worth", 1):
            return maker().make_all(pairs)
        from .elsewhere import make_elsewhere

        return make_elsewhere(self.executor, maker(), pairs)

    def _maker(self, *, show_local: bool) -> Maker:
        """Return what makes editions, made when it is first wanted; what is wrong with it goes to the report."""
        if self._made_maker is None:
            from .making import Maker

            survey = self.survey
            made = Maker(
                survey.workspace, survey.formats, draft=survey.draft, show_local=show_local
            )
            self._made_maker = made
            self.report.diagnostics.extend(made.diagnostics)
        return self._made_maker

    def _put(self, attempt: Attempt, name: str) -> None:
        """Put what was made into the folder."""
        school, policy = attempt.school, attempt.policy
        decision = self.survey.new_decision(
            school, policy, attempt.outcome, attempt.reads, attempt.said
        )
        self.target.after.decisions[name] = decision
        if attempt.outcome == UNWANTED:
            return
        for format_name in self.survey.formats:
            content = attempt.contents.get(format_name)
            if content is None:
                self.report.rows.append(refused(school, policy, format_name))
                continue
            path = edition_path(school, policy, format_name, draft=self.survey.draft)
            print_ = self.survey.prints.file(decision.fingerprint, format_name)
            made = Made(school, policy, format_name, digest(content), print_)
            outcome = self.target.put(path, content, made)
            self.report.rows.append(Row(school, policy, format_name, path, outcome))
        if "md" in attempt.contents:
            for picture in attempt.pictures:
                path = picture_path(school, picture.source)
                made = picture_made(school, digest(picture.data))
                if self.target.after.files.get(path) != made:
                    self.target.put(path, picture.data, made)

    # --- what is not wanted any more -------------------------------------------------------------

    def clear(self) -> None:
        """Remove what earlier builds wrote, within the selection, and nobody wants any more."""
        before, after = self.target.before, self.target.after
        after.schools.update(
            (one, standing)
            for one, standing in before.schools.items()
            if one not in after.schools and one in self.survey.inputs.schools
        )
        for name, decision in before.decisions.items():
            school, _, policy = name.partition("/")
            is_draft = policy.endswith(".draft")
            if not self._decides_on(school, policy.removesuffix(".draft"), is_draft=is_draft):
                after.decisions.setdefault(name, decision)
        pictures = {
            picture_path(name.partition("/")[0], read)
            for name, decision in after.decisions.items()
            for read in decision.reads
        }
        for path, made in sorted(before.files.items()):
            if path in after.files:
                continue
            if path in pictures or not self._may_go(path, made):
                after.files[path] = made
                continue
            outcome = self.target.take_away(path, made)
            if made.kind != PICTURE and outcome is Outcome.REMOVED:
                self.report.rows.append(Row(made.school, made.policy, made.kind, path, outcome))

    def _decides_on(self, school: str, policy: str, *, is_draft: bool) -> bool:
        """Say whether this build decides on a policy of a school, be they there still or not."""
        return (
            is_draft == self.survey.draft
            and (school in self.schools or not self.selection.schools)
            and (policy in self.policies or not self.selection.policies)
        )

    def _may_go(self, path: str, made: Made) -> bool:
        """Say whether this build decides on the file *path*: drafts on drafts, a format on its own files."""
        if made.kind == PICTURE:
            every = not self.selection.schools or made.school in self.schools
            return every and "md" in self.survey.formats
        is_draft = posixpath.basename(path).count(".") > 1
        mine = self._decides_on(made.school, made.policy, is_draft=is_draft)
        return mine and made.kind in self.survey.formats
