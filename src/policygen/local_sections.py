"""The sections of a local file: which section of the model each changes, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .document.problems import Problem
from .document.readers.markdown import Marks
from .document.tree import (
    Blocks,
    Heading,
)
from .errors import did_you_mean

WAYS = ("replace", "append", "prepend", "omit", "insert-after")
_HINT = f"write one of .{', .'.join(WAYS)} behind the id"


@dataclass(frozen=True, slots=True)
class LocalSection:
    """One section of a local file: what it changes, how, its heading and the blocks below that."""

    id: str
    way: str
    base: str
    reason: str
    after: str
    heading: Heading
    blocks: Blocks
    line: int


def sections_of(
    blocks: Blocks, marks: Mapping[int, Marks]
) -> tuple[tuple[LocalSection, ...], tuple[Problem, ...]]:
    """Return the sections of a local file whose headings have the attributes *marks*, by line."""
    problems: list[Problem] = []
    found: list[LocalSection] = []
    heads = [(n, b) for n, b in enumerate(blocks) if isinstance(b, Heading) and b.line in marks]
    starts = [number for number, _ in heads]
    ends = [*starts[1:], len(blocks)] if heads else []
    for block in blocks[: starts[0] if starts else len(blocks)]:
        problems.append(
            Problem(
                block.line,
                "local-section",
                "this text belongs to no section of the model",
                "begin with a heading that names one, such as # Scope {#scope .append}",
            )
        )
        break
    for (start, heading), end in zip(heads, ends, strict=True):
        mark = marks[heading.line]
        way = next((c for c in mark.classes if c in WAYS), "")
        problems.extend(_wrong_marks(heading, mark, way))
        if way and heading.id:
            pairs = mark.pairs
            found.append(
                LocalSection(
                    heading.id,
                    way,
                    pairs.get("base", ""),
                    pairs.get("reason", ""),
                    pairs.get("after", ""),
                    heading,
                    blocks[start + 1 : end],
                    heading.line,
                )
            )
    return tuple(found), tuple(problems)


def _wrong_marks(heading: Heading, mark: Marks, way: str) -> Iterable[Problem]:
    line = heading.line
    if not heading.id:
        yield Problem(
            line,
            "local-section",
            "a local section names the section it changes",
            "write its id, such as {#scope .append}",
        )
    unknown = [c for c in mark.classes if c not in WAYS]
    for name in unknown:
        yield Problem(
            line,
            "local-section",
            f"“.{name}” is no way to change a section",
            did_you_mean(name, WAYS, _HINT),
            f".{name}",
        )
    if not way and not unknown:
        yield Problem(line, "local-section", "a local section says how it changes the model", _HINT)
    if len([c for c in mark.classes if c in WAYS]) > 1:
        yield Problem(line, "local-section", "a local section changes the model in one way", _HINT)
    known = {"omit": ("base", "reason"), "insert-after": ("after",)}.get(way, ("base",))
    for name in mark.pairs:
        if name not in known:
            yield Problem(
                line,
                "local-section",
                f"“{name}” means nothing for .{way}",
                did_you_mean(name, known, f"what can be given is {', '.join(known)}"),
                f"{name}=",
            )
    if way == "omit" and not mark.pairs.get("reason"):
        yield Problem(line, "local-section", "an omitted section needs a reason", 'add reason="…"')
    if way == "insert-after" and not mark.pairs.get("after"):
        yield Problem(
            line,
            "local-section",
            "a new section needs its place",
            "add after=… with the id of a section",
        )
