"""Rules over what a finished document shows: what is still highlighted, and what says that it is a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Severity
from .ground import Ground
from .leftovers import unfinished_in
from .passages import Passage
from .rule import Hit, document_rule, own_rule
from .whole import Whole

Found = Iterator[tuple[Passage, Hit]]
_SHORT = 60


@document_rule("highlighted")
def highlighted(whole: Whole, ground: Ground) -> Found:
    """Text is still highlighted.

    Models mark in yellow what a school has to look at. What is left marked was perhaps never looked at.
    Take the highlight off when the words are right. (Found in Word files; a placeholder that is
    highlighted is found as `unfinished`.)
    """
    for passage in whole.passages:
        open_ = [(one.start, one.stop) for one in unfinished_in(passage)] if passage.looks else []
        for start, end, look in passage.looks:
            words = passage.text[start:end]
            if look != "highlight" or not any(c.isalnum() for c in words):
                continue
            if any(a < end and start < b for a, b in open_):
                continue
            short = words if len(words) <= _SHORT else f"{words[:_SHORT].rpartition(' ')[0]} …"
            hint = "see whether the words are right, and take the highlight off"
            yield passage, Hit(start, end, f"“{short}” is highlighted", hint)


_DRAFT = re.compile(
    r"(?<![\w-])(?:DRAFT\b|[Dd]raft (?:version |v)?\d[\d.]*"
    r"|(?:[Tt]o [Bb]e [Rr]atified|[Tt]o [Bb]e [Aa]pproved|[Tt]o [Bb]e [Aa]dopted|TO BE (?:RATIFIED|APPROVED|ADOPTED))\b)"
)
_LONGEST = 12


@document_rule("draft-mark")
def draft_mark(whole: Whole, ground: Ground) -> Found:
    """The document says that it is a draft.

    “DRAFT” on the cover, in a header or footer or as the date of approval, “to be ratified by …”: it was
    published before it was approved, or the mark was forgotten. Said once. A sentence about drafts is
    let be.
    """
    for passage in whole.passages:
        found = _DRAFT.search(passage.text)
        if found and len(passage.text.split()) <= _LONGEST:
            message = f"“{' '.join(passage.text.split())}”: the document says that it is not final"
            yield passage, Hit(*found.span(), message, "approve it, or take the mark out")
            return


TRACKED = own_rule(
    "tracked-changes",
    Severity.WARNING,
    """The Word file holds tracked changes.

    Who opens it sees what was there before, and who changed it. Accept or reject them all (Review, Accept
    All Changes) before the file is published. The scan reads them as accepted.
    """,
    in_build=False,
    in_check=False,
)
COMMENTS = own_rule(
    "comments",
    Severity.WARNING,
    """The Word file holds comments.

    Who opens it can read what was said while it was written, and by whom. Delete them (Review, Delete All
    Comments) before the file is published.
    """,
    in_build=False,
    in_check=False,
)
