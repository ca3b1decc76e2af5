"""References typed by hand to sections that there are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .ground import Ground
from .passages import Passage
from .rule import Hit, text_rule
from .whole import Whole

_TYPED = re.compile(
    r"(?:\b(?:[Ss]ee|in|at|with|from|and)[^\S\n]+|\()(?P<what>[Ss]ection|[Pp]aragraph|[Cc]lause|[Aa]ppendix|[Aa]nnex)"
    r"[^\S\n]+(?P<number>\d{1,2}(?:\.\d{1,2})*|[A-Z])(?![\w.]*\w)(?!\([a-z0-9])"
)
#: Behind a number: it is a section of a law or of another document.
_ELSEWHERE = re.compile(
    r"\s*,?\s*(?:of|to|in)\b|\s+(?:enquir|investigat|assessment|direction|agreement|notice|order|check|report)"
)
_HEAD = re.compile(r"(?:(?:[Aa]ppendix|[Aa]nnex|[Ss]ection|[Pp]art)\s+)?([A-Z]|\d+(?:\.\d+)*)\b")


@text_rule("reference-to-nothing", in_build=False, in_scan=False)
def reference_to_nothing(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The text refers to a section or appendix that it does not have.

    “See section 9” typed by hand goes wrong as soon as a section is added. Give the section an id and
    write `[](#its-id)`: the number is then always right, and a link. (A link to an id that there is not
    is an error already when the template is built.) Sections of laws are let be.
    """
    labels = {label.rstrip(".):") for label in _labels(whole)}
    for found in _TYPED.finditer(whole.text):
        number = found.group("number")
        if number in labels or _ELSEWHERE.match(whole.text, found.end()):
            continue
        passage, start = whole.at(found.start("what"))
        end = start + found.end() - found.start("what")
        if passage.value_at(start, end):
            continue
        words = passage.text[start:end]
        message = f"there is no “{words}” in this document"
        yield passage, Hit(start, end, message, "give the section an id, and write [](#its-id)")


def _labels(whole: Whole) -> Iterator[str]:
    for passage in whole.passages:
        if passage.label:
            yield passage.label
        if passage.kind in ("heading", "title") or (
            len(passage.text) < 80 and passage.kind != "item"
        ):
            found = _HEAD.match(passage.text.strip())
            if found:
                yield found.group(1)
