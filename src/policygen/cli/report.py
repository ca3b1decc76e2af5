"""What the command line prints: diagnostics to standard error, results to standard output."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from typing import Any

import click

from ..errors import Diagnostic, Severity, on_one_line
from ..records.texts import FORBIDDEN

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def say(text: str) -> None:
    """Print *text* on standard error."""
    click.echo(text, err=True)


def out(text: str) -> None:
    """Print *text* on standard output."""
    click.echo(text)


def out_json(document: Any) -> None:
    """Print one JSON document on standard output, what is no visible text as escapes."""
    click.echo(FORBIDDEN.sub(_escaped, json.dumps(document, ensure_ascii=False, indent=2)))


def _escaped(character: re.Match[str]) -> str:
    return json.dumps(character[0])[1:-1]


def say_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print *diagnostics* in the order of their places, each once."""
    for one in sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key):
        severity = _paint(f"{one.severity}[{one.code}]", fg=_COLOURS[one.severity], bold=True)
        who = f" ({one.school}{f', {one.policy}' if one.policy else ''})" if one.school else ""
        say(f"{one.place}: {severity}: {on_one_line(one.message + who)}")
        if one.context:
            say(f"  in: {on_one_line(one.context)}")
        if one.hint:
            say(f"  hint: {on_one_line(one.hint)}")


def _paint(text: str, **style: Any) -> str:
    return click.style(text, **style) if coloured(sys.stderr) else text


def coloured(stream: Any) -> bool:
    """Say whether *stream* wants colour: a terminal, and not NO_COLOR (https://no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def out_table(*tables: Any) -> None:
    """Print rich renderables, as wide as the terminal and wide enough where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 160
    colour = coloured(sys.stdout)
    console = Console(
        highlight=False,
        markup=False,
        emoji=False,
        width=width,
        force_terminal=colour,
        no_color=not colour,
    )
    with console.capture() as printed:
        for table in tables:
            console.print(table, soft_wrap=isinstance(table, str))
    click.echo("\n".join(line.rstrip() for line in printed.get().rstrip("\n").split("\n")))


def trace_wanted() -> bool:
    """Say whether a developer asked for the traceback of an internal error."""
    return bool(os.environ.get("POLICYGEN_TRACE"))


def as_row(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return *diagnostic* as a row of ``--json``."""
    return {
        "file": diagnostic.place.file,
        "line": diagnostic.place.line or None,
        "column": diagnostic.place.column or None,
        "place": str(diagnostic.place),
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "school": diagnostic.school or None,
        "policy": diagnostic.policy or None,
    }
