"""Expanding a compiled template for one set of names: a skeleton, what was printed, and where it stood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from ..document.holes import HOLE
from ..errors import Diagnostic, InputError, Place, did_you_mean
from .budget import BUDGET, Budget, TooMuch, too_much
from .names import Known, NameValue, Open, Parsed, Printed, UnknownName, lookup
from .printing import KEPT, PRINTED, Values, printable
from .prose import StoppedError
from .source import Sites, Source


@dataclass(frozen=True, slots=True)
class Expansion:
    """A skeleton, the values for its holes and what printed each, and the places of its lines.

    The place with index 0 is that of line 1.
    """

    skeleton: str
    values: Sequence[Known | Open | Parsed]
    sites: Sequence[tuple[str, Place]]
    places: tuple[Place, ...]

    @property
    def printed(self) -> tuple[Printed, ...]:
        """The values, each with what printed it and where that stands."""
        return tuple(map(self.printed_at, range(len(self.values))))

    def printed_at(self, number: int) -> Printed:
        """Return value *number* with what printed it and where that stands."""
        return Printed(self.values[number], *self.sites[number])


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template."""

    source: Source
    compiled: Any
    sites: Sites

    def expand(self, names: Mapping[str, Any]) -> Expansion:
        """Return the skeleton of this template for *names*.

        :raises InputError: when an expression cannot be worked out, or the text grows without bounds.
        """
        parts, values = self.run(names)
        found = self.sites.laid_out(parts)
        return Expansion(found.skeleton, values, found.sites, found.places)

    def pieces(self, names: Mapping[str, Any]) -> list[str | Printed]:
        """Return a one-line text as its pieces in order: what stands in the template, what was printed.

        :raises InputError: as :meth:`expand`.
        """
        expansion = self.expand(names)
        cut = HOLE.split(expansion.skeleton)
        return [
            expansion.printed_at(int(p)) if n % 2 else p for n, p in enumerate(cut) if n % 2 or p
        ]

    def run(self, names: Mapping[str, Any]) -> tuple[tuple[str, ...], Values]:
        """Return what the template prints for *names*, in parts, with its marks, and the values for its holes.

        :raises InputError: as :meth:`expand`.
        """
        printed: Values = []
        budget: Budget = names.get(BUDGET) or Budget()
        context = self.compiled.new_context({**names, PRINTED: printed, BUDGET: budget})
        parts: list[str] = []
        reached: Place | None = None
        stream = self.compiled.root_render_func(context)
        try:
            for part in stream:
                size = len(part)
                if size > budget.characters:
                    reached = self.sites.last_place(part[: budget.characters])
                    stream.throw(TooMuch())  # at its tag, so that the line can be told
                budget.characters -= size
                parts.append(part)
        except InputError:
            raise
        except Exception as error:
            raise InputError(self._trouble(error, reached)) from error
        return tuple(parts), printed

    def _trouble(self, error: Exception, reached: Place | None) -> Diagnostic:
        """Return *error*, which an expression met, with the line of the innermost template.

        A text that grew too long *reached* some line, which is told when that is one of this template.
        """
        place = self.source.place(1)
        trace = error.__traceback__
        if isinstance(error, StoppedError):
            place, error, trace = error.place, error.error, None
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file == self.source.file:
                place = self.source.place(_line(trace))
            elif file.startswith("templates/"):
                place = Place(file, _line(trace))
            trace = trace.tb_next
        if reached and reached.file == place.file:
            place = reached
        if isinstance(error, UnknownName):
            wanted = error.name.rpartition(".")[2]
            hint = did_you_mean(wanted, error.known, f"it has {', '.join(error.known)}")
            return Diagnostic(place, "unknown-name", f"there is no “{error.name}”", hint)
        if isinstance(error, TooMuch | RecursionError | MemoryError):
            return too_much(place)
        if isinstance(error, ValueError):  # a loop with two names over texts
            hint = "such as {% for club in facts.clubs %}"
            return Diagnostic(place, "expression", "a loop goes through a list with one name", hint)
        message = str(error)
        if not _is_ours(error):
            message = "what stands in this expression does not fit together"
        return Diagnostic(place, "expression", message)


def _is_ours(error: Exception) -> bool:
    """Say whether the language itself raised *error*, with words for a person, and not Python."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith(
        __package__
    )


def _line(trace: TracebackType) -> int:
    """Return the line of a template at which compiled code stopped: Jinja keeps "line=its line" pairs."""
    lines = (pair.partition("=") for pair in trace.tb_frame.f_globals["debug_info"].split("&"))
    passed = [int(line) for line, _, of_code in lines if int(of_code) <= trace.tb_lineno]
    return passed[-1] if passed else 1


#: Such as ``review.approved``.
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its text, where it stands, and how to work it out."""

    text: str
    place: Place
    template: Template
    #: The names of an expression that is names alone: it need not be run.
    path: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        path = tuple(self.text.split(".")) if _PATH.fullmatch(self.text) else ()
        object.__setattr__(self, "path", path)

    def value(self, names: Mapping[str, Any]) -> Known | Open | Parsed:
        """Return what the expression yields for *names*.

        :raises InputError: when it cannot be worked out, or is no text.
        """
        try:
            return printable(self._kept(names))
        except TypeError as error:
            raise InputError(Diagnostic(self.place, "expression", str(error))) from error

    def is_true(self, names: Mapping[str, Any]) -> bool:
        """Say whether the expression, a condition, holds for *names*.

        :raises InputError: when it cannot be worked out.
        """
        return bool(self._kept(names))

    def _kept(self, names: Mapping[str, Any]) -> NameValue:
        if self.path:
            try:
                found: NameValue = names[self.path[0]]
                for name in self.path[1:]:
                    found = lookup(found, name)
            except (KeyError, TypeError, UnknownName):
                pass  # run as a template, it says what is wrong
            else:
                return found
        kept: list[NameValue] = []
        self.template.run({**names, KEPT: kept})
        return kept[0]
