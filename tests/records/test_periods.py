"""Review periods, and when the next review is due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.records.dates import PartialDate, Precision
from policygen.records.periods import Period, next_review
from tests.records.test_dates import dates

#: as written -> length in months (0: no date), adverb
WRITTEN = """
annual            | 12 | annually
annually          | 12 | annually
Yearly            | 12 | annually
every year        | 12 | annually
1 year            | 12 | annually
2 years           | 24 | every 2 years
2-years           | 24 | every 2 years
3 year            | 36 | every 3 years
3-yearly          | 36 | every 3 years
three-yearly      | 36 | every three years
every three years | 36 | every three years
Every three years | 36 | every three years
Every 3 years     | 36 | every 3 years
biennial          | 24 | every 2 years
every other year  | 24 | every 2 years
every 12 months   | 12 | every 12 months
6 months          | 6  | every 6 months
six-monthly       | 6  | every six months
half-yearly       | 6  | every 6 months
quarterly         | 3  | quarterly
monthly           | 1  | monthly
1 month           | 1  | monthly
termly            | 4  | termly
every term        | 4  | termly
2 terms           | 8  | every 2 terms
as required       | 0  | as required
When needed       | 0  | when needed
live              | 0  | continually
Live document     | 0  | continually
ongoing           | 0  | continually
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in WRITTEN.strip().splitlines()]

#: approved, period -> next review
NEXT = """
March 2017       | 3 years           | March 2020
12 March 2019    | annual            | 12 March 2020
31 August 2021   | 6 months          | 28 February 2022
31 August 2023   | 6 months          | 29 February 2024
29 February 2020 | 1 year            | 28 February 2021
29 February 2020 | 4 years           | 29 February 2024
30 November 2020 | quarterly         | 28 February 2021
15 December 2020 | monthly           | 15 January 2021
30 April 2021    | 1 month           | 30 May 2021
Summer Term 2021 | 3 years           | Summer Term 2024
Summer Term 2021 | termly            | Autumn Term 2021
Autumn Term 2021 | termly            | Spring Term 2022
Summer Term 2021 | 6 months          | Spring Term 2022
Spring Term 2021 | 2 terms           | Autumn Term 2021
5 January 2021   | termly            | 5 May 2021
31 October 2021  | termly            | 28 February 2022
January 2021     | termly            | May 2021
2021             | 2 years           | 2023
2021             | 6 months          | 2022
2021             | termly            | 2022
2021             | 18 months         | 2023
March 2017       | as required       | -
2021             | live              | -
"""
DUE = [[cell.strip() for cell in row.split("|")] for row in NEXT.strip().splitlines()]


@pytest.mark.parametrize(("written", "months", "often"), ROWS, ids=[r[0] for r in ROWS])
def test_what_is_written_is_understood(written: str, months: str, often: str) -> None:
    period = Period.parse(written)
    assert str(period) == written
    assert period.months == int(months)
    assert period.often == often


@pytest.mark.parametrize(
    "written", ["", "often", "0 years", "100 years", "3", "years", "2 weeks", "n/a"]
)
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a review period"):
        Period.parse(written)


def test_biannual_can_mean_two_things() -> None:
    with pytest.raises(ValueError, match="twice a year or every two years"):
        Period.parse("biannually")


def test_periods_that_mean_the_same_are_equal() -> None:
    assert Period.parse("3 years") == Period.parse("every three years")
    assert Period.parse("annual") != Period.parse("live")


@pytest.mark.parametrize(("approved", "period", "due"), DUE, ids=[f"{r[0]} + {r[1]}" for r in DUE])
def test_next_review(approved: str, period: str, due: str) -> None:
    result = next_review(PartialDate.parse(approved), Period.parse(period))
    assert str(result or "-") == due


PERIODS = st.builds(
    lambda number, unit: Period.parse(f"{number} {unit}"),
    st.integers(1, 99),
    st.sampled_from(["months", "terms", "years"]),
)


@given(dates(), PERIODS)
def test_the_next_review_is_after_the_approval_at_its_precision(
    approved: PartialDate, period: Period
) -> None:
    due = next_review(approved, period)
    assert due is not None
    assert due > approved
    assert due.precision is approved.precision
    # The whole period has passed by the last day on which the review is due.
    assert due.last_day.year * 12 + due.last_day.month - period.months >= (
        approved.last_day.year * 12 + approved.last_day.month
    )


@given(
    dates().filter(lambda d: d.precision is Precision.MONTH), st.integers(1, 49), st.integers(1, 49)
)
def test_months_add_up(approved: PartialDate, one: int, two: int) -> None:
    def after(date: PartialDate | None, months: int) -> PartialDate | None:
        assert date is not None
        return next_review(date, Period.parse(f"{months} months"))

    assert after(after(approved, one), two) == after(approved, one + two)
