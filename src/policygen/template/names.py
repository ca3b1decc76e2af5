"""What an expression can see: texts that know their source, known names without a value, and scopes.

The context of a template holds only these, booleans, tuples and numbers; nothing of Python shows through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from ..english import fold_key
from ..errors import Place


class Known(str):
    """A text and the expression that it came from.

    Numbers compare as numbers. In a condition "no" and "false" are false, for a record reads every
    word as text and that is what its author means.
    """

    source: str
    #: The same as a plain text, which is quicker to look up; and what was made of it, kept with it.
    plain: str
    made: object

    def __new__(cls, text: str, source: str) -> Known:
        known = super().__new__(cls, text)
        known.source = source
        known.plain = text if type(text) is str else str(text)
        known.made = None
        return known

    def __bool__(self) -> bool:
        return len(self) > len("false") or self.casefold() not in ("", "no", "false")

    def _number(self) -> float | None:
        try:
            return float(self)
        except ValueError:
            return None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | float) and not isinstance(other, bool):
            return self._number() == other
        return str.__eq__(self, other) if isinstance(other, str) else False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def _compare(self, other: object, numbers: Callable[[float, float], bool]) -> bool:
        if isinstance(other, Known):
            other = other._number()
        own = self._number()
        if own is None or isinstance(other, bool) or not isinstance(other, int | float):
            raise TypeError(f"“{self}” ({self.source}) can only be compared with == and !=")
        return numbers(own, other)

    def __lt__(self, other: object) -> bool:
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other: object) -> bool:
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other: object) -> bool:
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other: object) -> bool:
        return self._compare(other, lambda a, b: a >= b)


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A known name without a value: false in a condition, an open slot where it is printed."""

    source: str
    hint: str = ""
    #: The names that the holder has, when one of them may have been meant.
    known: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return hash(self.source)

    def __iter__(self) -> Iterator[NameValue]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, item: object) -> bool:
        return False

    def _unknown(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _unknown


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that the template asks to be read as Markdown (``… | markdown``)."""

    text: Known


class Printed(NamedTuple):
    """One value that a template printed: what, by which expression, and where that stands."""

    value: Known | Open | Parsed
    expression: str
    place: Place


class UnknownName(Exception):  # noqa: N818 -- it says what it is
    """A name that the scope does not have; ``known`` are those that it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class Scope:
    """A map of names to values, reached by ``.name`` or ``["name"]``.

    A *closed* scope has fixed names, and any other is an error. In an open one (``facts``, ``answers``…)
    every key is a possible one, and keys are folded (see :func:`fold_key`). ``present`` says what the
    scope is in a condition. ``each`` is what a loop goes over (its values, in order, when not given).
    ``printed`` is its text, for the few that have one (an address on one line).
    """

    __slots__ = ("_names", "closed", "each", "peek", "present", "printed", "source")

    def __init__(
        self,
        source: str,
        names: Mapping[str, NameValue],
        *,
        closed: bool = False,
        present: bool = True,
        each: tuple[NameValue, ...] | None = None,
        printed: str = "",
    ) -> None:
        self.source: Final = source
        self._names = names if closed else {fold_key(k): v for k, v in names.items()}
        #: Returns what is stored under a name: None where it has no value.
        self.peek: Final[Callable[[str], NameValue]] = self._names.get
        self.closed: Final = closed
        self.present: Final = present
        self.printed: Final = printed
        self.each: Final = tuple(names.values()) if each is None else each

    def get(self, name: str) -> NameValue:
        """Return the value of *name*; :class:`Open` when it is known and has none.

        :raises UnknownName: in a closed scope, for a name that it does not have.
        """
        found = self._names.get(name if self.closed else fold_key(name))
        if found is not None:
            return found
        if self.closed and name not in self._names:
            raise UnknownName(f"{self.source}.{name}", tuple(self._names))
        return Open(f"{self.source}.{name}", "", () if self.closed else tuple(self._names))

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the scope has, as they are looked up."""
        return tuple(self._names)

    def __bool__(self) -> bool:
        return self.present

    def __iter__(self) -> Iterator[NameValue]:
        return iter(self.each)

    def __len__(self) -> int:
        return len(self.each)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get(name))


class Answers(Scope):
    """The scope ``answers``: keys are looked up as slots are, by *lookup*."""

    __slots__ = ("_lookup",)

    def __init__(self, lookup: Callable[[str], NameValue]) -> None:
        super().__init__("answers", {})
        self._lookup = lookup

    def get(self, name: str) -> NameValue:
        return self._lookup(name)


#: Everything that an expression can yield. A plain str, int or float is a constant of the template.
NameValue: TypeAlias = (
    "Known | Open | Parsed | Scope | str | bool | int | float | tuple[NameValue, ...] | None"
)

#: The names that templates may use, for the check before anything runs: name -> names inside it, or
#: None where every name is allowed.
Vocabulary: TypeAlias = "Mapping[str, Vocabulary | None]"


#: The longest name that is looked up: looking it up takes time with its length.
LONGEST_NAME: Final = 1_000


def lookup(holder: object, name: object) -> NameValue:
    """Return ``holder.name`` or ``holder[name]`` of the language.

    :raises UnknownName: for a name that a closed scope does not have.
    :raises TypeError: when *holder* has no names, or *name* is neither a text nor a position.
    """
    if isinstance(holder, Scope) and isinstance(name, str):
        return holder.get(name)
    if isinstance(name, Open):  # what the name should be, nobody has said
        return name
    if isinstance(holder, Open):
        source = f"{holder.source}.{name}" if isinstance(name, str) else holder.source
        return Open(source, holder.hint, holder.known)
    if isinstance(holder, tuple) and isinstance(name, int) and not isinstance(name, bool):
        return holder[name] if -len(holder) <= name < len(holder) else Open(f"entry {name + 1}")
    source = holder.source if isinstance(holder, Known | Scope) else "this value"
    if not isinstance(name, str | int | float):
        raise TypeError(f"a name inside {source or 'a text'} must be a text")
    raise TypeError(f"{source or 'this value'} has no “{name}”")
