"""Labels that somebody typed: "1.1", "(a)", "•" at the start of a paragraph, before a tab or a space."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from policygen.document.numbering import letters, roman
from policygen.document.tree import Emphasis, Inlines, Strong, Text
from policygen.document.walk import merge, plain_text, with_children

_BULLETS = "•·▪▫◦‣●○■□◆➢➤✓✔❖⁃∙*"
#: Signs that are bullets only before a tab or several spaces: dashes open sentences, "o" is a letter.
_DASHES = "-–—o§"
_TYPED = re.compile(
    rf"""[ \t\u00a0]*(?:
      (?P<bullet>[{re.escape(_BULLETS)}])[ \t\u00a0]+
    | (?P<dash>[{re.escape(_DASHES)}])(?:\t|[ \u00a0]{{2,}})
    | (?P<minus>[-–])[ \u00a0](?=\S)
    | (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}[.)]?)\t[ \t]*
    | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}[.)]?)[ \u00a0]+(?=["“‘'(\[A-Z])
    | (?P<single>\d{{1,3}}[.)])[ \u00a0]+(?=\S)
    | (?P<bracketed>\((?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}})\))[ \t\u00a0]+
    | (?P<letter>(?:[a-z]|[ivx]{{1,5}})[.)])[ \t\u00a0]+(?=\S)
    | (?P<capital>(?:[A-Z]|[IVX]{{1,5}})[.)])(?:\t|[ \u00a0]{{2,}})
    )""",
    re.VERBOSE,
)
_HEADING = re.compile(
    r"[ \t\u00a0]*(?P<label>(?:\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z])[.)]?)(?:\t[ \t]*|[ \u00a0]+)(?=\S)"
)
_ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)


class Typed(NamedTuple):
    """A label that was typed: as printed ("" for a bullet), its shape ("1.1." is ``n.n.``), its number.

    ``length`` is how many characters of the paragraph it takes, white space included. ``other`` is the
    number of a letter that may be a roman numeral, as the numeral's.
    """

    text: str
    shape: str
    value: int
    length: int
    other: int = 0

    @property
    def ordered(self) -> bool:
        """Say whether it is a number or a letter."""
        return bool(self.text)

    @property
    def depth(self) -> int:
        """The depth that the label itself tells: 2 for "1.1", else 0."""
        return self.shape.count("n") if "n.n" in self.shape else 0


def typed_label(text: str) -> Typed | None:
    """Return the label at the start of *text*; None where none was typed."""
    found = _TYPED.match(text)
    if found is None or found.end() >= len(text.rstrip()):
        return None
    kind = found.lastgroup or ""
    label = found[kind]
    if kind in ("bullet", "dash", "minus"):
        return Typed("", label, 0, found.end())
    return _made(label, found.end())


def heading_label(text: str) -> Typed | None:
    """Return the number at the start of a heading's *text*: there a space is enough after "1"."""
    found = _HEADING.match(text)
    if found is None:
        return None
    label = found["label"]
    if label.isalpha() and "\t" not in found[0]:  # "A policy"
        return None
    return _made(label, found.end())


def _made(label: str, length: int) -> Typed:
    core = label.strip("().")
    if core[0].isdigit():
        shape = label.replace(core, re.sub(r"\d+", "n", core))
        return Typed(label, shape, int(core.rpartition(".")[2]), length)
    capital = core.isupper()
    small = core.lower()
    letter = _number_of(small, letters) if len(set(small)) == 1 else 0
    numeral = _number_of(small, roman) if _ROMAN.fullmatch(small) else 0
    shape = label.replace(core, "A" if capital else "a")
    if letter:
        return Typed(label, shape, letter, length, numeral)
    return Typed(label, shape.replace("A", "I").replace("a", "i"), numeral, length)


def as_roman(label: Typed) -> Typed:
    """Return a letter that may be a numeral as the numeral."""
    return label._replace(
        shape=label.shape.replace("A", "I").replace("a", "i"), value=label.other, other=0
    )


def _number_of(text: str, spell: Callable[[int], str]) -> int:
    return next((n for n in range(1, 120) if spell(n) == text), 0)


def without(children: Inlines, length: int) -> Inlines:
    """Return *children* without their first *length* characters."""
    result = []
    for inline in children:
        if length > 0 and isinstance(inline, Text):
            taken = min(length, len(inline.text))
            length -= taken
            inline = Text(inline.text[taken:])
        elif length > 0 and isinstance(inline, Strong | Emphasis):
            taken = min(length, len(plain_text((inline,))))
            inline = with_children(inline, without(inline.children, taken))
            length -= taken
        result.append(inline)
    return merge(result)


def opening(children: Inlines) -> str:
    """Return the text at the start of *children*, as far as a label may be typed in it."""
    parts: list[str] = []
    for inline in children:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, Strong | Emphasis):
            inner = opening(inline.children)
            parts.append(inner)
            if inner != plain_text(inline.children):
                break
        else:
            parts.append("\ufffc")
            break
    return "".join(parts)
