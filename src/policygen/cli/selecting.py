"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..root import find

if TYPE_CHECKING:
    from ..workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def schools_and_policies(command: F) -> F:
    """Add ``-s`` and ``-p``."""
    command = click.option(
        "-p",
        "--policy",
        "policies",
        metavar="POLICY",
        multiple=True,
        help="Only this policy (id or glob); repeatable.",
    )(command)
    return click.option(
        "-s",
        "--school",
        "schools",
        metavar="SCHOOL",
        multiple=True,
        help="Only this school (id or glob); repeatable.",
    )(command)


def root_of(context: click.Context) -> Path:
    """Return the folder of the workspace that the command line stands in, or that ``-C`` names."""
    folder = Path(context.obj or ".")
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder “{folder}”")
    return find(folder)


def workspace_of(context: click.Context) -> Workspace:
    """Return the workspace that the command line stands in, or that ``-C`` names."""
    from ..workspace import load

    return load(root_of(context))


def schools_of(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the schools (ids or globs) and the policy that ``[SCHOOL] POLICY`` and ``-s`` name."""
    if len(names) > 2:
        raise click.UsageError(
            f"one school and one policy, not {len(names)} names; give more schools with -s"
        )
    return (*names[:-1], *more), names[-1]
