"""Lines of Markdown blocks: lists, quotes, fences and pipe tables, in either dialect.

A block is a list of lines without line ends. Between blocks stands one empty line, except between the
items of a tight list (CommonMark 0.31.2 §5.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...tree import Alignment, Blocks, BulletList, Footnote, Item, OrderedList, Paragraph
from .escaping import LINE_BREAK, code_fence, escape_lines

Lines = list[str]

#: Written instead of ``---``: no list, underline or front matter begins with it (§4.1).
THEMATIC_BREAK = "___"
#: Up to this width a table's columns are aligned for the eye.
_TABLE_WIDTH = 110
_DASHES: dict[Alignment, tuple[str, str]] = {
    "": ("-", "-"),
    "left": (":", "-"),
    "center": (":", ":"),
    "right": ("-", ":"),
}


def paragraph(text: str) -> Lines:
    """Return the lines of a paragraph of the finished inlines *text*; none if it is empty."""
    return escape_lines(text).split("\n") if text.replace(LINE_BREAK, "") else []


def joined(blocks: Iterable[Lines]) -> Lines:
    """Return the lines of *blocks* with an empty line between each two; empty blocks are left out."""
    result: Lines = []
    for block in blocks:
        if block:
            if result:
                result.append("")
            result.extend(block)
    return result


def indented(lines: Lines, first: str, rest: str) -> Lines:
    """Return *lines* behind the prefix *first*, the others behind *rest*; empty lines stay empty."""
    if not lines:
        return [first.rstrip()]
    return [first + lines[0], *(rest + line if line else line for line in lines[1:])]


def quoted(lines: Lines) -> Lines:
    """Return *lines* as a block quote (§5.1)."""
    return [f"> {line}" if line else ">" for line in lines]


def item(marker: str, lines: Lines) -> Lines:
    """Return *lines* as a list item (§5.2) behind *marker* (``-`` or ``1.``)."""
    return indented(lines, f"{marker} ", " " * (len(marker) + 1))


def item_list(items: Sequence[Lines], tight: bool) -> Lines:
    """Return the finished *items* as one list, *tight* if nothing in them needs empty lines."""
    if not tight:
        return joined(items)
    return [line for lines in items for line in lines]


def fenced(text: str, language: str = "") -> Lines:
    """Return the code *text* between fences (§4.5)."""
    fence = code_fence(text)
    return [fence + language, *(text.split("\n") if text else []), fence]


def pipe_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[Alignment]
) -> Lines:
    """Return a pipe table (GFM §4.10) of finished cells; an empty *head* gives an empty first row."""
    head = head or [""] * len(align)
    widths = [max(3, *map(len, column)) for column in zip(head, *rows, strict=True)]
    aligned = sum(widths) + 3 * len(widths) <= _TABLE_WIDTH
    if not aligned:
        widths = [3] * len(align)
    dashes = [
        _DASHES[a][0] + "-" * (width - 2) + _DASHES[a][1]
        for a, width in zip(align, widths, strict=True)
    ]
    return [_row(head, widths), _row(dashes, widths), *(_row(row, widths) for row in rows)]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def text_of(lines: Lines) -> str:
    """Return *lines* as the text of a file."""
    text = "\n".join(lines) + "\n" if lines else ""
    if text.startswith("\ufeff"):  # not a byte order mark here, but at a file's start it would be
        text = "&#65279;" + text[1:]
    return text


# --- what both dialects do alike -----------------------------------------------------------------


def atx(level: int, text: str) -> str:
    """Return a heading (§4.2); a number sign at its end would be taken for a closing sequence."""
    if text.endswith("#") and (len(text[:-1]) - len(text[:-1].rstrip("\\"))) % 2 == 0:
        text = text[:-1] + "\\#"
    return f"{'#' * level} {text}"


def is_tight(block: BulletList | OrderedList) -> bool:
    """Say whether no item of the list needs empty lines: text, perhaps with a tight list below it."""
    return all(_is_tight(part) for part in block.items)


def _is_tight(part: Item) -> bool:
    match part.blocks:
        case () | (Paragraph(),):
            return True
        case (Paragraph(), BulletList() as inner):
            return _may_interrupt(inner) and is_tight(inner)
        case (Paragraph(), OrderedList(start=1) as inner):
            return inner.series != "clause" and _may_interrupt(inner) and is_tight(inner)
    return False


def _may_interrupt(block: BulletList | OrderedList) -> bool:
    """Say whether the list may follow a paragraph at once (§5.3): not with an empty first item."""
    return bool(block.items and block.items[0].blocks)


def without_gaps(lines: Lines, tight: bool) -> Lines:
    """Return the lines of an item of a *tight* list without the empty lines between its blocks."""
    return [line for line in lines if line] if tight else lines


def footnotes(met: list[Footnote], write: Callable[[Blocks], Lines]) -> list[Lines]:
    """Return the definitions of the footnotes *met* so far, and of those met while writing them."""
    result: list[Lines] = []
    while len(result) < len(met):
        number = len(result)
        blocks = met[number].blocks
        starts_with_text = bool(blocks) and isinstance(blocks[0], Paragraph)
        result.append(_footnote(number + 1, starts_with_text, write(blocks)))
    return result


def _footnote(number: int, starts_with_text: bool, lines: Lines) -> Lines:
    mark = f"[^{number}]:"
    if starts_with_text:
        return indented(lines, f"{mark} ", "    ")
    return [mark, "", *(f"    {line}" if line else line for line in lines)]
