"""Values that stand for themselves in Markdown: whatever stands beside them, they need no escape."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from ...gaps import GAP, gaps_in
from .escaping import EDITION, escape_text


class Plainness(IntEnum):
    """Where a value can stand as it is."""

    NOWHERE = 0
    #: In the middle of a line: it begins with a digit.
    INSIDE = 1
    ANYWHERE = 2


#: Words that begin with a letter or a digit and end with one, and hold no address.
_WORDS = re.compile(r"(?!.*(?:www|://))[^\W_](?:[\w ,.'’()@/–-]*[^\W_])?", re.IGNORECASE)
#: Beside a gap, in one word with it: what makes an escape depend on the letters there.
_TOUCHY = re.compile(
    rf"(?:[:&]|www|://)\S*{GAP.pattern}|{GAP.pattern}(?:www|https?:|ftp:)", re.IGNORECASE
)


_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def plainness(value: str) -> Plainness:
    """Return where *value* can stand as it is."""
    if "_" in value or not _WORDS.fullmatch(value) or escape_text(value, EDITION) != value:
        return Plainness.NOWHERE
    return Plainness.ANYWHERE if value[0].isalpha() else Plainness.INSIDE


def is_ready(text: str, gaps: tuple[int, ...]) -> bool:
    """Say whether a plain value can go into each gap of *text*, the *gaps*, as it is."""
    return gaps_in(text) == gaps and not _TOUCHY.search(text)


def gaps_at_starts(text: str) -> set[int]:
    """Return the gaps of *text* before which nothing but marks stands on their line."""
    found: set[int] = set()
    for gap in GAP.finditer(text):
        before = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()]
        if not _LETTER.search(before):
            found.add(int(gap[1]))
    return found
