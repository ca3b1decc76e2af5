"""What an import works on: the blocks as they stand, and what it has learned of the policy and the school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..document.tree import Blocks, Hole
from .decisions import Notebook


@dataclass(frozen=True, slots=True)
class Names:
    """A school or trust that a finished policy names: to become expressions of the template.

    ``short_name`` is empty where it is not known, ``others`` are more spellings that its record lists.
    """

    name: str
    short_name: str = ""
    others: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """All spellings that are known beside the name."""
        return tuple(text for text in (self.short_name, *self.others) if text and text != self.name)


@dataclass(slots=True)
class Learned:
    """What a finished policy says of its school, for a profile and a register; in the order it was met.

    ``people`` are role -> field -> text, ``answers`` slot -> text, ``history`` entries of a register.
    """

    school: dict[str, str] = field(default_factory=dict)
    spellings: list[str] = field(default_factory=list)
    trust: dict[str, str] = field(default_factory=dict)
    names_trust: bool = False
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, str]] = field(default_factory=list)
    approval: dict[str, str] = field(default_factory=dict)

    def person(self, role: str, name: str, text: str) -> None:
        """Remember *text* as the field *name* of who holds *role*, if nothing is known yet."""
        if text:
            self.people.setdefault(role, {}).setdefault(name, text)


@dataclass(slots=True)
class Import:
    """The state of one import. ``front`` is the front matter to be, ``slots`` its rules for slots.

    ``is_approved`` says that document control has a row for the approval.
    """

    blocks: Blocks
    notebook: Notebook
    title: str = ""
    school: Names | None = None
    trust: Names | None = None
    expressions: list[str] = field(default_factory=list)
    numbering: str = "none"
    contents_asked: bool = False
    front: dict[str, str] = field(default_factory=dict)
    control: str = "none"
    is_approved: bool = False
    control_rows: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str | Mapping[str, str]] = field(default_factory=dict)
    history: list[dict[str, str]] = field(default_factory=list)
    learned: Learned = field(default_factory=Learned)
    suggestions: list[str] = field(default_factory=list)

    def expression(self, text: str) -> Hole:
        """Return the place where the template prints the expression *text*."""
        if text not in self.expressions:
            self.expressions.append(text)
        return Hole(self.expressions.index(text))
