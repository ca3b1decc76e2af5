"""The table of all rules, and choosing among them."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

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
    shown,
    stated,
    structure,
    usage,
    vocabulary,
    wording,
)
from .rule import BlockRule, PassageRule, Rule, TextRule

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
    stated,
    shown,
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


def chosen(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    command: Literal["", "check", "scan"] = "",
) -> tuple[Rule, ...]:
    """Return the rules that *select* names (all usual ones when it names none) without those that *ignore* names.

    Names are codes or patterns (``heading-*``), with commas between where there are several. *command* is
    the one that is to run them; ``scan`` can run all rules over text and structure, but not those over records.

    :raises UsageError: for every name that no rule has, with the nearest one, or that *command* cannot run.
    """
    wanted, unwanted = _codes(select), _codes(ignore)
    found = tuple(
        rule
        for code, rule in RULES.items()
        if code not in unwanted
        and (code in wanted and _can_run(rule, command) if wanted else _is_usual(rule, command))
    )
    if wanted and not found and not wanted <= unwanted:
        names = ", ".join(sorted(wanted))
        other = "check" if command == "scan" else "scan"
        message = f"{names}: not for policygen {command}"
        raise UsageError(Diagnostic(Place(names), "no-rule", message, f"policygen {other} runs it"))
    return found


def _is_usual(rule: Rule, command: str) -> bool:
    return not command or (rule.in_check if command == "check" else rule.in_scan)


def _can_run(rule: Rule, command: str) -> bool:
    over_text = isinstance(rule, (PassageRule, TextRule, BlockRule))
    return _is_usual(rule, command) or (command == "scan" and over_text)


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
