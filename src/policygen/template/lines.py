"""Lines: tags that leave no line behind, and marks that tell where each printed line came from."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
_SITE_OPEN, _SITE_CLOSE = "\ufdd4", "\ufdd5"
_SITE = re.compile(f"{_SITE_OPEN}([0-9]+){_SITE_CLOSE}")
_MARK = re.compile(f"{_OPEN}([0-9]+):([0-9]+){_CLOSE}")
_LAST_OF_RUN = re.compile(f"{_MARK.pattern}(?!{_OPEN})")
#: One tag or comment. It holds no other that opens, or unclosed ones would take time with their square.
_TAG = r"\{%(?:[^%{]|%(?!\})|\{(?!%|\#\#))*%\}|\{\#\#(?:[^#{]|\#(?!\#\})|\{(?!%|\#\#))*\#\#\}"
_TAG_LINES = re.compile(rf"^([ \t]*)((?:(?:{_TAG})[ \t]*)+)\n", re.MULTILINE)


def close_up(source: str) -> tuple[str, frozenset[int]]:
    """Return *source* so that a line of tags alone prints nothing, and the numbers of those lines.

    Every line keeps its number: the line end moves *inside* the last tag, where it still counts and prints nothing. (Jinja's own
    ``trim_blocks`` would also join the next line to one that only ends in a tag.)
    """

    alone: set[int] = set()
    line, counted = 1, 0

    def move(match: re.Match[str]) -> str:
        nonlocal line, counted
        first = line + source.count("\n", counted, match.start())
        line, counted = first + match.group().count("\n"), match.end()
        alone.update(range(first, line))
        tags = match.group(2).rstrip(" \t")
        cut = len(tags) - (3 if tags.endswith("##}") or tags[-3] in "-+" else 2)
        return f"{tags[:cut]}\n{tags[cut:]}"

    return _TAG_LINES.sub(move, source), frozenset(alone)


def mark(file: int, line: int) -> str:
    """Return the mark that says "from here on: line *line* of file number *file*".

    Files and sites are numbered as they are compiled, so numbers are of one length: what an edition may be
    made from must not depend on what was made before it.
    """
    return f"{_OPEN}{file:05}:{line}{_CLOSE}"


def marked(text: str, file: int, line: int) -> str:
    """Return *text*, which begins on *line*, with a mark at the start of each of its lines."""
    return "\n".join(f"{mark(file, line + n)}{part}" for n, part in enumerate(text.split("\n")))


def site_mark(site: int) -> str:
    """Return the mark that says "the value that follows is printed at site number *site*"."""
    return f"{_SITE_OPEN}{site:06}{_SITE_CLOSE}"


def last_mark(text: str) -> tuple[int, int] | None:
    """Return the (file number, line) that the last whole mark in *text* tells; None when there is none."""
    found = _MARK.match(text, max(0, text.rfind(_OPEN, 0, text.rfind(_CLOSE) + 1)))
    return (int(found[1]), int(found[2])) if found else None


def unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return *text* without its marks, for each of its lines (file number, line), and its sites in order."""
    origins: list[tuple[int, int]] = []
    here = (0, 1)
    for printed in text.split("\n"):
        found = _LAST_OF_RUN.search(printed)
        if found:
            here = (int(found.group(1)), int(found.group(2)))
        origins.append(here)
    sites = tuple(map(int, _SITE.findall(text)))
    return _SITE.sub("", _MARK.sub("", text)), tuple(origins), sites


_OPENING = re.compile(rf"{_TAG}|(\{{\{{)")


def openings(source: str) -> list[tuple[int, int]]:
    """Return (line, column) of all ``{{`` outside tags and comments, in order; both count from 1."""
    found: list[tuple[int, int]] = []
    line, counted = 1, 0
    for opening in _OPENING.finditer(source):
        if opening[1]:
            line += source.count("\n", counted, opening.start())
            counted = opening.start()
            found.append((line, counted - source.rfind("\n", 0, counted)))
    return found


def openings_on(source: str, lines: list[int]) -> list[tuple[int, int]]:
    """Return (line, column) of the ``{{`` that open on these *lines*, in order."""
    texts = source.split("\n")
    result: list[tuple[int, int]] = []
    line, end = 0, 0
    for number in lines:
        if number != line:
            line, end = number, 0
        found = texts[number - 1].find("{{", end)
        end = found + 2
        result.append((number, found + 1))
    return result
