"""Names that stand for something: ids of schools and policies, roles and terms, versions."""

from __future__ import annotations

import re
import unicodedata

ID_PATTERN = "^[a-z0-9][a-z0-9-]{0,63}$"
#: A role or a term, as an expression can name it: ``people.chair_of_governors``.
WORD_PATTERN = "^[a-z][a-z0-9_]{0,63}$"
_ID = re.compile(ID_PATTERN[1:-1])
_WORD = re.compile(WORD_PATTERN[1:-1])
#: Windows opens a device for these, whatever the ending: no file can be called so.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
_NOT_IN_FILE_NAMES = '/\\:*?"<>|'


def why_not_id(text: str) -> str:
    """Say why *text* cannot be the id of a school or a policy; ``""`` when it can."""
    if not text:
        return "it is empty"
    if len(text) > 64:
        return f"it is {len(text)} characters long, more than 64"
    if not _ID.fullmatch(text):
        return "only a to z, 0 to 9 and hyphens may be used, beginning with a letter or a digit"
    if text in _DEVICES:
        return "Windows keeps this name for a device"
    return ""


def why_not_word(text: str) -> str:
    """Say why *text* cannot name a role or a term in an expression; ``""`` when it can."""
    if _WORD.fullmatch(text):
        return ""
    return "only a to z, 0 to 9 and underscores may be used, beginning with a letter"


def why_not_version(text: str) -> str:
    """Say why *text* cannot be a version of a school's policy, which is a file name too; ``""`` when it can."""
    if len(text) > 64:
        return f"it is {len(text)} characters long, more than 64"
    bad = next((c for c in text if c in _NOT_IN_FILE_NAMES), "")
    if bad:
        return f"“{bad}” cannot stand in a file name"
    if text.startswith(".") or text.endswith((".", " ")):
        return "it begins or ends with a full stop or a space, which a file name cannot"
    if text.partition(".")[0].casefold() in _DEVICES:
        return "Windows keeps this name for a device"
    return ""


def suggest_id(text: str) -> str:
    """Return an id near to *text* (``Oak Field_2`` -> ``oak-field-2``), or ``""`` when there is none."""
    near = _near(text, "-")
    return "" if why_not_id(near) else near


def suggest_word(text: str) -> str:
    """Return a name for an expression near to *text* (``Head Teacher`` -> ``head_teacher``), or ``""``."""
    near = _near(text, "_")
    return "" if why_not_word(near) else near


def _near(text: str, joint: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", joint, plain).strip(joint)[:64].rstrip(joint)
