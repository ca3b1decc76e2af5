"""What a syntax error of YAML means to the person who typed it, and what to do about it."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from policygen.errors import Diagnostic, Place

_QUOTES = 'put the whole value in quotes: "…"'
_INDENT = "indent with spaces, entries of one map or list by the same number"
_BRACKET = "put a comma between entries, quotes around text that holds brackets or commas, and close the bracket"

#: What ruamel says, as "context | problem" -> what we say, the hint, and whether the context is the
#: better place (where a thing begins, not where its absence is noticed).
_MEANINGS: tuple[tuple[str, str, str, bool], ...] = (
    (
        r"found character '\\t'",
        "a tab stands here where YAML wants spaces",
        "use spaces for indents, and quotes around text that holds a tab",
        False,
    ),
    (
        r"found character (?P<what>\S+) that cannot start",
        "a value that starts with {what} must be in quotes",
        'for example "{bare}…"',
        False,
    ),
    (
        r"mapping values are not allowed",
        "“: ” stands inside a value that is not in quotes",
        _QUOTES,
        False,
    ),
    (
        r"simple key \| could not find expected ':'",
        "this line is neither “key: value” nor part of what stands above it",
        "write a colon and a space after the key, or indent the line",
        True,
    ),
    (
        r"quoted scalar \| found unexpected",
        "the quotation mark that stands here is never closed",
        "close it; inside '…' an apostrophe is written twice ('')",
        True,
    ),
    (
        r"unknown escape|expected escape sequence",
        "a backslash means something special inside double quotes",
        "use single quotes: '…'",
        False,
    ),
    (
        r"sequence entries are not allowed",
        "“- ” cannot follow on the line of its key",
        "begin the list on a new line, or put the value in quotes",
        False,
    ),
    (
        r"block scalar \|",
        "a value that starts with “|” or “>” begins on the next line, indented",
        "put the value in quotes if the sign is part of it",
        True,
    ),
    (
        r"scanning an (?:anchor|alias)",
        "a value that starts with “&” or “*” must be in quotes",
        _QUOTES,
        True,
    ),
    (r"directive", "lines that start with “%” are not used here", "delete the line", True),
    (r"flow sequence \|", "the list “[…]” goes wrong here", _BRACKET, False),
    (r"flow mapping \|", "the map “{{…}}” goes wrong here", _BRACKET, False),
    (
        r"expected <block end>, but found '<block|expected <block end>, but found '[?-]",
        "the indent of this line does not fit what stands above it",
        _INDENT,
        False,
    ),
    (
        r"expected <block end>|expected '<document start>'",
        "text follows where the value has ended already",
        "put the whole value in one pair of quotes; inside '…' an apostrophe is written twice ('')",
        False,
    ),
    (
        r"expected the node content|mapping keys are not allowed|(?:scanning|parsing) an? tag",
        "a value that starts with such a sign must be in quotes",
        _QUOTES,
        False,
    ),
)


def explain(error: MarkedYAMLError, text: str, file: str, first_line: int) -> Diagnostic:
    """Return the diagnostic for a syntax error that ruamel.yaml met in *text*."""
    said = f"{error.context or ''} | {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    message, hint = f"this is not YAML: {error.problem or error.context or 'no reason given'}", ""
    for pattern, meaning, advice, at_context in _MEANINGS:
        found = re.search(pattern, said)
        if found:
            what = found.groupdict().get("what", "")
            message = meaning.format(what=f"“{what.strip(chr(39))}”")
            hint = advice.format(bare=what.strip("'"))
            mark = (error.context_mark or mark) if at_context else mark
            break
    if mark and "mapping values" in said and ": " not in text.split("\n")[mark.line][: mark.column]:
        message = "this line does not fit what stands above it"
        hint = f"look for a missing space after a colon above; {_INDENT}"
    if mark is None:
        return Diagnostic(Place(file), "yaml-syntax", message, hint)
    line, column = _inside(text, mark.line, mark.column)
    return Diagnostic(Place(file, first_line + line, column + 1), "yaml-syntax", message, hint)


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """Return the last character of the text for a place behind its end, else the place itself."""
    lines = text.split("\n")
    while line and (line >= len(lines) or not lines[line].strip()):
        line -= 1
        column = max(len(lines[line].rstrip()) - 1, 0) if line < len(lines) else column
    return line, column
