"""The manual of the rules: what each finds, from the docstring of its function."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .rule import OwnRule, Rule
from .rules import RULES

_HEAD = """\
# The rules of policygen check

This page is made from the program (`policygen check --explain all`). [check.md](check.md) says how to run the
checks, and how to ignore a finding.

*Error*: the policy is refused. *Warning*: `policygen check` exits with 1. *Note*: for information; shown with
`--notes`. Rules marked *in every build* are run by `policygen build`, too: those over text on the text of the
models, once for all schools that share it.

| code | what it finds | matters as | in every build |
|---|---|---|---|
"""


def explain(rule: Rule) -> str:
    """Return the entry of one rule as text for a terminal."""
    return f"{rule.code} ({_matters(rule)})\n\n{textwrap.indent(rule.manual, '  ')}"


def manual() -> str:
    """Return the manual of all rules in Markdown: a table, then an entry each."""
    rows = "".join(
        f"| [{rule.code}](#{rule.code}) | {rule.summary} | {rule.severity} | {'yes' if rule.in_build else ''} |\n"
        for rule in RULES.values()
    )
    return _HEAD + rows + "".join(_entries())


def _entries() -> Iterator[str]:
    for rule in RULES.values():
        yield f"\n## {rule.code}\n\n*{_matters(rule).capitalize()}.* {rule.manual}\n"


def _matters(rule: Rule) -> str:
    over = "" if isinstance(rule, OwnRule) else f", over {rule.over}"
    built = "; in every build" if rule.in_build else ""
    return f"{rule.severity}{over}{built}"
