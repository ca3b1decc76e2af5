"""``policygen new``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from .. import output, starting
from ..errors import Diagnostic, Place, UsageError
from ..records.names import suggest_id, why_not_id
from ..workspace import Workspace
from . import report as printing
from .selecting import workspace_of


@click.group(name="new")
def command() -> None:
    """Start a workspace, a school, a policy or a house style."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--name",
    help="The name of the trust or group; asked for when not given.",
    prompt="Name of the trust",
)
def workspace(folder: Path, name: str) -> int:
    """Start a workspace in FOLDER."""
    _write(folder, starting.workspace(name))
    printing.out(
        f"next: policygen -C {folder} new school ID, and policygen -C {folder} new policy ID"
    )
    return 0


@command.command()
@click.argument("school_id", metavar="ID")
@click.option(
    "--name", help="The name of the school; asked for when not given.", prompt="Name of the school"
)
@click.pass_context
def school(context: click.Context, school_id: str, name: str) -> int:
    """Start the school ID (a short name for its folder, such as oakfield)."""
    space = workspace_of(context)
    _check_id(school_id, "school")
    _write(space.root, {**_missing_schemas(space), **starting.school(school_id, name)})
    printing.out(
        f"next: fill in schools/{school_id}/profile.yaml, then: policygen slots -s {school_id}"
    )
    return 0


@command.command()
@click.argument("policy_id", metavar="ID")
@click.option(
    "--title",
    help="The title of the policy; asked for when not given.",
    prompt="Title of the policy",
)
@click.pass_context
def policy(context: click.Context, policy_id: str, title: str) -> int:
    """Start the model policy ID (a short name for its file, such as social-media)."""
    space = workspace_of(context)
    _check_id(policy_id, "policy")
    _write(space.root, starting.policy(policy_id, title))
    printing.out(
        f"next: write templates/{policy_id}.md, then: policygen build --draft -p {policy_id}"
    )
    return 0


@command.command()
@click.pass_context
def style(context: click.Context) -> int:
    """Start a house style, templates/_style/base.docx, to edit in Word."""
    from ..build import HOUSE_STYLE
    from ..document.tree import Theme
    from ..document.writers import docx

    space = workspace_of(context)
    defaults = space.trust.defaults
    theme = defaults.get("theme") if defaults else None
    colour, font = (
        getattr(theme.get(k), "text", "") if theme and hasattr(theme, "get") else ""
        for k in ("colour", "font")
    )
    _write(space.root, {f"templates/{HOUSE_STYLE}": docx.make_house_style(Theme(colour, font))})
    printing.out(
        "next: edit its styles, header, footer and page set-up in Word, then: policygen build -f docx"
    )
    return 0


def _missing_schemas(space: Workspace) -> Mapping[str, str]:
    return {
        path: text
        for path, text in starting.schema_files().items()
        if not (space.root / path).exists()
    }


def _check_id(text: str, what: str) -> None:
    reason = why_not_id(text)
    if reason:
        near = suggest_id(text)
        hint = f"such as {near}" if near else "use small letters, digits and hyphens"
        raise UsageError(
            Diagnostic(
                Place(text), "bad-id", f"“{text}” cannot be the id of a {what}: {reason}", hint
            )
        )


def _write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write *files* below *root*, all or none: a file that is there is never replaced."""
    taken = [path for path in files if (root / path).exists()]
    if taken:
        raise UsageError(
            *(
                Diagnostic(
                    Place(path),
                    "exists",
                    "the file is there already",
                    "choose another id, or move it away",
                )
                for path in taken
            )
        )
    root.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        output.write(root, path, content.encode() if isinstance(content, str) else content)
        printing.out(f"wrote {path}")
