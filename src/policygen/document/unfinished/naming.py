"""What a slot asks for, out of the words it asks with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .words import ASKING, FREQUENCIES, WHO

_ASKED = re.compile(rf"\s*(?:{WHO})?(?:{ASKING})\b[\s:–-]*", re.IGNORECASE)
_FILLERS = re.compile(
    r"\s*(?:here|in\s+here|below|as\s+(?:appropriate|applicable|necessary|required)"
    r"|(?:and\s+)?(?:delete|amend)\s+as\s+(?:appropriate|applicable))\s*[.:]?\s*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:your|the|an?|its)\s+(?:own\s+)?(?=\S)", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"[,;:(–-]?\s*(?:\be\.g\.,?|\beg\b[.,:]?|\bfor example,?|\bsuch as\b)\s*", re.IGNORECASE
)
_DATE = re.compile(
    r"[dmy]+\s*[/.-]\s*[dmy]+(?:\s*[/.-]\s*[dmy]+)?|day\W+month\W+year|month\W+year", re.IGNORECASE
)
_CODE = re.compile(
    r"[A-Z0-9]+(?:_[A-Z0-9]+)+|[a-z0-9]+(?:_[a-z0-9]+)+|\.?[A-Za-z]+(?:[A-Z][a-z0-9]*)+"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.\s]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """``name``: what is asked for. ``verb``: whether it is asked for in so many words."""

    name: str
    example: str = ""
    verb: bool = False


def asked(inside: str) -> Asked:
    """Return what the words *inside* the brackets of a slot ask for."""
    words = " ".join(inside.split())
    match = _ASKED.match(words)
    rest = words[match.end() :] if match else words
    rest, example = _split_example(rest)
    name = _named(rest)
    return Asked(name, example or _default(rest), bool(match))


def _split_example(words: str) -> tuple[str, str]:
    match = _EXAMPLE.search(words)
    if not match or not words[: match.start()].strip():
        return words, ""
    example = words[match.end() :].strip()
    if match.group().lstrip().startswith("("):
        example = example.removesuffix(")")
    return words[: match.start()].strip(), example.strip()


def _default(words: str) -> str:
    return words if words.casefold() in FREQUENCIES else ""


def _named(words: str) -> str:
    """Return the *words* of a slot without those that ask for nothing: "your", "here"."""
    bare = _FILLERS.sub("", words).strip(" \t:.;,–-")
    if bare.casefold() in FREQUENCIES:
        return "time period"
    if _DATE.fullmatch(bare):
        return "date"
    bare = _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare
    return spelled_out(bare) if _CODE.fullmatch(bare) else bare


def spelled_out(code: str) -> str:
    """Return the words of a name written as programs write it: ``companyShortName``, ``OWNER_ROLE``."""
    parts = [part for part in _HUMP.split(code.strip(" .")) if part]
    return " ".join(part if part.isupper() and len(part) <= 3 else part.lower() for part in parts)
