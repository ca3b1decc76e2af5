"""Local files as texts: settling a base, and starting a section with the model's text of today."""

from __future__ import annotations

import re

from .compose import Composer
from .document.tree import Heading
from .errors import Diagnostic, InputError, Place, did_you_mean
from .local import digest, extent
from .local_sections import WAYS
from .places import section_lines
from .records.school import School

_HEADING = re.compile(r"^(#{1,6}\s.*\{[^{}]*#%s(?=[\s}])[^{}]*)\}(\s*)$")


def local_path(school: str, policy: str) -> str:
    """Return the path of a school's own sections in the workspace."""
    return f"schools/{school}/local/{policy}.md"


def model_digest(composer: Composer, school: School, policy_id: str, section: str) -> str:
    """Return the digest of *section* of the model as it now is for *school*.

    :raises InputError: when the model has no such section.
    """
    model = composer.model(policy_id)
    text = composer.text(composer.setting(school, model), model)
    blocks = text.skeleton.blocks
    start, end = extent(blocks, section)
    if start == end:
        ids = [b.id for b in blocks if isinstance(b, Heading)]
        hint = did_you_mean(section, ids, f"its sections are {', '.join(ids)}")
        place = Place(model.policy.file)
        raise InputError(
            Diagnostic(place, "no-section", f"the model has no section “{section}”", hint)
        )
    return digest(blocks[start:end], [printed.expression for printed in text.expansion.printed])


def accept_base(text: str, section: str, now: str, file: str) -> str:
    """Return the local file *text* with ``base`` of *section* set to *now*; all else stays as it is.

    :raises InputError: when the file has no such section.
    """
    heading = re.compile(_HEADING.pattern % re.escape(section), re.MULTILINE)
    found = heading.search(text)
    if not found:
        place = Place(file)
        raise InputError(
            Diagnostic(
                place,
                "no-section",
                f"there is no local section “{section}”",
                "name one of the file",
            )
        )
    head = found.group(1)
    new = re.sub(r"(?<=\s)base=\S+", f"base={now}", head)
    if new == head and f"base={now}" not in head:
        new = f"{head.rstrip()} base={now}"
    return f"{text[: found.start()]}{new}}}{found.group(2)}{text[found.end() :]}"


def new_section(composer: Composer, school: School, policy_id: str, section: str, way: str) -> str:
    """Return the text of a new local section: its heading, with ``base``, and the model's text of today.

    :raises InputError: when the model has no such section, or it is locked.
    """
    model = composer.model(policy_id)
    policy = model.policy
    if way not in WAYS:
        raise ValueError(way)
    now = model_digest(composer, school, policy_id, section)
    if policy.owner == "trust" or section in policy.locked:
        hint = "the trust alone decides on it"
        raise InputError(
            Diagnostic(
                Place(policy.file), "local-locked", f"the section “{section}” is locked", hint
            )
        )
    lines = section_lines(policy.body.split("\n"), section)
    head, body = lines[0], "\n".join(lines[1:]).strip("\n")
    words = re.sub(r"\s*\{[^{}]*\}\s*$", "", head)
    if way == "omit":
        return f'{words} {{#{section} .omit base={now} reason="…"}}\n'
    if way == "insert-after":
        return f"{words[: words.index(' ')]} New section {{#new-section .insert-after after={section}}}\n\n…\n"
    if way != "replace":
        body = "…"
    return f"{words} {{#{section} .{way} base={now}}}\n\n{body}\n"
