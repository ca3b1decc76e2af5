"""What stands in a run (ECMA-376 Part 1, §17.3.3): text, breaks, symbols, marks of notes and fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from policygen.document.ooxml import Relation, W
from policygen.document.tree import Blank, Code, Footnote, LineBreak
from policygen.document.wordml import BLANK
from policygen.errors import is_forbidden, visible

from . import drawings
from .file import WordFile
from .flow import Flow
from .looks import Look
from .markup import COMPATIBILITY, MATH, Element, integer, val
from .spans import LOOSE, Wrap, is_in_remark
from .styles import Style
from .symbols import has_private, symbol

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Characters that need a second look: forbidden ones, and those that only a symbol font can show.
_ODD = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\uf000-\uf0ff]")
_NOTHING = frozenset(
    W + name
    for name in (
        "rPr", "lastRenderedPageBreak", "annotationRef", "separator", "continuationSeparator",
        "softHyphen", "pgNum", "dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong",
    )
)  # fmt: skip
ReadNote = Callable[[str, str], Footnote | None]


class RunReader:
    """Reads the runs of one story into *flow*. *read_note* gives a footnote or endnote by its id."""

    def __init__(
        self, file: WordFile, flow: Flow, relations: dict[str, Relation], read_note: ReadNote
    ) -> None:
        self.file = file
        self.flow = flow
        self._relations = relations
        self._read_note = read_note
        self.boxes: list[Element] = []
        self.after_mark = False
        self.letters = self.bold_letters = self.size = 0
        self.rule = False
        self._struck = False

    def begin_paragraph(self) -> None:
        """Forget what was counted in the paragraph before."""
        self.letters = self.bold_letters = self.size = 0
        self.rule = False

    def read(self, run: Element, style: Style, wraps: tuple[Wrap, ...]) -> None:
        """Read one run in a paragraph of the style *style*, inside *wraps*."""
        look = self.file.looks.look(run.find(f"{W}rPr"), style)
        text: list[str] = []
        for element in run:
            tag = element.tag
            if tag in (f"{W}t", f"{W}delText"):
                text.append(_letters(element))
            elif tag in (f"{W}tab", f"{W}ptab"):
                text.append("\t")
            elif tag == f"{W}noBreakHyphen":
                text.append("\u2011")
            elif tag == f"{W}sym":
                text.append(self._symbol(element))
            elif tag not in _NOTHING:
                self._text("".join(text), look, wraps)
                text = []
                self._other(element, look, wraps, style)
        self._text("".join(text), look, wraps)

    def _text(self, text: str, look: Look, wraps: tuple[Wrap, ...]) -> None:
        if not text:
            return
        if _ODD.search(text):
            text = self._plain(text, look)
        if look.hidden:
            if text.strip():
                self.file.notes.warn("hidden-text", "hidden text was left out", text)
            return
        if self.after_mark:
            self.after_mark = False
            text = text.removeprefix(" ") if self.file.own else text.lstrip()
        if look.struck and text.strip():
            self.file.notes.note("struck-through", "text is struck through in the file", text)
        count = len(text) - text.count(" ")
        if text.strip():
            self.letters += count
            self.bold_letters += count if look.bold else 0
            self.size = max(self.size, look.size)
        wraps = (*wraps, *look.wraps) if look.wraps else wraps
        if self.file.own and look.style == "remark" and not is_in_remark(wraps):
            wraps = (*wraps, LOOSE)
        if look.underlined and not text.strip() and ("\t" in text or len(text) > 2):
            self._blank(text, wraps)
        elif look.code:
            self.flow.add(wraps, Code(text))
        else:
            self.flow.add(wraps, text)

    def _blank(self, text: str, wraps: tuple[Wrap, ...]) -> None:
        """Add a line to write on; a long one that stands in several runs is one, but for our own."""
        before = self.flow.spans[-1].piece if self.flow.spans else None
        if self.file.own and not text.strip("\t"):
            for _ in range(max(1, len(text) // len(BLANK))):
                self.flow.add(wraps, Blank())
        elif not isinstance(before, Blank):
            self.flow.add(wraps, Blank())

    def _other(self, element: Element, look: Look, wraps: tuple[Wrap, ...], style: Style) -> None:
        tag = element.tag
        if tag in (f"{W}br", f"{W}cr"):
            # LibreOffice puts page breaks of ours into the text; in other files they part words.
            if not (self.file.own and val(element, "type") in ("page", "column")):
                self._break(look, wraps)
        elif tag == f"{W}fldChar":
            self._field(element)
        elif tag in (f"{W}instrText", f"{W}delInstrText"):
            self.flow.instruct(element.text or "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(element, wraps)
        elif tag in (f"{W}footnoteRef", f"{W}endnoteRef"):
            self.after_mark = True
        elif tag == f"{COMPATIBILITY}AlternateContent":
            branch = drawings.chosen(element)
            for inner in branch if branch is not None else ():
                self._other(inner, look, wraps, style)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(element, look, wraps)
        elif tag == f"{W}ruby":
            for inner in element.iterfind(f"{W}rubyBase/{W}r"):
                self.read(inner, style, wraps)
        elif str(tag).startswith(MATH):
            self.math(element, wraps)

    def _break(self, look: Look, wraps: tuple[Wrap, ...]) -> None:
        if not look.hidden:
            self.flow.add(wraps, LineBreak())

    def _field(self, element: Element) -> None:
        kind = val(element, "fldCharType")
        if kind == "begin":
            self.flow.begin(element)
        elif kind == "separate":
            self.flow.separate()
        elif kind == "end":
            self.flow.end()

    def _note(self, element: Element, wraps: tuple[Wrap, ...]) -> None:
        kind = "endnotes" if element.tag == f"{W}endnoteReference" else "footnotes"
        note = self._read_note(kind, val(element, "id"))
        if note is not None:
            self.flow.add(wraps, note)

    def _drawing(self, element: Element, look: Look, wraps: tuple[Wrap, ...]) -> None:
        if look.hidden:
            return
        self.rule = self.rule or drawings.is_line(element)
        for image in drawings.images(element, self._relations, self.file):
            self.flow.add(wraps, image)
        boxes = list(drawings.text_boxes(element))
        if boxes:
            self.boxes.extend(boxes)
            self.file.notes.note(
                "text-box", "a text box is read after the paragraph it is fixed to"
            )

    def math(self, element: Element, wraps: tuple[Wrap, ...]) -> None:
        """Read a formula as the characters in it."""
        text = "".join(t.text or "" for t in element.iter(f"{MATH}t"))
        if text:
            self.file.notes.warn("formula", "a formula is read as its characters", text)
            self.flow.add(wraps, text)

    def _symbol(self, element: Element) -> str:
        font = val(element, "font")
        code = integer(val(element, "char"), base=16)
        found = symbol(code, font)
        if not found:
            self.file.notes.warn(
                "symbol", f"a symbol of the font {font} was left out", f"U+{code:04X}"
            )
        return found

    def _plain(self, text: str, look: Look) -> str:
        """Return *text* without characters that no text may hold, and with symbols as Unicode has them."""
        result: list[str] = []
        for character in text:
            if is_forbidden(character):
                self.file.notes.warn(
                    "character", f"the character {visible(character)} was left out", text
                )
            elif has_private(character):
                found = symbol(ord(character), look.font)
                if not found:
                    self.file.notes.warn(
                        "symbol",
                        "a character of a symbol font was left out",
                        f"U+{ord(character):04X}",
                    )
                result.append(found)
            else:
                result.append(character)
        return "".join(result)


def _letters(element: Element) -> str:
    """Return the text of ``w:t``; space at its ends counts only where that is asked for (XML §2.10)."""
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", " ")
    return text
