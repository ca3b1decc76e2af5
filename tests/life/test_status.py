"""``status``: every state with its reasons, in order, filtered, counted, and in every format."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

from ..workspaces import write
from .desk import Printed, done, files_of, policygen
from .trusts import approve, oak_alone, states, trust

AS_OF = "2025-03-01"
CHANGED = '{version: "2", date: 2024-12-01, by: Board, digest: "0123456789abcdef"}'
#: policy -> what the register of oak says about it, in the order in which status is to show it.
REGISTER = {
    "late": '{history: [{version: "1", date: Autumn Term 2023, by: Board}]}',
    "later": '{history: [{version: "1.10", date: 1/2/24, by: Board}, {date: 2024-02-02, action: Read}]}',
    "altered": f"{{history: [{CHANGED}]}}",
    "gaps": '{history: [{version: "1", date: 2025-01-01, by: Board}]}',
    "soon": '{history: [{version: "1", date: March 2024, by: Board}]}',
    "soonish": '{history: [{version: "1", date: 2024-05-30, by: Board}]}',
    "fresh": "{}",
    "good": '{history: [{version: "1", date: 2024-05-31, by: Board}]}',
    "own": '{history: [{version: "1", date: 2024-06-30, by: Board}]}',
    "standing": '{review_period: as required, history: [{version: "3", date: 2012, by: Board}]}',
    "without": "{adopted: no, reason: We have no dogs.}",
}
EXPECTED = {
    "late": ("overdue", "1", "Autumn Term 2024", -60, ["the review was due by Autumn Term 2024"]),
    "later": ("overdue", "1.10", "2025-02-01", -28, ["the review was due by 1 February 2025"]),
    "altered": (
        *("changed since approval", "2", "2025-12-01", 275),
        ["the text differs from version 2 as approved"],
    ),
    "gaps": (
        *("blocked", "1", "2026-01-01", 306),
        ["cannot be published: [insert rules] has no value, and 1 more"],
    ),
    "soon": ("due", "1", "2025-03", 30, []),
    "soonish": ("due", "1", "2025-05-30", 90, []),
    "fresh": ("never approved", "", None, None, ["no version has been approved"]),
    "good": ("current", "1", "2025-05-31", 91, []),
    "own": (
        *("current", "1", "2025-06-30", 121),
        ["model changed under local text: section “rules”"],
    ),
    "standing": ("current", "3", None, None, []),
    "without": ("not adopted", "", None, None, ["We have no dogs."]),
}


def workspace(root: Path) -> Path:
    register = "".join(f"{policy}: {entry}\n" for policy, entry in reversed(REGISTER.items()))
    files: dict[str, str | bytes] = {
        "trust.yaml": "name: Harbour Trust\n",
        "schools/oak/profile.yaml": "name: Oak School\nphase: primary\n",
        "schools/oak/register.yaml": register,
        "schools/oak/local/own.md": "# Rules {#rules .replace base=01234567}\n\nOurs.\n",
    }
    for policy in REGISTER:
        gap = " [insert rules] [insert more rules]" if policy == "gaps" else ""
        text = f"---\ntitle: On {policy}\nreview_period: annual\n---\n# Rules {{#rules}}\n\nBe kind.{gap}\n"
        files[f"templates/{policy}.md"] = text
    files["templates/elsewhere.md"] = (
        '---\ntitle: Elsewhere\napplies_to: school.phase == "secondary"\n---\nText.\n'
    )
    return write(root, files)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a policy in each state; nothing here changes it."""
    return workspace(tmp_path_factory.mktemp("status"))


def status(root: Path, *options: str) -> Printed:
    return policygen(root, "status", "--as-of", AS_OF, *options)


def policies(root: Path, *options: str) -> list[str]:
    return [row["policy"] for row in status(root, "--json", *options).rows]


def test_every_state(root: Path) -> None:
    before = files_of(root)
    printed = status(root, "--json")
    assert (printed.code, printed.err) == (0, "")
    found = {
        row["policy"]: (
            *(row["state"], row["version"], row["next_review"], row["days_left"]),
            row["reasons"],
        )
        for row in printed.rows
    }
    assert found == EXPECTED
    assert list(found) == list(EXPECTED)  # the most urgent first
    assert files_of(root) == before


def test_the_names_of_json(root: Path) -> None:
    row = status(root, "--json", "-p", "later").rows[0]
    assert row == {
        "school": "oak",
        "policy": "later",
        "title": "On later",
        "version": "1.10",
        "approved": "2024-02-01",
        "approved_by": "Board",
        "next_review": "2025-02-01",
        "days_left": -28,
        "state": "overdue",
        "reasons": ["the review was due by 1 February 2025"],
    }


def test_several_reasons(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    gaps, late = "schools/oak/local/gaps.md", "schools/oak/local/late.md"
    old = "base=01234567}\n\nOurs.\n"
    write(root, {gaps: f"# Rules {{#rules .append {old}", late: f"# Rules {{#rules .append {old}"})
    rows = {row["policy"]: row for row in status(root, "--json").rows}
    stale = "model changed under local text: section “rules”"
    assert (rows["gaps"]["state"], rows["gaps"]["reasons"][1:]) == ("blocked", [stale])
    assert rows["late"]["state"] == "overdue"
    assert rows["late"]["reasons"] == ["the review was due by Autumn Term 2024", stale]
    table = status(root, "-p", "late").out
    assert f"oak, late: {stale}\n" in table


def test_a_reason_of_what_is_due_is_told(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    write(root, {"schools/oak/local/soon.md": "# R {#rules .append base=01234567}\n\nOurs.\n"})
    assert "oak, soon: model changed under local text: section “rules”\n" in status(root).out


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-p", "so*"], ["soon", "soonish"]),
        (["-p", "good", "-p", "late"], ["late", "good"]),
        (["-s", "o*", "-p", "good"], ["good"]),
        (["--state", "overdue"], ["late", "later"]),
        (["--state", "due,never"], ["soon", "soonish", "fresh"]),
        (["--state", "blocked", "--state", "Changed since approval"], ["altered", "gaps"]),
        (["--state", "not-adopted"], ["without"]),
        (["--state", "due", "-p", "good"], []),
    ],
)
def test_filters(options: list[str], expected: list[str], root: Path) -> None:
    assert policies(root, *options) == expected


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("0d", []),
        ("30", ["soon"]),
        ("89d", ["soon"]),
        ("90 days", ["soon", "soonish"]),
        ("91d", ["soon", "soonish", "good"]),
        ("400", ["soon", "soonish", "good", "own"]),
    ],
)
def test_within(within: str, expected: list[str], root: Path) -> None:
    some = ("-p", "so*", "-p", "good", "-p", "own")
    assert policies(root, *some, "--within", within, "--state", "due") == expected


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2024-03-30", "current"),
        ("2024-12-31", "due"),
        ("2025-03-31", "due"),
        ("2025-04-01", "overdue"),
        ("March 2025", "due"),
        ("Spring Term 2025", "overdue"),
    ],
)
def test_what_is_due_in_a_month_is_overdue_after_it(as_of: str, state: str, root: Path) -> None:
    (row,) = policygen(root, "status", "--as-of", as_of, "-p", "soon", "--json").rows
    assert row["state"] == state


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "overdue"], 1),
        (["--fail-on", "overdue", "-p", "good"], 0),
        (["--fail-on", "overdue,changed", "-p", "altered"], 1),
        (["--fail-on", "changed", "--fail-on", "due", "-p", "late"], 0),
        (["--fail-on", "never", "--json"], 1),
        (["--fail-on", "current", "-f", "csv"], 1),
        (["--fail-on", "not-adopted", "--matrix"], 1),
        (["--fail-on", "blocked", "-p", "soon"], 0),
        (["--fail-on", "late"], 2),
        (["--state", "overdo"], 2),
        (["--within", "soon"], 2),
        (["-p", "nothing"], 2),
        (["-f", "pdf"], 2),
    ],
)
def test_exit_codes(options: list[str], code: int, root: Path) -> None:
    assert status(root, *options).code == code


def test_a_wrong_state_is_told_with_the_nearest(root: Path) -> None:
    assert "did you mean “overdue”?" in status(root, "--state", "overdo").err


def test_what_is_broken_is_told(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    files = {
        "schools/elm/profile.yaml": "nam: Elm\n",
        "templates/good.md": "---\ntile: Good\n---\n",
        "templates/new.md": "---\ntitle: New\n---\n{% if %}\n",
    }
    printed = status(write(root, files), "--json")
    assert printed.code == 3
    for file in files:
        assert f"{file}:" in printed.err
    found = {row["policy"]: row["state"] for row in printed.rows}
    assert found["new"] == "blocked"
    assert found["soon"] == "due"
    assert status(root, "-p", "soon", "-s", "oak").code == 0


def test_a_broken_template_is_told(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    write(root, {"templates/late.md": "---\ntitle: Late\n---\n{% if %}\n"})
    printed = status(root, "-p", "late")
    assert printed.code == 3
    assert "templates/late.md:" in printed.err
    assert "error[template-syntax]" in printed.err


# --- formats -------------------------------------------------------------------------------------


def test_a_table(root: Path) -> None:
    lines = [line.rstrip() for line in status(root).out.split("\n")]
    assert " ".join(lines[0].split()) == "State School Policy Version Approved By Next review Days"
    later = "overdue oak later 1.10 1 February 2024 Board 1 February 2025 -28"
    assert " ".join(lines[2].split()) == later
    assert len(lines[: lines.index("")]) == 1 + len(REGISTER)
    reasons = [f"oak, {policy}: {r}" for policy, row in EXPECTED.items() for r in row[4]]
    assert lines[lines.index("") + 1 : -1] == reasons
    assert status(root, "-p", "good", "--state", "due").out == "nothing to show\n"


def test_a_matrix(tmp_path: Path) -> None:
    root = trust(tmp_path)
    write(
        root,
        {
            "templates/cats.md": '---\ntitle: Cats\napplies_to: school.phase == "primary"\nreview_period: annual\n---\nT.\n'
        },
    )
    approve(root, "oak")
    lines = status(root, "--matrix").out.split("\n")
    cells = [
        line.replace("┃", "│").strip("│").split("│") for line in lines if "│" in line or "┃" in line
    ]
    assert [[cell.strip() for cell in line] for line in cells] == [
        ["", "cats", "dogs"],
        ["ash", "never approved", "never approved"],
        ["elm", "–", "never approved"],
        ["oak", "never approved", "current"],
    ]  # fmt: skip


def test_csv(root: Path) -> None:
    printed = status(root, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(printed.out, newline="")))
    assert [row["policy"] for row in rows] == list(EXPECTED)
    for row in rows:
        state, version, due, days, reasons = EXPECTED[row["policy"]]
        assert (row["state"], row["version"], row["reasons"]) == (
            state,
            version,
            "; ".join(reasons),
        )
        assert (row["next_review"], row["days_left"]) == (
            due or "",
            "" if days is None else str(days),
        )


def test_md(root: Path) -> None:
    text = status(root, "-f", "md").out
    assert "as of 1 March 2025" in text
    for policy, row in EXPECTED.items():
        assert f"On {policy}" in text
        assert str(row[0]) in text


def test_json_is_the_same_either_way(root: Path) -> None:
    assert status(root, "-f", "json").out == status(root, "--json").out
    assert json.loads(status(root, "--json", "-f", "csv").out) == status(root, "--json").rows


def test_ics(root: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    content = status(root, "-f", "ics").out
    events: dict[str, Any] = {
        str(event["uid"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }
    dated = [policy for policy, row in EXPECTED.items() if row[2]]
    assert len(events) == len(dated)
    days = {event.decoded("dtstart") for event in events.values()}
    assert datetime.date(2025, 5, 30) in days
    assert datetime.date(2025, 3, 31) in days  # March 2025: its last day
    later = policygen(root, "status", "--as-of", "2025-04-01", "-f", "ics").out
    assert {str(e["uid"]) for e in icalendar.Calendar.from_ical(later).walk("VEVENT")} == set(
        events
    )


def test_xlsx(root: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "register.xlsx"
    printed = status(root, "-f", "xlsx", "-o", str(path))
    assert (printed.code, printed.out) == (0, "")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[-1] for row in rows] == list(EXPECTED)
    assert datetime.datetime(2025, 5, 30) in rows[5]


@pytest.mark.parametrize("name", ["csv", "json", "md", "ics"])
def test_a_file_holds_what_would_be_printed(name: str, root: Path, tmp_path: Path) -> None:
    path = tmp_path / f"register.{name}"
    done(root, "status", "--as-of", AS_OF, "-f", name, "-o", str(path))
    assert path.read_bytes().decode() == status(root, "-f", name).out


def test_as_of_changes_the_days_only(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    approve(root, "oak")
    assert states(root, as_of="2025-10-10")["oak"] == "current"
    assert states(root, as_of="2025-10-11")["oak"] == "due"
    assert states(root, as_of="2026-01-09")["oak"] == "due"
    assert states(root, as_of="2026-01-10")["oak"] == "overdue"
