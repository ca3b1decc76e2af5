"""Making: whether a school is to have a policy, and if so the edition, with what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from .document.properties import Picture
from .errors import Diagnostic, InputError
from .house_style import house_style
from .manifest import MADE, REFUSED, UNWANTED
from .planning import is_wanted
from .records.school import School
from .rendering import Renderer
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one policy of one school: ``outcome`` is one of those of a decision.

    ``reads`` are the files in ``templates/``, beside its own template, that it was made from.
    """

    school: str
    policy: str
    outcome: str
    contents: Mapping[str, bytes]
    pictures: tuple[Picture, ...]
    said: tuple[Diagnostic, ...]
    reads: tuple[str, ...]


#: For fewer schools, finding out what their editions share costs more than it saves.
_SHARE = 3


class Maker:
    """Makes the editions of one workspace in some formats. A broken house style makes no DOCX.

    ``diagnostics`` is what is wrong with the house style.
    """

    def __init__(
        self, workspace: Workspace, formats: Iterable[str], *, draft: bool, show_local: bool
    ) -> None:
        self.workspace, self.draft, self.show_local = workspace, draft, show_local
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.formats, style = tuple(formats), None
        if "docx" in self.formats:
            try:
                style = house_style(workspace)
            except InputError as error:
                self.diagnostics = error.diagnostics
                self.formats = tuple(name for name in self.formats if name != "docx")
        self._renderer = Renderer(
            workspace, self.formats, style, draft=draft, show_local=show_local
        )

    def make_all(self, wanted: Iterable[tuple[str, str]]) -> Iterator[Attempt]:
        """Yield what becomes of each pair of school and policy, which can be used, in their order."""
        for policy, pairs in groupby(wanted, key=itemgetter(1)):
            yield from self.make_alike(policy, [school for school, _ in pairs])

    def make_alike(self, policy: str, schools: Sequence[str]) -> Iterator[Attempt]:
        """Yield what becomes of *policy* for each of *schools*, which can be used."""
        share = len(schools) >= _SHARE
        for school in schools:
            yield self.make(self.workspace.schools[school], policy, share=share)

    def make(self, school: School, policy: str, *, share: bool = True) -> Attempt:
        """Return what becomes of *policy* for *school*; without *share* hardly any other one is made."""
        try:
            if not is_wanted(self._renderer.composer, school, policy):
                return self._attempt(school, policy, UNWANTED)
        except InputError as error:  # the condition is broken, for all schools alike
            said = tuple(replace(d, policy=policy) for d in error.diagnostics)
            return self._attempt(school, policy, UNWANTED, said)
        done = self._renderer.render(school, policy, share=share)
        outcome = REFUSED if done.refused else MADE
        reads = (picture.source for picture in done.pictures)
        return replace(
            self._attempt(school, policy, outcome, done.diagnostics, reads),
            contents=done.contents,
            pictures=done.pictures,
        )

    def _attempt(
        self,
        school: School,
        policy: str,
        outcome: str,
        said: tuple[Diagnostic, ...] = (),
        pictures: Iterable[str] = (),
    ) -> Attempt:
        reads = {*self._renderer.composer.included(school, policy), *pictures}
        return Attempt(school.id, policy, outcome, {}, (), said, tuple(sorted(reads)))
