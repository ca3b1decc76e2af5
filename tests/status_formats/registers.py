"""Registers to write: a small one that reads like a real one, and generated ones full of nasty text."""

from __future__ import annotations

import datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from policygen.errors import is_forbidden
from policygen.records.dates import FIRST_YEAR, LAST_YEAR, TERMS, PartialDate, Precision
from policygen.status_rows import State, StatusRow

AS_OF = datetime.date(2026, 11, 21)

#: For laws over whole registers: each of them holds many texts, and a busy machine breaks no law.
few = settings(max_examples=30, deadline=None)


def date(text: str) -> PartialDate | None:
    """Return the date that *text* is, None for an empty one."""
    return PartialDate.parse(text) if text else None


def row(
    school: str = "oak-hill",
    policy: str = "social-media",
    state: State = State.CURRENT,
    *,
    school_name: str = "Oak Hill Primary",
    title: str = "Social media",
    version: str = "2.0",
    approved: str = "12 March 2026",
    by: str = "Local Governing Body",
    review: str = "12 March 2027",
    days: int | None = 111,
    reasons: tuple[str, ...] = (),
) -> StatusRow:
    """Return a row; dates are written as a person writes them."""
    return StatusRow(
        school=school,
        school_name=school_name,
        policy=policy,
        title=title,
        version=version,
        approved=date(approved),
        approved_by=by,
        next_review=date(review),
        days_left=days,
        state=state,
        reasons=reasons,
    )


def unapproved(
    school: str, school_name: str, policy: str, title: str, state: State, *reasons: str
) -> StatusRow:
    """Return the row of a policy that was never approved."""
    return StatusRow(school, school_name, policy, title, "", None, "", None, None, state, reasons)


#: One row of each state and one date of each precision, in the order of urgency.
REGISTER = (
    row(
        policy="sick-pay",
        title="Sick pay",
        version="1",
        approved="March 2023",
        review="March 2026",
        days=-235,
        state=State.OVERDUE,
        reasons=("the review was due by 31 March 2026",),
    ),
    row(
        "st-johns",
        school_name="St John’s",
        state=State.CHANGED,
        reasons=("model changed under local text in section “Scope”", "the text has changed"),
    ),
    unapproved("oak-hill", "Oak Hill Primary", "admissions", "Admissions", State.BLOCKED, "2 slots open"),
    row(
        policy="complaints",
        title="Complaints, “stage 1 | 2”",
        approved="2024",
        review="2026",
        days=40,
        state=State.DUE,
    ),
    unapproved("st-johns", "St John’s", "admissions", "Admissions", State.NEVER),
    row(
        "st-johns",
        "sick-pay",
        school_name="St John’s",
        title="=1+1",
        version="3",
        approved="Summer Term 2026",
        by="",
        review="Summer Term 2027",
        days=283,
    ),
    unapproved(
        "st-johns", "St John’s", "complaints", "Complaints", State.NOT_ADOPTED, "the trust's is used"
    ),
)  # fmt: skip

_PIECES = (
    "=cmd|' /C calc'!A0", "+1", "-2", "@SUM(1)", "\t=1", "\r\n", "\n", "\r", ",", ";", '"', '""', "'", "|",
    "\\|", "\\", "\\n", "\\N", "<b>", "&amp;", "&#42;", "*x*", "_y_", "`", "``", "[a](b)", "![", "~~", "$x$",
    ":smile:", "https://x.y/a_b", "www.x.y", "#N/A", "#", "TRUE", "1E5", "2026-03", "_x000D_", "é", "—", "中",
    "🎒", "\u00a0", "\u2028", "  ", " ", "x" * 80, "é" * 50, "BEGIN:VEVENT", "END:VCALENDAR\r\n", "{{ x }}",
)  # fmt: skip


def _allowed(text: str) -> bool:
    return not any(map(is_forbidden, text))


#: Text as records may hold it: nothing that their reader refuses.
texts: SearchStrategy[str] = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=4).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=12),
).filter(_allowed)
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
_years = st.integers(FIRST_YEAR, LAST_YEAR)
dates: SearchStrategy[PartialDate] = st.one_of(
    st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)).map(PartialDate.of_day),
    st.builds(PartialDate, st.just(Precision.MONTH), _years, st.integers(1, 12)),
    st.builds(
        PartialDate,
        st.just(Precision.TERM),
        _years,
        st.sampled_from([last for _first, last in TERMS.values()]),
    ),
    st.builds(PartialDate, st.just(Precision.YEAR), _years),
)  # fmt: skip
rows: SearchStrategy[StatusRow] = st.builds(
    StatusRow,
    school=ids,
    school_name=texts,
    policy=ids,
    title=texts,
    version=texts,
    approved=st.none() | dates,
    approved_by=texts,
    next_review=st.none() | dates,
    days_left=st.none() | st.integers(-100_000, 100_000),
    state=st.sampled_from(State),
    reasons=st.lists(texts, max_size=3).map(tuple),
)
registers: SearchStrategy[list[StatusRow]] = st.lists(
    rows, max_size=4, unique_by=lambda row: (row.school, row.policy)
)
