"""The ground of each school of a workspace: its names, those of the others, its terms, the day, the lists."""

from __future__ import annotations

import datetime
import functools

from ..errors import Diagnostic, InputError, Place
from ..records.lists import FOLDER, Lists, lists_of
from ..records.profile import Profile
from ..records.school import School
from ..workspace import Workspace
from .ground import Ground


class Grounds:
    """Makes grounds, each once. *day* is None where no day may count.

    Without *others* the names of the other schools stay unknown: to know them, all schools must be read.
    """

    def __init__(
        self, workspace: Workspace, day: datetime.date | None, *, others: bool = True
    ) -> None:
        self._workspace = workspace
        self._others = others
        self._day = day
        self.lists = lists_of_trust(workspace)
        self.of_nobody = Ground(day=day, lists=self.lists)
        self._made: dict[str, Ground] = {}

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        """The names of all schools, but for those that are the name of a place as well."""
        places = {
            part.casefold()
            for school in self._workspace.schools.values()
            for line in school.profile.address.lines
            for part in (line, line.lstrip("0123456789 "))
        }
        return {
            name: school.id
            for school in self._workspace.schools.values()
            for name in names_of(school.profile)
            if name.casefold() not in places
        }

    def of(self, school: School) -> Ground:
        """Return the ground of *school*."""
        if school.id not in self._made:
            self._made[school.id] = self._ground(school)
        return self._made[school.id]

    def _ground(self, school: School) -> Ground:
        own = names_of(school.profile)
        names = self._names if self._others else {}
        others = {n: s for n, s in names.items() if s != school.id and n not in own}
        return Ground(own, others, school.profile.terms, self._day, self.lists, model=True)


def names_of(profile: Profile) -> tuple[str, ...]:
    """Return every spelling of a school's name, the formal one first."""
    return tuple(dict.fromkeys((profile.name, profile.short_name, *profile.also_known_as)))


def lists_of_trust(workspace: Workspace) -> Lists:
    """Return the lists of *workspace*: the shipped ones with the trust's own over them.

    :raises InputError: when a list of the trust's cannot be used.
    """
    texts = {}
    for name in workspace.files:
        path = f"templates/{name}"
        if path.startswith(f"{FOLDER}/") and name.endswith((".yaml", ".yml")):
            if name.endswith(".yml"):
                hint = f"rename it to {path[:-4]}.yaml"
                raise InputError(Diagnostic(Place(path), "wrong-name", "not read as a list", hint))
            texts[path] = workspace.read_text(path)
    return lists_of(texts)
