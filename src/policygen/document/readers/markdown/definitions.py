"""Definition lists: a term on a line of its own, then ``: `` and what it means.

The rule of mdit-py-plugins takes any block that follows a list for the next term if its second line
begins with a colon (a list, a code block). This one reads one term; the next is found by the usual
order of rules, and the reader of blocks joins what stands side by side.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: a term, perhaps an empty line, and one definition or more."""
    if state.is_code_block(start):
        return False
    if silent:  # only a definition, and only inside another, interrupts a paragraph
        return state.ddIndent >= 0 and _content_start(state, start) >= 0
    if _content_start(state, start) >= 0:  # a definition is not the term of the next
        return False
    line = start + 1
    if line < end and state.isEmpty(line):
        line += 1
    if line >= end or not _is_definition(state, line):
        return False
    lines = [start, end]
    state.push("dl_open", "dl", 1).map = lines
    state.push("dt_open", "dt", 1).map = [start, start + 1]
    term = state.push("inline", "", 0)
    term.map = [start, start + 1]
    term.content = state.getLines(start, start + 1, state.blkIndent, False).strip(" \t")
    term.children = []
    state.push("dt_close", "dt", -1)
    while line < end and _is_definition(state, line):
        _read_definition(state, line, end)
        line = state.line
    state.push("dl_close", "dl", -1)
    lines[1] = line
    return True


def _is_definition(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and _content_start(state, line) >= 0


def _content_start(state: StateBlock, line: int) -> int:
    """Return the position after the colon of a definition on *line*, or -1: there is none."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 1] != ":":
        return -1
    content = state.skipSpaces(begin + 1)
    return begin + 1 if begin + 1 < content < state.eMarks[line] else -1


def _read_definition(state: StateBlock, line: int, end: int) -> None:
    """Read the blocks of the definition on *line*; ``state.line`` is then the line after it."""
    begin = state.bMarks[line] + state.tShift[line]
    offset = state.sCount[line] + 1
    content = begin + 1
    while content < state.eMarks[line] and state.src[content] in " \t":
        offset += 4 - offset % 4 if state.src[content] == "\t" else 1
        content += 1
    before = (
        state.tShift[line],
        state.sCount[line],
        state.blkIndent,
        state.ddIndent,
        state.parentType,
        state.tight,
    )
    state.push("dd_open", "dd", 1).map = [line, line + 1]
    state.blkIndent = state.ddIndent = state.sCount[line] + 2
    state.tShift[line] = content - state.bMarks[line]
    state.sCount[line] = offset
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, end)
    (
        state.tShift[line],
        state.sCount[line],
        state.blkIndent,
        state.ddIndent,
        state.parentType,
        state.tight,
    ) = before
    state.push("dd_close", "dd", -1)
