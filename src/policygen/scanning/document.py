"""Scanning one document: from its bytes to findings, each with its place and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import Diagnostic, Place, Severity
from ..lint.ground import Ground
from ..lint.passages import UNKNOWN, Passage, passages
from ..lint.reading import Reading, Spot
from ..lint.rule import Rule
from ..lint.shown import COMMENTS, TRACKED
from .sources import Source, read

#: More than a row has letters: places are in the order of rows, then of letters.
_ROW = 100_000
#: How many letters of the words around a finding are shown on each side.
_AROUND = 40


@dataclass(frozen=True, slots=True)
class DocumentScan:
    """What was found in one document; ``words`` says how long it is, ``readable`` whether it could be read."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    words: int = 0
    readable: bool = True


def scan_document(
    content: bytes, file: str, ending: str, rules: Sequence[Rule], ground: Ground
) -> DocumentScan:
    """Return what *rules* find in the document *content*, called *file* in places, of the kind *ending*.

    A document that cannot be used gives one diagnostic that says why.
    """
    try:
        source = read(content, ending)
    except ValueError as error:
        return refused(file, str(error))
    except RecursionError:
        return refused(file, "it is nested deeper than a policy can be")
    return scan_source(source, file, rules, ground)


def scan_source(source: Source, file: str, rules: Sequence[Rule], ground: Ground) -> DocumentScan:
    """Return what *rules* find in a document that was read."""
    texts = tuple(_passages(source))
    words = sum(len(passage.text.split()) for passage in texts)
    found = [*_left_out(source, file), *_own(source, file, rules)]
    reading = Reading(rules)
    for spot in (*reading.text(texts, ground), *reading.blocks(source.blocks)):
        place = _place(spot, source, file)
        found.append(replace(spot.diagnostic(place), context=_context(spot)))
    found.sort(key=lambda one: (one.place.line, one.place.column))
    return DocumentScan(file, tuple(found), words)


def refused(file: str, why: str) -> DocumentScan:
    """Return the scan of a document that cannot be used."""
    hint = "look whether it opens in the program it was made with, and save it again"
    if "pip install" in why or "scanned picture" in why or "password" in why:
        hint = ""
    return DocumentScan(file, (Diagnostic(Place(file), "unreadable", why, hint),), readable=False)


def _left_out(source: Source, file: str) -> Iterator[Diagnostic]:
    """Yield what the reader could not read: for information, and as a warning where text is missing."""
    for problem in source.problems:
        where = f"{source.unit} {problem.line}" if source.unit != "line" and problem.line else ""
        place = Place(file, problem.line, 0, where)
        excerpt = f"“{problem.excerpt}”" if problem.excerpt else ""
        severity = Severity.WARNING if problem.severity is Severity.ERROR else Severity.NOTE
        yield Diagnostic(
            place,
            "left-out",
            f"not scanned: {problem.message}",
            problem.hint,
            severity,
            context=excerpt,
        )


def _own(source: Source, file: str, rules: Sequence[Rule]) -> Iterator[Diagnostic]:
    """Yield what a Word file holds beside its text."""
    counted = (
        (TRACKED, source.changes, "tracked change", "accept or reject all of them"),
        (COMMENTS, source.comments, "comment", "delete them before the file is published"),
    )
    for rule, count, what, hint in counted:
        if count and rule in rules:
            message = f"the file holds {count} {what}{'' if count == 1 else 's'}"
            yield Diagnostic(Place(file), rule.code, message, hint, rule.severity, is_finding=True)


def _passages(source: Source) -> Iterator[Passage]:
    yield from passages(source.blocks, looks=True)
    for blocks in source.headers:
        yield from (replace(one, kind="header") for one in passages(blocks, looks=True))
    for blocks in source.footers:
        yield from (replace(one, kind="footer") for one in passages(blocks, looks=True))


def _place(spot: Spot, source: Source, file: str) -> Place:
    """Return where *spot* is: a line, or in words a page, or a paragraph and the row of a table."""
    passage = spot.passage
    if passage is None:
        line, row, where = getattr(spot.block, "line", 0), spot.row, ""
    else:
        line, row, where = passage.line, passage.row, passage.kind
    if where in ("header", "footer"):
        on_page = source.unit == "page"
        return Place(file, line * on_page, 0, f"{where} of page {line}" if on_page else where)
    if not line or source.unit == "line":
        return Place(file, line + source.line_of_row(row) if line else 0)
    words = f"{source.unit} {line}"
    if row and source.unit == "paragraph":
        words += f", row {row} of the table"
    return Place(file, line, row * _ROW + spot.start + 1, words)


def _context(spot: Spot) -> str:
    """Return the words around a finding, with dots where more stands before or behind."""
    if spot.passage is None:
        return ""
    text = spot.passage.text.replace(UNKNOWN, "…")
    start, end = max(0, spot.start - _AROUND), min(len(text), spot.end + _AROUND)
    before, after = text[start : spot.start], text[spot.end : end]
    if start:
        before = f"… {before.partition(' ')[2] or before}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    around = " ".join(f"{before}{text[spot.start : spot.end]}{after}".split())
    return "" if around == " ".join(spot.excerpt.split()) else around
