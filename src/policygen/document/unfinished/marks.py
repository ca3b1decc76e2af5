"""Places left open without brackets: ``XXX``, dots and underscores, ``by DATE``, ``{{name}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Unfinished
from .naming import asked, spelled_out

_CROSSES = re.compile(
    r"(?<![\w/.@-])(?:20[xX]{2}(?:[/–-](?:20)?[xX]{2})?|\+?\d*[xX]{2,}(?:[/.:@ -][xX]{2,})*(?:\.[a-z]{2,4})*)(?![\w])"
)
_ROMAN = re.compile(
    r"\b(?:chapter|article|part|volume|appendix|annex|schedule|section|book|title|table|century)\s*\Z",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"£?\s?(?:_[_\s]{1,400}_|_{3,}|(?:\.[ ]?){4,400}|(?:…\s?){2,400}\.{0,3}|(?:…\.+)+)|£\s?(?:\.{3}|…|[xX]{2,})"
)
_LOST = re.compile(r"\b(?:on|by|of|to|from|until|at)(?P<hole> )\.(?=\s|\Z)")
_CAPITALS = re.compile(
    r"(?<=[a-z,:] )(?:INSERT )?(?:SCHOOL NAME|NAME OF SCHOOL|DATE|NAME|TIME|AMOUNT|ADDRESS|SCHOOL|ROLE|TITLE|PLACE)(?=[ .,;:)]|\Z)"
)
_TO_COME = re.compile(r"(?<!\w)(?:TBC|TBA|tbc|TBD)(?!\w)")
_PIPED = re.compile(r"\|[A-Z][\w'’ -]{1,40}\|")
_SUBSTITUTIONS = re.compile(
    r"\{\{\{?\s*(?P<section>[#/^>!])?\s*(?P<name>\.?[A-Za-z][\w. -]{0,60}?)\s*\}?\}\}"
    r"|(?<![\w|])\|(?P<piped>[A-Z][\w'’ -]{1,40})\|(?![\w|])|«\s?(?P<merge>[A-Za-z][\w ]{0,40}?)\s?»"
    r"|\$\{(?P<shell>[A-Za-z][\w.]{0,40})\}|(?<!\w)(?:%%|@@)(?P<at>[A-Z][A-Z_]{1,40})(?:%%|@@)(?!\w)"
    r"|\{(?P<single>(?:insert|enter|name of|date of)\b[^{}]{0,80})\}",
    re.IGNORECASE,
)
_LEADING = """
    of the on by at to is a an for in from with and our your until before after between are was has
"""
_LEADING_IN = frozenset(_LEADING.split())
_BY_HAND = re.compile(
    r"\s*(?:I|we|signed|signature|print(?:ed)? name|name|date|dated|position|tel|telephone|address)\b",
    re.IGNORECASE,
)


def crosses(text: str) -> Iterator[Unfinished]:
    """Yield ``XXX``, ``xx``, ``20XX``, ``XX/XX/XXXX``."""
    if "xx" not in text and "XX" not in text and "xX" not in text and "Xx" not in text:
        return
    for match in _CROSSES.finditer(text):
        wording = match.group()
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 60]
        if _ROMAN.search(before) or re.match(r"[- ]rated\b", after):
            continue
        name = (
            "year" if wording[:2] == "20" else "date" if "/" in wording else around(before, after)
        )
        sure = len(wording) > 2
        yield Unfinished("slot", *match.span(), wording, name, sure=sure)


def runs(text: str) -> Iterator[Unfinished]:
    """Yield dots, ellipses and underscores that stand for words: in a sentence a slot, else a blank."""
    if (
        "_" not in text
        and ".." not in text
        and "…" not in text
        and "£" not in text
        and ". ." not in text
    ):
        return
    past = 0
    for match in _RUN.finditer(text):
        start, stop = match.span()
        wording = match.group().rstrip()
        start += len(wording) - len(wording.lstrip())
        wording, stop = wording.lstrip(), start + len(wording.lstrip())
        before, after = text[past:start], text[stop : stop + 60]
        past = stop
        if wording.startswith(".") and _is_contents_line(text, after):
            continue
        if wording.startswith("£"):
            yield Unfinished("slot", start, stop, wording, "amount")
        else:
            yield _run(text, start, stop, before, after)


def _is_contents_line(text: str, after: str) -> bool:
    """Say whether dots before *after* lead to a page number, which may have been lost."""
    numbered = re.match(r"\s*\d+(?:[.)]|\.\d)", text)
    return re.match(r"\s*\d+\s*\Z", after) is not None or (
        not after.strip() and numbered is not None
    )


def _run(text: str, start: int, stop: int, before: str, after: str) -> Unfinished:
    words = before.split()
    leading = bool(words) and words[-1].casefold().strip("'\"“‘") in _LEADING_IN
    label = " ".join(words[-6:]).strip(" :.–-")
    if (len(words) >= 3 or after.strip()) and leading and not _BY_HAND.match(before):
        return Unfinished("slot", start, stop, text[start:stop], around(before, after))
    if len(words) > 6 and not before.rstrip().endswith(":") and not _BY_HAND.match(before):
        return Unfinished(
            "slot", start, stop, text[start:stop], around(before, after), sure=bool(after.strip())
        )
    return Unfinished("blank", start, stop, text[start:stop], label)


def around(before: str, after: str) -> str:
    """Return a name for a hole that does not say what it wants, from the words *before* and *after* it."""
    following = re.match(r"\s*((?:school|academy|primary|trust)\b)", after, re.IGNORECASE)
    if following:
        return f"name before “{following.group(1)}”"
    acting = re.match(
        r"\s*(?:as|is)\s+(?:the\s+|our\s+|your\s+)?([A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,4})", after
    )
    if acting:
        return f"name of the {acting.group(1)}"
    words = re.findall(r"[\w'’-]+", before)[-4:]
    if words:
        return f"words after “{' '.join(words)}”"
    words = re.findall(r"[\w'’-]+", after)[:4]
    return f"words before “{' '.join(words)}”" if words else "words"


def holes(text: str) -> Iterator[Unfinished]:
    """Yield "agreed on ." (a slot was deleted and nothing put there), "by DATE" and "TBC"."""
    for match in _LOST.finditer(text):
        start = match.start("hole")
        before = text[max(0, start - 60) : start]
        yield Unfinished("slot", start, start + 1, " ", around(before, ""), sure=False)
    if not text.isupper():
        for match in _CAPITALS.finditer(text):
            following = text[match.end() : match.end() + 12].split()
            if not (following and following[0].isupper() and len(following[0]) > 1):
                yield Unfinished(
                    "slot", *match.span(), match.group(), asked(match.group()).name.lower()
                )
    for match in _TO_COME.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        yield Unfinished("slot", *match.span(), match.group(), around(before, ""), sure=False)


def substitutions(text: str) -> Iterator[Unfinished]:
    """Yield what programs that fill in text look for: ``{{company_name}}``, ``|The Setting|``, ``«Name»``."""
    if not any(mark in text for mark in "{|«%@$"):
        return
    in_table = text.count("|") != 2 * len(_PIPED.findall(text))
    for match in _SUBSTITUTIONS.finditer(text):
        group = match.lastgroup or ""
        inside = match.group(group)
        if group == "piped" and in_table:
            continue
        if group == "name" and match.group("section"):
            if match.group("section") in "#^":
                yield Unfinished("condition", *match.span(), match.group(), spelled_out(inside))
            else:
                yield Unfinished("note", *match.span(), match.group(), match.group())
            continue
        name = (
            inside
            if group == "piped"
            else asked(inside).name
            if group == "single"
            else spelled_out(inside)
        )
        yield Unfinished("slot", *match.span(), match.group(), name)
