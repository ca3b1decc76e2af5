"""A story of the file (the body, a note, a header): its paragraphs and tables, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policygen.document.ooxml import Relation, W
from policygen.document.tree import (
    Blocks,
    Contents,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Text,
)
from policygen.document.walk import merge

from . import contents, guesses, structure, tables
from .controls import control
from .drawings import chosen
from .file import WordFile
from .inlines import InlineReader
from .lines import Entry, Line, Placed
from .markup import COMPATIBILITY, Element, child, child_val, integer, val
from .runs import ReadNote
from .spans import Span, nest
from .styles import Style, has_rule, indents

_DEEPEST = 40
_UNWRAPPED = frozenset(
    W + name for name in ("customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom")
)
_SKIPPED_STYLES = ("masthead rule", "spacer")


def no_note(kind: str, id_: str) -> Footnote | None:
    """Stand in for notes where none can be."""
    return None


class Story:
    """Reads one story. *counted*: its paragraphs are numbered, as those of the body are."""

    def __init__(
        self,
        file: WordFile,
        relations: dict[str, Relation],
        read_note: ReadNote = no_note,
        *,
        counted: bool = False,
    ) -> None:
        self.file = file
        self.inlines = InlineReader(file, relations, read_note)
        self._counted = counted
        self._depth = 0
        self._drop_cap: Inlines = ()
        self._bookmarks: list[str] = []  # that begin between two paragraphs

    def blocks(self, parent: Element) -> Blocks:
        """Return what *parent* (the body, a note, a cell) holds."""
        entries = list(self.entries(parent))
        if not self.file.own:
            entries = guesses.guessed(entries, self.file.notes, body=self._counted)
        return structure.blocks(entries, self.file)

    def entries(self, parent: Element) -> Iterator[Entry]:
        """Yield the paragraphs and tables in *parent*."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("the tables or controls of the file are nested too deeply")
        for element in parent:
            yield from self._entry(element)
        self._depth -= 1

    def _entry(self, element: Element) -> Iterator[Entry]:
        tag = str(element.tag)
        if tag == f"{W}p":
            yield from self._paragraph(element)
        elif tag == f"{W}tbl":
            yield from tables.entries(element, self)
        elif tag == f"{W}sdt":
            yield from self._control(element)
        elif tag in _UNWRAPPED:
            yield from self.entries(element)
        elif tag == f"{COMPATIBILITY}AlternateContent":
            branch = chosen(element)
            if branch is not None:
                yield from self.entries(branch)
        elif tag == f"{W}bookmarkStart":
            self._bookmarks.append(val(element, "name"))
        elif tag == f"{W}altChunk":
            self.file.notes.warn("chunk", "a document that is stored inside the file was left out")

    def _control(self, element: Element) -> Iterator[Entry]:
        held, content = control(element), child(element, "sdtContent")
        if content is None:
            return
        if held.contents:
            yield Placed(contents.read(content, self))
        elif held.empty and not held.box:
            number = self.next_place(content)
            shown = " ".join(t.text or "" for t in content.iter(f"{W}t"))
            slot = self.inlines.slot(held, shown)
            yield Line(number, Style(), (slot,) if not isinstance(slot, str) else (Text(slot),))
        else:
            yield from self.entries(content)

    def next_place(self, element: Element | None = None) -> int:
        """Count a paragraph, or all those in *element*, and return its number."""
        if self._counted:
            count = 1 if element is None else max(1, sum(1 for _ in element.iter(f"{W}p")))
            self.file.notes.place += count
            return self.file.notes.place - count + 1
        return self.file.notes.place

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[Entry]:
        number = self.next_place()
        was_open = self.inlines.flow.in_contents
        line = self.line(element, number)
        if line.style.name == "masthead crest" and self.file.own:
            self._crest(element)
            return
        if val(element.find(f"{W}pPr/{W}framePr"), "dropCap") in ("drop", "margin"):
            self._drop_cap = line.children  # §17.3.1.11: the first letter, in a frame of its own
            return
        if line.children and self._drop_cap:
            line.children, self._drop_cap = merge((*self._drop_cap, *line.children)), ()
        flow = self.inlines.flow
        if flow.contents_begun:
            flow.contents_begun = False
            yield Placed(Contents(line=number))
        skipped = self.file.own and line.style.name in _SKIPPED_STYLES
        if not skipped and (line.children or not (was_open or flow.in_contents)):
            yield line
        yield from self._boxes(number)

    def line(self, element: Element, number: int) -> Line:
        """Return the paragraph *element*; its number in a list is counted."""
        bookmarks, self._bookmarks = self._bookmarks, []
        properties = child(element, "pPr")
        style = self.file.styles.paragraph(child_val(properties, "pStyle"))
        spans = self.inlines.paragraph(element, style)
        if self.file.comments and style.name != "drafting note label":
            self.inlines.note_comments(element)
        runs = self.inlines.runs
        num, level = (0, 0) if self.inlines.flow.in_contents else self._list(properties, style)
        listed = self.file.numbering.count(num, level) if num else None
        left, first = indents(properties)
        if num and (child(properties, "numPr") is not None or style.left is None):
            of_level, first_of_level = self.file.numbering.indents(num, level)
            left = of_level if left is None else left
            first = first_of_level if first is None else first
        outline = style.outline
        given = child_val(properties, "outlineLvl")
        if given:
            outline = integer(given) + 1 if integer(given) < 9 else 0
        return Line(
            number=number,
            style=style,
            children=nest(spans if self.file.own else _trimmed(spans)),
            label=listed,
            left=(style.left or 0) if left is None else left,
            first=(style.first or 0) if first is None else first,
            outline=outline,
            align=child_val(properties, "jc") or style.align,
            rule=runs.rule or has_rule(properties, style),
            bold=0 < runs.letters == runs.bold_letters,
            size=runs.size,
            bookmarks=(*bookmarks, *self.inlines.bookmarks),
        )

    def _list(self, properties: Element | None, style: Style) -> tuple[int, int]:
        """Return the list and level that a paragraph is in by itself or by its style (§17.9.18); list 0
        is none."""
        number = child(properties, "numPr")
        num, level = style.num, style.level
        if number is not None:
            given = child_val(number, "ilvl")
            if child(number, "numId") is not None:
                num, level = integer(child_val(number, "numId")), integer(given)
            elif given:
                level = integer(given)
        if not num:
            return 0, 0
        return num, self.file.numbering.level_of_style(num, style.id) if level is None else level

    def _crest(self, element: Element) -> None:
        for name in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
            key = name.get(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
            )
            relation = self.file.body_relations.get(key or "")
            if relation is not None and (found := self.file.pictures.pop(relation.target, None)):
                self.file.crest = replace(found)

    def _boxes(self, number: int) -> Iterator[Entry]:
        """Yield what stood in the text boxes of the paragraph before."""
        boxes, self.inlines.runs.boxes = self.inlines.runs.boxes, []
        for box in boxes:
            counted, self._counted = self._counted, False
            frames, self.inlines.flow.frames = self.inlines.flow.frames, []
            yield from self.entries(box)
            self.inlines.flow.frames, self._counted = frames, counted

    # --- cells -----------------------------------------------------------------------------------

    def cell(self, element: Element) -> tuple[Inlines, list[Line]]:
        """Return the inlines of a cell, its paragraphs one below the other, and these paragraphs."""
        lines: list[Line] = []
        parts: list[Inlines] = []
        for entry in self.entries(element):
            if isinstance(entry, Line):
                lines.append(entry)
                if entry.children:
                    parts.append(_labelled(entry))
            elif isinstance(entry, Placed):
                parts.extend(tables.flattened(entry.block, self.file))
            else:
                parts.extend(b.children for b in entry.blocks if isinstance(b, Paragraph))
        joined: list[Inline] = []
        for index, part in enumerate(parts):
            joined.extend((LineBreak(), *part) if index else part)
        return merge(joined), lines


def _trimmed(spans: list[Span]) -> list[Span]:
    """Return *spans* without line and page breaks at the ends, which only make room; none when only
    white space is left."""
    start, end = 0, len(spans)
    while start < end and isinstance(spans[start].piece, LineBreak):
        start += 1
    while end > start and isinstance(spans[end - 1].piece, LineBreak):
        end -= 1
    held = spans[start:end]
    return held if any(not isinstance(s.piece, str) or s.piece.strip() for s in held) else []


def _labelled(line: Line) -> Inlines:
    if line.label is None:
        return line.children
    label = line.label.text if line.label.ordered else "•"
    return (Text(f"{label} "), *line.children)
