"""The schools of a workspace, each read when it is first asked for."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policygen.errors import Diagnostic, Place, Severity
from policygen.keeping import keep
from policygen.records import names
from policygen.records.files import Item
from policygen.records.nodes import Findings, MapNode
from policygen.records.school import School, read_school
from policygen.records.templates import bad_id


@dataclass(frozen=True, slots=True)
class SchoolRead:
    """What reading a school gave: None when it cannot be used, and everything that is wrong or doubtful."""

    school: School | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Why it cannot be used."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


class Schools(Mapping[str, School]):
    """The schools that can be used, by id in order. Who asks for one reads one; who counts them reads all."""

    def __init__(
        self,
        root: Path,
        items: Collection[Item],
        defaults: MapNode | None,
        policies: Collection[str],
        keep: int | None = None,
    ) -> None:
        """*items* are what is in ``schools/``, *policies* the ids of all templates.

        With *keep* only so many schools are kept in memory, and read again when they are asked for again.
        """
        self._root, self._defaults, self._policies = root, defaults, policies
        self._items = {item.name: item for item in items if item.is_folder or item.refused}
        self._read: OrderedDict[str, SchoolRead] = OrderedDict()
        self._keep = keep

    @classmethod
    def held(cls, schools: Mapping[str, School]) -> Schools:
        """Return *schools*, which have been read already."""
        made = cls(Path(), (), None, ())
        made._read = OrderedDict((one, SchoolRead(school, ())) for one, school in schools.items())
        made._items = {
            one: Item(one, f"schools/{one}", is_folder=True) for one in sorted(made._read)
        }
        return made

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all schools, also of those that cannot be used, in order."""
        return tuple(self._items)

    @property
    def at_hand(self) -> frozenset[str]:
        """The names of the schools that are in memory."""
        return frozenset(self._read)

    def take(self, schools: Iterable[School]) -> None:
        """Hold *schools*, which somebody else has read."""
        for school in schools:
            keep(self._read, school.id, SchoolRead(school, ()), self._keep)

    def read(self, school_id: str) -> SchoolRead:
        """Return what reading a school gives. Raises KeyError when there is none of that name."""
        found = self._read.get(school_id)
        if found is None:
            found = self._reading(self._items[school_id])
            keep(self._read, school_id, found, self._keep)
        return found

    def _reading(self, item: Item) -> SchoolRead:
        own: Findings = []
        if item.refused:
            message = f"not read: {item.refused}"
            own.append(Diagnostic(Place(item.path), "unreadable", message, school=item.name))
        elif reason := names.why_not_id(item.name):
            wrong = bad_id(item, "a school", reason)
            own.append(dataclasses.replace(wrong, school=item.name))
        if own:
            return SchoolRead(None, tuple(own))
        school = read_school(self._root, item.name, self._defaults, self._policies, own)
        return SchoolRead(school, tuple(own))

    def __getitem__(self, school_id: str) -> School:
        school = self.read(school_id).school
        if school is None:
            raise KeyError(school_id)
        return school

    def __iter__(self) -> Iterator[str]:
        return (one for one in self._items if self.read(one).school is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def broken(self) -> dict[str, tuple[Diagnostic, ...]]:
        """Why those that cannot be used cannot."""
        reads = {one: self.read(one) for one in self._items}
        return {one: read.errors for one, read in reads.items() if read.school is None}

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Everything that is wrong or doubtful in any school."""
        for one in self._items:
            yield from self.read(one).diagnostics
