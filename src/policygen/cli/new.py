"""``policygen new``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from .. import starting
from ..errors import Diagnostic, Place, UsageError
from ..output import write_all
from ..records.names import suggest_id, why_not_id
from ..root import MARK
from ..workspace import Workspace
from . import report as printing
from .selecting import workspace_of


@click.group(name="new")
def command() -> None:
    """Start a workspace, a school, a policy or a house style."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the trust or group; asked for when not given.")
def workspace(folder: Path, name: str | None) -> int:
    """Start a workspace in FOLDER."""
    if (folder / MARK).exists():
        raise UsageError(
            Diagnostic(
                Place(str(folder)),
                "exists",
                "there is a workspace here already",
                "choose another folder",
            )
        )
    _write(folder, starting.workspace(name or click.prompt("Name of the trust")))
    printing.out(
        f"next: policygen -C {folder} new school ID, and policygen -C {folder} new policy ID"
    )
    return 0


@command.command()
@click.argument("school_id", metavar="ID")
@click.option("--name", help="The name of the school; asked for when not given.")
@click.pass_context
def school(context: click.Context, school_id: str, name: str | None) -> int:
    """Start the school ID (a short name for its folder, such as oakfield)."""
    space = workspace_of(context)
    _check_id(space, school_id, "school", {*space.schools, *space.broken_schools})
    files = starting.school(school_id, name or click.prompt("Name of the school"))
    _write(space.root, {**_missing_schemas(space), **files})
    again = f"{_policygen(context)} slots -s {school_id}"
    printing.out(f"next: fill in schools/{school_id}/profile.yaml, then: {again}")
    return 0


@command.command()
@click.argument("policy_id", metavar="ID")
@click.option("--title", help="The title of the policy; asked for when not given.")
@click.pass_context
def policy(context: click.Context, policy_id: str, title: str | None) -> int:
    """Start the model policy ID (a short name for its file, such as social-media)."""
    space = workspace_of(context)
    _check_id(space, policy_id, "policy", {*space.policies, *space.broken_policies})
    _write(space.root, starting.policy(policy_id, title or click.prompt("Title of the policy")))
    again = f"{_policygen(context)} build --draft -p {policy_id}"
    printing.out(f"next: write templates/{policy_id}.md, then: {again}")
    return 0


@command.command()
@click.pass_context
def style(context: click.Context) -> int:
    """Start a house style, templates/_style/base.docx, to edit in Word."""
    from ..document.writers import docx
    from ..house_style import HOUSE_STYLE, theme_of_trust

    space = workspace_of(context)
    path = f"templates/{HOUSE_STYLE}"
    if (space.root / path).exists():
        hint = "edit it in Word, or move it away to start again"
        raise UsageError(Diagnostic(Place(path), "exists", "there is a house style already", hint))
    _write(space.root, {path: docx.make_house_style(theme_of_trust(space.trust))})
    again = f"{_policygen(context)} build -f docx"
    printing.out(f"next: edit its styles, header, footer and page set-up in Word, then: {again}")
    return 0


def _policygen(context: click.Context) -> str:
    """Return how this workspace is named on the command line."""
    return "policygen" if context.obj == "." else f"policygen -C {context.obj}"


def _missing_schemas(space: Workspace) -> Mapping[str, str]:
    schemas = starting.schema_files()
    return {path: text for path, text in schemas.items() if not (space.root / path).exists()}


def _check_id(space: Workspace, text: str, what: str, taken: set[str]) -> None:
    reason = why_not_id(text)
    near = suggest_id(text)
    hint = f"such as {near}" if near else "use small letters, digits and hyphens"
    if not reason and text in taken:
        reason, hint = "there is one already", "choose another id"
    if reason:
        message = f"“{text}” cannot be the id of a {what}: {reason}"
        raise UsageError(Diagnostic(Place(text), "bad-id", message, hint))


def _write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write *files* below *root*, all or none: a file that is there is never replaced."""
    taken = [path for path in files if (root / path).exists()]
    if taken:
        hint = "move it away first"
        raise UsageError(
            *(Diagnostic(Place(p), "exists", "the file is there already", hint) for p in taken)
        )
    root.mkdir(parents=True, exist_ok=True)
    write_all(root, {p: c.encode() if isinstance(c, str) else c for p, c in files.items()})
    for path in files:
        printing.out(f"wrote {path}")
