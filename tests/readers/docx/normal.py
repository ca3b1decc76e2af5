"""What of a document a DOCX file holds: the form in which law 1 compares what was written and read.

A file tells no value from the template's own words, nesting from order (a link holds emphasis, never the
other way round), nor two neighbours of a kind from one. Precisely:

* values are text; a line feed in one is a line break; a blank's label is text before it;
* wrappers stand in one order and neighbours of a kind are one; emphasis in a drafting note is none;
  a footnote, picture, line break or blank takes the look of what stands on both of its sides;
* the contents hold the words of headings only; pictures have the name of their part, ids of headings and targets are what a bookmark can spell, other
  targets are URIs; only headings whose style has a number can be said to have none;
* lists of a kind side by side are one where the numbers go on, so are quotations and definition lists;
  an item that is only a drafting note, and so has no label, belongs to the item before it;
* an item without a label has its number;
* the depth of a list, and the series of one in another, follow from where it stands;
* "left" is no alignment; a table without rows is none; a row to sign is *title: name*;
* code ends with a line end; what is empty is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from policygen.document.readers.docx import structure
from policygen.document.readers.docx.boxes import with_depth
from policygen.document.readers.docx.numbering import Label
from policygen.document.readers.docx.spans import Span, flat, nest
from policygen.document.readers.docx.tables import signature
from policygen.document.tree import (
    Blank,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Remark,
    Signature,
    Signatures,
    Slot,
    Table,
    Text,
    Title,
)
from policygen.document.walk import (
    children_of,
    map_held,
    map_inline,
    map_inlines,
    plain_text,
    with_children,
)
from policygen.document.wordml import target_of
from policygen.document.writers.docx.ledger import bookmark_name
from policygen.document.writers.docx.numbering import heading_series
from policygen.document.writers.docx.relations import link_target

#: Brings one sequence of inlines to normal form.
Line = Callable[[Inlines], Inlines]


def normal(document: Document) -> Blocks:
    """Return the blocks of *document* as a DOCX file holds them."""
    return with_depth(_Normal(document).blocks(document.blocks))


def as_read(document: Document) -> Blocks:
    """Return the blocks of a document that was read, with its pictures named as :func:`normal` names them."""
    names: dict[str, str] = {}

    def one(inline: Inline) -> Inlines:
        if isinstance(inline, Image):
            return (replace(inline, source=names.setdefault(inline.source, str(len(names)))),)
        return (inline,)

    return map_inlines(document.blocks, lambda part: map_inline(part, one))


class _Normal:
    def __init__(self, document: Document) -> None:
        _, self._linked = heading_series(document.properties.numbering)
        self._pictures = {p.source: p.data for p in document.properties.pictures}
        self._names: dict[bytes, str] = {}
        self._in_note = False

    def blocks(self, held: Blocks) -> Blocks:
        return _joined(tuple(made for block in held for made in self._block(block)))

    def _line(self, part: Inlines) -> Inlines:
        return nest(list(_spans(flat(tuple(self._mapped(part))))))

    def _mapped(self, part: Inlines) -> Iterator[Inline]:
        for inline in part:
            children = children_of(inline)
            inside = with_children(inline, tuple(self._mapped(children))) if children else inline
            yield from self._one(inside)

    def _one(self, inline: Inline) -> Iterable[Inline]:
        if isinstance(inline, Footnote):
            outer, self._in_note = self._in_note, True
            blocks = self.blocks(inline.blocks)
            self._in_note = outer
            return (Footnote(blocks),) if blocks else ()
        if isinstance(inline, Link):
            target = inline.target
            own = target.startswith("#")
            return (replace(inline, target=f"#{_id(target[1:])}" if own else link_target(target)),)
        if isinstance(inline, Reference):
            return (replace(inline, target=_id(inline.target)),)
        if isinstance(inline, Image):
            picture = self._pictures[inline.source]
            name = self._names.setdefault(picture, str(len(self._names)))
            return (replace(inline, source=name),)
        if isinstance(inline, Blank):
            return (Text(f"{inline.label} "), Blank()) if inline.label else (inline,)
        if isinstance(inline, Slot) and self._in_note:
            return (replace(inline, hint=""),)
        return (inline,)

    def _block(self, block: Block) -> Blocks:
        block = map_held(block, self.blocks)
        if isinstance(block, Paragraph):
            children = self._line(block.children)
            return (replace(block, children=children),) if children else ()
        if isinstance(block, Title):
            return (replace(block, children=self._line(block.children)),)
        if isinstance(block, Heading):
            return (self._heading(block),)
        if isinstance(block, BulletList | OrderedList):
            return _list(block)
        if isinstance(block, Table):
            return _table(block, self._line)
        if isinstance(block, BlockQuote) and not block.blocks:
            return ()
        return (self._rarer(block),)

    def _heading(self, block: Heading) -> Heading:
        return replace(
            block,
            children=self._line(block.children),
            id=_id(block.id) if block.id else "",
            numbered=bool(block.label) or block.level > self._linked,
        )

    def _rarer(self, block: Block) -> Block:
        if isinstance(block, DefinitionList):
            items = tuple(Definition(self._line(d.term), d.blocks) for d in block.items)
            return replace(block, items=items)
        if isinstance(block, Signatures):
            return replace(block, rows=tuple(_signature(s, self._line) for s in block.rows))
        if isinstance(block, CodeBlock):
            text = block.text.removesuffix("\n")
            return replace(block, text=f"{text}\n" if text else "")
        if isinstance(block, Contents):
            entries = tuple(
                replace(e, children=self._line(_words(e.children)), target=_id(e.target))
                for e in block.entries
            )
            return replace(block, entries=entries)
        return block


def _words(children: Inlines) -> Inlines:
    """Return what the contents say of a heading: its words."""

    def one(inline: Inline) -> Inlines:
        if isinstance(inline, Image | Remark | Footnote):
            return ()
        if isinstance(inline, Reference):
            return (Text(inline.text),)
        if isinstance(inline, Slot):
            return (Slot(inline.wording),)
        return inline.children if isinstance(inline, Link) else (inline,)

    return map_inline(children, one)


def _spans(spans: Iterable[Span]) -> Iterator[Span]:
    for one in spans:
        if isinstance(one.piece, str):
            for number, line in enumerate(one.piece.split("\n")):
                if number:
                    yield Span(one.wraps, LineBreak())
                if line:
                    yield Span(one.wraps, line)
        elif not (isinstance(one.piece, Code) and not one.piece.text):
            yield one


def _id(target: str) -> str:
    return target_of(bookmark_name(target))


def _signature(row: Signature, line: Line) -> Signature:
    title = row.title
    colon = () if plain_text(title).rstrip().endswith(":") else (Text(":"),)
    return signature(line((*title, *colon, *((Text(" "), *row.name) if row.name else ()))))


def _table(table: Table, line: Line) -> Blocks:
    if not table.head and not table.rows:
        return ()
    head = tuple(line(cell) for cell in table.head)
    rows = tuple(tuple(line(cell) for cell in row) for row in table.rows)
    align = tuple("" if a == "left" else a for a in table.align)
    if not any(head) and not any(any(row) for row in rows):
        return ()
    return (replace(table, head=head, rows=rows, align=align),)


def _list(block: BulletList | OrderedList) -> Blocks:
    before: list[Block] = []
    items: list[Item] = []
    for item in block.items:
        only_notes = item.blocks and all(isinstance(b, Note) for b in item.blocks)
        if isinstance(block, BulletList) or item.label:
            items.append(item)
        elif not only_notes:  # lists in footnotes are not numbered, and print their own numbers
            items.append(Item(item.blocks, f"{block.start + len(items)}."))
        elif items:
            items[-1] = Item(_joined((*items[-1].blocks, *item.blocks)), items[-1].label)
        else:
            before.extend(item.blocks)
    made = (replace(block, items=tuple(items)),) if items else ()
    return (*before, *made)


def _joined(blocks: Blocks) -> Blocks:
    result: list[Block] = []
    for block in blocks:
        _append(result, block)
    return tuple(result)


def _append(result: list[Block], block: Block) -> None:
    """Append *block*, joined with the one before where a file cannot tell them apart."""
    before = result[-1] if result else None
    if isinstance(block, BlockQuote) and isinstance(before, BlockQuote):
        result[-1] = BlockQuote(_joined((*before.blocks, *block.blocks)))
    elif isinstance(block, DefinitionList) and isinstance(before, DefinitionList):
        result[-1] = DefinitionList((*before.items, *block.items))
    elif isinstance(block, BulletList) and isinstance(before, BulletList):
        result[-1] = BulletList((*before.items, *block.items))
    elif (
        isinstance(block, OrderedList)
        and isinstance(before, OrderedList)
        and _goes_on(before, block)
    ):
        result[-1] = replace(before, items=(*before.items, *block.items))
    else:
        result.append(block)


def _goes_on(before: OrderedList, block: OrderedList) -> bool:
    last = Label("", True, before.start + len(before.items) - 1, 1, "", 0, before.series)
    return structure.goes_on(last, Label("", True, block.start, 1, "", 0, block.series))
