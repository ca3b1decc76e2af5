"""Dates at the precision they were written with."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.records.dates import FIRST_YEAR, LAST_YEAR, PartialDate, Precision

#: as written -> house style, W3C form, last day
WRITTEN = """
2019-03-12           | 12 March 2019     | 2019-03-12 | 2019-03-12
17/9/15              | 17 September 2015 | 2015-09-17 | 2015-09-17
06/03/2019           | 6 March 2019      | 2019-03-06 | 2019-03-06
06/03/19             | 6 March 2019      | 2019-03-06 | 2019-03-06
6.3.2019             | 6 March 2019      | 2019-03-06 | 2019-03-06
06-03-2019           | 6 March 2019      | 2019-03-06 | 2019-03-06
2019/03/06           | 6 March 2019      | 2019-03-06 | 2019-03-06
16-Sep-16            | 16 September 2016 | 2016-09-16 | 2016-09-16
16 Sept. 2016        | 16 September 2016 | 2016-09-16 | 2016-09-16
22 September 2020    | 22 September 2020 | 2020-09-22 | 2020-09-22
22nd September, 2020 | 22 September 2020 | 2020-09-22 | 2020-09-22
29/2/2020            | 29 February 2020  | 2020-02-29 | 2020-02-29
March 2019           | March 2019        | 2019-03    | 2019-03-31
MARCH 2022           | March 2022        | 2022-03    | 2022-03-31
Nov 19               | November 2019     | 2019-11    | 2019-11-30
Feb21                | February 2021     | 2021-02    | 2021-02-28
May 21               | May 2021          | 2021-05    | 2021-05-31
2019-03              | March 2019        | 2019-03    | 2019-03-31
2/2020               | February 2020     | 2020-02    | 2020-02-29
2021                 | 2021              | 2021       | 2021-12-31
Summer Term 2021     | Summer Term 2021  | 2021-08    | 2021-08-31
summer 2021          | Summer Term 2021  | 2021-08    | 2021-08-31
SPRING TERM 2021     | Spring Term 2021  | 2021-04    | 2021-04-30
autumn term, 2021    | Autumn Term 2021  | 2021-12    | 2021-12-31
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in WRITTEN.strip().splitlines()]

WRONG = {
    "30/2/19": "February 2019 has 28 days",
    "29/2/2019": "February 2019 has 28 days",
    "31/11/2020": "November 2020 has 30 days",
    "0/3/2020": "March 2020 has 31 days",
    "03/13/2019": "there is no month “13”",
    "2019-13-01": "there is no month “13”",
    "2019-00": "there is no month “00”",
    "Smarch 2019": "there is no month “Smarch”",
    "12 Ma 2019": "there is no month “Ma”",
    "0219": "names the year 219",
    "1/1/3000": "names the year 3000",
    "TBC": "is not a date",
    "": "is not a date",
    "1/2": "is not a date",
    "17/9-15": "is not a date",
    "Autumn 1 2021": "is not a date",
    "٢٠٢١": "is not a date",
    "20²1": "is not a date",
}


@pytest.mark.parametrize(("written", "printed", "iso", "last"), ROWS, ids=[r[0] for r in ROWS])
def test_what_is_written_is_understood(written: str, printed: str, iso: str, last: str) -> None:
    date = PartialDate.parse(written)
    assert str(date) == printed
    assert date.iso == iso
    assert date.last_day.isoformat() == last
    assert date.written == written


@pytest.mark.parametrize(("written", "reason"), WRONG.items())
def test_what_is_no_date_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        PartialDate.parse(written)


def test_dates_are_ordered_by_the_last_day_they_may_mean() -> None:
    written = [
        "Autumn Term 2018",
        "1/3/2019",
        "March 2019",
        "31/3/2019",
        "Spring Term 2019",
        "2019",
    ]
    dates = [PartialDate.parse(text) for text in written]
    assert sorted([dates[3], *dates[:3], *dates[4:]]) == dates
    assert dates[0] < dates[1] <= dates[2] > dates[1] >= dates[1]


def test_two_ways_to_write_a_date_are_one_date() -> None:
    assert PartialDate.parse("17/9/15") == PartialDate.parse("17 September 2015")
    assert PartialDate.parse("2019-03") != PartialDate.parse("2019")
    assert PartialDate.parse("summer 2021").term == "Summer"
    assert PartialDate.parse("August 2021") != PartialDate.parse("Summer Term 2021")
    assert PartialDate.parse("August 2021").term == ""


DAYS = st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Draw a date of any precision."""
    day = draw(DAYS)
    match draw(st.sampled_from(Precision)):
        case Precision.DAY:
            return PartialDate.of_day(day)
        case Precision.MONTH:
            return PartialDate(Precision.MONTH, day.year, day.month)
        case Precision.TERM:
            return PartialDate(Precision.TERM, day.year, (day.month + 3) // 4 * 4)
        case _:
            return PartialDate(Precision.YEAR, day.year)


@given(dates())
def test_the_house_style_reads_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert date.first_day <= date.last_day


@given(dates().filter(lambda d: d.precision is not Precision.TERM))
def test_the_w3c_form_reads_back(date: PartialDate) -> None:
    assert PartialDate.parse(date.iso) == date


@given(dates(), dates())
def test_order_and_equality_agree(one: PartialDate, two: PartialDate) -> None:
    assert (one < two) + (one == two) + (one > two) == 1


@given(DAYS)
def test_every_day_is_in_one_term(day: datetime.date) -> None:
    terms = [PartialDate.parse(f"{term} {day.year}") for term in ("Spring", "Summer", "Autumn")]
    assert sum(term.first_day <= day <= term.last_day for term in terms) == 1


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        said = str(error)
    else:
        said = f"“{date.written}”"
    assert f"“{text}”" in said
