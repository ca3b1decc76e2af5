"""From bytes to text that may be used: UTF-8, one kind of line end, no forbidden characters, not too long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygen.errors import Diagnostic, InputError, Place
from policygen.records.nodes import Findings

YAML_LIMIT = 1_000_000
TEMPLATE_LIMIT = 5_000_000
#: After so many of them in one file, the rest is not listed: nobody reads on.
_ENOUGH = 20
#: The characters for which errors.is_forbidden is true, to be found at the speed of ``re``.
_PLANES = "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
FORBIDDEN = re.compile(
    f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\u202a-\\u202e\\u2066-\\u2069{_PLANES}]"
)
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: its file, and the line in the file on which the text begins."""

    file: str
    first_line: int = 1

    def place(self, text: str, index: int) -> Place:
        """Return the place of the character number *index* of *text*."""
        start = text.rfind("\n", 0, index) + 1
        return Place(self.file, self.first_line + text.count("\n", 0, index), index - start + 1)


def decode(content: bytes | str, file: str, limit: int, found: Findings) -> str:
    """Return *content* as text with LF line ends, without a byte order mark.

    What is wrong goes to *found*: more than *limit* bytes, bytes that are not UTF-8 and forbidden
    characters. A forbidden character becomes U+FFFD, so that the rest can be read and reported too.
    """
    if len(content) > limit:
        message = f"the file is larger than {limit // 1_000_000} MB"
        found.append(Diagnostic(Place(file), "too-large", message, "is it the right file?"))
        return ""
    if isinstance(content, bytes):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            found.append(_not_utf8(content, error, file))
            return ""
    else:
        text = content
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text, Origin(file), found)


def clean(text: str, origin: Origin, found: Findings) -> str:
    """Return *text* with every forbidden character replaced by U+FFFD, each reported with its place."""
    wrong = list(FORBIDDEN.finditer(text))
    if not wrong:
        return text
    for match in wrong[:_ENOUGH]:
        found.append(forbidden(match[0], origin.place(text, match.start())))
    if len(wrong) > _ENOUGH:
        message = f"{len(wrong) - _ENOUGH} more characters that may not be used follow"
        place = origin.place(text, wrong[_ENOUGH].start())
        found.append(Diagnostic(place, "forbidden-character", message))
    return FORBIDDEN.sub(_REPLACEMENT, text)


def forbidden(character: str, place: Place) -> Diagnostic:
    """Return the diagnostic for a character that may not stand in any text."""
    return Diagnostic(
        place,
        "forbidden-character",
        f"the character U+{ord(character):04X} may not be used: it is not visible text",
        "delete it; it often comes along when text is copied from elsewhere",
    )


def read_text(content: bytes, file: str, limit: int = TEMPLATE_LIMIT) -> str:
    """Return *content* as :func:`decode` does. Raises InputError with all that is wrong."""
    found: Findings = []
    text = decode(content, file, limit, found)
    if found:
        raise InputError(*found)
    return text


def _not_utf8(content: bytes, error: UnicodeDecodeError, file: str) -> Diagnostic:
    before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    place = Origin(file).place(before, len(before))
    hint = "save the file as UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint += "; it seems to be UTF-16 (“Unicode”) now"
    else:
        hint += "; it seems to be Windows-1252 (“ANSI”) now"
    message = f"the byte 0x{content[error.start]:02X} is not UTF-8 text"
    return Diagnostic(place, "not-utf8", message, hint)
