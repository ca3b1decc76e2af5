"""Headings and the document's title, with their attributes."""

from __future__ import annotations

from markdown_it.token import Token

from ....errors import did_you_mean
from ...tree import Heading, Inline, Inlines, LineBreak, Text, Title
from ...walk import map_inline
from . import strays
from .attributes import SAFE_ID, Attributes, split_attributes
from .inlines import InlineReader
from .problems import Marks, Notebook

MAX_LEVEL = 5
_OWN_CLASSES = ("title", "unnumbered")


class HeadingReader:
    """Reads the headings of one text; knows which ids there are and whether there is a title yet."""

    def __init__(self, notebook: Notebook, inlines: InlineReader) -> None:
        self._notebook = notebook
        self._inlines = inlines

    def read(self, opened: Token, inline: Token) -> Heading | Title | None:
        """Return the heading of the tokens *opened* and *inline*; None if it is empty."""
        line = opened.map[0] + 1 if opened.map else 0
        level = int(opened.tag[1])
        attributes = None
        if opened.markup.startswith("#"):
            content, attributes = split_attributes(inline.content)
            children = self._inlines.read(content, line)
        else:
            strays.check_attributes(inline.content, line, self._notebook)
            children = self._without_breaks(inline.content, line)
        self._check(line, level, bool(children))
        attributes = attributes or Attributes()
        self._check_attributes(attributes, line)
        if not children:
            return None
        classes = attributes.classes
        if "title" in classes:
            self._check_title(attributes, line, level)
            return Title(children, line=line)
        return Heading(
            min(level, MAX_LEVEL),
            children,
            self._id(attributes, line),
            numbered="unnumbered" not in classes,
            line=line,
        )

    def _without_breaks(self, content: str, line: int) -> Inlines:
        """Return the inlines of an underlined heading, the only kind that can hold line breaks."""
        children = self._inlines.read(content, line)
        unbroken = map_inline(children, _without_break)
        if unbroken is not children:
            self._notebook.warn(
                line, "heading-break", "a line break in a heading is printed as a space"
            )
        return unbroken

    def _check(self, line: int, level: int, filled: bool) -> None:
        if not filled:
            self._notebook.error(line, "heading-empty", "a heading has no text")
        if level > MAX_LEVEL:
            self._notebook.error(
                line,
                "heading-level",
                f"a heading of level {level}: there are five levels",
                "use fewer #",
            )

    def _check_attributes(self, attributes: Attributes, line: int) -> None:
        column = self._notebook.line(line).rfind("{") + 1
        for wrong in attributes.wrong:
            self._notebook.error(
                line,
                "attribute",
                f"“{wrong}” is not an attribute",
                'write {#id .class key=value key="some words"}, each once',
                column,
            )
        for extra in attributes.ids[1:]:
            self._notebook.error(
                line, "attribute", f"a second id, “{extra}”", "a heading has one id", column
            )
        others = tuple(c for c in attributes.classes if c not in _OWN_CLASSES)
        if others or attributes.pairs:
            self._notebook.marks[line] = Marks(others, attributes.pairs)

    def _id(self, attributes: Attributes, line: int) -> str:
        if not attributes.ids:
            return ""
        name = attributes.ids[0]
        column = self._notebook.line(line).rfind("#" + name) + 1
        if not SAFE_ID.fullmatch(name):
            self._notebook.error(
                line,
                "heading-id",
                f"“{name}” cannot be an id",
                "an id is a letter, then letters, digits, hyphens and underscores",
                column,
            )
            return ""
        return name

    def _check_title(self, attributes: Attributes, line: int, level: int) -> None:
        if level != 1:
            self._notebook.error(
                line,
                "title-level",
                "the title is a heading of level 1",
                "begin the line with one #",
            )
        if attributes.ids or "unnumbered" in attributes.classes:
            self._notebook.warn(
                line, "title-attributes", "the title has neither an id nor a number to leave out"
            )


def unknown_class(name: str, known: tuple[str, ...] = ()) -> str:
    """Return the hint for the unknown heading class *name*; *known* are the caller's own classes."""
    return did_you_mean(
        name, (*_OWN_CLASSES, *known), "the classes are " + ", ".join((*_OWN_CLASSES, *known))
    )


def _without_break(inline: Inline) -> tuple[Inline, ...]:
    return (Text(" "),) if isinstance(inline, LineBreak) else (inline,)
