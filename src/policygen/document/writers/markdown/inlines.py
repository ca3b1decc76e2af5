"""Inlines to a line of Markdown, in either dialect: emphasis that is read back as it was meant.

CommonMark's rules for ``*`` and ``_`` (§6.2) look at the characters on both sides. Where those would
keep a delimiter from opening or closing, the character outside is written as an entity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...tree import Code, Image, Inline, LineBreak, Link, Strong, Text, Value
from .escaping import (
    LINE_BREAK,
    Dialect,
    autolink,
    code_span,
    cut_bare_link,
    encode_first,
    encode_last,
    escape_text,
    is_open,
    is_plain,
    keep_ends,
    link_target,
)
from .parts import Expand, Part, Wrapper, parts_of_line


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inlines in *dialect*; *expand* says what an inline that Markdown lacks is written as."""

    dialect: Dialect
    expand: Expand
    #: What the target of a link, and the source of a picture, is written as.
    target: Callable[[str], str] = str
    source: Callable[[str], str] = str

    def paragraph(self, inlines: Sequence[Inline | str]) -> str:
        """Return *inlines* with their line breaks; none stands at the end, where it would be text."""
        text = self._write(parts_of_line(inlines, self.expand, breaks=True))
        while text.endswith(LINE_BREAK):
            text = text[: -len(LINE_BREAK)]
        return text

    def single_line(self, inlines: Sequence[Inline | str]) -> str:
        """Return *inlines* on one line (a heading, a term, a cell), where a line break is a space."""
        return keep_ends(self._write(parts_of_line(inlines, self.expand, breaks=False)))

    def cell(self, inlines: Sequence[Inline | str]) -> str:
        """Return *inlines* as the cell of a pipe table (GFM §4.10)."""
        if len(inlines) == 1 and isinstance(only := inlines[0], Text | Value):
            return plain_cell(only.text, self.dialect)
        return self.single_line(inlines).replace("|", "\\|")

    def _write(
        self, parts: list[Part], strong: bool = False, link: bool = False, after: str = ""
    ) -> str:
        """Return *parts*; *strong*, *link*: they stand inside such; *after*: what markup follows."""
        line = _Line(self.dialect)
        for number, part in enumerate(parts):
            if isinstance(part, Text):
                line.add_text(escape_text(part.text, self.dialect, link))
            elif isinstance(part, LineBreak):
                line.add_markup(LINE_BREAK)
            elif isinstance(part, Code):
                line.add_markup(code_span(part.text))
            elif isinstance(part, Image):
                alt = escape_text(part.alt.replace("\n", " "), self.dialect, True)
                line.add_markup(f"![{alt}]({link_target(self.source(part.source))})")
            elif isinstance(part, str):
                line.add_markup(part)
            elif part.kind is Link:
                line.add_markup(self._link(part, strong))
            else:
                beside = parts[max(number - 1, 0) : number + 2]
                self._emphasis(line, part, strong, link, beside)
        return line.finished(after)

    def _link(self, part: Wrapper, strong: bool) -> str:
        target = self.target(part.target)
        if len(part.parts) == 1 and isinstance(only := part.parts[0], Text):
            short = autolink(only.text, target)
            if short:
                return short
        return f"[{self._write(part.parts, strong, True)}]({link_target(target)})"

    def _emphasis(
        self, line: _Line, part: Wrapper, strong: bool, link: bool, beside: list[Part]
    ) -> None:
        """Add emphasis; ``_`` where a star would stand too near to other stars."""
        is_strong = part.kind is Strong
        inner = self._write(part.parts, strong or is_strong, link, "**")
        while inner.startswith(LINE_BREAK):  # a delimiter must not touch white space
            line.add_markup(LINE_BREAK)
            inner = inner[len(LINE_BREAK) :]
        breaks = 0
        while inner.endswith(LINE_BREAK):
            breaks += 1
            inner = inner[: -len(LINE_BREAK)]
        if inner:
            crowded = (
                strong
                or "*" in inner
                or any(isinstance(p, Wrapper) and p.kind is Strong for p in beside)
            )
            delimiter = "**" if is_strong else "_" if crowded else "*"
            line.add_emphasis(delimiter, keep_ends(inner))
        for _ in range(breaks):
            line.add_markup(LINE_BREAK)


@lru_cache(maxsize=4096)
def plain_cell(text: str, dialect: Dialect) -> str:
    """Return the cell of one text; many tables have the same labels."""
    writer = InlineWriter(dialect, lambda inline: ())
    return writer.single_line((Text(text),)).replace("|", "\\|")


class _Line:
    """A line as it grows: knows its last character, and what the next one must be."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._pieces: list[str] = []
        self._ends_in_text = False
        self._after_markup = ""
        self._needs_open = False

    def add_text(self, escaped: str) -> None:
        if self._needs_open and not is_open(escaped[0]):
            escaped = encode_first(escaped)
        if escaped[0] == "(" and self._after_markup.endswith("]"):
            escaped = "\\" + escaped  # §6.3: the brackets before would be a link's text
        self._pieces.append(escaped)
        self._ends_in_text, self._needs_open, self._after_markup = True, False, ""

    def add_markup(self, markup: str) -> None:
        self._finish_text(markup)
        self._pieces.append(markup)
        self._ends_in_text, self._needs_open, self._after_markup = False, False, markup

    def add_emphasis(self, delimiter: str, inner: str) -> None:
        """Append *inner* between delimiters that can open and close there (§6.2)."""
        self._finish_text(delimiter)
        intraword = delimiter != "_"
        if self._pieces and not (intraword and is_plain(inner[0])):
            last = self._pieces[-1]
            if not is_open(last[-1]):
                self._pieces[-1] = encode_last(last)
        self._pieces.append(f"{delimiter}{inner}{delimiter}")
        self._ends_in_text, self._after_markup = False, delimiter
        self._needs_open = not (intraword and is_plain(inner[-1]))

    def finished(self, following: str) -> str:
        """Return the line; markup (*following*) or white space comes after it."""
        self._finish_text(following)
        return "".join(self._pieces)

    def _finish_text(self, following: str) -> None:
        """Make the text at the end safe before the markup *following*."""
        if not self._ends_in_text:
            return
        last = self._pieces[-1]
        if following.startswith("[") and last.endswith(("!", "^")):
            last = f"{last[:-1]}\\{last[-1]}"  # §6.4: no image; elsewhere ^[ is a footnote
        if self._dialect.bare_links and following:
            last = cut_bare_link(last)
        self._pieces[-1] = last
