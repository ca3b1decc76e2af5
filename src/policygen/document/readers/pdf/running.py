"""Running headers and footers: lines that several pages have at the same end, page numbers aside."""

from __future__ import annotations

import re
from collections import Counter

from ...tree import Block, Blocks, Inlines, LineBreak, Paragraph, Text
from .lines import Line

#: How many lines at the top and at the bottom of a page may run.
_DEPTH = 3
_PAGE = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,3}|[ivx]{1,5})(?:\s*(?:of|/)\s*\d{1,3})?\W*", re.IGNORECASE
)
_TAIL = re.compile(
    r"[\s|–-]*(?:\bpage\s+\d{1,3}(?:\s+of\s+\d{1,3})?|\s\d{1,3}\s?(?:/|of)\s?\d{1,3})\s*$",
    re.IGNORECASE,
)


def without_running(pages: list[list[Line]]) -> tuple[list[list[Line]], Blocks, Blocks]:
    """Return *pages* without the lines that run, and those as paragraphs: headers, and footers.

    A line runs when it stands at the same end of at least two pages, and of a third of all. The first
    page, often a cover, need not have it. Numbers of pages alone are left out everywhere.
    """
    ends = [_ends(page) for page in pages]
    headers: list[Block] = []
    footers: list[Block] = []
    gone: list[set[int]] = [set() for _ in pages]
    for place, found in enumerate((headers, footers)):
        counts = Counter(key for end in ends for key in {_key(line) for line in end[place]})
        wanted = {k for k, n in counts.items() if k and n >= 2 and n * 3 >= len(pages)}
        told: set[str] = set()
        for number, end in enumerate(ends):
            for line in end[place]:
                key = _key(line)
                if key in wanted or not key:
                    gone[number].add(id(line))
                if key in wanted and key not in told:
                    told.add(key)
                    found.append(Paragraph(_inlines(key), line=line.page))
    body = [[line for line in page if id(line) not in gone[n]] for n, page in enumerate(pages)]
    return body, tuple(headers), tuple(footers)


def _inlines(key: str) -> Inlines:
    texts = key.split("\n")
    made = [part for text in texts for part in (LineBreak(), Text(text))]
    return tuple(made[1:])


def _ends(page: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines at the top and at the bottom of *page*; of a short page none is at both."""
    down = sorted(page, key=lambda line: -line.y)
    depth = min(_DEPTH, len(down) // 2)
    return down[:depth], down[len(down) - depth :]


def _key(line: Line) -> str:
    """Return what a line says on every page, cell by cell; "" for the number of a page."""
    texts = (" ".join(cell.text.split()) for cell in line.cells)
    kept = (_TAIL.sub("", text).removesuffix(f" {line.page}").strip(" |") for text in texts)
    return "\n".join(text for text in kept if text and not _PAGE.fullmatch(text))
