"""Blocks to template Markdown: the language that :mod:`policygen.document.readers.markdown` reads.

``read(write(blocks)).blocks == blocks`` for blocks in normal form, with these limits of Markdown: a
:class:`Slot`, :class:`Remark` or :class:`Blank` comes back as the text that slots are made of; a line
break in a heading, term or cell is a space, and one at the end of a paragraph is left out; emphasis
inside emphasis is one emphasis; a definition has a text. Labels, series and captions have no source
form: numbering makes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..tree import (
    Blank,
    Block,
    BlockQuote,
    Blocks,
    BlockSlot,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Footnote,
    Heading,
    Hole,
    Inline,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Slot,
    Table,
    ThematicBreak,
    Title,
)
from .markdown.escaping import SOURCE, escape_line
from .markdown.inlines import InlineWriter
from .markdown.layout import (
    THEMATIC_BREAK,
    Lines,
    atx,
    fenced,
    footnotes,
    indented,
    is_tight,
    item,
    item_list,
    joined,
    paragraph,
    pipe_table,
    quoted,
    text_of,
    without_gaps,
)


def write(blocks: Blocks, expressions: Sequence[str] = ()) -> str:
    """Return *blocks* as template Markdown; a Hole prints the one of *expressions* that it numbers.

    Raises :class:`TypeError` for what has no source form: Signatures and Contents (write the BlockSlot
    that they are made from), and a Hole without an expression.
    """
    writer = _Source(expressions)
    lines = writer.blocks(blocks)
    return text_of(joined([lines, *writer.footnotes()]))


class _Source:
    """Writes one text; collects its footnotes."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self._expressions = expressions
        self._footnotes: list[Footnote] = []
        self._inlines = InlineWriter(SOURCE, self._expand)

    def blocks(self, blocks: Blocks, other: bool = False) -> Lines:
        """Return the lines of *blocks*. Lists side by side get different markers, or they were one.

        *other* says that a list at the beginning gets the other marker.
        """
        result: list[Lines] = []
        before: Block | None = None
        for block in blocks:
            other = (other and before is None) or (not other and type(block) is type(before))
            if isinstance(block, BulletList | OrderedList):
                result.append(self._list(block, other))
            else:
                result.append(self._block(block))
            before = block
        return joined(result)

    def footnotes(self) -> list[Lines]:
        """Return the definitions of the footnotes met so far, and of those met in them."""
        return footnotes(self._footnotes, self.blocks)

    def _block(self, block: Block) -> Lines:
        match block:
            case Paragraph():
                return paragraph(self._inlines.paragraph(block.children))
            case Heading() | Title():
                return self._heading(block)
            case DefinitionList():
                return joined(self._definition(definition) for definition in block.items)
            case BlockQuote():
                return quoted(self.blocks(block.blocks))
            case Note():
                return self._note(block)
            case CodeBlock():
                return fenced(block.text)
            case Table():
                return self._table(block)
            case ThematicBreak():
                return [THEMATIC_BREAK]
            case BlockSlot():
                argument = f": {block.argument}" if block.argument else ""
                return [f"[insert {block.name}{argument}]"]
        raise TypeError(f"{type(block).__name__} has no source form")

    def _heading(self, block: Heading | Title) -> Lines:
        text = self._inlines.single_line(block.children)
        if isinstance(block, Title):
            return [atx(1, _no_attributes(text)) + " {.title}"]
        attributes = [f"#{block.id}"] if block.id else []
        if not block.numbered:
            attributes.append(".unnumbered")
        line = atx(block.level, _no_attributes(text))
        return [f"{line} {{{' '.join(attributes)}}}" if attributes else line]

    def _list(self, block: BulletList | OrderedList, other: bool) -> Lines:
        tight = is_tight(block)
        items: list[Lines] = []
        for number, part in enumerate(block.items):
            if isinstance(block, BulletList):
                marker = "*" if other else "-"
            else:
                start = block.start + (number if block.start != 1 else 0)
                marker = f"{start}{')' if other else '.'}"
            # A list that begins an item: three equal markers on a line would be a break (§4.1).
            lines = self.blocks(part.blocks, marker == "-")
            items.append(item(marker, without_gaps(lines, tight)))
        return item_list(items, tight)

    def _definition(self, definition: Definition) -> Lines:
        term = escape_line(self._inlines.single_line(definition.term))
        lines = self.blocks(definition.blocks)
        return [term, *indented(lines, ": ", "  ")] if lines else [term]

    def _note(self, block: Note) -> Lines:
        lines = self.blocks(block.blocks)
        longest = max(map(len, re.findall(":{3,}", "\n".join(lines))), default=2)
        fence = ":" * (longest + 1)
        return [f"{fence} note", *lines, fence]

    def _table(self, block: Table) -> Lines:
        head, *rows = (
            [self._inlines.cell(cell) for cell in row] for row in (block.head, *block.rows)
        )
        return pipe_table(head, rows, block.align)

    def _expand(self, inline: Inline) -> Sequence[Inline | str]:
        match inline:
            case Slot():
                return (inline.wording,)
            case Remark():
                return ("[note: ", *inline.children, "]")
            case Blank():
                return (f"[blank: {inline.label}]" if inline.label else "[blank]",)
            case Reference():
                return (f"[](#{inline.target})",)
            case Hole() if inline.index < len(self._expressions):
                return (f"{{{{ {self._expressions[inline.index]} }}}}",)
            case Footnote():
                self._footnotes.append(inline)
                return (f"[^{len(self._footnotes)}]",)
        raise TypeError(f"{type(inline).__name__} has no source form")


_ATTRIBUTES = re.compile(r"(?:^|[ \t])\{[ \t]*(?:[#.]|[A-Za-z][\w-]*=).*\}$")


def _no_attributes(text: str) -> str:
    """Return a heading's *text* so that braces at its end are no attributes."""
    return f"{text[:-1]}&#125;" if _ATTRIBUTES.search(text) else text
