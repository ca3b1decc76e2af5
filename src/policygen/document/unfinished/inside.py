"""What the words inside a pair of brackets mean, by the kind of the brackets."""

from __future__ import annotations

import re

from .alternatives import terms_of_a_kind
from .found import Meaning
from .naming import asked
from .words import ASKING, FREQUENCIES, WHO, is_finished, names_something, words_of

_CHOOSE = re.compile(
    r"\s*(?:choose|select|pick)\b(?!\s+an?\s+(?:item|date)\b)\s*([^:]*):\s*(.+)", re.IGNORECASE
)
_CHOSEN = re.compile(r"\s*(?:please\s+)?(?:choose|select|pick|delete\s+or)\b\s*(.*)", re.IGNORECASE)
_DELETE = r"(?:please\s+)?(?:delete|remove|omit|strike\s+(?:out|through)|cross\s+out)"
_OPTIONAL = re.compile(
    rf"\W*(?:{_DELETE}\s+(?:this\s+\w+\s+|these\s+\w+\s+)?(?:if|where|when)\s+(?:it\s+is\s+|they\s+are\s+)?(?:not\s+"
    r"(?:necessary|needed|required|applicable|appropriate|relevant|used)|unnecessary|inapplicable)"
    r"|optional|if\s+not\s+(?:needed|necessary|required)[,:]?\s*delete)\W*",
    re.IGNORECASE,
)
_PICK = re.compile(
    rf"\W*{_DELETE}\s+(?:as|where|whichever\s+is|the\s+one\s+that\s+is|those\s+not)\s+"
    r"(?:appropriate|applicable|necessary|required|not\s+applicable)\W*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    rf"\s*(?:{_DELETE}\b[^.]{{0,60}}?\b(?:if|where|unless|for)\b|(?:include|use|keep|add)\s+(?:this\s+\w+\s+)?(?:only\s+)?(?:if|where|for)\b"
    r"|(?:only\s+)?(?:for|if|where)\s+(?=\w)|(?:applies|applicable)\s+(?:only\s+)?(?:to|if)\b)|.{0,50}\bonly\]?\s*[:.]?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    rf"\s*(?:(?:drafting\s+|guidance\s+)?(?:notes?|guidance|nb|n\.b\.|tip|comment|hint|advice)\b\s*[:.–-]|nb\b|n\.b\."
    rf"|you\s+(?:may|might|can|should|could|must|will|need)\b|we\s+(?:recommend|suggest|advise)\b"
    rf"|(?:please\s+)?(?:delete|remove|amend|adapt|adjust|edit|consider|ensure|refer\s+to|check|customise|tailor|replace|update)\b"
    rf"|(?:add|insert|include)\b[^.]{{0,80}}\b(?:to|in)\s+this\s+(?:list|section|policy)\b"
    rf"|(?:this|these)\s+(?:is|are|section|paragraph|list|part|policy|wording|clause|example)\b"
    rf"|(?:{WHO})(?!{ASKING})|(?:{WHO})(?:add|include)\b.{{0,40}}\bto\s+this\b|text\s+in\b|the\s+(?:text|wording|paragraph|section|list)\b)",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\s*(?:{WHO})?{ASKING}\b", re.IGNORECASE)
_NAME_OF = re.compile(
    r"\s*(?:full\s+)?(?:names?|date|title|address|number|details|contact\s+details|role|link|location|time|year|place)\s+"
    r"(?:of|for|to|and)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"/|(?:a|b|i|u|p|s|br|hr|li|ul|ol|td|tr|th|em|strong|span|div|img|table|h[1-6]|html|head|body|meta|script|style|sub|sup)"
    r"(?:\s+[\w-]+=.*|\s*/)?\Z|[\w-]+\s+[\w-]+=",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:\S|www\.|mailto:|\S+@\S+\Z|\S+\.(?:uk|com|org|net|gov|io|sch)\b)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s*blank\s*(?::\s*(.*))?\s*\Z", re.IGNORECASE | re.DOTALL)
_MARK_ONLY = re.compile(r"[\s.…_?*xX-]*")


def meaning_in_square(inside: str, before: str) -> Meaning | None:
    """Return what ``[inside]`` behind the words *before* means; None if it is finished text."""
    if _MARK_ONLY.fullmatch(inside):
        return _of_nothing(inside, before)
    if match := _BLANK.match(inside):
        return Meaning("blank", (match.group(1) or "").strip())
    if is_finished(inside) and not _VERB.match(inside):
        return None
    return _common(inside) or _general(inside, before)


def _of_nothing(inside: str, before: str) -> Meaning | None:
    """Return the meaning of brackets without words: ``[]`` and ``[…]`` are slots, ``[ ]`` is a box to tick."""
    words = before.split()
    if inside.isspace() or inside.strip() in ("…", "...", "x", "X", "-", "*") or not words:
        return None
    return Meaning("slot", " ".join(words[-4:]).strip(" :,;"), sure=inside != "")


def _common(inside: str) -> Meaning | None:
    """Return the meaning of words that can stand in brackets of any kind."""
    if _OPTIONAL.fullmatch(inside):
        return Meaning("optional")
    if _PICK.fullmatch(inside):
        return Meaning("choice")
    if match := _CHOOSE.match(inside):
        options = alternatives(match.group(2))
        if len(options) > 1:
            return Meaning("choice", match.group(1).strip(), choices=options)
    if _NOTE.match(inside) and not _CONDITION.match(inside):
        return Meaning("note", " ".join(inside.split()))
    if _VERB.match(inside):
        return _asking(inside)
    if match := _CHOSEN.match(inside):
        options = alternatives(match.group(1))
        return Meaning("choice", choices=options) if len(options) > 1 else None
    return None


def _asking(inside: str) -> Meaning | None:
    found = asked(inside)
    if not found.name:  # “Press [Enter]” is finished text
        return Meaning("slot", sure=False) if inside.strip().casefold() == "insert" else None
    if len(found.name.split()) > 30 or ". " in found.name:
        return Meaning("note", " ".join(inside.split()))
    return Meaning("slot", found.name, found.example)


def _general(inside: str, before: str) -> Meaning | None:
    """Return the meaning of ``[…]`` that does not say what to do: the name of a thing, mostly."""
    words = words_of(inside)
    if _CONDITION.match(inside) and len(words) > 1:
        return Meaning("condition", " ".join(inside.split()))
    found = asked(inside)
    options = alternatives(inside)
    if (
        len(options) > 1
        and found.name != "date"
        and (terms_of_a_kind(options) or not names_something(options[0]))
        and len(words) <= 16
    ):
        return Meaning("choice", choices=options, sure="/" in inside)
    if not words or not found.name:
        return None
    if len(words) > 14 or (re.search(r"[.!?]\s*\Z", inside) and len(words) > 4):
        return Meaning("note", " ".join(inside.split()), sure=False)
    if found.name in ("date", "time period") or _NAME_OF.match(inside):
        return Meaning("slot", found.name, found.example)
    if (inside.strip().isupper() and "_" in inside) or (
        found.example and found.example.casefold() not in FREQUENCIES
    ):
        return Meaning("slot", found.name, found.example)
    return _named(found.name, inside, words, before)


def _named(name: str, inside: str, words: list[str], before: str) -> Meaning | None:
    article = re.match(r"\s*(?:the|an?|their|his|her|our|this|these)\s", inside, re.IGNORECASE)
    if names_something(name):
        return Meaning("slot", name, sure=not article and len(words) <= 8)
    title_case = all(word[0].isupper() for word in inside.split() if word[0].isalpha())
    if title_case and not before.strip():
        return None  # a heading in brackets: “[Action Required] …”
    return Meaning("slot", name, sure=False)


def alternatives(inside: str) -> tuple[str, ...]:
    """Return what ``a / b`` or ``a or b`` offers; one entry where it offers nothing."""
    separator = r"\s+/\s+|\s*\|\s*" if re.search(r"\s/\s|\|", inside) else r"/"
    if "/" not in inside and "|" not in inside:
        return (inside.strip(),)
    parts = tuple(part.strip(" ,;*") for part in re.split(separator, inside))
    return tuple(part for part in parts if part)


def meaning_in_angles(inside: str) -> Meaning | None:
    """Return what ``<inside>`` means; None for addresses, tags and sums."""
    if _ADDRESS.match(inside) or _TAG.match(inside):
        return None
    if found := _common(inside):
        return found
    name = asked(inside).name
    if not name:
        return None
    known = names_something(inside)
    if not known and len(inside.split()) > 6:
        return None
    return Meaning("slot", name, asked(inside).example, sure=known)


_ROUND_VERB = re.compile(
    rf"\s*(?:(?:{WHO})?(?:please\s+)?(?:insert|enter|state|specify|fill\s+in)\b|(?:add|give|include|complete|name)\b.*\bhere\s*\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ROUND_NAME = re.compile(
    r"\s*(?:names?\s+of\s+(?:the\s+|your\s+)?(?:school|academy|trust|setting|headteacher|person|role|governor|chair)\b.{0,40}"
    r"|(?:your\s+)?school(?:['’]s)?\s+name|date\s+here)\s*",
    re.IGNORECASE,
)
_ROUND_NOTE = re.compile(
    r"\s*(?:(?:drafting\s+)?note\s+to\s+|you\s+may\s+wish\s+to\b|(?:schools|settings|academies)\s+(?:should|may)\s+"
    r"(?:insert|add|amend|adapt|delete|include)\b|please\s+(?:amend|adapt|delete|insert)\b|amend\s+as\s+(?:appropriate|necessary)|"
    r"adapt\s+as\s+(?:appropriate|necessary)|delete\b)",
    re.IGNORECASE,
)


def meaning_in_round(inside: str) -> Meaning | None:
    """Return what ``(inside)`` means; None for the brackets of finished text."""
    if _OPTIONAL.fullmatch(inside):
        return (
            Meaning("optional") if re.search(r"delete|remove|omit", inside, re.IGNORECASE) else None
        )
    if _PICK.fullmatch(inside):
        return Meaning("choice")
    if _ROUND_NOTE.match(inside):
        conditional = re.match(r"\s*delete\b.*\b(?:if|unless|where)\b", inside, re.IGNORECASE)
        return Meaning("condition" if conditional else "note", " ".join(inside.split()))
    if _ROUND_VERB.match(inside):
        return _asking(inside)
    if _ROUND_NAME.fullmatch(inside):
        return Meaning("slot", asked(inside).name)
    return None


_TO_THE_END = re.compile(
    r".*?\bhere\b|[^.,;:()\[\]<>\n]*?(?=\s+(?:is|are|will|has|have|on|at|in\s+the)\b|[.,;:()\[\]<>\n]|\Z)",
    re.IGNORECASE,
)


def damaged(rest: str) -> tuple[Meaning | None, int]:
    """Return the meaning of a slot whose closing bracket was lost, and how much of *rest* belongs to it."""
    here = re.match(r"[^.;\[\]<>\n]{0,80}?\bhere\b", rest, re.IGNORECASE)
    match = here or _TO_THE_END.match(rest)
    words = match.group() if match else ""
    if not words.strip() or len(words) > 120:
        return None, 0
    found = asked(words)
    return Meaning("slot", found.name, found.example, sure=here is not None), len(words.rstrip())
