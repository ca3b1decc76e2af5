"""Reading a finished page as a person's browser would, and saying what its text should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from policygen.document.tree import (
    Blank,
    Blocks,
    BulletList,
    CodeBlock,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Remark,
    Signatures,
    Slot,
    Strong,
    Table,
    ThematicBreak,
    Title,
)

_VOID = frozenset({"br", "hr", "img", "meta"})
_BLOCK = "main header div section aside nav p h1 h2 h3 h4 h5 h6 hr ul ol li dl dt dd blockquote pre"
_LINES = frozenset(re.findall(r"\w+", _BLOCK + " table tr"))
_CELLS = frozenset({"td", "th"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """What a parser sees: every element in order, the lines of ``main``, and its characters."""

    elements: list[Element] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    main: str = ""

    def all(self, tag: str) -> list[Element]:
        return [e for e in self.elements if e.tag == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []
        self.cells: list[str] = []
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag in _LINES or tag == "br":
            self._end_line()
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        if tag in _LINES:
            self._end_line()
        elif tag in _CELLS:
            self.cells.append(self.line)
            self.line = ""
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if any(e.tag == "main" for e in self.open):
            self.page.main += data
            self.line += data

    def _end_line(self) -> None:
        if any(e.tag in _CELLS for e in self.open):
            self.line += "\n"  # a line break in a cell
            return
        whole = " | ".join(filter(None, map(squeeze, [*self.cells, self.line])))
        self.cells, self.line = [], ""
        self.page.lines += filter(None, [whole])


def squeeze(line: str) -> str:
    """Return *line* as a browser shows it: each run of white space is one space."""
    return re.sub(r"[ \t\n\r\f]+", " ", line).strip(" \n")


def read(html: str) -> Page:
    """Return *html* as a parser sees it; fail where an element is not closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"<{reader.open[-1].tag}> stays open"
    return reader.page


# --- the text that a document must have, in every format -------------------------------------------


def text_lines(document: Document) -> list[str]:
    """Return the text form of *document*: a line for each paragraph, item, row and term."""
    notes: list[Footnote] = []
    lines = list(_blocks(document.blocks, notes))
    done = 0
    while done < len(notes):
        done += 1
        first, *rest = _blocks(notes[done - 1].blocks, notes) or [""]
        lines += [f"{done} {first}", *rest]
    return [s for line in lines for s in [squeeze(line)] if s]


def _blocks(blocks: Blocks, notes: list[Footnote]) -> list[str]:
    return [line for block in blocks for line in _block(block, notes)]


def _block(block: object, notes: list[Footnote]) -> Iterator[str]:  # noqa: C901 (a table of cases)
    match block:
        case Title(children) | Paragraph(children):
            yield from _words(children, notes).split("\n")
        case Heading():
            yield from f"{block.label} {_words(block.children, notes)}".split("\n")
        case BulletList(items) | OrderedList(items):
            for item in items:
                first, *rest = _blocks(item.blocks, notes) or [""]
                if item.blocks and isinstance(item.blocks[0], Paragraph):
                    yield f"{item.label} {first}"
                else:
                    yield item.label
                    yield first
                yield from rest
        case DefinitionList(items):
            for definition in items:
                yield from _words(definition.term, notes).split("\n")
                yield from _blocks(definition.blocks, notes)
        case Table():
            for row in (block.head, *block.rows):
                cells = (squeeze(_words(cell, notes)) for cell in row)
                yield " | ".join(filter(None, cells))
        case Signatures(rows):
            for signer in rows:
                words = f"{_words(signer.title, notes)}: {_words(signer.name, notes)}"
                yield squeeze(words) + " | Date:"
        case Contents():
            yield block.heading
            for entry in block.entries:
                yield f"{entry.label} {_words(entry.children, [])}"
        case CodeBlock(text):
            yield text
        case ThematicBreak():
            pass
        case _:
            yield from _blocks(block.blocks, notes)  # type: ignore[attr-defined]


def _words(inlines: Inlines, notes: list[Footnote]) -> str:
    words = ""
    for inline in inlines:
        match inline:
            case LineBreak():
                words += "\n"
            case Slot(wording):
                words += wording
            case Blank(label):
                words += label
            case Remark(children):
                words += f"[{_words(children, notes)}]"
            case Emphasis(children) | Strong(children) | Link(children):
                words += _words(children, notes)
            case Footnote():
                notes.append(inline)
                words += str(len(notes))
            case Image():
                pass
            case _:
                words += inline.text  # type: ignore[union-attr]
    return words
