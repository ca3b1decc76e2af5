"""THE HALL: a policy, a school and its register become one Document.

Records and text meet here. Who knows this module and ``document/tree.py`` knows the program.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .answering import Answering
from .approved_text import USUALLY_LIVE, digest_of
from .composition import Composition, Setting
from .document.pictures import picture
from .document.properties import Picture
from .document.tree import BlockSlot, Document, Hole, Note, Remark, Slot
from .document.walk import holds
from .errors import Diagnostic, InputError, Place, Severity
from .findings import Findings, SlotUse
from .keeping import keep
from .local import Change
from .model import Model, make_ready, well_known
from .places import Finder
from .records.profile import Profile
from .records.register import Entry
from .records.review import review_of
from .records.school import School
from .skeleton import Text, read_skeleton, with_local
from .template.budget import BUDGET, Budget
from .template.expansion import Template
from .template.library import Library
from .template.source import Source
from .values import names_of_policy, names_of_school, policy_scope, vocabulary
from .workspace import Workspace

#: The names of so many schools are kept: editions come policy by policy.
_SCHOOLS = 80
#: What no published edition holds.
UNFINISHED = frozenset((Slot, BlockSlot, Hole, Note, Remark))


@dataclass(frozen=True, slots=True)
class Composed:
    """One policy for one school.

    ``document`` is None when it cannot be composed at all. ``diagnostics`` holds everything that is
    wrong; an edition is *refused* while one of them is an error. ``changes`` are the school's own
    sections, ``text`` is what was filled: the parsed text that schools share, and the places of its lines.
    """

    school: str
    policy: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    slots: tuple[SlotUse, ...] = ()
    changes: tuple[Change, ...] = ()
    text: Text | None = field(default=None, compare=False, repr=False)

    @property
    def refused(self) -> bool:
        """Whether this edition may not be written."""
        return self.document is None or any(d.severity is Severity.ERROR for d in self.diagnostics)


class Composer:
    """Composes the policies of one workspace; compiled templates and parsed skeletons are kept."""

    def __init__(self, workspace: Workspace, texts: int = 256) -> None:
        """Of parsed skeletons so many *texts* are kept: all that schools have, for who goes school by school."""
        self.workspace = workspace
        self._library = Library(workspace.shared, vocabulary())
        self._known = well_known(self._library)
        self._models: dict[str, Model | InputError] = {}
        self._skeleton = functools.lru_cache(maxsize=texts)(read_skeleton)
        self._school_names: OrderedDict[int, tuple[Profile, Mapping[str, Any]]] = OrderedDict()
        self._local = functools.cache(self._read_local)
        self._lines = functools.cache(self._read_lines)
        self._picture = functools.cache(self._read_picture)
        self._policy_scope = functools.cache(
            lambda policy, approver: policy_scope(workspace.policies[policy], approver)
        )
        self._usual_row = functools.cache(lambda text: self._library.expression(text, Place("")))

    def model(self, policy_id: str) -> Model:
        """Return the compiled model *policy_id*.

        :raises InputError: with everything that is wrong with the template.
        """
        if policy_id not in self._models:
            try:
                self._models[policy_id] = make_ready(
                    self.workspace.policies[policy_id], self._library
                )
            except InputError as error:
                self._models[policy_id] = error
        found = self._models[policy_id]
        if isinstance(found, InputError):
            raise found
        return found

    def applies(self, school: School, policy_id: str) -> bool:
        """Say whether the model says that it is for *school*.

        :raises InputError: when the template or its condition is broken.
        """
        model = self.model(policy_id)
        if model.applies_to is None:
            return True
        return model.applies_to.is_true(self.setting(school, model).names)

    def compose(
        self, school: School, policy_id: str, *, draft: bool = False, show_local: bool = False
    ) -> Composed:
        """Return the edition of *policy_id* for *school*; what is wrong is in its diagnostics.

        With *show_local*, the school's own wording is labelled.
        """
        try:
            model = self.model(policy_id)
        except InputError as error:  # the same for every school, so no school is named
            wrong = tuple(replace(d, policy=policy_id) for d in error.diagnostics)
            return Composed(school.id, policy_id, None, wrong)
        try:
            return self._compose(school, model, draft=draft, show_local=show_local)
        except InputError as error:
            wrong = tuple(replace(d, school=school.id, policy=policy_id) for d in error.diagnostics)
            return Composed(school.id, policy_id, None, wrong)

    def _compose(self, school: School, model: Model, *, draft: bool, show_local: bool) -> Composed:
        setting = self.setting(school, model)
        policy = model.policy.id
        text, lines = self._whole_text(setting, model, show_local=show_local)
        findings = Findings(school.id, policy, text.expansion.places, Finder(lines), draft=draft)
        document = Composition(setting, findings).document(text.expansion, text.skeleton)
        if not draft and not findings.refuse and holds(document.blocks, UNFINISHED):
            message = "a slot or a note is left in the text that nothing was said about"
            findings.say(Place(model.policy.file), "unfinished", message, "please report this")
        diagnostics = tuple(dict.fromkeys(findings.diagnostics))
        return Composed(
            school.id, policy, document, diagnostics, tuple(findings.uses), text.changes, text
        )

    def _whole_text(
        self, setting: Setting, model: Model, *, show_local: bool
    ) -> tuple[Text, Mapping[str, tuple[Sequence[str], int]]]:
        """Return the model's text with the school's own sections in it, and the lines of their files."""
        policy, local = model.policy, setting.school.local
        text, lines = self.text(setting, model), self._lines(policy.id)
        if policy.id not in local:
            return text, lines
        path = local[policy.id]
        template, own_lines = self._local(path)
        text = with_local(
            text, template.expand(setting.names), setting.school.id, policy, show=show_local
        )
        return text, {**lines, path: (own_lines, 1)}

    def included(self, school: School, policy_id: str) -> frozenset[str]:
        """Return the names of the shared texts that the edition is made from, after it was composed."""
        model = self._library.included(self.workspace.policies[policy_id].file)
        local = school.local.get(policy_id)
        return model | self._library.included(local) if local else model

    def approved_form(self, school: School, policy_id: str) -> Document:
        """Return the published edition in its approved form, of which the digest is taken.

        :raises InputError: when the edition cannot be composed.
        """
        model = self.model(policy_id)
        setting = self.setting(school, model)
        text, lines = self._whole_text(setting, model, show_local=False)
        findings = Findings(school.id, policy_id, text.expansion.places, Finder(lines), draft=False)
        live = model.policy.live if model.policy.live is not None else USUALLY_LIVE
        return Composition(setting, findings, live).document(text.expansion, text.skeleton)

    def digest(self, school: School, policy_id: str) -> str:
        """Return the digest of the text that an approval of the edition as it is now would be of.

        :raises InputError: when the edition cannot be composed.
        """
        return digest_of(self.approved_form(school, policy_id))

    def text(self, setting: Setting, model: Model) -> Text:
        """Return the model's own text for one school, parsed, before values fill it.

        :raises InputError: when the template cannot be expanded.
        """
        expansion = model.template.expand(setting.names)
        return Text(expansion, self._skeleton(expansion.skeleton))

    def _read_local(self, path: str) -> tuple[Template, Sequence[str]]:
        """Return the school's own sections at *path*, compiled, and their lines."""
        text = self.workspace.read_text(path)
        return self._library.template(Source(path, text)), text.split("\n")

    def sources(self, school: School, policy_id: str) -> Mapping[str, tuple[Sequence[str], int]]:
        """Return the files that the text of an edition stands in: path -> lines, number of the first."""
        path = school.local.get(policy_id)
        own = {path: (self._local(path)[1], 1)} if path else {}
        return {**self._lines(policy_id), **own}

    def setting(self, school: School, model: Model) -> Setting:
        """Return the records that the edition of *model* for *school* is made from."""
        policy, profile = model.policy, school.profile
        entry = school.register.policies.get(policy.id, Entry())
        review = review_of(policy, profile, entry)
        answering = Answering(model, self._known, profile, entry)
        answering.names = {
            **self._names(profile),
            **names_of_policy(
                self._policy_scope(policy.id, profile.terms.get(policy.approver, policy.approver)),
                review,
                answering.lookup,
            ),
            BUDGET: Budget(),
        }
        return Setting(
            self.workspace.trust,
            school,
            model,
            review,
            answering,
            self._usual_row,
            self._find,
            self._picture,
            self.workspace.files,
        )

    def _names(self, profile: Profile) -> Mapping[str, Any]:
        """Return what all policies of a school see."""
        found = self._school_names.get(id(profile))
        if found is None:  # a profile that is kept has its id to itself
            found = (profile, names_of_school(self.workspace.trust, profile))
            keep(self._school_names, id(profile), found, _SCHOOLS)
        return found[1]

    def _read_lines(self, policy_id: str) -> Mapping[str, tuple[Sequence[str], int]]:
        """Return the lines of a template and of the texts that it may include, for a :class:`Finder`."""
        policy = self.workspace.policies[policy_id]
        shared = self.workspace.shared.items()
        lines = {f"templates/{name}": (text.split("\n"), 1) for name, text in shared}
        return {**lines, policy.file: (policy.body.split("\n"), policy.body_line)}

    def _find(self, file: str, text: str) -> Place:
        """Return the place of *text*, or of the slot in it, in a file of the workspace."""
        lines = self.workspace.read_raw(file).decode("utf-8", "replace").split("\n")
        for wanted in (text, text[text.find("[") :].partition("]")[0]):
            for number, line in enumerate(lines, 1):
                if wanted in line:
                    return Place(file, number, line.index(wanted) + 1)
        return Place(file)

    def _read_picture(self, source: str) -> Picture | str:
        """Return the picture *source* of the templates folder, or why it cannot be used."""
        if source not in self.workspace.files:
            return f"there is no picture “{source}” in templates/"
        try:
            return picture(source, self.workspace.read_picture(source))
        except InputError as error:
            return f"“{source}”: {error.diagnostics[0].message}"
        except ValueError as error:
            return f"“{source}”: {error}"
