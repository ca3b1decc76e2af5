"""``policygen import``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from .. import importing
from ..errors import Diagnostic, InputError, Place, UsageError
from ..importing import Decision, Names, Options, Question
from ..output import write_all
from ..records.files import REPORT
from ..records.names import suggest_id, why_not_id
from ..records.templates import FOLDER
from ..workspace import Workspace
from . import report as printing
from .selecting import as_json, workspace_of

_LIMIT = 50_000_000


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--id", "policy", metavar="ID", help="The id of the policy; made from its title when not given."
)
@click.option("--title", help="The title of the policy; the document's own when not given.")
@click.option(
    "--school",
    metavar="NAME",
    help="The policy was written out for this school (its full name, or its id): take its name, people and dates out.",
)
@click.option(
    "--trust",
    metavar="NAME",
    help="Take out this trust's name, too; the workspace's own when not given.",
)
@click.option(
    "--accept-all",
    is_flag=True,
    help="Ask nothing: decide what is doubtful as proposed, and say so.",
)
@click.option("--force", is_flag=True, help="Replace the template if there is one already.")
@as_json
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    policy: str | None,
    title: str | None,
    school: str | None,
    trust: str | None,
    accept_all: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Make a template of FILE: .docx, .md, .html, .txt, or .odt and .doc by way of LibreOffice.

    Writes templates/ID.md, and templates/ID.import.md with every decision, every question, and lines for
    the records of the school. Doubtful matters are asked on a terminal; elsewhere the text stays as it is.
    """
    space = workspace_of(context)
    content, name = _content(file)
    options = Options(title or "", _school(space, school), _trust(space, trust))
    policy = policy or _made_id(content, name, options, file)
    _check(space, policy, force)
    settle = _asking(accept_all, as_json)
    imported = importing.import_policy(content, name, policy, options, settle)
    files = {
        f"{FOLDER}/{policy}.md": imported.template,
        f"{FOLDER}/{policy}{REPORT}": imported.report,
    }
    write_all(space.root, {path: text.encode() for path, text in files.items()})
    if as_json:
        printing.out_json([_row(policy, file, one) for one in imported.decisions])
        return 0
    for path in files:
        printing.out(f"wrote {path}")
    _summary(imported.decisions, policy, accept_all or _on_terminal())
    return 0


def _content(file: Path) -> tuple[bytes, str]:
    """Return the content of *file*, converted where it must be, and the name of what it is then."""
    if file.stat().st_size > _LIMIT:
        message = f"the file is larger than {_LIMIT // 1_000_000} MB"
        raise InputError(Diagnostic(Place(str(file)), "too-large", message))
    if file.suffix.casefold() in importing.TO_CONVERT:
        from .converting import to_docx

        printing.say(f"{file.name} is converted to .docx with LibreOffice first")
        return to_docx(file), f"{file.stem}.docx"
    try:
        return file.read_bytes(), file.name
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(Diagnostic(Place(str(file)), "unreadable", message)) from error


def _school(space: Workspace, given: str | None) -> Names | None:
    """Return the spellings of the school *given* by its id or its name."""
    if not given:
        return None
    for school in space.schools.values():
        profile = school.profile
        if given in (school.id, profile.name):
            short = profile.short_name if profile.short_name != profile.name else ""
            return Names(profile.name, short, profile.also_known_as)
    return Names(" ".join(given.split()))


def _trust(space: Workspace, given: str | None) -> Names | None:
    own = space.trust
    if not given or given == own.name:
        short = own.short_name if own.short_name != own.name else ""
        return Names(own.name, short, own.also_known_as)
    return Names(" ".join(given.split()))


def _made_id(content: bytes, name: str, options: Options, file: Path) -> str:
    title = options.title or importing.title_of(content, name, options)
    made = suggest_id(title).removesuffix("-policy") or suggest_id(file.stem)
    if not made:
        raise click.UsageError("the policy has no title to make an id from; give one with --id")
    return made


def _check(space: Workspace, policy: str, force: bool) -> None:
    reason = why_not_id(policy)
    if reason:
        near = suggest_id(policy)
        message = f"“{policy}” cannot be the id of a policy: {reason}"
        hint = f"such as {near}" if near else "use small letters, digits and hyphens"
        raise UsageError(Diagnostic(Place(policy), "bad-id", message, hint))
    paths = (f"{FOLDER}/{policy}.md", f"{FOLDER}/{policy}{REPORT}")
    taken = [path for path in paths if (space.root / path).exists()]
    if taken and not force:
        hint = "choose another --id, or replace it with --force"
        raise UsageError(
            *(Diagnostic(Place(p), "exists", "the file is there already", hint) for p in taken)
        )


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()  # a pipe cannot answer


def _asking(accept_all: bool, as_json: bool) -> importing.Settle:
    """Return who answers questions: nobody with --accept-all, else the person at the terminal, if there is one."""
    if accept_all:
        return lambda question: True
    return _ask if _on_terminal() and not as_json else lambda question: question.usual


def _ask(question: Question) -> bool:
    where = f"line {question.line}: " if question.line else ""
    printing.out(f"\n{where}{question.text}")
    printing.out(f"  yes: {question.proposal}\n  no:  {question.otherwise}")
    return click.confirm(question.ask, default=question.usual)


def _summary(decisions: tuple[Decision, ...], policy: str, settled: bool) -> None:
    """Print how much was found, and what to do next."""
    counts = Counter(one.kind for one in decisions)
    words = {
        "slot": "slots",
        "choice": "choices",
        "note": "notes",
        "condition": "conditions",
        "optional": "optional parts",
    }
    found = [
        f"{counts[kind]} {word if counts[kind] != 1 else word[:-1]}"
        for kind, word in words.items()
        if counts[kind]
    ]
    printing.out(f"found {', '.join(found) or 'nothing to fill in'}")
    lost = sum(one.lost for one in decisions)
    doubtful = sum(one.question is not None for one in decisions)
    if lost:
        printing.out(f"left out: {lost}, each listed in {policy}{REPORT}")
    if doubtful:
        how = "decided" if settled else "decided with care, for nobody could be asked"
        printing.out(f"doubtful: {doubtful}, {how}; they are questions in {policy}{REPORT}")
    printing.out(f"next: read templates/{policy}.md, then: policygen build --draft -p {policy}")


def _row(policy: str, file: Path, one: Decision) -> dict[str, Any]:
    question = one.question
    return {
        "file": str(file),
        "policy": policy,
        "line": one.line or None,
        "kind": one.kind,
        "found": one.found,
        "became": one.became,
        "confidence": one.confidence,
        "question": question.ask if question else None,
        "otherwise": one.other_way or None,
        "left_out": one.lost,
    }
