"""The options of every command that reports findings of rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..lint_formats import FORMATS
from .dates import DATE

C = TypeVar("C", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--select",
        metavar="CODE",
        multiple=True,
        help="Only this rule (code or pattern); repeatable.",
    ),
    click.option("--ignore", metavar="CODE", multiple=True, help="Not this rule; repeatable."),
    click.option("--as-of", type=DATE, help="The day to look from; today when not given."),
    click.option("--notes", is_flag=True, help="Show what is for information, too."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note"]),
        default="warning",
        show_default=True,
        help="Exit 1 when something matters as much as this.",
    ),
    click.option(
        "-f", "--format", "format_name", type=click.Choice(["text", *FORMATS]), default="text"
    ),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="Write into this file instead of standard output.",
    ),
    click.option(
        "--explain", "code", metavar="CODE", help="Say what a rule is about; “all” for all of them."
    ),
)


def about_findings(command: C) -> C:
    """Give *command* the options that choose rules, the day, and how findings are told."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
