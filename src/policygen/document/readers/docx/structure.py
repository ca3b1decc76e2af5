"""From lines to blocks: lists in lists, paragraphs in items, quotations, definitions.

In files of ours the indents tell exactly what stands in what. In others a list is in an item when its
level is deeper or it stands further in, and a paragraph when it stands further in than the label.
"""

from __future__ import annotations

import re
from dataclasses import replace

from policygen.document.tree import (
    Blocks,
    Inlines,
    Note,
    Paragraph,
    ThematicBreak,
    Title,
)
from policygen.document.walk import plain_text
from policygen.document.wordml import DEFINITION, QUOTE, STEP, WIDE

from .boxes import Box, OpenCode, OpenDefinitions, OpenList, closed, with_depth
from .file import WordFile
from .headings import heading
from .lines import Entry, Line, NotePart, Placed
from .numbering import Label

_NEAR = 60  # twentieths of a point that make no difference to where a paragraph stands
_BESIDE = 90
#: Boxes in boxes: more than any policy has, and few enough to go through. Word has lists of nine levels.
_DEEPEST, _DEEPEST_LIST = 40, 9
_RUN_IN = re.compile(r"[a-z]+\)")


def blocks(entries: list[Entry], file: WordFile) -> Blocks:
    """Return the blocks that *entries* make, in normal form."""
    builder = _Builder(file)
    for entry in entries:
        builder.add(entry)
    return with_depth(closed(builder.root))


class _Builder:
    """Puts one entry after the other where it belongs; ``stack`` is what is open."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self.root = Box("root")
        self.stack = [self.root]
        self._titled = False
        self._number = 0  # of the paragraph that is being added

    def add(self, entry: Entry) -> None:
        """Add what comes next."""
        self._number = entry.block.line if isinstance(entry, Placed) else entry.number
        if isinstance(entry, NotePart):
            self._note(entry)
        elif isinstance(entry, Placed):
            self._text_place(entry.left, "")
            self.stack[-1].content.append(entry.block)
        elif entry.role in ("heading", "title"):
            self._heading(entry)
        elif entry.label is not None:
            self._item(entry)
        else:
            self._text(entry)

    def _heading(self, line: Line) -> None:
        if not plain_text(line.children).strip() and line.label is None and not line.children:
            return
        del self.stack[1:]
        if line.role == "title" and not self._titled:
            self._titled = True
            self.root.content.append(Title(line.children, line=line.number))
        elif line.role == "title":
            if line.children:
                self.root.content.append(Paragraph(line.children, line=line.number))
        else:
            self.root.content.append(heading(line, self._file))

    def _text(self, line: Line) -> None:
        role = line.role
        if not line.children and role not in ("rule", "code"):
            return
        own_indent = (line.style.left or 0) if role == "quote" and not self._file.own else 0
        self._text_place(line.left - own_indent, role)
        content = self.stack[-1].content
        if role == "rule":
            content.append(ThematicBreak(line=line.number))
        elif role == "code":
            self._code(line)
        elif role == "definition term":
            self._term(line.children, line.number, line.left)
        else:
            content.append(Paragraph(line.children, line=line.number))

    def _code(self, line: Line) -> None:
        box = self.stack[-1]
        before = box.last()
        if self._file.own or not isinstance(before, OpenCode):
            before = OpenCode(line.number)
            box.content.append(before)
        text = plain_text(line.children)
        before.lines.append(f"{text}\n" if text or not self._file.own else "")

    def _term(self, term: Inlines, number: int, left: int) -> None:
        box = self.stack[-1]
        found = box.last()
        if not isinstance(found, OpenDefinitions):
            found = OpenDefinitions(number)
            box.content.append(found)
        meaning = Box("definition", left + DEFINITION, line=number)
        found.items.append((term, meaning))
        self.stack.append(meaning)

    # --- notes -----------------------------------------------------------------------------------

    def _note(self, part: NotePart) -> None:
        self._text_place(part.left, "note")
        content = self.stack[-1].content
        if not part.labelled:
            for index in range(len(content) - 1, -1, -1):
                if isinstance(note := content[index], Note):
                    between = closed(Box("between", content=content[index + 1 :]))
                    content[index:] = [replace(note, blocks=(*note.blocks, *between, *part.blocks))]
                    return
        content.append(Note(part.blocks, line=part.number))

    # --- where a paragraph stands ----------------------------------------------------------------

    def _text_place(self, left: int, role: str) -> None:
        """Open and close what has to be so that a paragraph at *left* can be added."""
        if self._file.own:
            self._own_place(left, role)
            return
        if role == "continued" and len(self.stack) > 1:
            return
        if role == "definition" and self._in_definition():
            return
        while self.stack[-1].kind != "root" and not self._holds(self.stack[-1], left, role):
            self.stack.pop()
        if role == "quote" and self.stack[-1].kind != "quote":
            self._open_quote(left)

    def _in_definition(self) -> bool:
        while self.stack[-1].kind not in ("root", "definition"):
            self.stack.pop()
        return self.stack[-1].kind == "definition"

    def _holds(self, box: Box, left: int, role: str) -> bool:
        if box.kind == "item":
            return left > max(box.label_left + _NEAR, 0)
        if box.kind == "quote":
            return role == "quote"
        return False

    def _open_quote(self, left: int) -> None:
        last = self.stack[-1].last()
        if not (isinstance(last, Box) and last.kind == "quote"):
            last = Box("quote", left, line=self._number)
            self.stack[-1].content.append(last)
        self.stack.append(last)

    def _own_place(self, left: int, role: str) -> None:
        """Find the place at *left* by the steps that our writer takes inwards."""
        while self.stack[-1].left > left and len(self.stack) > 1:
            self.stack.pop()
        reached = (i for i, b in enumerate(self.stack) if _reaches(b, left, role))
        if (
            depth := max(reached, default=-1)
        ) >= 0:  # the innermost from which steps lead to *left*
            del self.stack[depth + 1 :]
        jump = left - self.stack[-1].left
        if jump % QUOTE and role != "note":
            rest = jump - DEFINITION
            box = self.stack[-1]
            if rest < 0 or rest % QUOTE or not isinstance(term := box.last(), Paragraph):
                return
            box.content.pop()
            self._term(term.children, term.line, box.left)
            jump = rest
        if jump % QUOTE == 0 and jump // QUOTE + len(self.stack) < _DEEPEST:
            for _ in range(jump // QUOTE):
                self._open_quote(self.stack[-1].left + QUOTE)

    # --- lists -----------------------------------------------------------------------------------

    def _item(self, line: Line) -> None:
        label = line.label
        assert label is not None  # noqa: S101  (the caller has looked)
        label_left = line.left + min(line.first, 0)
        if self._file.own:
            label = label if label.series else replace(label, series=_own_series(label, line))
            self._own_place(line.left + line.first if label.ordered else line.left - STEP, "item")
        else:
            self._item_place(label, label_left)
        box = self.stack[-1]
        found = box.last()
        if not (isinstance(found, OpenList) and goes_on(found.last, label)):
            found = OpenList(label, label, line.number)
            box.content.append(found)
        found.last = label
        item = Box("item", line.left, label, label_left, line.number)
        if line.children:
            item.content.append(Paragraph(line.children, line=line.number))
        found.items.append(item)
        self.stack.append(item)

    def _item_place(self, label: Label, label_left: int) -> None:
        while (box := self.stack[-1]).kind != "root":
            if box.label is None:
                self.stack.pop()
                continue
            inside = _depth_against(label, label_left, box)
            if inside > 0 and len(self.stack) > _DEEPEST_LIST:
                inside = 0
            if inside > 0:
                return
            self.stack.pop()
            if inside == 0:
                return


def _reaches(box: Box, left: int, role: str) -> bool:
    """Say whether steps of our writer lead from *box* to a paragraph at *left*: quotations, in a definition
    or not; a drafting note defines nothing."""
    jump = left - box.left
    if jump % QUOTE == 0:
        return jump >= 0
    rest = jump - DEFINITION
    return role != "note" and rest >= 0 and rest % QUOTE == 0 and isinstance(box.last(), Paragraph)


def _depth_against(label: Label, label_left: int, box: Box) -> int:
    """Say where an item stands against an open one: in it (1), beside it (0), or further out (-1)."""
    assert box.label is not None  # noqa: S101  (items only)
    if label.abstract == box.label.abstract:
        difference = label.level - box.label.level
    else:
        difference = label_left - box.label_left
        if abs(difference) <= _BESIDE:
            difference = label.level - box.label.level if label.num > 0 and box.label.num > 0 else 0
    return (difference > 0) - (difference < 0)


def goes_on(last: Label, label: Label) -> bool:
    """Say whether an item with *label* goes on with the list whose last item has *last*."""
    if last.ordered != label.ordered:
        return False
    if not label.ordered:
        return True
    known = {last.series, label.series} - {"", "odd"}
    return len(known) < 2 and label.value == last.value + 1


def _own_series(label: Label, line: Line) -> str:
    """Return the series of a list of ours that another program has written anew: its indents tell."""
    if not label.ordered:
        return "bullet"
    if line.first == -WIDE:
        return "clause" if "." in label.text.rstrip(".") else "paragraph"
    return "run-in" if _RUN_IN.fullmatch(label.text) else "item"
