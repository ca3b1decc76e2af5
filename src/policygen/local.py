"""A school's own wording: sections of ``local/<policy>.md`` put into the model's text.

A local section names by id what it changes, and how. The school's text stays until a person settles it,
even when the model's section has changed since; that is told, never merged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .document.holes import HOLE
from .document.problems import Problem
from .document.tree import (
    Block,
    Blocks,
    Code,
    Emphasis,
    Heading,
    Hole,
    Image,
    Inline,
    Link,
    Paragraph,
    Reference,
    Text,
)
from .document.walk import map_inline, map_inlines
from .document.writers import native
from .errors import Severity, did_you_mean
from .local_sections import LocalSection
from .records.policy import Policy

LABEL = "The school’s own wording"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one local section: the *model*'s text at its place, and the school's *own*.

    In both, a value stands as the expression that prints it.

    ``now`` is the digest of the model's section; ``stale`` says that it differs from the section's base.
    """

    section: LocalSection
    model: Blocks
    own: Blocks
    now: str
    stale: bool


def localise(
    model: Blocks,
    local: Sequence[LocalSection],
    policy: Policy,
    expressions: Sequence[str],
    *,
    show: bool = False,
) -> tuple[Blocks, tuple[Change, ...], tuple[Problem, ...]]:
    """Return the *model* skeleton with the *local* sections in it, what changed, and what is wrong.

    *expressions* are those of the holes of the model, which stand for the values in its digests. With
    *show*, local text is labelled.
    """
    problems: list[Problem] = []
    changes: list[Change] = []
    blocks = model
    newest: dict[str, str] = {}
    for section in local:
        if section.way == "insert-after" and not section.after:  # which is reported already
            continue
        target = section.after if section.way == "insert-after" else section.id
        here = newest.get(target, target) if section.way == "insert-after" else target
        start, end = extent(blocks, here)
        wrong = _refused(section, model, policy, local)
        if wrong is None and start == end:
            wrong = _gone(section, target)
        if wrong:
            problems.append(wrong)
            continue
        own = model[slice(*extent(model, target))]
        now = digest(own, expressions) if section.way != "insert-after" else ""
        stale = bool(section.base and now) and section.base != now
        written = (section.heading, *section.blocks)
        model_text = with_expressions(own, expressions)
        own_text = with_expressions(written, expressions)
        changes.append(Change(section, model_text, own_text, now, stale))
        blocks = (*blocks[:start], *_changed(section, blocks[start:end], show=show), *blocks[end:])
        if section.way == "insert-after":
            newest[target] = section.id
    return blocks, tuple(changes), tuple(problems)


def _gone(section: LocalSection, target: str) -> Problem:
    message = f"the section “{target}” went with the one that it belongs to, which this file replaces or omits"
    hint = "write its text into the section that takes their place"
    return Problem(section.line, "local-section", message, hint, f"#{section.id}")


def _refused(
    section: LocalSection, model: Blocks, policy: Policy, local: Sequence[LocalSection]
) -> Problem | None:
    ids = [b.id for b in model if isinstance(b, Heading)]
    target = section.after if section.way == "insert-after" else section.id
    if policy.owner == "trust":
        return Problem(
            section.line,
            "local-owner",
            "the trust alone decides on the text of this policy",
            "take the local file away, or ask the trust to make the policy “personalise”",
        )
    if target not in ids:
        return Problem(
            section.line,
            "local-section",
            f"the model has no section “{target}”",
            did_you_mean(target, ids, f"its sections are {', '.join(ids)}"),
            target,
        )
    if section.way == "insert-after" and section.id in ids:
        return Problem(
            section.line,
            "local-section",
            f"the model already has a section “{section.id}”",
            "give the new section another id",
            f"#{section.id}",
        )
    if section.way != "insert-after":
        start, end = extent(model, target)
        held = [b.id for b in model[start:end] if isinstance(b, Heading)]
        shut = next((i for i in held if i in policy.locked), "")
        if shut:
            return Problem(
                section.line,
                "local-locked",
                f"the section “{shut}” is locked: a school cannot change it",
                "take this section out of the local file",
                f"#{section.id}",
            )
    twice = [
        o for o in local if o.id == section.id and o.way in ("replace", "omit") and o is not section
    ]
    if section.way in ("replace", "omit") and twice:
        return Problem(
            section.line,
            "local-section",
            f"the section “{section.id}” is changed twice",
            "a section is either replaced or omitted, once",
            f"#{section.id}",
        )
    return None


def extent(blocks: Blocks, section: str) -> tuple[int, int]:
    """Return where *section* begins and ends: its heading, to the next of its level or above."""
    start = next(
        (n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.id == section), len(blocks)
    )
    if start == len(blocks):
        return start, start
    heading = blocks[start]
    level = heading.level if isinstance(heading, Heading) else 1
    for number in range(start + 1, len(blocks)):
        block = blocks[number]
        if isinstance(block, Heading) and block.level <= level:
            return start, number
    return start, len(blocks)


def _changed(section: LocalSection, own: Blocks, *, show: bool) -> Blocks:
    """Return the model's section *own* as *section* changes it."""
    if section.way == "omit":
        return ()
    heading = section.heading
    level = next((b.level for b in own if isinstance(b, Heading)), heading.level)
    label: Blocks = (Paragraph((Emphasis((Text(LABEL),)),), line=heading.line),) if show else ()
    text = (*label, *(_shifted(b, level - heading.level) for b in section.blocks))
    new = replace(heading, level=level)
    if section.way == "replace":
        return (new, *text)
    if section.way == "insert-after":
        return (*own, new, *text)
    if section.way == "prepend":
        return (own[0], *text, *own[1:])
    cut = next((n for n, b in enumerate(own) if n and isinstance(b, Heading)), len(own))
    first = next((n for n, b in enumerate(text) if isinstance(b, Heading)), len(text))
    return (*own[:cut], *text[:first], *own[cut:], *text[first:])


def _shifted(block: Block, levels: int) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=max(1, min(5, block.level + levels)))
    return block


# --- digests -------------------------------------------------------------------------------------


def digest(section: Blocks, expressions: Sequence[str]) -> str:
    """Return the digest of a section of the model: eight hexadecimal digits.

    It covers words and structure, with each value as the expression that prints it; so a new name for
    the governing body changes nothing, a new word in the model does.
    """
    text = native.write_blocks(with_expressions(section, expressions))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def with_expressions(blocks: Blocks, expressions: Sequence[str]) -> Blocks:
    """Return *blocks* of a skeleton with each hole as the expression that it stands for, in braces."""

    def expression(index: int) -> str:
        return "{{ " + expressions[index] + " }}"

    def written(text: str) -> str:
        return HOLE.sub(lambda hole: expression(int(hole.group(1))), text)

    def named(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Hole):
            return (Text(expression(inline.index)),)
        if isinstance(inline, Code):
            return (Code(written(inline.text)),)
        if isinstance(inline, Link):
            return (replace(inline, target=written(inline.target)),)
        if isinstance(inline, Image):
            return (Image(written(inline.source), written(inline.alt)),)
        if isinstance(inline, Reference):
            return (Text(f"[](#{inline.target})"),)
        return (inline,)

    return map_inlines(blocks, lambda part: map_inline(part, named))


def told(changes: Iterable[Change], school: str, policy: str) -> Iterable[Problem]:
    """Yield a warning for every local section whose model has changed since it was written."""
    for change in changes:
        section = change.section
        if change.stale:
            yield Problem(
                section.line,
                "model-changed",
                f"model changed under local text: section “{section.id}”",
                f"compare both and settle it: policygen local {school} "
                f"{policy} --accept-base {section.id} (base={change.now})",
                f"#{section.id}",
                Severity.WARNING,
            )
        elif not section.base and section.way == "replace":
            yield Problem(
                section.line,
                "no-base",
                f"the local section “{section.id}” does not say which text it was written against",
                f"add base={change.now}, so that a change of the model is noticed",
                f"#{section.id}",
                Severity.WARNING,
            )
