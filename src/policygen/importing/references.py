"""Sections get their ids, and "see section 4.2" becomes a cross-reference that follows the numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document.flat import flat_text, replaced, spans_of
from ..document.numbering import number, reference_text
from ..document.properties import Numbering
from ..document.sections import slug
from ..document.tree import Block, Heading, Inlines, Link, Reference
from .decisions import Question
from .naming_school import title_without_names
from .sequences import map_sequences
from .state import Import

_SECTION = re.compile(
    r"\b([Ss]ection|[Pp]aragraph|[Cc]lause)\s+(\d{1,2}(?:\.\d{1,2})*)(?![\d.]*\d|\w)"
)
#: "Section 175 of the Education Act" is not a section of this policy.
_ELSEWHERE = re.compile(
    r"\s*(?:\([\da-z]+\)\s*)*,?\s*(?:of|in|to|under)\s+(?!th(?:is|e)\s+(?:policy|document|procedure|guidance\s+above)\b)"
)


def settle_ids(work: Import) -> None:
    """Give every heading of *work* an id, made from its words without names of the school."""
    taken: set[str] = set()
    result: list[Block] = []
    for block in work.blocks:
        if isinstance(block, Heading):
            words = title_without_names(flat_text(block.children), work) or flat_text(
                block.children
            )
            base = slug(re.sub(r"^[\d.]+\s+", "", words)) or "section"
            made, count = base, 1
            while made in taken:
                count += 1
                made = f"{base}-{count}"
            taken.add(made)
            block = replace(block, id=made)
        result.append(block)
    work.blocks = tuple(result)


def settle_references(work: Import) -> None:
    """Turn the mentions of sections in *work* into cross-references, where they print the same words."""
    scheme: Numbering = work.numbering  # type: ignore[assignment]
    numbered = number(work.blocks, scheme)
    by_label = {b.label.rstrip("."): b for b in numbered if isinstance(b, Heading) and b.label}

    def change(part: Inlines, line: int) -> Inlines:
        text = flat_text(part)
        links = spans_of(part, (Link,))
        pieces: list[tuple[int, int, Inlines]] = []
        for match in _SECTION.finditer(text):
            heading = by_label.get(match.group(2))
            if heading is None or _ELSEWHERE.match(text, match.end()):
                continue
            if any(start < match.end() and match.start() < stop for start, stop in links):
                continue
            if _wanted(match, text, heading, line, work):
                pieces.append((*match.span(), (Reference(heading.id, line=line),)))
        return replaced(part, pieces) if pieces else part

    work.blocks = map_sequences(work.blocks, change)


def _wanted(match: re.Match[str], text: str, heading: Heading, line: int, work: Import) -> bool:
    printed = reference_text(heading)
    if match.start() == 0 or re.search(r"[.!?]\s+\Z", text[: match.start()]):
        printed = printed[:1].upper() + printed[1:]
    link = f"[](#{heading.id})"
    words = " ".join(match.group().split())
    if printed == words:
        work.notebook.note("reference", line, words, link)
        return True
    around = text[max(0, match.start() - 30) : match.end() + 20]
    question = Question(
        "reference", line, f"…{around}…",
        f"May “{words}” be printed as “{printed}”, so that it follows the numbers?",
        link, "left as it is",
    )  # fmt: skip
    return work.notebook.ask(question, words)
