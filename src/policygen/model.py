"""A model policy made ready: its template and all expressions of its front matter, compiled once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .approved_text import USUALLY_LIVE
from .english import fold_key
from .errors import Diagnostic, InputError, Place, did_you_mean
from .records.policy import Expression as Written
from .records.policy import Policy, SlotRule
from .template.expansion import Expression, Template
from .template.library import Library
from .template.source import Source
from .values import WELL_KNOWN

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """What the front matter says about one slot; ``expression`` is compiled."""

    rule: SlotRule
    expression: Expression | None


@dataclass(frozen=True, slots=True)
class Model:
    """A policy with its compiled template, slot rules (by folded key) and control rows."""

    policy: Policy
    template: Template
    rules: Mapping[str, Rule]
    rows: tuple[tuple[Template, Expression], ...] | None
    applies_to: Expression | None


def make_ready(policy: Policy, library: Library) -> Model:
    """Return *policy* compiled with *library*.

    :raises InputError: with every error of the template, its includes and its front matter at once.
    """
    wrong: list[Diagnostic] = []

    def attempt(make: Callable[[], T]) -> T | None:
        try:
            return make()
        except InputError as error:
            wrong.extend(error.diagnostics)
            return None

    def expression(written: Written | None) -> Expression | None:
        return attempt(lambda: library.expression(written.text, written.place)) if written else None

    def label(written: Written) -> Template | None:
        return attempt(lambda: library.text(written.text, written.place))

    template = attempt(lambda: library.template(Source(policy.file, policy.body, policy.body_line)))
    rules = {key: Rule(rule, expression(rule.expression)) for key, rule in policy.slots.items()}
    rows = None
    if policy.control.rows is not None:
        rows = [(label(row.label), expression(row.value)) for row in policy.control.rows]
    applies_to = expression(policy.applies_to)
    wrong.extend(_unknown_live(policy, library))
    if wrong or template is None:
        raise InputError(*dict.fromkeys(wrong))
    ready = (
        None if rows is None else tuple((a, b) for a, b in rows if a is not None and b is not None)
    )
    return Model(policy, template, rules, ready, applies_to)


def _unknown_live(policy: Policy, library: Library) -> Iterator[Diagnostic]:
    """Yield an error for each name under ``live`` that no value can come from."""
    known = (*library.vocabulary, *USUALLY_LIVE)
    for name in policy.live or ():
        if name.partition(".")[0] not in known:
            message = f"live: there is no “{name}”"
            yield Diagnostic(
                Place(policy.file, 1), "unknown-name", message, did_you_mean(name, known)
            )


def well_known(library: Library) -> Callable[[str], Expression | None]:
    """Return the look-up of the slots that every template may use, by folded key.

    They are compiled when they are first asked for: most templates ask for few.
    """
    texts = {fold_key(key): text for key, text in WELL_KNOWN.items()}

    @functools.cache
    def look_up(key: str) -> Expression | None:
        return library.expression(texts[key], Place("")) if key in texts else None

    return look_up
