"""However a build ends, each edition is the old one or the new one, and the next build makes it good."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policygen import journal, locking, staging
from policygen.build import build_editions
from policygen.cli import run
from policygen.errors import OutputError
from policygen.output import OutputFolder
from policygen.planning import Outcome, Report, Selection
from policygen.workspace import load

from ..workspaces import SMALL, write

TEMPLATE = "---\ntitle: Policy\ncontrol: none\n---\n# One {#one}\n\nWords.\n\n![Map](map.png)\n"
PICTURE = (Path(__file__).parent.parent / "fixtures.py").parent.parent / "templates"
OLD = {
    **SMALL,
    "templates/policy.md": TEMPLATE,
    "templates/other.md": TEMPLATE,
    "schools/elm/profile.yaml": "name: Elm\n",
}
#: Everything that changes a folder goes through these.
CALLS = ("create", "append", "sync", "sync_folders", "rename", "remove", "remove_folder")


def picture() -> bytes:
    return next(PICTURE.rglob("*.png")).read_bytes()


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return write(tmp_path / "trust", {**OLD, "templates/map.png": picture()})


def build(trust: Path, out: Path, **options: Any) -> Report:
    return build_editions(load(trust), out, Selection(formats=("html", "md")), **options)


def change(trust: Path, words: str) -> None:
    for name in ("policy", "other"):
        write(trust, {f"templates/{name}.md": TEMPLATE.replace("Words", words)})


def drop_elm(trust: Path) -> None:
    (trust / "schools/elm/profile.yaml").unlink()
    (trust / "schools/elm").rmdir()


def editions(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.parent.name != staging.NAME
    }


def hidden(out: Path) -> set[str]:
    return {path.name for path in out.rglob(".*")}


class StoppedError(BaseException):
    """As if the process were killed: nothing that follows is done any more."""


class Stop:
    """Counts the calls that change a folder, and stops at one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, reason: BaseException) -> None:
        self.count, self.at, self.reason = 0, at, reason
        for name in CALLS:
            monkeypatch.setattr(OutputFolder, name, self.counted(getattr(OutputFolder, name)))

    def counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(folder: OutputFolder, *arguments: Any) -> Any:
            self.count += 1
            if self.count == self.at or (
                isinstance(self.reason, StoppedError) and 0 < self.at < self.count
            ):
                about = [one for one in arguments if isinstance(one, str)]
                with folder._words(about[-1] if about else ""):
                    raise self.reason
            return method(folder, *arguments)

        return call


def steps(trust: Path, out: Path) -> int:
    """Return how many calls a build makes that change the folder."""
    with pytest.MonkeyPatch.context() as patch:
        counting = Stop(patch, 0, StoppedError())
        build(trust, out)
    return counting.count


@pytest.fixture(params=["once written", "never written"])
def story(request: pytest.FixtureRequest, trust: Path, tmp_path: Path) -> tuple[Path, bool]:
    """A trust, changed since it was built; and whether the folder is built into for the first time."""
    return trust, request.param == "never written"


REASONS: list[BaseException] = [
    StoppedError(),
    KeyboardInterrupt(),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    OSError(errno.EACCES, "Permission denied"),
    OSError(errno.EMFILE, "Too many open files"),
]


@pytest.mark.parametrize("reason", REASONS, ids=repr)
def test_a_build_that_stops_anywhere_is_made_good(
    story: tuple[Path, bool], tmp_path: Path, reason: BaseException
) -> None:
    trust, is_first = story
    build(trust, tmp_path / "old")
    old = {} if is_first else editions(tmp_path / "old")
    change(trust, "New words")
    drop_elm(trust)
    build(trust, tmp_path / "new")
    new = editions(tmp_path / "new")
    change(trust, "Newer words")
    build(trust, tmp_path / "newer")
    newer = editions(tmp_path / "newer")

    def begun(number: int) -> Path:
        out = tmp_path / f"out{number}"
        if not is_first:
            write(trust, OLD)
            build(trust, out)
            drop_elm(trust)
        change(trust, "New words")
        return out

    last = steps(trust, begun(0))
    assert last > 10
    for at in range(
        1, last, 1 if isinstance(reason, StoppedError) else 4
    ):  # the last one tidies up
        out = begun(at)
        with pytest.MonkeyPatch.context() as patch:
            Stop(patch, at, reason)
            with pytest.raises((StoppedError, KeyboardInterrupt, OutputError)):
                build(trust, out)
        for name, digest in editions(out).items():
            assert digest in (old.get(name), new.get(name)), (at, name)
        change(trust, "Newer words")  # what was written meanwhile is still known to be ours
        report = build(trust, out)
        assert report.diagnostics == []
        assert editions(out) == newer
        assert hidden(out) == {".policygen-lock", ".policygen-manifest.json"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk or folder is read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EMFILE, "too many files are open"),
    ],
)
def test_the_place_and_the_cause_are_named(
    trust: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    Stop(monkeypatch, 2, OSError(number, os.strerror(number)))
    with pytest.raises(OutputError) as caught:
        build(trust, trust / "build")
    (told,) = caught.value.diagnostics
    assert words in told.message
    assert told.place.file == str(trust / "build/elm/other.html")
    assert caught.value.exit_code == 4


def test_a_journal_that_was_cut_short_is_read_as_far_as_it_goes(trust: Path) -> None:
    out = trust / "build"
    build(trust, out)
    manifest = (out / ".policygen-manifest.json").read_bytes()
    change(trust, "New words")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OutputFolder, "remove", lambda folder, name: None)
        build(trust, out)
    (out / ".policygen-manifest.json").write_bytes(manifest)
    with (out / journal.NAME).open("ab") as file:
        file.write(b'\n["oak/policy.md", "oa')
    change(trust, "Newer words")
    assert build(trust, out).diagnostics == []


# --- the lock ------------------------------------------------------------------------------------


def test_a_folder_in_which_another_build_is_at_work_is_locked(trust: Path) -> None:
    out = trust / "build"
    out.mkdir()
    with locking.lock(out):
        with pytest.raises(OutputError) as caught:
            build(trust, out, patience=0)
        (told,) = caught.value.diagnostics
        assert told.code == "locked"
        assert f"process {os.getpid()} on " in told.message
        assert editions(out) == {}
    assert build(trust, out, patience=0).count(Outcome.BUILT) == 8


def test_another_build_is_waited_for(trust: Path) -> None:
    out = trust / "build"
    out.mkdir()
    told: list[str] = []
    held = threading.Event()
    waited = threading.Event()

    def other() -> None:
        with locking.lock(out):
            held.set()
            waited.wait(30)

    def waiting(message: str) -> None:
        told.append(message)
        waited.set()

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(30)
    assert build(trust, out, waiting=waiting).count(Outcome.BUILT) == 8
    thread.join()
    assert len(told) == 1
    assert f"process {os.getpid()}" in told[0]


def test_the_lock_of_a_process_that_died_is_nobodys(trust: Path) -> None:
    out = trust / "build"
    write(out, {locking.NAME: "process 1 on elsewhere\n"})
    assert build(trust, out, patience=0).count(Outcome.BUILT) == 8
    assert (out / locking.NAME).read_text() == ""


def test_the_lock_is_the_operating_systems(trust: Path) -> None:
    out = trust / "build"
    build(trust, out)
    with (out / locking.NAME).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match="locked"):
            build(trust, out, patience=0)


# --- links ---------------------------------------------------------------------------------------

LINKS: dict[str, tuple[str, str]] = {
    "a file": ("oak/policy.html", "precious"),
    "nothing": ("oak/policy.html", "nothing-there"),
    "a folder": ("oak", "."),
    "a folder of pictures": ("oak/images", "."),
    "the manifest": (".policygen-manifest.json", "precious"),
    "the lock": (locking.NAME, "precious"),
    "the journal": (journal.NAME, "precious"),
    "the staging": (staging.NAME, "."),
}


@pytest.mark.parametrize(("name", "leads_to"), LINKS.values(), ids=LINKS)
def test_nothing_is_written_through_a_link(
    trust: Path, tmp_path: Path, name: str, leads_to: str
) -> None:
    outside = write(tmp_path / "outside", {"precious": "precious", "policy.html": "precious"})
    before = editions(outside)
    link = trust / "build" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / leads_to)
    with pytest.raises(OutputError) as caught:
        build(trust, trust / "build")
    (told,) = caught.value.diagnostics
    assert "it is a link, or goes through one" in told.message
    assert told.place.file.startswith(str(link))
    assert editions(outside) == before


def test_the_folder_itself_may_not_be_a_link(trust: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (trust / "build").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="is a link"):
        build(trust, trust / "build")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_second_name_of_a_file_keeps_its_content(trust: Path, tmp_path: Path) -> None:
    out = trust / "build"
    build(trust, out)
    os.link(out / "oak/policy.md", tmp_path / "second")
    old = (tmp_path / "second").read_bytes()
    change(trust, "New words")
    build(trust, out)
    assert (tmp_path / "second").read_bytes() == old
    assert b"New words" in (out / "oak/policy.md").read_bytes()


def test_a_folder_where_an_edition_belongs_is_named(trust: Path) -> None:
    write(trust, {"build/oak/policy.md/mine.txt": "mine"})
    with pytest.raises(OutputError, match="a folder stands where the file belongs"):
        build(trust, trust / "build")
    assert (trust / "build/oak/policy.md/mine.txt").read_text() == "mine"


# --- the command line ----------------------------------------------------------------------------


def test_interrupted(
    trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Stop(monkeypatch, 9, KeyboardInterrupt())
    assert run(["-C", str(trust), "build"]) == 130
    assert capsys.readouterr().err.strip() == "interrupted"
    assert not (trust / "build" / staging.NAME).exists()
