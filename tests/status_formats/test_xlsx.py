"""The workbook: read back with the library, and looked at as parts."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from itertools import pairwise
from typing import Any
from unittest import mock

import pytest
from hypothesis import given

from policygen.document.colour import contrast
from policygen.errors import UsageError
from policygen.records.dates import Precision
from policygen.status_formats import xlsx
from policygen.status_rows import State, StatusRow

from .registers import AS_OF, REGISTER, few, registers, row

openpyxl = pytest.importorskip("openpyxl")


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def cells(one: StatusRow) -> dict[str, Any]:
    sheet = sheet_of(xlsx.write([one], as_of=AS_OF))
    return dict(zip(xlsx.HEADER, sheet[2], strict=True))


def test_a_small_register() -> None:
    sheet = sheet_of(xlsx.write(REGISTER, as_of=AS_OF))
    assert sheet.title == "Policy register"
    table = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]
    assert table[0] == xlsx.HEADER
    assert table[1:3] == [
        (
            "Oak Hill Primary", "Sick pay", "overdue", "March 2026", -235, "1", "March 2023",
            "Local Governing Body", "the review was due by 31 March 2026", "oak-hill", "sick-pay",
        ),
        (
            "St John’s", "Social media", "changed since approval", datetime.datetime(2027, 3, 12), 111,
            "2.0", datetime.datetime(2026, 3, 12), "Local Governing Body",
            "model changed under local text in section “Scope”; the text has changed",
            "st-johns", "social-media",
        ),
    ]  # fmt: skip
    assert len(table) == len(REGISTER) + 1


def test_the_sheet_is_ready_to_read_filter_and_print() -> None:
    sheet = sheet_of(xlsx.write(REGISTER, as_of=AS_OF))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:K{len(REGISTER) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddHeader.center.text == "Policy register, as of 21 November 2026"


def test_dates_are_dates_where_the_day_is_known() -> None:
    found = cells(row(approved="March 2026", review="12 March 2027"))
    assert found["Next review"].is_date
    assert found["Next review"].number_format == "d mmmm yyyy"
    assert (found["Approved"].value, found["Approved"].data_type) == ("March 2026", "s")
    nothing = cells(row(approved="", review="", days=None))
    assert [nothing[name].value for name in ("Approved", "Next review", "Days left")] == [None] * 3


def test_columns_are_as_wide_as_what_they_hold_and_no_wider_than_is_good() -> None:
    sheet = sheet_of(
        xlsx.write([row(title="x" * 30, version="1", reasons=("y" * 500,))], as_of=AS_OF)
    )
    widths = {head: sheet.column_dimensions[c.column_letter].width for head, c in zip(xlsx.HEADER, sheet[1], strict=True)}  # fmt: skip
    assert widths["Policy"] >= 30
    assert widths["Reasons"] < 60
    assert widths["Version"] < 15
    assert all(width >= len(head) for head, width in widths.items())


@pytest.mark.parametrize("state", State)
def test_states_can_be_read_in_their_colours(state: State) -> None:
    cell = cells(row(state=state))["State"]
    background, ink = cell.fill.fgColor.rgb[2:], cell.font.color.rgb[2:]
    assert (background, ink) == xlsx.COLOURS[state]
    assert contrast(f"#{background}", f"#{ink}") >= 4.5
    assert (cell.font.name, cell.font.size) == ("Calibri", 11)
    assert len({pair[0] for pair in xlsx.COLOURS.values()}) == len(State)


def test_the_header_can_be_read_in_its_colours() -> None:
    cell = sheet_of(xlsx.write([], as_of=AS_OF))[1][0]
    assert contrast(f"#{cell.fill.fgColor.rgb[2:]}", f"#{cell.font.color.rgb[2:]}") >= 4.5


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "TRUE", "007", "=cmd|' /C calc'!A0", " x "]
)
def test_text_stays_text(text: str) -> None:
    content = xlsx.write([row(title=text, by=text, reasons=(text,))], as_of=AS_OF)
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    for name in ("Policy", "Approved by", "Reasons"):
        cell = cells(row(title=text, by=text, reasons=(text,)))[name]
        assert cell.value == text
        assert cell.quotePrefix == (text[0] in "=+-@")


def test_what_excel_reads_as_an_escape_is_escaped() -> None:
    content = xlsx.write([row(title="_x000D_ a_x b")], as_of=AS_OF)
    assert "<t>_x005F_x000D_ a_x b</t>" in part(content, "xl/worksheets/sheet1.xml")


def test_what_a_cell_cannot_hold_is_shown_or_cut_with_a_mark() -> None:
    assert xlsx.cell_text("a\x01b\r\nc") == "a<U+0001>b\nc"
    assert len(xlsx.cell_text("x" * 40_000)) == 32_767
    assert xlsx.cell_text("x" * 40_000).endswith("x…")


@few
@given(registers)
def test_every_text_comes_back(rows: list[StatusRow]) -> None:
    content = xlsx.write(rows, as_of=AS_OF)
    lines = list(sheet_of(content).iter_rows(min_row=2))
    assert len(lines) == len(rows)
    for line, one in zip(lines, rows, strict=True):
        found = dict(zip(xlsx.HEADER, line, strict=True))
        expected = {
            "School": one.school_name,
            "Policy": one.title,
            "State": str(one.state),
            "Version": one.version,
            "Approved by": one.approved_by,
            "Reasons": "; ".join(one.reasons),
            "School id": one.school,
            "Policy id": one.policy,
        }
        for name, text in expected.items():
            text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", re.sub(r"\r\n?", "\n", text))
            assert (found[name].value or "") == text
            assert found[name].data_type in "sn"
        assert found["Days left"].value == one.days_left
        for name, date in (("Approved", one.approved), ("Next review", one.next_review)):
            if date is not None and date.precision is Precision.DAY:
                assert found[name].value.date() == date.last_day
            else:
                assert found[name].value == (None if date is None else str(date))


def test_the_same_rows_give_the_same_bytes_at_any_time() -> None:
    first = xlsx.write(REGISTER, as_of=AS_OF)
    with mock.patch("time.time", return_value=2e9), mock.patch("time.localtime", return_value=(2033, 5, 18, 3, 33, 20, 2, 138, 0)):  # fmt: skip
        assert xlsx.write(REGISTER, as_of=AS_OF) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    names = [info.filename for info in infos]
    assert names[0] == "[Content_Types].xml"
    assert all(before < after for before, after in pairwise(names[1:]))


def test_the_properties_have_the_day_of_the_register() -> None:
    content = xlsx.write(REGISTER, as_of=AS_OF)
    core = part(content, "docProps/core.xml")
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2026-11-21T00:00:00Z"] * 2
    assert "policygen" in core


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError) as caught:
        xlsx.write([row()], as_of=AS_OF)
    assert "pip install 'policygen[xlsx]'" in caught.value.diagnostics[0].hint
