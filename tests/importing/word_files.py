"""Word files as two kinds of people make them, out of the policies in ``policies/``.

A line of such a file is a word and a text: ``title``, ``h1`` and ``h2``, ``p``, ``bullet`` and ``bullet2``
(a bullet inside), ``num``, ``clause``, ``letter``, and ``row`` with cells between ``|``. Behind the word of
headings, ``num``, ``clause`` and ``letter`` stands the label. ``*`` and ``**`` are italics and bold. ``toc`` is the contents,
``school`` the school whose policy it was. What a draft prints otherwise stands behind ``=>``.

The *careful* hand uses Word's headings, lists and numbers. The *typing* hand types every number and
bullet, makes headings bold, and lets Word cut a slot into runs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_LABELLED = ("h1", "h2", "num", "clause", "letter")
_STARS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")
#: Kind -> (list, level) in the lists of the careful hand.
_LEVELS = {"h1": ("heads", 0), "h2": ("heads", 1), "clause": ("heads", 1), "num": ("numbers", 0)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a policy: its kind, its label and text, and how a draft prints it."""

    kind: str
    label: str
    text: str
    printed: str


def policy(path: Path) -> tuple[str, list[Line]]:
    """Return the school of a policy file, ``""`` when it is a model, and its lines."""
    school, lines = "", []
    for raw in path.read_text(encoding="utf-8").split("\n"):
        kind, _, rest = raw.partition(" ")
        if kind == "school":
            school = rest
        elif kind and kind != "#":
            text, _, printed = rest.partition(" => ")
            label = ""
            if kind in _LABELLED and re.match(r"[\da-z.]+[.)]|\d+\.\d+", text):
                label, _, text = text.partition(" ")
            shown = printed or text
            lines.append(Line(kind, label, text, f"{label} {shown}".strip()))
    return school, lines


def expected(lines: list[Line]) -> list[str]:
    """Return the lines of the text form of a draft (see :mod:`policygen.document.plain`)."""
    found = []
    for line in lines:
        if line.kind == "toc":
            found += ["Contents", *(one.printed for one in lines if one.kind in ("h1", "h2"))]
            continue
        text = _STARS.sub(lambda m: m.group(1) or m.group(2), line.printed)
        if line.kind == "row":
            cells = [" ".join(cell.split()) for cell in text.split("|")]
            text = " | ".join(cell for cell in cells if cell)
        found.append(text)
    return found


def careful(lines: list[Line]) -> bytes:
    """Return the policy as somebody makes it who knows Word."""
    document = docx.Document()
    lists = _Lists(document)
    for line in lines:
        if line.kind in ("title", "h1", "h2"):
            style = "Title" if line.kind == "title" else f"Heading {line.kind[1]}"
            paragraph = document.add_paragraph(line.text, style=style)
            if line.label:
                lists.put(paragraph, *_LEVELS[line.kind])
        elif line.kind in ("p", "toc", "row"):
            _common(document, line, lines)
        else:
            paragraph = document.add_paragraph(style="List Paragraph")
            _runs(paragraph, line.text)
            if line.kind == "letter":
                lists.letter(paragraph, line.label == "a)")
            elif line.kind.startswith("bullet"):
                lists.put(paragraph, "bullets", len(line.kind) - 6)
            else:
                lists.put(paragraph, *_LEVELS[line.kind])
    return _saved(document)


def typing(lines: list[Line]) -> bytes:
    """Return the policy as somebody makes it who types."""
    document = docx.Document()
    for line in lines:
        if line.kind in ("title", "h1", "h2"):
            text = f"{line.label}\t{line.text}" if line.label else line.text
            document.add_paragraph().add_run(text).bold = True
        elif line.kind in ("p", "toc", "row"):
            _common(document, line, lines, cut=True)
        else:
            paragraph = document.add_paragraph()
            _runs(paragraph, f"{line.label or '•'}\t{line.text}", cut=True)
    return _saved(document)


def _common(document: Any, line: Line, lines: list[Line], *, cut: bool = False) -> None:
    """Add what both hands make in the same way: paragraphs, typed contents, rows of tables."""
    if line.kind == "p":
        _runs(document.add_paragraph(), line.text, cut=cut)
    elif line.kind == "toc":
        document.add_paragraph("Contents")
        for one in lines:
            if one.kind in ("h1", "h2"):
                document.add_paragraph(f"{one.label} {one.text}".strip() + "\t2")
    else:
        before = lines[lines.index(line) - 1]
        cells = line.text.split("|")
        if before.kind != "row":
            document.add_table(rows=0, cols=len(cells))
        row = document.tables[-1].add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            _runs(cell.paragraphs[0], text.strip())


def _runs(paragraph: Any, text: str, *, cut: bool = False) -> None:
    for part, bold, italic in _parts(text):
        pieces = re.split(r"(?<=\[ins)|(?<= na)(?=me)", part) if cut else [part]
        for piece in pieces:
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold or None, italic or None


def _parts(text: str) -> Iterator[tuple[str, bool, bool]]:
    position = 0
    for match in _STARS.finditer(text):
        yield text[position : match.start()], False, False
        yield match.group(1) or match.group(2), bool(match.group(1)), bool(match.group(2))
        position = match.end()
    yield text[position:], False, False


class _Lists:
    """Word's numbering definitions of one document (ECMA-376 §17.9)."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        self._ids = {
            "heads": self._list([("decimal", "%1."), ("decimal", "%1.%2")]),
            "numbers": self._list([("decimal", "%1.")]),
            "bullets": self._list([("bullet", "•"), ("bullet", "–")]),
        }
        self._letters = self._abstract([("lowerLetter", "%1)")])
        self._letter = ""

    def put(self, paragraph: Any, name: str, level: int) -> None:
        """Make *paragraph* an item of the list *name*."""
        self._number(paragraph, self._ids[name], level)

    def letter(self, paragraph: Any, first: bool) -> None:
        """Make *paragraph* an item of a list of letters, which begins again where it is the *first*."""
        self._letter = self._num(self._letters, restart=True) if first else self._letter
        self._number(paragraph, self._letter, 0)

    def _list(self, levels: list[tuple[str, str]]) -> str:
        return self._num(self._abstract(levels))

    def _abstract(self, levels: list[tuple[str, str]]) -> str:
        name = str(100 + len(self._root))
        abstract = _element("w:abstractNum", abstractNumId=name)
        for level, (number_format, text) in enumerate(levels):
            made = _element("w:lvl", ilvl=str(level))
            made.append(_element("w:start", val="1"))
            made.append(_element("w:numFmt", val=number_format))
            made.append(_element("w:lvlText", val=text))
            abstract.append(made)
        self._root.insert(0, abstract)
        return name

    def _num(self, abstract: str, *, restart: bool = False) -> str:
        name = str(500 + len(self._root))
        num = _element("w:num", numId=name)
        num.append(_element("w:abstractNumId", val=abstract))
        if restart:
            override = _element("w:lvlOverride", ilvl="0")
            override.append(_element("w:startOverride", val="1"))
            num.append(override)
        self._root.append(num)
        return name

    @staticmethod
    def _number(paragraph: Any, number: str, level: int) -> None:
        properties = _element("w:numPr")
        properties.append(_element("w:ilvl", val=str(level)))
        properties.append(_element("w:numId", val=number))
        paragraph._p.get_or_add_pPr().append(properties)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
