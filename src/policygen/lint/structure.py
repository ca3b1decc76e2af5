"""Rules over the structure of a document: headings, tables, links and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.tree import (
    Blank,
    Block,
    Blocks,
    Heading,
    Image,
    Inlines,
    Link,
    Slot,
    Table,
    Title,
)
from ..document.walk import iter_blocks, iter_inlines, plain_text
from .rule import BlockHit, block_rule


@block_rule("heading-level", Heading)
def heading_level(blocks: Blocks) -> Iterator[BlockHit]:
    """A heading level is skipped.

    A heading of level 3 right below one of level 1: readers who go from heading to heading look for
    what is not there (WCAG 2.2, 1.3.1). In a template this is an error already when it is built.
    """
    level = next((block.level for block in blocks if isinstance(block, Heading)), 0)
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                message = f"the heading level jumps from {level} to {block.level}"
                yield BlockHit(block, plain_text(block.children), message, "use the next level")
            level = block.level


@block_rule("empty-section", Heading)
def empty_section(blocks: Blocks) -> Iterator[BlockHit]:
    """A section has a heading and no text.

    Something was to be written here, or a condition leaves the heading behind when it takes the text
    away: put the heading inside the condition, too.
    """
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is None or (isinstance(after, Heading) and after.level <= block.level):
            words = plain_text(block.children)
            message = f"the section “{words}” is empty"
            yield BlockHit(block, words, message, "write its text, or take the heading out")


@block_rule("heading-capitals", Heading)
def heading_capitals(blocks: Blocks) -> Iterator[BlockHit]:
    """A heading is written in capital letters.

    Capitals are slow to read, and a screen reader may spell them out. Write the heading as a sentence;
    a house style can show it in capitals. Abbreviations (“GDPR and SEND”) are let be.
    """
    for block in blocks:
        if isinstance(block, (Heading, Title)):
            words = plain_text(block.children)
            if _is_shouted(words):
                message = f"the heading “{words}” is written in capital letters"
                yield BlockHit(block, words, message, f"write “{words.capitalize()}”")


#: In capitals, these are words and not abbreviations.
_SMALL = "THE AND OF TO FOR IN ON WITH OUR WE AT BY FROM WHO HOW WHAT"
_SMALL_WORDS = frozenset(_SMALL.split())


def _is_shouted(words: str) -> bool:
    """Say whether *words* are in capitals, and are not just abbreviations."""
    letters = [c for c in words if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) <= 0.9 * len(letters):
        return False
    each = re.findall(r"[^\W\d_]+", words)
    long = sum(len(word) > 4 for word in each)
    return long >= 2 or any(len(w) > 6 for w in each) or (long > 0 and bool(_SMALL_WORDS & {*each}))


@block_rule("table-header", Table)
def table_header(blocks: Blocks) -> Iterator[BlockHit]:
    """A table has no row of headers.

    Who hears a table needs to know what each column holds (WCAG 2.2, 1.3.1). Name the columns in the
    first row. A table of labels and values, with a label at the start of each row, needs none.
    """
    for block in iter_blocks(blocks):
        if not isinstance(block, Table) or block.kind != "plain" or len(block.rows) < 2:
            continue
        head = [bool(cell) for cell in block.head]
        if any(head) and not all(head[1:]):
            missing = head.index(False, 1) + 1
            message = f"column {missing} of the table has no header"
            yield BlockHit(
                block, _first_words(block), message, "say in the first row what it holds"
            )
        elif not any(head) and (len(block.align) > 2 or not all(row[0] for row in block.rows)):
            message = "the table has no row of headers"
            yield BlockHit(block, _first_words(block), message, "name the columns in the first row")


def _first_words(table: Table) -> str:
    cells = (plain_text(cell) for row in (table.head, *table.rows) for cell in row)
    return next((words for words in cells if words.strip()), "")


_SAYS_NOTHING = frozenset(
    (
        *(
            "click here",
            "here",
            "this",
            "link",
            "this link",
            "more",
            "read more",
            "this page",
            "website",
        ),
        *("this website", "see here", "click", "click on this link", "download", "find out more"),
    )
)


@block_rule("link-text", Link)
def link_text(blocks: Blocks) -> Iterator[BlockHit]:
    """The words of a link do not say where it leads.

    “Click here”: in a list of links, or on paper, nobody knows what it is (WCAG 2.2, 2.4.4). Link the
    name of the thing.
    """
    for block, inlines in _leaves(blocks):
        for inline in iter_inlines((block,)) if inlines else ():
            if isinstance(inline, Link):
                words = plain_text(inline.children)
                if words.strip(" .,:;!").casefold() in _SAYS_NOTHING:
                    message = f"the link “{words}” does not say where it leads"
                    yield BlockHit(block, words, message, "link the name of the page or document")


_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_VAGUE = frozenset(
    ("image", "picture", "photo", "logo", "diagram", "graphic", "screenshot", "icon")
)


@block_rule("alt-vague", Image)
def alt_vague(blocks: Blocks) -> Iterator[BlockHit]:
    """The text alternative of a picture does not say what the picture shows.

    “image” or the name of the file, or nothing at all, helps nobody who cannot see it (WCAG 2.2, 1.1.1).
    A template whose picture has no text alternative at all is refused when it is built (`alt-text`).
    """
    for block, inlines in _leaves(blocks):
        for inline in iter_inlines((block,)) if inlines else ():
            if isinstance(inline, Image):
                alt = inline.alt.strip()
                if not alt or alt.casefold() in _VAGUE or _FILE.search(alt):
                    said = f"“{alt}”" if alt else "empty"
                    message = f"the text alternative of the picture is {said}"
                    hint = "say in the square brackets what it shows: ![…](…)"
                    yield BlockHit(block, alt or inline.source, message, hint)


def _leaves(blocks: Blocks) -> Iterator[tuple[Block, bool]]:
    """Yield each block that holds inlines itself (and True): what containers hold is yielded by itself."""
    for block in iter_blocks(blocks):
        yield block, not hasattr(block, "items") and not hasattr(block, "blocks")


_CONTACT = re.compile(
    r"(?:e-?mail(?: address)?|tel(?:ephone)?(?: (?:number|no\.?))?|phone(?: number)?|mobile|contact details"
    r"|contact)\s*:?",
    re.IGNORECASE,
)


#: The label that stands before those of an address and a number.
_GROUP = re.compile(r"contact(?: details)?\s*:?", re.IGNORECASE)


@block_rule("contact-empty", Table, in_scan=True)
def contact_empty(blocks: Blocks) -> Iterator[BlockHit]:
    """A table of contacts has a row without an address or number.

    “Email:” with nothing behind it, or a person in the table of key personnel with neither email nor
    telephone: the reader who needs help finds none. Add them to `people` in the profile.
    """
    for block in iter_blocks(blocks):
        if not isinstance(block, Table):
            continue
        head = (block.head,) if any(block.head) and block.kind == "plain" else ()
        rows = [[_cell(cell) for cell in row] for row in (*head, *block.rows)]
        for number, cells in enumerate(rows):
            after = rows[number + 1] if number + 1 < len(rows) else []
            if "…" in cells:
                continue
            if block.kind == "people" and cells[0] and not _CONTACT.fullmatch(cells[0]):
                if not any(_CONTACT.fullmatch(cell) for cell in after if cell):
                    message = f"“{cells[0]}” has neither an email address nor a telephone number"
                    yield BlockHit(block, cells[0], message, "add email or phone to the profile")
                continue
            labels = [c for c in cells if c]
            last = labels[-1] if labels else ""
            if not last or cells[-1] or not all(_CONTACT.fullmatch(c) for c in labels):
                continue
            if len(labels) == 1 or _GROUP.fullmatch(labels[0]):
                message = f"“{last}” has nothing behind it"
                yield BlockHit(block, last, message, "fill in the row", number + 1)


def _cell(cell: Inlines) -> str:
    if any(isinstance(i, (Blank, Slot)) for i in cell):
        return "…"
    return plain_text(cell).strip()
