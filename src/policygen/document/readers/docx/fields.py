"""Fields (ECMA-376 Part 1, §17.16): what an instruction asks for, and what it becomes in the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from .spans import Span

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|“([^”]*)”|(\S+)')
_PROMPTS = ("FILLIN", "ASK")
_NAMED = ("DOCPROPERTY", "MERGEFIELD", "DOCVARIABLE", "ADDRESSBLOCK", "GREETINGLINE")
_DROPPED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "XE", "TC", "TA", "RD", "SET")
_CONTENTS = ("TOC", "INDEX", "TOA", "BIBLIOGRAPHY")
#: Fields whose result is text like any other.
_PLAIN = (
    "SEQ", "NOTEREF", "STYLEREF", "QUOTE", "AUTHOR", "TITLE", "SUBJECT", "COMMENTS", "KEYWORDS",
    "FILENAME", "INFO", "EDITTIME", "LASTSAVEDBY", "REVNUM", "NUMWORDS", "NUMCHARS", "FILESIZE", "USERNAME",
    "USERINITIALS", "USERADDRESS", "TEMPLATE", "CITATION", "SYMBOL", "EQ", "ADVANCE", "INCLUDETEXT",
    "FORMDROPDOWN",
)  # fmt: skip
_CHANGING = ("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE")


class Fate(Enum):
    """What becomes of a field."""

    PLAIN = 1
    DROPPED = 2
    CONTENTS = 3
    SLOT = 4
    LINK = 5
    REFERENCE = 6
    TEXT_BOX = 7
    CHECK_BOX = 8
    CHANGING = 9
    UNKNOWN = 10


@dataclass(slots=True)
class Frame:
    """A field that is open: its instruction so far, then its result so far."""

    instruction: str = ""
    in_result: bool = False
    spans: list[Span] = field(default_factory=list)
    meaning: Meaning | None = None
    checked: bool = False
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an instruction asks for. ``argument`` is a slot's wording, a target, or a bookmark."""

    fate: Fate
    name: str
    argument: str = ""


def meaning_of(instruction: str) -> Meaning:
    """Return what *instruction* asks for."""
    tokens = [a or b or c for a, b, c in _TOKEN.findall(instruction)]
    if not tokens:
        return Meaning(Fate.UNKNOWN, "")
    name, arguments = tokens[0].upper(), tokens[1:]
    first = next((a for a in arguments if not a.startswith("\\")), "")
    if name in _DROPPED:
        return Meaning(Fate.DROPPED, name)
    if name in _CONTENTS:
        return Meaning(Fate.CONTENTS, name)
    if name in _NAMED:
        return Meaning(Fate.SLOT, name, f"[insert {readable(first) or name.lower()}]")
    if name in _PROMPTS:
        wanted = arguments[1] if name == "ASK" and len(arguments) > 1 else first
        return Meaning(Fate.SLOT, name, prompt(wanted))
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        shown = instruction.split(None, 2)[2:]
        return Meaning(Fate.SLOT, name, prompt(shown[0].strip() if shown else ""))
    if name == "HYPERLINK":
        return Meaning(Fate.LINK, name, _hyperlink(arguments))
    if name == "REF":
        return Meaning(Fate.REFERENCE, name, first)
    return Meaning(_OTHERS.get(name, Fate.UNKNOWN), name, first)


_OTHERS = {
    **dict.fromkeys(_PLAIN, Fate.PLAIN),
    **dict.fromkeys(_CHANGING, Fate.CHANGING),
    "FORMTEXT": Fate.TEXT_BOX,
    "FORMCHECKBOX": Fate.CHECK_BOX,
}


def _hyperlink(arguments: list[str]) -> str:
    target, anchor = "", ""
    rest = iter(arguments)
    for argument in rest:
        if argument == "\\l":
            anchor = next(rest, "")
        elif argument in ("\\o", "\\t"):
            next(rest, "")
        elif not argument.startswith("\\") and not target:
            target = argument.replace("\\\\", "\\")
    return f"{target}#{anchor}" if anchor else target


def readable(name: str) -> str:
    """Return the name of a property or merge field as words: ``School_Name`` and ``SchoolName``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("_", " "))
    return " ".join(spaced.split())


def prompt(text: str) -> str:
    """Return the wording of a slot whose prompt is *text*: brackets stand around it once."""
    text = " ".join(text.split())
    if not text:
        return "[insert text]"
    if text[0] in "[<{" and text[-1] in "]>}":
        return f"[{text[1:-1].strip() or 'insert text'}]"
    return f"[{text}]"
