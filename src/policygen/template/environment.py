"""Jinja, set up for the language: the sandbox, our filters alone, and names only through scopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..document.holes import hole
from .budget import BUDGET
from .filters import FILTERS
from .names import LONGEST_NAME, Open, Scope, lookup
from .printing import KEPT, PRINTED, Finished, Values, cost_of, printable
from .prose import PROSE, Runs


class LanguageEnvironment(ImmutableSandboxedEnvironment):
    """An environment in which a template reaches nothing but the names of its context.

    *load* returns the compiled shared text of a name. Whatever is printed goes through :func:`_print`,
    but for the names in runs (see :mod:`policygen.template.prose`).
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
        #: The runs of the templates that were compiled.
        self.prose = Runs()
        self.filters = {
            **FILTERS,
            PROSE: _expanded,
            "_run": _run,
            "_rounds": _rounds,
            "_compared": _compared,
        }
        self.globals = {}
        self.tests = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Attributes are looked up as names are; Python's own are out of reach."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up a name in a scope, or one of the four facts about a loop."""
        if type(obj).__name__ == "LoopContext" and argument in ("first", "last", "index", "length"):
            return getattr(obj, argument)
        if isinstance(argument, str) and len(argument) > LONGEST_NAME:
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
def _print(context: Context, value: Any) -> str:
    """Note what is printed, and leave a hole; a run has done so itself."""
    if isinstance(value, Finished):
        return value.text
    known = context.parent
    if KEPT in known:
        known[KEPT].append(value)
        return ""
    found = printable(value)
    known[BUDGET].text(cost_of(found))
    printed: Values = known[PRINTED]
    printed.append(found)
    return hole(len(printed) - 1)


@pass_context
def _expanded(context: Context, number: int) -> Finished:
    """Expand the run with a *number*."""
    environment: Any = context.environment
    found: Finished = environment.prose.expand(number, context)
    return found


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
