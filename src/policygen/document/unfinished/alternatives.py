"""Alternatives in running text: "Headteacher/Principal", and those before "[delete as appropriate]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Span, Unfinished

#: Words that stand beside each other only where nobody has chosen yet.
_PAIRS = (
    ("headteacher", "head teacher", "head", "principal", "executive headteacher", "head of school"),
    ("pupil", "student"),
    ("pupils", "students"),
    (
        "governing body",
        "governing board",
        "board of directors",
        "board of governors",
        "trust board",
        "board of trustees",
        "local governing body",
        "governors sub committee",
        "trustees",
    ),
    ("school", "academy", "college", "setting"),
    ("primary", "secondary"),
    ("chair of governors", "chair of trustees", "chair of the management committee", "proprietor"),
)
_KNOWN = sorted({term for pair in _PAIRS for term in pair}, key=lambda term: (-len(term), term))
_TERM = "(?:" + "|".join(term.replace(" ", r"\s+") for term in _KNOWN) + ")"
_UNCHOSEN = re.compile(rf"(?<![\w/]){_TERM}(?:\s?/\s?{_TERM}){{1,5}}(?![\w/])", re.IGNORECASE)
_STOP_WORDS = """
    a an the to by is are was with from for in on at and or that this
    will must should may can our your their has have be as if
"""
_STOPS = frozenset(_STOP_WORDS.split())
_SLASH = re.compile(r"\s?/\s?")


def unchosen(text: str) -> Iterator[Unfinished]:
    """Yield known terms with a slash between them, which finished text has too: never sure."""
    if "/" not in text:
        return
    for match in _UNCHOSEN.finditer(text):
        options = tuple(" ".join(part.split()) for part in _SLASH.split(match.group()))
        if terms_of_a_kind(options):
            yield Unfinished("choice", *match.span(), match.group(), choices=options, sure=False)


def terms_of_a_kind(options: tuple[str, ...]) -> bool:
    """Say whether *options* are different words for one thing, such as headteacher and principal."""
    folded = {option.casefold() for option in options}
    return len(folded) > 1 and any(folded <= set(pair) for pair in _PAIRS)


def before(text: str, stop: int) -> Span | None:
    """Return where the alternatives stand that end at *stop*, just before "delete as appropriate"."""
    end = len(text[:stop].rstrip(" *"))
    begin = max((text.rfind(mark, 0, end) for mark in ".;:!?()[]\n"), default=-1) + 1
    piece = text[begin:end]
    slash = piece.find("/", max(0, piece.rfind(",")))
    if slash < 0:
        slash = piece.find("/")
    if slash < 0:
        return None
    width = max(1, len(re.split(r"\s?/\s?", piece[slash + 1 :].strip())[0].split()))
    words = list(re.finditer(r"\S+", piece[:slash]))
    chosen = len(words)
    while chosen > 0:
        word = words[chosen - 1].group().strip("'\"“‘*")
        joined = "of" in (word, words[chosen].group() if chosen < len(words) else "")
        if len(words) - chosen >= width and not joined:
            break
        if word.endswith(",") or word.casefold() in _STOPS:
            break
        chosen -= 1
    chosen = min(chosen, len(words) - 1) if words else 0
    return (begin + (words[chosen].start() if words else 0), end)
