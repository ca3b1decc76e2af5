"""What the writer and the reader of DOCX must both know: namespaces, and how our own files are laid out.

ECMA-376 Part 1 is WordprocessingML, Part 2 the package around it.
"""

from __future__ import annotations

import re

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: How far in blocks stand, in twentieths of a point: text in a clause or a numbered paragraph, in any
#: other list, in a definition, in a quotation. No sum of two of them is a third.
WIDE, STEP, DEFINITION, QUOTE = 680, 510, 510, 454
#: The second half of the ``w:nsid`` of an abstract numbering of ours tells its series by its place here.
NSID = "5C0013"
SERIES_ORDER = ("headings", "clause", "paragraph", "run-in", "item", "bullet", "odd")

#: Title and tag of the content control around a drafting note inside a line.
REMARK_TAG = "Drafting note"
NAME_LENGTH = 64  # Word's limit for the title and the tag of a content control
#: What a comment about a slot begins with; the rest is the slot's hint.
HINT = "To complete: "
#: A line to write on: underlined tabs, 9 mm each, which stretch and break better than spaces.
BLANK = "\t" * 5

_SPELT = re.compile(r"s_([a-z0-9_]{1,38})")


def control_name(wording: str) -> str:
    """Return title and tag of the content control of a slot that shows *wording*."""
    return " ".join(wording.strip("[]").split())[:NAME_LENGTH]


def target_of(bookmark: str) -> str:
    """Return the id of the heading that carries *bookmark*: the reverse of the writer's naming.

    An id that a bookmark cannot spell comes back under a name made from the bookmark's.
    """
    spelt = _SPELT.fullmatch(bookmark)
    return (spelt.group(1) if spelt else bookmark).replace("_", "-")
