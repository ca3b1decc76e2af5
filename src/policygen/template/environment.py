"""Jinja, set up for the language: the sandbox, our filters alone, and names only through scopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..document.holes import hole
from .filters import FILTERS, as_text
from .names import Known, NameValue, Open, Parsed, lookup

#: Context keys of one expansion: its collected values, the value of an expression, loop rounds.
PRINTED, KEPT, ROUNDS = "_printed", "_kept", "_rounds"
MAX_ROUNDS = 100_000


class TooMuch(Exception):  # noqa: N818 -- it says what it is
    """The bounds of one expansion are reached."""


class LanguageEnvironment(ImmutableSandboxedEnvironment):
    """An environment in which a template reaches nothing but the names of its context.

    *load* returns the compiled shared text of a name; *site* what is known of a printing place.
    """

    def __init__(
        self, load: Callable[[str], Any], site: Callable[[int], tuple[str, Any, str]]
    ) -> None:
        super().__init__(
            comment_start_string="{##",
            comment_end_string="##}",
            keep_trailing_newline=True,
            autoescape=False,
            loader=_Loader(load),
            cache_size=-1,
        )
        self.filters = {**FILTERS, "_print": _print, "_keep": _keep, "_rounds": _rounds}
        self.globals = {}
        self.tests = {}
        self.site = site

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Attributes are looked up as names are; Python's own are out of reach."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up a name in a scope, or one of the four facts about a loop."""
        if type(obj).__name__ == "LoopContext" and argument in ("first", "last", "index", "length"):
            return getattr(obj, argument)
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
def _print(context: Context, value: NameValue, site: int) -> str:
    environment: Any = context.environment
    expression, place, here = environment.site(site)
    printed = context.parent[PRINTED]
    printed.append((printable(value), expression, place))
    return str(here) + hole(len(printed) - 1)


@pass_context
def _keep(context: Context, value: NameValue, site: int) -> str:
    context.parent[KEPT].append(value)
    return ""


@pass_context
def _rounds(context: Context, entries: Any) -> tuple[Any, ...]:
    if isinstance(entries, str):
        raise TypeError(f"“{entries}” is a text, not a list to go through")
    listed = tuple(entries)
    rounds = context.parent[ROUNDS]
    rounds[0] += len(listed) + 1
    if rounds[0] > MAX_ROUNDS:
        raise TooMuch
    return listed


def printable(value: NameValue) -> Known | Open | Parsed:
    """Return *value* as it can be printed.

    :raises TypeError: for a map or a list.
    """
    return value if isinstance(value, Open | Parsed) else as_text(value)
