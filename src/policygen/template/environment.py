"""Jinja, set up for the language: the sandbox, our filters alone, and names only through scopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..document.holes import FIRST_HOLES, hole
from .budget import BUDGET, PARSED, PRINTED_VALUE, Budget, TooMuch
from .filters import FILTERS, as_text
from .names import Known, NameValue, Open, Parsed, Scope, lookup

#: Context keys of one expansion: its collected values, the value of an expression.
PRINTED, KEPT = "_printed", "_kept"
_FIRST_HOLES = len(FIRST_HOLES)
#: The longest name that is looked up: looking it up takes time with its length.
_LONGEST_NAME = 1_000


class LanguageEnvironment(ImmutableSandboxedEnvironment):
    """An environment in which a template reaches nothing but the names of its context.

    *load* returns the compiled shared text of a name. Whatever is printed goes through :func:`_print`.
    """

    def __init__(self, load: Callable[[str], Any]) -> None:
        super().__init__(
            comment_start_string="{##",
            comment_end_string="##}",
            keep_trailing_newline=True,
            autoescape=False,
            finalize=_print,
            loader=_Loader(load),
            cache_size=-1,
            optimized=False,  # or constants would be worked out while compiling, where nothing is counted
        )
        self.filters = {
            **FILTERS,
            "_run": _run,
            "_rounds": _rounds,
            "_compared": _compared,
        }
        self.globals = {}
        self.tests = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Attributes are looked up as names are; Python's own are out of reach."""
        if type(obj) is Scope:  # the usual case, and it comes a hundred times in a policy
            found = obj.peek(attribute)
            if found is not None:
                return found
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up a name in a scope, or one of the four facts about a loop."""
        if type(obj).__name__ == "LoopContext" and argument in ("first", "last", "index", "length"):
            return getattr(obj, argument)
        if isinstance(argument, str) and len(argument) > _LONGEST_NAME:
            raise TypeError(f"no name has {len(argument):,} characters")
        return lookup(obj, argument)


class _Loader(BaseLoader):
    def __init__(self, load: Callable[[str], Any]) -> None:
        self._load = load

    def load(self, environment: Environment, name: str, globals: Any = None) -> Any:  # noqa: A002
        try:
            return self._load(name)
        except KeyError:
            raise TemplateNotFound(name) from None


@pass_context
def _print(context: Context, value: NameValue) -> str:
    """Note what is printed, and leave a hole. It comes a hundred times in a policy, so it does no more."""
    known = context.parent
    if KEPT in known:
        known[KEPT].append(value)
        return ""
    found: Known | Open | Parsed
    if type(value) is Known:
        found, cost = value, len(value) + PRINTED_VALUE
    else:
        found = printable(value)
        cost = _cost(found) + PRINTED_VALUE
    budget: Budget = known[BUDGET]
    budget.characters -= cost
    if budget.characters < 0:
        raise TooMuch
    printed: list[Known | Open | Parsed] = known[PRINTED]
    number = len(printed)
    printed.append(found)
    return FIRST_HOLES[number] if number < _FIRST_HOLES else hole(number)


def _cost(printed: Known | Open | Parsed) -> int:
    if isinstance(printed, Known):
        return len(printed)
    return len(printed.text) * PARSED if isinstance(printed, Parsed) else 0


@pass_context
def _run(context: Context, parts: int) -> str:
    """Charge a template, or a text that it includes, that begins to run and has so many parts."""
    context.parent[BUDGET].step(parts)
    return ""


@pass_context
def _rounds(context: Context, entries: Any, parts: int) -> tuple[Any, ...]:
    """Charge a loop over *entries* whose body has so many parts."""
    if isinstance(entries, str):
        raise TypeError(f"“{entries}” is a text, not a list to go through")
    if not isinstance(entries, tuple | list | Scope | Open):
        raise TypeError("a loop goes through a list")
    context.parent[BUDGET].step((len(entries) + 1) * parts)
    return tuple(entries)


@pass_context
def _compared(context: Context, value: Any) -> Any:
    """Charge a value that is compared by its size."""
    context.parent[BUDGET].step(_size(value))
    return value


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value) // 100
    if isinstance(value, tuple | list):
        return len(value) + sum(map(_size, value))
    return 0


def printable(value: NameValue) -> Known | Open | Parsed:
    """Return *value* as it can be printed.

    :raises TypeError: for a map or a list.
    """
    return value if isinstance(value, Open | Parsed) else as_text(value)
