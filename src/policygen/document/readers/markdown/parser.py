"""markdown-it-py, set up for the language of model policies.

CommonMark without raw HTML and without link reference definitions; with pipe tables, definition
lists, footnotes and ``:::`` containers. Nothing but this package sees its tokens.

Blocks and inlines are parsed by two parsers because both share one limit of nesting in markdown-it:
blocks need it high (it drops text beyond), inlines low (brackets cost time with its square).
"""

from __future__ import annotations

import functools
import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ...holes import HOLE
from .definitions import definition

#: Beyond this level markdown-it drops text without a word; the reader reports far lower levels.
MAX_BLOCK_LEVEL = 70
#: Beyond this many open brackets markdown-it takes the rest as text, which is right.
MAX_OPEN_BRACKETS = 20

FIRST_OF_HOLE = HOLE.pattern[0]

#: Text up to the next character with a meaning. ``]`` has one only after ``[``.
_PLAIN = re.compile(r"[^\n!&*<\[\]\\_`]+")
_LIST_MARKER = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t\n])")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,200})\]")


def parse_blocks(text: str) -> list[Token]:
    """Return the block tokens of *text* (LF line ends, one at the end); inlines are still unparsed.

    Footnote definitions stand in the stream where they were typed.
    """
    return _blocks().parse(text, {})


def parse_inlines(content: str) -> list[Token]:
    """Return the inline tokens of *content*; ``text`` tokens are not joined."""
    parser = _inlines()
    return parser.inline.parse(content, parser, {}, [])


def _markdown(max_nesting: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": max_nesting})
    # Targets stay as typed: what they may be is checked once the values are in them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


@functools.cache
def _blocks() -> MarkdownIt:
    parser = _markdown(MAX_BLOCK_LEVEL)
    parser.enable("table").disable(["reference", "html_block", "inline", "text_join"])
    parser.block.ruler.before(
        "lheading", "definition", definition, {"alt": ["paragraph", "blockquote"]}
    )
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    # Every name is let in, so that an unknown one is a container to report, not text.
    parser.use(container_plugin, "note", validate=lambda params, markup: True)
    parser.block.ruler.before("table", "line", _line)
    return parser


@functools.cache
def _inlines() -> MarkdownIt:
    parser = _markdown(MAX_OPEN_BRACKETS)
    parser.disable("html_inline")
    parser.inline.ruler.at("text", _text)
    parser.inline.ruler.after("image", "footnote_ref", _footnote_reference)
    return parser


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of one line: what nearly every paragraph of a policy is.

    It begins with a letter or a hole, and what follows is the end, an empty line or the next item of
    the list around it. No other rule could take such a line, so trying all of them, twice, is saved:
    half the time of parsing. Whatever is less plain than this is left to the other rules.
    """
    if silent:
        return False
    source, lead = state.src, state.bMarks[start] + state.tShift[start]
    first = source[lead]
    if not (first.isalpha() or first == FIRST_OF_HOLE):
        return False
    if state.sCount[start] - state.blkIndent > 3:  # indented code
        return False
    following = start + 1
    if following < state.lineMax:
        begin = state.bMarks[following] + state.tShift[following]
        if begin >= state.eMarks[following]:  # an empty line
            after = following + 1
            if after < state.lineMax and source[state.bMarks[after] + state.tShift[after]] == ":":
                return False  # perhaps the term of a definition
        elif not (
            0 <= state.sCount[following] < state.blkIndent
            and state.sCount[following] - state.listIndent < 4
            and _LIST_MARKER.match(source, begin)
        ):
            return False
    state.line = following
    state.push("paragraph_open", "p", 1).map = [start, following]
    inline = state.push("inline", "", 0)
    inline.content = source[lead : state.eMarks[start]].rstrip()
    inline.map = [start, following]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _text(state: StateInline, silent: bool) -> bool:
    """The rule ``text`` of markdown-it, which also stops at characters that mean nothing here."""
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """``[^1]``, whether or not it is defined; the plug-in's own rule takes time with the square."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True
