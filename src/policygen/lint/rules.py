"""The table of all rules, and choosing among them."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..errors import Diagnostic, Place, UsageError, did_you_mean
from . import (
    coverage,
    history,
    law,
    leftovers,
    own_codes,
    references,
    said_dates,
    school_names,
    sentences,
    structure,
    usage,
    vocabulary,
    wording,
)
from .rule import Rule

_MODULES = (
    own_codes,
    leftovers,
    usage,
    history,
    coverage,
    said_dates,
    school_names,
    vocabulary,
    law,
    structure,
    references,
    wording,
    sentences,
)
#: Code -> rule, in the order of the manual.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        thing.code: thing
        for module in _MODULES
        for thing in vars(module).values()
        if isinstance(thing, Rule)
    }
)


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that *select* names (all when it names none) without those that *ignore* names.

    Names are codes or patterns (``heading-*``), with commas between where there are several.

    :raises UsageError: for every name that no rule has, with the nearest one.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    return tuple(
        rule
        for code, rule in RULES.items()
        if (not wanted or code in wanted) and code not in unwanted
    )


def _codes(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    unknown = []
    for name in (part.strip() for text in names for part in text.split(",")):
        matching = fnmatch.filter(RULES, name)
        found.update(matching)
        if name and not matching:
            unknown.append(name)
    if unknown:
        raise UsageError(*map(no_rule, dict.fromkeys(unknown)))
    return found


def no_rule(name: str) -> Diagnostic:
    """Return what to say of a code that no rule has."""
    hint = did_you_mean(name, RULES, "policygen check --explain all lists them")
    return Diagnostic(Place(name), "no-rule", f"there is no rule “{name}”", hint)
