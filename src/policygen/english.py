"""The little English that a template needs: capital letters, possessives, articles, and how keys compare.

Pure functions from text to text; they know nothing of templates or trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_CURLY = "’"
_VOWEL_SOUND = re.compile(
    r"(?!uni(?!nf|ns|nt)|use|usu|eu|one\b|once\b|ufo)[aeiou]|hour|honest|honour|heir"
)
#: Letters whose *name* begins with a vowel sound: "an SLT", "an NQT", but "a DSL".
_VOWEL_NAMED = frozenset("AEFHILMNORSX")


@lru_cache(maxsize=4096)
def fold_key(text: str) -> str:
    """Return *text* as keys of slots and answers compare: case, white space and apostrophes folded."""
    return " ".join(text.replace(_CURLY, "'").casefold().split())


def sentence(text: str) -> str:
    """Return *text* with its first letter as a capital and all others as they are."""
    for index, character in enumerate(text):
        if character.isalpha():
            return text[:index] + character.upper() + text[index + 1 :]
        if character.isdigit():
            break
    return text


def possessive(text: str, apostrophe: str = "") -> str:
    """Return the possessive of *text*: ``pupil's``, ``pupils'``; a possessive stays as it is.

    The apostrophe is the curly one only where *text* has one itself, unless *apostrophe* says which.
    """
    bare = text.rstrip()
    if not bare or re.search(r"['’]s?$", bare):
        return text
    mark = apostrophe or (_CURLY if _CURLY in text else "'")
    return f"{bare}{mark}" if bare[-1] in "sS" else f"{bare}{mark}s"


def with_article(text: str) -> str:
    """Return *text* behind "a" or "an", by the sound that it begins with as far as spelling tells."""
    word = re.match(r"\W*(\w+)", text)
    if not word:
        return text
    first = word.group(1)
    if first.isupper() and len(first) > 1 and not re.match(r"[AEIOU]?[^AEIOU]+[AEIOU]", first[1:]):
        vowel = first[0] in _VOWEL_NAMED
    elif first[0].isdigit():
        vowel = first.startswith("8") or first in ("11", "18")
    else:
        vowel = bool(_VOWEL_SOUND.match(first.casefold()))
    return f"{'an' if vowel else 'a'} {text}"


def lower_except(text: str, names: Iterable[str]) -> str:
    """Return *text* in lower case but for the proper *names* in it, the longest of which win."""
    known = sorted({n for n in names if n}, key=lambda n: (-len(n), n))
    if not known:
        return text.lower()
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in known))
    result, end = [], 0
    for match in pattern.finditer(text):
        result += [text[end : match.start()].lower(), match.group()]
        end = match.end()
    return "".join([*result, text[end:].lower()])


_SLOT_TEXT = re.compile(
    r"\[\s*(?:insert\b|choose\b|note\s*:|you may wish\b)[^\[\]]*\]", re.IGNORECASE
)


def is_slot_text(text: str) -> bool:
    """Say whether *text* still holds a placeholder: ``[insert …]``, ``[choose …]``, ``[note: …]``."""
    return "[" in text and _SLOT_TEXT.search(text) is not None
