"""From the stream of block tokens to the blocks of the tree."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token

from ...depth import HINT, MAX_LIST_DEPTH, MAX_QUOTE_DEPTH
from ...tree import (
    Alignment,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Footnote,
    Inlines,
    Item,
    Note,
    OrderedList,
    Paragraph,
    Table,
    ThematicBreak,
)
from . import strays
from .footnotes import Definitions
from .headings import HeadingReader
from .inlines import InlineReader
from .limits import MAX_COLUMNS
from .parser import parse_blocks
from .problems import Notebook

#: Levels of everything together, well below the level at which markdown-it drops text.
MAX_LEVEL = 60

_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


class BlockReader:
    """Reads one text. Its methods take a position in the tokens and return the one after the block."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._definitions = Definitions(notebook)
        self._inlines = InlineReader(notebook, self._footnote)
        self._headings = HeadingReader(notebook, self._inlines)
        self._tokens: list[Token] = []
        self._in_footnote = False
        self._list_depth = 0
        self._quote_depth = 0
        self._is_deep = False

    def read(self, text: str) -> Blocks:
        """Return the blocks of *text* (LF line ends, one at the end)."""
        self._tokens = self._definitions.take_out(parse_blocks(text))
        blocks = self._blocks(0, "")[0]
        self._definitions.report_unused()
        return blocks

    def _footnote(self, label: str, line: int) -> Footnote | None:
        tokens = self._definitions.use(label, line, self._in_footnote)
        if tokens is None:
            return None
        before, self._tokens, self._in_footnote = self._tokens, tokens, True
        depths = self._list_depth, self._quote_depth
        self._list_depth = self._quote_depth = 0
        blocks = self._blocks(0, "")[0]
        self._tokens, self._in_footnote = before, False
        self._list_depth, self._quote_depth = depths
        if not blocks:
            self._notebook.error(line, "footnote-empty", f"footnote “{label}” has no text")
        return Footnote(blocks)

    def _blocks(self, at: int, closing: str) -> tuple[Blocks, int]:
        """Return the blocks from *at* to the token *closing* (or the end), and the position after it."""
        result: list[Block] = []
        tokens = self._tokens
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            if kind == closing:
                return tuple(result), at + 1
            if kind == "paragraph_open":
                self._add_paragraph(result, tokens[at + 1])
                at += 3
            elif kind == "heading_open":
                heading = self._headings.read(token, tokens[at + 1])
                if heading is not None:
                    result.append(heading)
                at += 3
            else:
                at = self._add_container(result, token, at)
        return tuple(result), at

    def _add_paragraph(self, result: list[Block], token: Token) -> None:
        line = _line(token)
        if strays.SUSPICIOUS.search(token.content):
            strays.check_paragraph(token.content, line, self._notebook)
        children = self._inlines.read(token.content, line)
        if children:
            result.append(Paragraph(children, line=line))

    def _add_container(self, result: list[Block], token: Token, at: int) -> int:
        kind = token.type
        if token.level >= MAX_LEVEL and not self._is_deep:
            self._is_deep = True
            self._too_deep(token, f"blocks are nested more than {MAX_LEVEL} deep")
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self._add_list(result, token, at)
        if kind == "table_open":
            return self._add_table(result, token, at)
        if kind == "dl_open":
            return self._add_definitions(result, token, at)
        if kind == "blockquote_open":
            return self._add_quote(result, token, at)
        if kind == "container_note_open":
            return self._add_note(result, token, at)
        if kind == "hr":
            result.append(ThematicBreak(line=_line(token)))
        elif kind in ("fence", "code_block"):
            result.append(self._code(token))
        else:  # pragma: no cover - a new version of markdown-it
            raise AssertionError(f"unknown token {kind}")
        return at + 1

    def _code(self, token: Token) -> CodeBlock:
        line = _line(token)
        if (
            token.type == "fence"
            and token.map
            and not strays.is_closed_fence(line, token.map[1], self._notebook)
        ):
            self._notebook.warn(
                line,
                "code-unclosed",
                "this code block is never closed",
                f"end it with a line of {token.markup}",
            )
        return CodeBlock(token.content.removesuffix("\n"), line=line)

    def _add_quote(self, result: list[Block], token: Token, at: int) -> int:
        self._quote_depth += 1
        if self._quote_depth == MAX_QUOTE_DEPTH + 1:
            self._too_deep(token, f"quotes are nested more than {MAX_QUOTE_DEPTH} deep")
        blocks, at = self._blocks(at + 1, "blockquote_close")
        self._quote_depth -= 1
        if blocks:
            result.append(BlockQuote(blocks, line=_line(token)))
        return at

    def _add_list(self, result: list[Block], token: Token, at: int) -> int:
        self._list_depth += 1
        if self._list_depth == MAX_LIST_DEPTH + 1:
            self._too_deep(token, f"lists are nested more than {MAX_LIST_DEPTH} deep")
        closing = token.type.replace("open", "close")
        items: list[Item] = []
        at += 1
        while self._tokens[at].type != closing:
            blocks, at = self._blocks(at + 1, "list_item_close")
            items.append(Item(blocks))
        self._list_depth -= 1
        line = _line(token)
        if token.type == "bullet_list_open":
            result.append(BulletList(tuple(items), line=line))
        else:
            start = int(token.attrs.get("start", 1))
            result.append(OrderedList(tuple(items), start, line=line))
        return at + 1

    def _add_definitions(self, result: list[Block], token: Token, at: int) -> int:
        items: list[Definition] = []
        at += 1
        while self._tokens[at].type != "dl_close":
            if self._tokens[at].type == "dt_open":
                term = self._tokens[at + 1]
                items.append(Definition(self._inlines.read(term.content, _line(term)), ()))
                at += 3
            else:  # dd_open; a second definition of a term goes on in the first
                line = _line(self._tokens[at])
                blocks, at = self._blocks(at + 1, "dd_close")
                if not blocks:
                    self._notebook.error(line, "definition-empty", "a definition has no text")
                items[-1] = replace(items[-1], blocks=items[-1].blocks + blocks)
        before = result[-1] if result else None
        if isinstance(before, DefinitionList):  # each term comes as a list of its own
            result[-1] = replace(before, items=before.items + tuple(items))
        else:
            result.append(DefinitionList(tuple(items), line=_line(token)))
        return at + 1

    def _add_table(self, result: list[Block], token: Token, at: int) -> int:
        rows: list[tuple[Inlines, ...]] = []
        align: list[Alignment] = []
        row: list[Inlines] = []
        at += 1
        while (cell := self._tokens[at]).type != "table_close":
            if cell.type == "th_open" and len(align) == MAX_COLUMNS:
                self._too_wide(token)
            if cell.type == "inline":
                row.append(self._inlines.read(cell.content, _line(cell)))
            elif cell.type == "th_open":
                align.append(_ALIGNMENTS.get(str(cell.attrs.get("style")), ""))
            elif cell.type == "tr_open" and align:
                strays.check_row(len(align), _line(cell), self._notebook)
            elif cell.type == "tr_close":
                rows.append(tuple(row))
                row.clear()
            at += 1
        # A pipe table cannot be without its first row; an empty one says that there is no head.
        head = rows[0] if any(rows[0]) else ()
        result.append(Table(head, tuple(rows[1:]), tuple(align), line=_line(token)))
        return at + 1

    def _add_note(self, result: list[Block], token: Token, at: int) -> int:
        line = _line(token)
        name = token.info.strip()
        if name != "note":
            self._notebook.error(
                line,
                "container-unknown",
                f"“::: {name}” is not known" if name else "“:::” ends no note",
                "a drafting note begins with a line “::: note” and ends with “:::”",
            )
        elif token.map and not strays.is_closed_container(token.map[1] + 1, self._notebook):
            self._notebook.error(
                line, "note-unclosed", "this note is never closed", "end it with a line “:::”"
            )
        blocks, at = self._blocks(at + 1, "container_note_close")
        if name == "note" and blocks:
            result.append(Note(blocks, line=line))
        else:
            result.extend(blocks)
        return at

    def _too_wide(self, token: Token) -> None:
        message = f"this table has more than {MAX_COLUMNS} columns"
        hint = "Word takes no more, and no page is wide enough: split it"
        self._notebook.error(_line(token), "table-too-wide", message, hint)

    def _too_deep(self, token: Token, message: str) -> None:
        self._notebook.error(_line(token), "nested-too-deep", message, HINT)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
