"""From the tokens of a line of text to the inlines of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from ....errors import is_forbidden, visible
from ...holes import HOLE
from ...tree import (
    Code,
    Emphasis,
    Footnote,
    Hole,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from ...walk import plain_text
from .parser import FIRST_OF_HOLE, parse_inlines
from .problems import Notebook

#: A text without any of these is just text.
_MARKED = re.compile(r"[\n!&*<\[\\_`]")
#: Slot text (see the language): a link around it is a slip, for the slot would not be found.
_SLOT = re.compile(r"\s*(?:insert|choose|note:|blank\b|you may wish)", re.IGNORECASE)

#: Finds the footnote of a label that is referenced on a line; None when the reference stays text.
FindFootnote = Callable[[str, int], Footnote | None]


class InlineReader:
    """Turns the text of paragraphs, headings and cells into inlines.

    *notebook* takes what is wrong; *find_footnote* gives the footnote of a label.
    """

    def __init__(self, notebook: Notebook, find_footnote: FindFootnote) -> None:
        self._notebook = notebook
        self._find_footnote = find_footnote

    def read(self, content: str, line: int) -> Inlines:
        """Return the inlines of *content*, whose first line is the line *line* of the text.

        The result is in normal form; beyond that, emphasis inside emphasis is one emphasis, and so
        are two side by side (they look alike in every format, and most cannot say which it was).
        """
        if _MARKED.search(content):
            return self._convert(parse_inlines(content), line)
        if FIRST_OF_HOLE in content:
            result: list[Inline] = []
            _add_text(result, content)
            return tuple(result)
        return (Text(content),) if content else ()

    def _convert(self, tokens: list[Token], line: int) -> Inlines:
        result: list[Inline] = []
        outer: list[list[Inline]] = []
        opened: list[Token] = []
        text: list[str] = []
        for token in tokens:
            kind = token.type
            if kind == "text":
                if token.content:  # the second half of a ** is left empty
                    text.append(token.content)
            elif kind == "text_special":
                text.append(self._special(token, line))
            elif kind == "softbreak":
                text.append(" ")
                line += 1
            else:
                if text:
                    _add_text(result, "".join(text))
                    text.clear()
                if token.nesting > 0:
                    opened.append(token)
                    outer.append(result)
                    result = []
                elif token.nesting < 0:
                    inner, result = result, outer.pop()
                    _add_wrapper(result, self._wrap(opened.pop(), inner, line))
                else:
                    self._add_leaf(result, token, line)
                    line += kind == "hardbreak"
        if text:
            _add_text(result, "".join(text))
        return tuple(result)

    def _special(self, token: Token, line: int) -> str:
        """Return an escaped character, or what an entity stands for if text may hold it."""
        content = token.content
        if token.info != "entity" or not any(is_forbidden(c) or c in "\n\r" for c in content):
            return content
        self._notebook.error(
            line,
            "forbidden-character",
            f"“{token.markup}” stands for {visible(content)!r}, a character that no text may hold",
            "leave it out",
        )
        return "\ufffd"

    def _flat(self, tokens: list[Token], line: int) -> list[str]:
        """Return the texts of *tokens* without any formatting, for an image's text alternative."""
        parts: list[str] = []
        for token in tokens:
            if token.type in ("text", "code_inline"):
                parts.append(token.content)
            elif token.type == "text_special":
                parts.append(self._special(token, line))
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif token.type == "footnote_ref":
                parts.append(f"[^{token.meta['label']}]")
            elif token.children:
                parts.extend(self._flat(token.children, line))
        return parts

    def _wrap(self, opened: Token, inner: list[Inline], line: int) -> Inline:
        if opened.type == "em_open":
            return Emphasis(_without(inner, Emphasis))
        if opened.type == "strong_open":
            return Strong(_without(inner, Strong))
        return self._link(opened, tuple(inner), line)

    def _link(self, opened: Token, children: Inlines, line: int) -> Inline:
        target = str(opened.attrs.get("href", ""))
        if not children and target.startswith("#") and len(target) > 1:
            return Reference(target[1:], line=line)
        if not children:
            self._notebook.error(
                line,
                "link-empty",
                f"a link to “{target}” has no text",
                "write [text](target); only a reference to a section, [](#id), has none",
            )
            children = (Text(target),) if target else ()
        elif not target:
            self._notebook.error(line, "link-empty", "a link has no target", "write [text](target)")
        if _SLOT.match(plain_text(children)):
            self._notebook.error(
                line,
                "slot-in-link",
                f"slot used as link text: “[{plain_text(children)}]({target})”",
                "put a space or a word between the slot and the bracket, or name the link otherwise",
            )
        self._check_title(opened, line)
        return Link(children, target)

    def _check_title(self, token: Token, line: int) -> None:
        title = token.attrs.get("title")
        if title:
            self._notebook.warn(
                line, "link-title", f"“{title}” is not printed", "put it into the text"
            )

    def _add_leaf(self, result: list[Inline], token: Token, line: int) -> None:
        kind = token.type
        if kind == "hardbreak":
            result.append(LineBreak())
        elif kind == "code_inline":
            result.append(Code(token.content))
        elif kind == "image":
            self._check_title(token, line)
            source = str(token.attrs.get("src", ""))
            if not source:
                self._notebook.error(line, "image-empty", "an image has no source")
            result.append(Image(source, "".join(self._flat(token.children or [], line))))
        elif kind == "footnote_ref":
            label = token.meta["label"]
            result.append(self._find_footnote(label, line) or Text(f"[^{label}]"))
            _join_last(result)
        else:  # pragma: no cover - a new version of markdown-it
            raise AssertionError(f"unknown token {kind}")


def _add_text(result: list[Inline], text: str) -> None:
    """Append *text* to *result*, its holes as nodes, joined to the Text before it."""
    if FIRST_OF_HOLE in text:
        pieces = HOLE.split(text)  # text, number, text, number, … text
        if pieces[0]:
            _join_text(result, pieces[0])
        for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
            result.append(Hole(int(number)))
            if after:
                result.append(Text(after))
    else:
        _join_text(result, text)


def _join_text(result: list[Inline], text: str) -> None:
    if result and isinstance(before := result[-1], Text):
        result[-1] = Text(before.text + text)
    else:
        result.append(Text(text))


def _join_last(result: list[Inline]) -> None:
    """Join the last two of *result* if both are Text."""
    if len(result) > 1:
        before, last = result[-2:]
        if isinstance(last, Text) and isinstance(before, Text):
            result[-2:] = [Text(before.text + last.text)]


def _add_wrapper(result: list[Inline], wrapper: Inline) -> None:
    """Append a finished wrapper; emphasis right after emphasis of the same kind goes on in it."""
    before = result[-1] if result else None
    for kind in (Emphasis, Strong):
        if isinstance(wrapper, kind):
            if not wrapper.children:
                return
            if isinstance(before, kind):
                result[-1] = kind(_joined(before.children, wrapper.children))
                return
    result.append(wrapper)


def _joined(first: Inlines, second: Inlines) -> Inlines:
    result = list(first)
    for number, inline in enumerate(second):
        if number == 0 and isinstance(inline, Emphasis | Strong):
            _add_wrapper(result, inline)
        else:
            result.append(inline)
            if number == 0:
                _join_last(result)
    return tuple(result)


def _without(inner: list[Inline], kind: type[Emphasis] | type[Strong]) -> Inlines:
    """Return *inner* with the wrappers of *kind*, at any depth, replaced by what they hold."""
    if not any(isinstance(i, Emphasis | Strong | Link) for i in inner):
        return tuple(inner)
    result: list[Inline] = []
    for inline in inner:
        if isinstance(inline, kind):
            # Made by this reader, so it holds no other of its kind: no recursion.
            result[:] = _joined(tuple(result), inline.children)
        elif isinstance(inline, Emphasis | Strong):
            _add_wrapper(result, type(inline)(_without(list(inline.children), kind)))
        elif isinstance(inline, Link):
            result.append(Link(_without(list(inline.children), kind), inline.target))
        else:
            result.append(inline)
            _join_last(result)
    return tuple(result)
