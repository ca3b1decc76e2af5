"""The blocks of an edition in GitHub-flavoured Markdown, with every number as literal text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ...forms import Tabular
from ...tree import (
    Alignment,
    Blank,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    Contents,
    Definition,
    DefinitionList,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Signatures,
    Slot,
    Strong,
    Table,
    Text,
    ThematicBreak,
    Title,
)
from .escaping import EDITION
from .inlines import InlineWriter
from .layout import (
    THEMATIC_BREAK,
    Lines,
    atx,
    fenced,
    footnotes,
    is_tight,
    item,
    item_list,
    joined,
    paragraph,
    pipe_table,
    quoted,
    without_gaps,
)

#: The finished cells of a pipe table: head, rows, alignment.
Grid: TypeAlias = tuple[list[str], list[list[str]], tuple[Alignment, ...]]
#: Stands for the labels of a list that Markdown counts by itself.
_COUNTED = "1."
#: Stands above a drafting note.
NOTE = "Drafting note:"
_LINE = "\\_" * 12
_PLAIN_NUMBER = re.compile(r"([0-9]{1,9})\.")


class EditionWriter:
    """Writes the blocks of one document; collects its footnotes."""

    def __init__(self, anchors: Mapping[str, str], image_folder: str) -> None:
        self._anchors = anchors
        self._image_folder = image_folder
        self._footnotes: list[Footnote] = []
        self._inlines = InlineWriter(EDITION, self._expand, self._target, self._source)

    def blocks(self, blocks: Blocks) -> Lines:
        """Return the lines of *blocks*.

        Two lists of one kind side by side get different markers, or they were one (CommonMark §5.3).
        """
        return self.following(blocks, "")[0]

    def following(self, blocks: Blocks, before: str) -> tuple[Lines, str]:
        """Return the lines of *blocks* after a block with the marker *before*, and the last marker."""
        result: list[Lines] = []
        for block in _without_clauses(blocks):
            marker = _marker(block)
            if marker and marker == before:
                marker = "*" if marker == "-" else "-"
            result.append(self._block(block, marker))
            before = marker
        return joined(result), before

    def from_note(self, notes: int, anchors: Mapping[str, str]) -> EditionWriter:
        """Return a writer that goes on by itself from where so many *notes* were met, with these *anchors*."""
        other = EditionWriter(anchors, self._image_folder)
        other._footnotes.extend(self._footnotes[:notes])
        return other

    @property
    def tally(self) -> int:
        """How many footnotes were met."""
        return len(self._footnotes)

    def footnotes(self) -> list[Lines]:
        """Return the definitions of the footnotes met so far, and of those met in them."""
        return footnotes(self._footnotes, self.blocks)

    def _block(self, block: Block, marker: str) -> Lines:
        match block:
            case Paragraph():
                return self._paragraph(block.children)
            case Title():
                return [atx(1, self._line(block.children))]
            case Heading():
                words = (
                    (Text(f"{block.label} "), *block.children) if block.label else block.children
                )
                return [atx(block.level + 1, self._line(words))]
            case BulletList() | OrderedList():
                return self._list(block, marker)
            case DefinitionList():
                return joined(item(marker, self._definition(d)) for d in block.items)
            case BlockQuote():
                return quoted(self.blocks(block.blocks))
            case Note():
                lead = Paragraph((Strong((Text(NOTE),)),))
                return quoted(self.blocks((lead, *block.blocks)))
            case CodeBlock():
                return fenced(block.text)
            case Table() | Signatures():
                return pipe_table(*self.grid(block))
            case Contents():
                return self._contents(block)
            case ThematicBreak():
                return [THEMATIC_BREAK]
        raise TypeError(f"{type(block).__name__} has no place in an edition")

    # --- lists -----------------------------------------------------------------------------------

    def _list(self, block: BulletList | OrderedList, marker: str) -> Lines:
        """Return the items behind *marker*; labels that Markdown does not count are literal text."""
        counted = marker == _COUNTED
        tight = is_tight(block)
        return item_list(
            [
                item(
                    part.label if counted else marker,
                    without_gaps(self.blocks(part.blocks if counted else _labelled(part)), tight),
                )
                for part in block.items
            ],
            tight,
        )

    def _definition(self, definition: Definition) -> Lines:
        term = Paragraph((Strong(definition.term),)) if definition.term else Paragraph(())
        return self.blocks((term, *definition.blocks))

    def _contents(self, block: Contents) -> Lines:
        lines = [atx(2, self._line((Text(block.heading),))), ""]
        lowest = min((entry.level for entry in block.entries), default=1)
        for entry in block.entries:
            words = (Text(f"{entry.label} "), *entry.children) if entry.label else entry.children
            link = self._line((Link(words, f"#{entry.target}"),))
            lines.append(f"{'  ' * (entry.level - lowest)}- {link}")
        return lines

    def grid(self, block: Tabular) -> Grid:
        """Return head, rows and alignment of the pipe table that *block* is written as."""
        if isinstance(block, Table):
            head, *rows = ([self._cell(c) for c in row] for row in (block.head, *block.rows))
            return head, rows, block.align
        rows = [
            [self._cell((*s.title, Text(":"), *((Text(" "), *s.name) if s.name else ()))), "Date:"]
            for s in block.rows
        ]
        return [], rows, ("", "")

    # --- inlines ---------------------------------------------------------------------------------

    def _paragraph(self, children: Inlines) -> Lines:
        return paragraph(self._inlines.paragraph(children))

    def _line(self, children: Inlines) -> str:
        return self._inlines.single_line(children)

    def _cell(self, children: Inlines) -> str:
        return self._inlines.cell(children)

    def _target(self, target: str) -> str:
        """Return the target of a link: for a section of this document, the anchor of its heading."""
        return f"#{self._anchors.get(target[1:], target[1:])}" if target.startswith("#") else target

    def _source(self, source: str) -> str:
        return f"{self._image_folder}/{source}"

    def _expand(self, inline: Inline) -> Sequence[Inline | str]:
        match inline:
            case Slot():
                return (Text(inline.wording),)
            case Remark():
                return (Emphasis((Text("["), *inline.children, Text("]"))),)
            case Blank():
                return (Text(f"{inline.label} "), _LINE) if inline.label else (_LINE,)
            case Reference():
                return (Link((Text(inline.text or inline.target),), f"#{inline.target}"),)
            case Footnote():
                self._footnotes.append(inline)
                return (f"[^{len(self._footnotes)}]",)
        raise TypeError(f"{type(inline).__name__} has no place in an edition")


def _labelled(part: Item) -> Blocks:
    """Return the blocks of an item with its label as literal text at their beginning."""
    if not part.label:
        return part.blocks
    first = part.blocks[0] if part.blocks else None
    if isinstance(first, Paragraph):
        return (Paragraph((Text(f"{part.label} "), *first.children)), *part.blocks[1:])
    return (Paragraph((Text(part.label),)), *part.blocks)


def _is_plain(block: OrderedList) -> bool:
    """Say whether the labels are numbers that a Markdown list counts by itself: 4. 5. 6."""
    found = [_PLAIN_NUMBER.fullmatch(part.label) for part in block.items]
    numbers = [int(match.group(1)) for match in found if match]
    return len(numbers) == len(found) and numbers == list(
        range(block.start, block.start + len(found))
    )


def _without_clauses(blocks: Blocks) -> Iterator[Block]:
    """Yield *blocks*, a list of clauses as what its items hold: ``1.1`` is no label of Markdown."""
    for block in blocks:
        if isinstance(block, OrderedList) and block.series == "clause" and block.depth == 0:
            for part in block.items:
                yield from _labelled(part)
        else:
            yield block


def _marker(block: Block) -> str:
    """Return the marker of the Markdown list that *block* becomes, or ``""`` for another block."""
    if isinstance(block, OrderedList):
        return _COUNTED if _is_plain(block) else "-"
    return "-" if isinstance(block, (BulletList, DefinitionList)) else ""
