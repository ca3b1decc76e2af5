"""The words of each page with their places, as pypdf gives them; what a file may cost is limited."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from ....errors import Severity
from ...problems import Problem

_MEGABYTE = 1 << 20
_MAX_FILE, _MAX_CONTENT = 50 * _MEGABYTE, 10 * _MEGABYTE
#: Of a longer document the rest is not read, which is said: pages, and operators that show text (some
#: hundred on a page, a few thousand where each word is placed by itself).
_MAX_PAGES, _MAX_SHOWN = 500, 60_000
#: Of one page more than this is drawing, not text.
_MAX_SHOWN_ON_PAGE = 20_000
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|semi", re.IGNORECASE)
#: pypdf logs what it repairs; what matters to the reader of a policy is said in problems.
_LOG = logging.getLogger("pypdf")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


#: Soft hyphens go, and ligatures (U+FB00 to U+FB04) become the letters that they are.
_LETTERS = str.maketrans(
    {"\xad": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words set in one go: where they begin (points from the left and the bottom), how large, how they look.

    ``gap`` says that pypdf saw a space before them that no character fills.
    """

    text: str
    x: float
    y: float
    size: float
    page: int
    italic: bool = False
    bold: bool = False
    gap: bool = False
    starts_line: bool = False


def pages_of(data: bytes) -> tuple[list[list[Piece]], list[Problem]]:
    """Return the pieces of each page of the PDF *data* in the order of the file, and what was left out.

    Raises ValueError, in words for an administrator, for a file that cannot be used.
    """
    if len(data) > _MAX_FILE:
        raise ValueError(f"the file is larger than {_MAX_FILE // _MEGABYTE} MB")
    if b"%PDF-" not in data[:1024]:  # ISO 32000-1, 7.5.2, and Annex H.3
        raise ValueError("the file is not a PDF")
    try:
        return _read(data)
    except ValueError:
        raise
    except Exception as error:  # pypdf meets damage with errors of many kinds
        raise ValueError("the PDF is damaged and cannot be read") from error


def _read(data: bytes) -> tuple[list[list[Piece]], list[Problem]]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opened(reader):
        raise ValueError("the PDF is locked with a password: save it without one")
    count = len(reader.pages)
    problems: list[Problem] = []
    pages: list[list[Piece]] = []
    left, shown = _MAX_CONTENT, _MAX_SHOWN
    for number in range(1, count + 1):
        if number > _MAX_PAGES or left < 0 or shown < 0:
            problems.append(_left_out(number, f"only {number - 1} of {count:,} pages are read"))
            break
        pages.append([])
        try:
            page = reader.pages[number - 1]
            stream = page.get_contents()
            content = stream.get_data() if stream is not None else b""
            shows = content.count(b"Tj") + content.count(b"TJ")
            left, shown = left - len(content), shown - shows
            if left < 0 or shows > _MAX_SHOWN_ON_PAGE:
                problems.append(_left_out(number, "a page holds far more than a policy needs"))
            else:
                pages[-1] = _pieces(page, number)
        except Exception:  # pypdf meets damage with errors of many kinds
            problems.append(_left_out(number, "a page is damaged"))
    if problems and not any(pages):
        raise ValueError(f"the PDF cannot be read: {problems[0].message}")
    return pages, problems


def _left_out(page: int, message: str) -> Problem:
    return Problem(page, "left-out", message, severity=Severity.ERROR)


def _opened(reader: PdfReader) -> bool:
    """Say whether the file opens without a password, as one does that only forbids printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a kind of encryption that pypdf does not have
        return False


def _pieces(page: Any, number: int) -> list[Piece]:
    made: list[Piece] = []
    gap = new_line = False

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        nonlocal gap, new_line
        parts = text.split("\n")
        for index, part in enumerate(parts):
            new_line = new_line or index > 0
            if not part.strip():
                gap = gap or bool(part)
                continue
            name = str((font or {}).get("/BaseFont", ""))
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
            made.append(
                Piece(
                    part.translate(_LETTERS), x, y, max(1.0, size * scale), number,
                    bool(_ITALIC.search(name)), bool(_BOLD.search(name)), gap or part[0].isspace(), new_line,
                )
            )  # fmt: skip
            gap = new_line = False

    page.extract_text(visitor_text=visit)
    return made
