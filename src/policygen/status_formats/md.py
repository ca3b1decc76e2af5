"""The register as a table in GitHub Flavored Markdown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ..errors import visible
from ..status_rows import StatusRow
from .wording import date_text, heading, one_line

_HEADER = (
    "School",
    "Policy",
    "State",
    "Version",
    "Approved",
    "Approved by",
    "Next review",
    "Days left",
    "Reasons",
)
_DASHES = ("---",) * 7 + ("---:", "---")

_LINE_ENDS = re.compile(r"\s*[\r\n\v\f\u2028\u2029]\s*")
#: What a cell could begin markup with: CommonMark §2.4 to §2.5 and §6; in GFM also tables (§4.10),
#: strikethrough (§6.5) and bare addresses (§6.9); on GitHub mathematics and emoji.
_MARKUP = re.compile(
    r"(?i)[\\`*_\[\]<|~$]|&(?=#|[a-z][a-z0-9]*;)|:(?=//|[a-z0-9_+-]+:)|(?<=www)\.|(?<=mailto):|(?<=xmpp):"
)


def write(rows: Sequence[StatusRow], *, as_of: datetime.date) -> str:
    """Return *rows* as a heading and a table (GFM §4.10), dates in the house style."""
    if not rows:
        return f"# {heading(as_of)}\n\nThere is no policy to show.\n"
    lines = [_line(_HEADER), _line(_DASHES), *(_line(_cells(row)) for row in rows)]
    return f"# {heading(as_of)}\n\n" + "".join(lines)


def _cells(row: StatusRow) -> Sequence[str]:
    texts = (
        row.school_name,
        row.title,
        str(row.state),
        row.version,
        date_text(row.approved),
        row.approved_by,
        date_text(row.next_review),
        "" if row.days_left is None else str(row.days_left),
        one_line(row.reasons),
    )
    return [_escaped(text) for text in texts]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    """Return *text* on one line, with a backslash before all that would be markup."""
    return _MARKUP.sub(r"\\\g<0>", visible(_LINE_ENDS.sub(" ", text)))
