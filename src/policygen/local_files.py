"""Local files as texts: settling a base, and starting a section with the model's text of today."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from .compose import Composer
from .document.readers import markdown
from .document.tree import Heading
from .errors import Diagnostic, InputError, Place, did_you_mean
from .local import digest, extent
from .places import section_lines
from .records.policy import Policy
from .records.school import School

#: One attribute of a heading: ``#id``, ``.class``, ``key=value`` or ``key="some words"``.
_TOKEN = re.compile(r'[^\s"{}=]+="[^"]*"|[^\s{}]+')
_COMMENT = re.compile(r"\{##.*?##\}", re.DOTALL)
#: In a new section: a slot, so that nothing is published before somebody has written it.
_OWN = "[insert the school's own text]"


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
    lines = text.split("\n")
    reading = markdown.read(_COMMENT.sub(_emptied, text.removeprefix("\ufeff")))
    heads = [b for b in reading.blocks if isinstance(b, Heading) and b.id == section]
    if not heads:
        message = f"there is no local section “{section}”"
        raise InputError(Diagnostic(Place(file), "no-section", message, "name one of the file"))
    number = heads[0].line - 1
    line = lines[number]
    opening = re.search(r"\{[^{}]*#" + re.escape(section), line)
    begin, stop = opening.start() + 1 if opening else 0, line.rindex("}")
    attributes, found = line[begin:stop], False
    for token in _TOKEN.finditer(attributes):
        if token.group().startswith("base="):
            attributes = f"{attributes[: token.start()]}base={now}{attributes[token.end() :]}"
            found = True
            break
    if not found:
        attributes = f"{attributes.rstrip()} base={now}"
    lines[number] = f"{line[:begin]}{attributes}{line[stop:]}"
    return "\n".join(lines)


def _emptied(comment: re.Match[str]) -> str:
    """Return the lines of a comment without what they say."""
    return "\n" * comment.group().count("\n")


def new_section(
    composer: Composer, school: School, policy_id: str, section: str, way: str, old: str = ""
) -> str:
    """Return the text of a new local section: its heading, with ``base``, and the model's text of today.

    *old* is the local file as it is.

    :raises InputError: when the model has no such section, it is locked, or the file has it already.
    """
    model = composer.model(policy_id)
    policy = model.policy
    now = model_digest(composer, school, policy_id, section)
    taken = [
        b.id for b in markdown.read(old.removeprefix("\ufeff")).blocks if isinstance(b, Heading)
    ]
    wrong = _not_new(policy, composer, school, section, way, taken)
    if wrong:
        raise InputError(Diagnostic(Place(policy.file), *wrong))
    lines = section_lines(policy.body.split("\n"), section)
    if not lines:
        message = (
            f"the section “{section}” stands in a shared text, which this command does not read"
        )
        hint = f"write it by hand: # … {{#{section} .{way} base={now}}}"
        if way == "insert-after":
            hint = f"write it by hand: # … {{#new-section .insert-after after={section}}}"
        raise InputError(Diagnostic(Place(policy.file), "no-section", message, hint))
    words = re.sub(r"\s*\{[^{}]*\}\s*$", "", lines[0])
    plain = " .unnumbered" if re.search(r"\{[^{}]*\.unnumbered[^{}]*\}\s*$", lines[0]) else ""
    if way == "omit":
        return f'{words} {{#{section} .omit base={now} reason=""}}\n'
    if way == "insert-after":
        name = next(n for n in _new_names() if n not in taken)
        return f"{words[: words.index(' ')]} New section {{#{name} .insert-after after={section}}}\n\n{_OWN}\n"
    body = "\n".join(without_loose_tags(lines[1:])).strip("\n") if way == "replace" else _OWN
    return f"{words} {{#{section}{plain} .{way} base={now}}}\n\n{body}\n"


def _not_new(
    policy: Policy, composer: Composer, school: School, section: str, way: str, taken: list[str]
) -> tuple[str, str, str] | None:
    """Return code, message and hint when a new local section may not be started."""
    blocks = composer.text(
        composer.setting(school, composer.model(policy.id)), composer.model(policy.id)
    ).skeleton.blocks
    held = [b.id for b in blocks[slice(*extent(blocks, section))] if isinstance(b, Heading)]
    shut = next((i for i in held if i in policy.locked), "")
    if policy.owner == "trust" or (shut and way != "insert-after"):
        return (
            "local-locked",
            f"the section “{shut or section}” is locked",
            "the trust alone decides on it",
        )
    if section in taken and way != "insert-after":
        return "exists", f"the local file has a section “{section}” already", "edit it there"
    return None


def _new_names() -> Iterator[str]:
    yield "new-section"
    yield from (f"new-section-{number}" for number in itertools.count(2))


def without_loose_tags(lines: list[str]) -> list[str]:
    """Return *lines* without the lines of tags whose other half lies outside them."""
    opened: list[int] = []
    loose: set[int] = set()
    for number, line in enumerate(lines):
        for tag in re.findall(r"\{%[-+]?\s*(\w+)", line):
            if tag in ("if", "for"):
                opened.append(number)
            elif tag in ("endif", "endfor"):
                if opened:
                    opened.pop()
                else:
                    loose.add(number)
            elif tag in ("else", "elif") and not opened:
                loose.add(number)
    loose.update(opened)
    return [line for number, line in enumerate(lines) if number not in loose]
