"""Sentences that speak to who adapts the text: banners of a whole document and drafting notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Span, Unfinished
from .naming import asked
from .words import ASKING, WHO, names_something

_BANNER = re.compile(
    r"\bthis\s+(?:document\s+)?(?:is|has\s+been\s+(?:written|provided|designed)\s+as)\s+(?:only\s+)?an?\s+"
    r"(?:\w+\s+)?(?:pro[ -]?forma|model|template|sample|specimen|exemplar|example)\b(?:\s+\w+){0,4}"
    r"[^.]{0,60}?\b(?:should|must|needs?\s+to|may|can|to)\s+be\s+(?:\w+\s+)?"
    r"(?:amended|adapted|edited|customised|personalised|completed|tailored|altered|changed)"
    r"|\bthis\s+(?:model|template|pro[ -]?forma|sample|specimen)\s+(?:\w+\s+)?(?:policy|document|procedure|text)?\s*"
    r"(?:should|must|needs?\s+to)\s+be\s+(?:\w+\s+)?(?:amended|adapted|edited|customised|personalised|completed|tailored|altered)"
    r"|\b(?:delete|remove)\s+(?:this\s+(?:page|box|banner|guidance|section|text|note)|all\s+(?:guidance|notes?|instructions))"
    r"[^.]{0,40}\b(?:before|when|once|prior)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\W*(?:pro[ -]?forma|template|specimen|sample)\s+(?:policy|document)\b\W*\Z", re.IGNORECASE
)
_CODE_OF_TEXT = re.compile(
    r"\b(?:text|wording|words|sections?|passages?|items?|details|anything|parts|paragraphs)\s+(?:\w+\s+){0,3}?"
    r"(?:in|highlighted(?:\s+in)?|shaded(?:\s+in)?|marked(?:\s+in)?)\s+(?:\w+\s+){0,2}?"
    r"(?:italics?|yellow|red|blue|green|gr[ea]y|bold|brackets|square\s+brackets|highlight(?:ed|ing)?)\b"
    r"[^.]{0,120}?\b(?:should|must|needs?|represents?|are|is|require|indicates?|delete|amend)\b",
    re.IGNORECASE,
)
#: Beginnings of words one of which a banner has, and one of which the code of a text has: most paragraphs
#: have none of them, and need not be searched.
_IN_BANNERS = [
    "amend",
    "adapt",
    "edit",
    "customis",
    "personalis",
    "complet",
    "tailor",
    "alter",
    "chang",
    "delete",
    "remove",
]
_IN_CODES = [
    "italic",
    "yellow",
    "red",
    "blue",
    "green",
    "gray",
    "grey",
    "bold",
    "bracket",
    "highlight",
]
_ADVICE = re.compile(
    rf"\s*(?:you\s+(?:may|might)\s+(?:also\s+)?(?:wish|want|like|choose)\s+to\s+(?:state|include|add|insert|amend|adapt|refer|set\s+out|consider|list|give|explain|describe|attach|specify|delete|use)\b"
    rf"|(?:drafting|guidance)\s+notes?\b\s*[:–-]|note\s+to\s+(?:schools?|author|editor|user|academies|settings)\b|n\.?b\.?\s*[:–-]?\s+(?:schools?|delete|amend|this\s+(?:section|policy|template))\b"
    r"|please\s+(?:(?:insert|amend|adapt|customise|tailor)\b|add\s+your\b|(?:delete|remove)\s+(?:this|these|as|if|where)\b)"
    rf"|(?:{WHO})(?:insert|amend|adapt|add\s+(?:to\s+)?(?:this|their|the)|delete|customise|list\s+(?:here|their)|complete\s+this)\b"
    rf"|delete\s+this\s+(?:section|paragraph|row|table|line|sentence|note|page)\b)",
    re.IGNORECASE,
)
#: "Insert the contact details of …", but not "Insert the card into the reader".
_IMPERATIVE = re.compile(
    r"\s*(?:please\s+)?insert\s+(?!.{0,60}\b(?:into|onto|in|until|firmly)\b)"
    r"([^.,;:(]{0,60}?)(?=\s+(?:of|for|from|about|here|listed|and)\b|[.,;:(]|\Z)",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\s*delete\s+this\s+\w+\s+(?:if|unless|where)\b", re.IGNORECASE)
_ERROR = re.compile(
    r"Error!\s+(?:Reference source not found|Bookmark not defined|No text of specified style in document)\.?"
)
_PROMPT = re.compile(
    r"Click (?:or tap )?(?:here )?to (?:enter|add|insert) (?:a date|text|an? \w+)\.?|Choose an item\.?|Click here to enter text\.?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\s*(?:{ASKING}\s+.{{2,60}}|names?\s+of\s+(?:the\s+|your\s+)?(?:school|academy|setting|trust)|your\s+school(?:['’]s)?\s+name(?:\s+here)?)\s*\Z",
    re.IGNORECASE,
)


def _banner(text: str) -> re.Match[str] | None:
    folded = text.casefold()
    found = _TITLE.match(text)
    if found is None and any(word in folded for word in _IN_BANNERS):
        found = _BANNER.search(text)
    if found is None and any(word in folded for word in _IN_CODES):
        found = _CODE_OF_TEXT.search(text)
    return found


def whole(text: str) -> Iterator[Unfinished]:
    """Yield what the whole paragraph *text* is: a banner, a note, a slot without brackets."""
    if match := _banner(text):
        start, stop = _sentence(text, *match.span())
        yield Unfinished("banner", start, stop, text[start:stop], text[start:stop])
        return
    if _CONDITIONAL.match(text):
        yield Unfinished("condition", *_trimmed(text), text.strip(), text.strip())
    elif _ADVICE.match(text):
        yield Unfinished(
            "note",
            *_trimmed(text),
            text.strip(),
            text.strip(),
            sure=not re.match(r"\s*(?:you|please)\b", text, re.IGNORECASE),
        )
    elif (
        (insert := _IMPERATIVE.match(text))
        and len(text.split()) > 6
        and names_something(insert.group(1))
    ):
        yield Unfinished("note", *_trimmed(text), text.strip(), text.strip(), sure=False)


def bare(text: str, emphasised: tuple[Span, ...]) -> Iterator[Unfinished]:
    """Yield slots without brackets: a prompt of Word, "Insert title" alone or in italics."""
    for match in (*_PROMPT.finditer(text), *_ERROR.finditer(text)):
        name = "cross-reference" if match.group()[0] in "Ee" else asked(match.group()).name
        yield Unfinished("slot", *match.span(), match.group(), name)
    spans = {*((start, stop, True) for start, stop in emphasised), (*_trimmed(text), False)}
    for start, stop, italic in sorted(spans):
        words = text[start:stop]
        core = words.split("(")[0].rstrip(" .:")
        if (
            not _BARE.match(core)
            or len(core.split()) > (8 if italic else 6)
            or (core != words.rstrip(" :") and words.rstrip().endswith("."))
        ):
            continue
        first = core.split()[0].casefold()
        if first not in ("insert", "enter", "name", "names", "your") or not asked(core).name:
            continue
        known = names_something(core)
        if italic or known:
            at = start + (len(words) - len(words.lstrip()))
            yield Unfinished(
                "slot",
                at,
                start + len(core),
                text[at : start + len(core)],
                asked(core).name,
                sure=known and first in ("insert", "enter"),
            )


def _trimmed(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


def _sentence(text: str, start: int, stop: int) -> Span:
    """Return the whole sentence around ``text[start:stop]``."""
    first = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    last = text.find(". ", stop)
    return first, last + 1 if last >= 0 else len(text.rstrip())
