"""Rules over what is unfinished: placeholders and notes in all wordings, in model text and in records."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..document.unfinished import Kind, Unfinished, find
from ..errors import Severity
from .ground import Ground
from .passages import Passage
from .rule import Hit, passage_rule

_WHAT = {
    "slot": "is a placeholder",
    "choice": "is a choice that nobody made",
    "optional": "is a note to whoever completes the text",
    "condition": "is a condition that nobody settled",
    "note": "is a note to whoever completes the text",
    "banner": "says that the document is not finished",
}
#: What to do about it in a finished document.
_HINTS = {
    "slot": "put the real words in its place",
    "choice": "keep one of them",
    "optional": "take the note out, and what it is about where nobody needs it",
    "condition": "take it out, and what it is about where it does not hold",
    "note": "take it out",
    "banner": "finish the document, and take it out",
}
#: Where none of this stands, nothing is that is surely unfinished. (It only saves time: names, addresses and
#: numbers of people are most of what records hold.)
_SIGNS = re.compile(
    r"[\[\]<>(){}|«»_…£$%]|\.\s?\.|@@|xx|(?-i:\b(?:DATE|NAME|TIME|AMOUNT|ADDRESS|SCHOOL|ROLE|TITLE|PLACE)\b)"
    r"|\b(?:insert|enter|click|choose|error|delete|remove|amend|adapt|add|customise|list|please|drafting|guidance"
    r"|notes?|n\.?b|pro|proforma|model|template|specimen|sample|exemplar|text|wording|words|sections?|passages?"
    r"|items?|details|anything|parts|paragraphs|names?|your|you|type|state|specify|give|fill|complete|provide"
    r"|write|put|include|confirm|supply|input|set|select|document|policy)\b",
    re.IGNORECASE,
)


def is_unfinished(text: str) -> bool:
    """Say whether something in *text* is surely not finished, and is no blank to be completed by hand."""
    if _SIGNS.search(text) is None:
        return False
    return any(one.sure and one.kind != "blank" for one in find(text))


@functools.lru_cache(maxsize=512)
def _find(passage: Passage) -> tuple[Unfinished, ...]:
    """Return what is unfinished in *passage*; several rules ask for it one after the other."""
    finished = [(a, b) for a, b, s in passage.values if s in ("code", "reference", "slot", "blank")]
    shown = [_shown(passage, *look) for look in passage.looks if look[2] in ("slot", "remark")]
    finished += [(one.start, one.stop) for one in shown]
    marked = tuple((a, b) for a, b, look in passage.looks if look in ("italics", "highlight"))
    found = find(passage.text, emphasised=marked, finished=tuple(finished))
    return tuple(sorted((*found, *shown), key=lambda one: one.start)) if shown else found


def _shown(passage: Passage, start: int, end: int, look: str) -> Unfinished:
    """Return the field that nobody filled, or the note, which a document shows at *start*."""
    kind: Kind = "slot" if look == "slot" else "note"
    return Unfinished(kind, start, end, passage.text[start:end])


def unfinished_in(passage: Passage) -> tuple[Unfinished, ...]:
    """Return what is unfinished in *passage*, blanks to be completed by hand left out."""
    return tuple(one for one in _find(passage) if one.kind != "blank")


def _found(passage: Passage, ground: Ground, *, sure: bool) -> Iterator[Hit]:
    for one in unfinished_in(passage):
        if one.sure is sure:
            yield Hit(one.start, one.stop, _message(one), _hint(one, ground))


def _message(one: Unfinished) -> str:
    return f"“{one.wording.strip() or '…'}” {_WHAT[one.kind]}"


def _hint(one: Unfinished, ground: Ground) -> str:
    if not ground.model:
        return _HINTS[one.kind]
    if one.kind == "slot":
        name = one.name or "what is wanted"
        return f"put the real words in its place; in a model write [insert {name}]"
    if one.kind == "choice":
        options = " / ".join(one.choices) or "one / another"
        return f"keep one of them; in a model write [choose which: {options}]"
    if one.kind == "condition":
        return "in a model write {% if … %} … {% endif %}"
    return "take it out; in a model write [note: …], which is never published"


@passage_rule("unfinished", Severity.ERROR)
def unfinished(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """A placeholder, a choice or a note to the author is left in the text.

    “[School name]”, “<insert date here>”, XXX, dots, “delete as appropriate”, “THIS IS A MODEL POLICY”: in
    wordings that are not slots of our language, so nothing would fill them and they would be published.
    In a model, write the slot (`[insert …]`), the choice (`[choose …]`) or the note (`[note: …]`). In a
    record, put the real words. Blanks to be completed by hand (`[blank]`) are let be.
    """
    return _found(passage, ground, sure=True)


@passage_rule("unfinished-perhaps")
def unfinished_perhaps(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """Words that look like a placeholder or a choice, and may be meant.

    “Headteacher/Principal”, “[]”, “TBC”: look once, and if they are meant, ignore the finding with that
    reason.
    """
    return _found(passage, ground, sure=False)
