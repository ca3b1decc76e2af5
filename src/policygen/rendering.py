"""Rendering: one edition of one policy for one school in all formats that are wanted, as bytes.

Editions of one shape share what was written (see ``shaping``); the bytes are the same as if each had
been composed and written by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .anatomy import Anatomy, anatomy_of
from .compose import Composed, Composer
from .document.gaps import Misfit
from .document.properties import Picture
from .errors import Diagnostic, InputError
from .formats import FORMATS, Filler
from .keeping import keep
from .lint.in_build import BuildCheck
from .records.school import School
from .shaping import Shaped, shape_of
from .sitting import Key, Sitting, TablesOfSchools, sit
from .skeleton import Skeleton
from .workspace import Workspace

#: How many skeletons, and shapes of one skeleton, are kept at a time.
_SKELETONS, _SHAPES = 16, 16
#: From so many schools on, a shape is taken to be shared; until so many were cut and too few were.
_MANY, _TRIED = 8, 16


@dataclass(frozen=True, slots=True)
class Rendered:
    """One edition: its bytes by format, the pictures beside its Markdown, and all that is wrong.

    A *refused* edition has no contents.
    """

    school: str
    policy: str
    contents: Mapping[str, bytes]
    pictures: tuple[Picture, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Stencils:
    shaped: Shaped | None
    fillers: Mapping[str, Filler]


@dataclass(slots=True)
class _Kept:
    """What is kept of one skeleton: its anatomy (None: it has none) and its shapes by key."""

    anatomy: Anatomy | None
    shapes: OrderedDict[Key, _Stencils | None] = field(default_factory=OrderedDict)


class Renderer:
    """Renders the editions of one workspace in some formats; what schools share is kept."""

    def __init__(
        self,
        workspace: Workspace,
        formats: Iterable[str],
        house_style: bytes | None = None,
        *,
        draft: bool = False,
        show_local: bool = False,
    ) -> None:
        """*house_style* is for DOCX; with *draft* drafts are made, with *show_local* labelled ones."""
        self.composer = Composer(workspace, _SKELETONS)
        self._formats = tuple(formats)
        self._style = house_style
        self._draft, self._show_local = draft, show_local
        self._shares = not show_local and not draft and all(FORMATS[f].cut for f in self._formats)
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._checks = BuildCheck(self.composer)
        self._tables = TablesOfSchools()
        self._many = len(workspace.schools.ids) >= _MANY
        self._cut_shapes = self._filled = 0

    def render(self, school: School, policy_id: str, *, share: bool = True) -> Rendered:
        """Return the edition of *policy_id* for *school*; what is wrong is in its diagnostics.

        *share* says whether to look for what it shares with others, for which there have to be some.
        """
        if share and self._shares and policy_id not in school.local:
            try:
                return self._from_shape(school, policy_id)
            except (Misfit, InputError):
                pass  # composed by itself, it tells what is the matter, if anything
        return self.by_itself(school, policy_id)

    def by_itself(self, school: School, policy_id: str) -> Rendered:
        """Return the edition composed and written by itself, sharing nothing."""
        composed = self.composer.compose(
            school, policy_id, draft=self._draft, show_local=self._show_local
        )
        return self.written(composed if self._draft else self._checks.over(composed))

    def written(self, composed: Composed) -> Rendered:
        """Return what was *composed* in all formats, each written by itself."""
        document = composed.document
        if document is None or composed.refused:
            wrong = composed.diagnostics
            return Rendered(composed.school, composed.policy, {}, (), wrong, refused=True)
        contents = {name: FORMATS[name].write(document, self._style) for name in self._formats}
        pictures = document.properties.pictures
        return Rendered(composed.school, composed.policy, contents, pictures, composed.diagnostics)

    def _from_shape(self, school: School, policy_id: str) -> Rendered:
        model = self.composer.model(policy_id)
        setting = self.composer.setting(school, model)
        text = self.composer.text(setting, model)
        expansion, skeleton = text.expansion, text.skeleton
        kept = self._of_skeleton(policy_id, expansion.skeleton, skeleton, len(expansion.values))
        if kept.anatomy is None:
            raise Misfit
        sitting = sit(setting, expansion, kept.anatomy, self._tables)
        stencils = self._of_shape(kept, sitting, skeleton, len(expansion.values))
        assert stencils.shaped is not None  # noqa: S101 -- else there were no stencils
        if not self._checks.is_fine(school, policy_id, skeleton, sitting.texts):
            raise Misfit
        edition = stencils.shaped.particulars(sitting)
        contents = {name: fill(edition) for name, fill in stencils.fillers.items()}
        self._filled += 1
        said = self._checks.in_text(school, policy_id, skeleton)
        return Rendered(school.id, policy_id, contents, edition.properties.pictures, said)

    def _of_skeleton(self, policy_id: str, text: str, skeleton: Skeleton, printed: int) -> _Kept:
        found = self._kept.get((policy_id, text))
        if found is None:
            policy = self.composer.workspace.policies[policy_id]
            try:
                found = _Kept(anatomy_of(skeleton, text, printed, policy))
            except Misfit:
                found = _Kept(None)
            keep(self._kept, (policy_id, text), found, _SKELETONS)
        return found

    def _of_shape(
        self, kept: _Kept, sitting: Sitting, skeleton: Skeleton, printed: int
    ) -> _Stencils:
        key = sitting.key
        if key not in kept.shapes:
            keep(kept.shapes, key, None, _SHAPES)
            if not self._is_worth:
                raise Misfit
        found = kept.shapes[key]
        if found is None:
            found = kept.shapes[key] = self._cut(sitting, skeleton, printed)
        if found.shaped is None:
            raise Misfit
        return found

    @property
    def _is_worth(self) -> bool:
        """Whether to cut a shape for its first edition, and not for the second.

        It costs as much as two or three editions by themselves; with many schools, some are alike.
        """
        return self._many and (self._cut_shapes < _TRIED or self._filled > 3 * self._cut_shapes)

    def _cut(self, sitting: Sitting, skeleton: Skeleton, printed: int) -> _Stencils:
        """Return the stencils of the shape of *sitting*; without any where it has none."""
        self._cut_shapes += 1
        cutters = {name: FORMATS[name].cut for name in self._formats}
        try:
            shaped = shape_of(sitting, skeleton, printed)
            first = shaped.particulars(sitting)
            made = {n: cut(shaped.shape, first, self._style) for n, cut in cutters.items() if cut}
        except Misfit:
            return _Stencils(None, {})
        return _Stencils(shaped, made)
