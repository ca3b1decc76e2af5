"""The register as JSON: a list of objects whose names stay as they are."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any

from ..status_rows import StatusRow
from .wording import machine_date


def write(rows: Sequence[StatusRow], *, as_of: datetime.date) -> str:
    """Return *rows* as one JSON document (RFC 8259) that ends in a line feed.

    Dates are in their W3C form at the precision known (``2026-03-12``, ``2026-03``, ``2026``), a term
    in words (``Summer Term 2026``), null where there is none.
    """
    return json.dumps(objects(rows), ensure_ascii=False, indent=2) + "\n"


def objects(rows: Sequence[StatusRow]) -> list[dict[str, Any]]:
    """Return *rows* as the list of objects that :func:`write` prints."""
    return [
        {
            "school": row.school,
            "policy": row.policy,
            "title": row.title,
            "version": row.version,
            "approved": machine_date(row.approved),
            "approved_by": row.approved_by,
            "next_review": machine_date(row.next_review),
            "days_left": row.days_left,
            "state": str(row.state),
            "reasons": list(row.reasons),
        }
        for row in rows
    ]
