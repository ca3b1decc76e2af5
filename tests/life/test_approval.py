"""``approve`` and ``review``: what is recorded, what is refused, and that nothing is half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policygen import output
from policygen.approval import Decision, record
from policygen.compose import Composer
from policygen.errors import Diagnostic, InputError, OutputError, Place
from policygen.records.dates import PartialDate
from policygen.records.register import Entry, Event
from policygen.records.review import review_of
from policygen.workspace import load

from ..fixtures import Fixture, cases
from .desk import change, done, files_of, policygen, refused
from .trusts import DAY, MODEL, SCHOOLS, approve, history, oak_alone, states, trust

HERE = Path(__file__).parent
REGISTER = "schools/oak/register.yaml"


def words(version: str = "1", date: str = "2025-01-09", by: str = "Board") -> list[str]:
    return ["--version", version, "--date", date, "--by", by]


# --- what is recorded ----------------------------------------------------------------------------


def test_an_approval_is_recorded_kept_and_built(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    before = files_of(root)
    printed = done(root, "approve", "oak", "dogs", *words(), "--action", "Adopted: with care")
    assert printed.out.startswith(
        "oak, dogs: version 1 approved on 9 January 2025 by Board; next review 9 January 2026\n"
    )
    after = files_of(root)
    built = {f"build/oak/dogs.{ending}" for ending in ("docx", "html", "md")}
    kept = "schools/oak/approved/dogs/1.md"
    new = set(after) - set(before)
    assert {path for path in new if not path.startswith("build/.")} == {*built, kept}
    assert {path for path in before if before[path] != after[path]} == {REGISTER}
    assert after[kept] == after["build/oak/dogs.md"]
    (event,) = history(root)
    assert (event.version, str(event.date), event.by) == ("1", "9 January 2025", "Board")
    assert event.action == "Adopted: with care"
    assert event.next_review is None  # the period says it, and may change
    assert len(event.digest) == 16


def test_the_answer_as_json(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    (row,) = done(root, "approve", "oak", "dogs", *words("1.0", "March 2025"), "--json").rows
    assert row == {
        "school": "oak",
        "policy": "dogs",
        "version": "1.0",
        "date": "March 2025",
        "action": "Approved",
        "by": "Board",
        "next_review": "March 2026",
        "digest": history(root)[0].digest,
    }
    (row,) = done(root, "review", "oak", "dogs", "--date", "2025-05", "--by", "X", "--json").rows
    assert row["version"] is None
    assert row["digest"] is None
    assert (row["action"], row["next_review"]) == ("Reviewed, no change", "May 2026")


@cases(HERE / "periods.txt")
def test_next_review(case: Fixture, tmp_path: Path) -> None:
    date, period = case.parts[0].rsplit(", ", 1)
    register = f"dogs: {{review_period: {period}}}\n"
    root = oak_alone(tmp_path, "---\ntitle: Dogs\n---\nText.\n", **{REGISTER: register})
    (row,) = done(root, "approve", "oak", "dogs", *words(date=date), "--json").rows
    assert (row["next_review"] or "-") == case.parts[1]
    edition = (root / "build/oak/dogs.md").read_text(encoding="utf-8")
    written = [line for line in edition.split("\n") if line.startswith("next_review:")]
    assert written == ([] if case.parts[1] == "-" else [f'next_review: "{case.parts[1]}"'])
    assert f"{period} " in edition


def test_a_next_review_that_was_decided(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    given = ["--next-review", "Autumn Term 2025"]
    printed = done(root, "approve", "oak", "dogs", *words(), *given)
    assert "; next review Autumn Term 2025" in printed.out
    assert str(history(root)[0].next_review) == "Autumn Term 2025"
    assert states(root, as_of="2026-01-01")["oak"] == "overdue"


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> Composer:
    return Composer(load(trust(tmp_path_factory.mktemp("approval"))))


def decide(
    composer: Composer, recorded: tuple[str, str], version: str, date: str
) -> tuple[str, str]:
    """Decide on a policy whose *recorded* version was approved on a date: the code of what speaks against it.

    With it comes the version that counts afterwards, as the control record has it.
    """
    workspace = composer.workspace
    school = workspace.schools["oak"]
    old = Event(version=recorded[0], date=PartialDate.parse(recorded[1]), by="Board")
    entry = Entry(history=(old,))
    register = replace(school.register, policies={"dogs": entry})
    decision = Decision(PartialDate.parse(date), "Board", version)
    code = ""
    try:
        done = record(composer, replace(school, register=register), "dogs", decision)
        entry = replace(entry, history=(old, done.event))
    except InputError as error:
        (code,) = {d.code for d in error.diagnostics}
    return code, review_of(workspace.policies["dogs"], school.profile, entry).version


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.9", "1.10"), ("1", "1.1"), ("9", "10"), ("2", "2a"), ("1.9", "2"), ("2a", "2b")],
)
def test_a_version_goes_up(first: str, second: str, composer: Composer) -> None:
    assert decide(composer, (first, DAY), second, DAY) == ("", second)
    assert decide(composer, (second, DAY), first, DAY) == ("version", second)
    assert decide(composer, (first, DAY), first, "2025-02-01") == ("version", first)


@pytest.mark.parametrize(
    ("first", "second", "is_good"),
    [
        ("2025-03-12", "2025-03-12", True),
        ("2025-03-12", "2025-03-11", False),
        ("2025-03-12", "March 2025", True),
        ("2025-03-12", "February 2025", False),
        ("2025-03-12", "Spring Term 2025", True),
        ("2025-03-12", "Autumn Term 2024", False),
        ("2025-03-12", "2025", True),
        ("2025-03-12", "2024", False),
        ("March 2025", "2025-02-28", False),
        ("March 2025", "2025-04-01", True),
        ("2025", "2025", True),
        ("2025", "2026-01-01", True),
        ("2025", "2024-12-31", False),
    ],
)
def test_dates_go_forward(first: str, second: str, is_good: bool, composer: Composer) -> None:
    for version in ("2", ""):
        expected = ("", version or "1") if is_good else ("date", "1")
        assert decide(composer, ("1", first), version, second) == expected


@pytest.mark.parametrize(("first", "second"), [("2025", "2025-03-12"), ("March 2025", "1/3/25")])
def test_a_day_within_what_is_recorded(first: str, second: str, composer: Composer) -> None:
    """It may be before or after; either way, the version that counts must not be the old one."""
    assert decide(composer, ("1", first), "2", second) in (("", "2"), ("date", "1"))


def test_two_versions_at_the_command_line(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    approve(root, "oak", version="1.9")
    approve(root, "oak", version="1.10", date="January 2025")
    told = refused(root, "approve", "oak", "dogs", *words("1.9", "2025-02-01"))
    assert "error[version]: version 1.9 does not follow 1.10 (oak, dogs)" in told
    told = refused(root, "approve", "oak", "dogs", *words("2", "2025-01-30"))
    assert "error[date]:" in told
    assert [event.version for event in history(root)] == ["1.9", "1.10"]


# --- what is refused -----------------------------------------------------------------------------


def test_refused_while_the_published_edition_is(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    change(root / "trust.yaml", "place of the dog: the library", "place: the library")
    told = refused(root, "approve", "oak", "dogs", *words())
    assert (
        "templates/dogs.md:26:19: error[open-slot]: [insert place of the dog] has no value" in told
    )
    assert "review" not in told  # the approval itself is no open slot


def test_the_same_again_is_recorded_already(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    approve(root, "oak")
    assert "[recorded]" in refused(root, "approve", "oak", "dogs", *words())
    assert "[recorded]" in refused(root, "approve", "oak", "dogs", *words(date="9/1/25"))
    review = ["review", "oak", "dogs", "--date", "2025-02-01", "--by", "Committee"]
    done(root, *review)
    assert "[recorded]" in refused(root, *review)


def test_not_adopted(tmp_path: Path) -> None:
    root = trust(tmp_path, **{REGISTER: "dogs: {adopted: no, reason: no dogs}\n"})
    assert "[not-adopted]" in refused(root, "approve", "oak", "dogs", *words())
    approve(root)  # at all that have it
    assert set(states(root).items()) == {
        ("ash", "current"),
        ("elm", "current"),
        ("oak", "not adopted"),
    }


@pytest.mark.parametrize(
    "given",
    [
        ["--next-review", "2025-01-09"],
        ["--next-review", "January 2025"],
        ["--next-review", "2024"],
    ],
)
def test_a_next_review_that_is_not_after_the_approval(given: list[str], tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    told = refused(root, "approve", "oak", "dogs", *words(date="2025-01-31"), *given)
    assert "[next-review]" in told


@pytest.mark.parametrize("version", ["../2", "con", "a:b", "2."])
def test_a_version_that_is_no_file_name(version: str, tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    assert "cannot be a version" in refused(root, "approve", "oak", "dogs", *words(version))


@pytest.mark.parametrize("wrong", [words(version=""), words(by=""), words(date="soon")])
def test_wrong_usage(wrong: list[str], tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    before = files_of(root)
    printed = policygen(root, "approve", "oak", "dogs", *wrong)
    assert (printed.code, printed.out) == (2, "")
    assert files_of(root) == before


# --- several schools -----------------------------------------------------------------------------


def test_several_schools_at_once(tmp_path: Path) -> None:
    root = trust(tmp_path)
    approve(root, "a*", "elm")
    assert states(root) == {"ash": "current", "elm": "current", "oak": "never approved"}
    told = refused(root, "approve", "dogs", *words())
    assert told.count("[recorded]") == 2
    approve(root, version="2")
    assert [len(history(root, school)) for school in SCHOOLS] == [2, 2, 1]


def test_all_or_nothing(tmp_path: Path) -> None:
    root = trust(tmp_path)
    change(root / "schools/elm/profile.yaml", "facts: {dog: Bonnie}", "")
    told = refused(root, "approve", "dogs", *words())
    assert "error[open-slot]" in told
    assert "(elm, dogs)" in told
    assert "(oak, dogs)" not in told


def test_all_or_nothing_where_the_disk_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = oak_alone(tmp_path)
    before = files_of(root)
    write = output.write

    def full(folder: Path, name: str, content: bytes) -> bool:
        if name == REGISTER and content != before[REGISTER]:
            raise OutputError(Diagnostic(Place(name), "output", "no space"))
        return write(folder, name, content)

    monkeypatch.setattr(output, "write", full)
    assert policygen(root, "approve", "dogs", *words()).code == 4
    assert files_of(root) == before


@pytest.mark.parametrize("command", [["approve", "--version", "1"], ["review"]])
@pytest.mark.parametrize("names", [["dogs"], ["elm", "dogs"]])
@pytest.mark.parametrize(
    ("file", "content"),
    [("schools/elm/profile.yaml", "nam: Elm\n"), ("templates/dogs.md", "---\ntile: Dogs\n---\n")],
    ids=["profile", "template"],
)
def test_a_broken_file_is_told_and_stops_all(
    command: list[str], names: list[str], file: str, content: str, tmp_path: Path
) -> None:
    root = trust(tmp_path)
    if command == ["review"]:
        approve(root)
    (root / file).write_text(content, encoding="utf-8")
    before = files_of(root)
    name, *options = command
    printed = policygen(root, name, *names, *options, "--date", "2025-01-10", "--by", "Board")
    assert printed.code == 3
    assert f"{file}:" in printed.err
    assert "error[unknown-key]" in printed.err
    assert files_of(root) == before


# --- review --------------------------------------------------------------------------------------


def test_a_review_keeps_the_version_and_moves_the_next_review(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    approve(root, "oak", version="3")
    kept = (root / "schools/oak/approved/dogs/3.md").read_bytes()
    done(root, "review", "oak", "dogs", "--date", "Spring Term 2026", "--by", "Committee")
    (row,) = done(root, "status", "-s", "oak", "--as-of", "2026-05-01", "--json").rows
    assert (row["version"], row["approved"], row["approved_by"]) == ("3", "2025-01-09", "Board")
    assert (row["next_review"], row["state"]) == ("Spring Term 2027", "current")
    assert 'next_review: "Spring Term 2027"' in (root / "build/oak/dogs.md").read_text("utf-8")
    approved = root / "schools/oak/approved/dogs"
    assert [path.name for path in approved.iterdir()] == ["3.md"]
    assert (approved / "3.md").read_bytes() == kept
    given = ["--date", "2027-05-01", "--by", "Committee", "--next-review", "2029"]
    done(root, "review", "oak", "dogs", *given)
    assert states(root, as_of="2029-12-31")["oak"] == "due"


def test_a_review_of_what_was_never_approved(tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    told = refused(root, "review", "oak", "dogs", "--date", "2025", "--by", "X")
    assert "[never-approved]" in told


def test_a_review_of_what_has_changed(tmp_path: Path) -> None:
    root = trust(tmp_path)
    approve(root)
    change(root / "schools/oak/profile.yaml", "Bonnie", "Clyde")
    told = refused(root, "review", "dogs", "--date", "2025-02-01", "--by", "X")
    assert told.count("error[changed]") == 1
    assert "(oak, dogs)" in told
    done(root, "review", "ash", "dogs", "--date", "2025-02-01", "--by", "X")


def test_a_review_settles_a_review_that_was_due(tmp_path: Path) -> None:
    """A period without dates, and a date that was given: it is over once the review is done."""
    root = oak_alone(tmp_path, **{REGISTER: "dogs: {review_period: as required}\n"})
    done(root, "approve", "oak", "dogs", *words(), "--next-review", "2026-01")
    printed = policygen(root, "review", "oak", "dogs", "--date", "2026-02-01", "--by", "X")
    if printed.code == 0:
        assert states(root, as_of="2026-03-01")["oak"] == "current"
    else:
        assert "--next-review" in printed.err


# --- bytes ---------------------------------------------------------------------------------------


def test_approving_leaves_the_text_as_it_was_approved(tmp_path: Path) -> None:
    root = trust(tmp_path)
    done(root, "approve", "dogs", *words())
    first = files_of(root / "build")
    assert done(root, "build").out.endswith("(0 written, 9 unchanged)\n")
    assert files_of(root / "build") == first
    assert set(states(root).values()) == {"current"}


def test_a_register_that_is_not_there_yet(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, MODEL)
    (root / REGISTER).unlink()
    approve(root, "oak")
    assert [event.version for event in history(root)] == ["1"]
