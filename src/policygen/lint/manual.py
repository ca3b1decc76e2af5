"""The manual of the rules: what each finds, from the docstring of its function."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .rule import OwnRule, Rule
from .rules import RULES

_HEAD = """\
# The rules of policygen check and policygen scan

This page is made from the program (`policygen check --explain all`). [check.md](check.md) says how to run the
checks, and how to ignore a finding; [scan.md](scan.md) how to scan finished documents.

*Error*: the policy is refused. *Warning*: the command exits with 1. *Note*: for information; shown with
`--notes`. Rules marked *build* are run by `policygen build`, too: those over text on the text of the
models, once for all schools that share it. `policygen scan --select CODE` runs any rule over finished text,
finished documents or structure, but for those that need a workspace.

| code | what it finds | matters as | run by |
|---|---|---|---|
"""


def explain(rule: Rule) -> str:
    """Return the entry of one rule as text for a terminal."""
    return f"{rule.code} ({_matters(rule)})\n\n{textwrap.indent(rule.manual, '  ')}"


def manual() -> str:
    """Return the manual of all rules in Markdown: a table, then an entry each."""
    rows = "".join(
        f"| [{rule.code}](#{rule.code}) | {rule.summary} | {rule.severity} | {_runners(rule)} |\n"
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


def _runners(rule: Rule) -> str:
    """Return the commands that run the rule when they are not told which."""
    runs = {"check": rule.in_check, "build": rule.in_build, "scan": rule.in_scan}
    return ", ".join(command for command, runs_it in runs.items() if runs_it)
