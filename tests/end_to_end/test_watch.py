"""``build --watch``: an edit is seen, a broken file is survived, the end is clean."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policygen.watching import changes

from ..workspaces import SMALL, write

TEMPLATE = "---\ntitle: Policy\ncontrol: none\n---\n# One {#one}\n\nFirst words.\n"
PATIENCE = 60.0


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return write(tmp_path / "trust", {**SMALL, "templates/policy.md": TEMPLATE})


class Watching:
    """A command that watches, and the lines that it has printed."""

    def __init__(self, root: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "policygen",
            "-C",
            str(root),
            "build",
            "-f",
            "md",
            "--watch",
        ]
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
        )
        self.lines: list[str] = []
        self._new = threading.Condition()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as printed:
            for line in printed:
                with self._new:
                    self.lines.append(line)
                    self._new.notify_all()

    def end(self) -> None:
        """End the command."""
        self.process.kill()
        self.process.wait()
        self._reading.join()

    def wait_for(self, pattern: str) -> str:
        """Return the first line from now on that matches *pattern*."""

        def found() -> str:
            return next((line for line in self.lines if re.search(pattern, line)), "")

        with self._new:
            assert self._new.wait_for(lambda: bool(found()), PATIENCE), (pattern, self.lines)
            line = found()
            self.lines.clear()
        return line


@pytest.fixture
def watching(trust: Path) -> Iterator[Watching]:
    one = Watching(trust)
    yield one
    one.end()


def test_an_edit_is_built(trust: Path, watching: Watching) -> None:
    edition = trust / "build/oak/policy.md"
    watching.wait_for("1 written; waiting for changes")
    assert "First words." in edition.read_text()
    write(trust, {"templates/policy.md": TEMPLATE.replace("First", "Second")})
    watching.wait_for(r"1 written \(templates/policy.md\)")
    assert "Second words." in edition.read_text()
    write(trust, {"templates/policy.md": TEMPLATE.replace("title", "tile")})
    watching.wait_for(r"policy.md:2:1: error\[unknown-key\]")
    write(trust, {"trust.yaml": "nam: Trust\n"})
    watching.wait_for(r"nothing built \(trust.yaml\)")
    write(trust, {"trust.yaml": SMALL["trust.yaml"], "templates/policy.md": TEMPLATE})
    watching.wait_for(r" 1 (written|unchanged)")
    assert "First words." in edition.read_text()
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 130
    assert "Traceback" not in "".join(watching.lines)


def test_it_ends_when_it_is_told_to(watching: Watching) -> None:
    watching.wait_for("waiting for changes")
    watching.process.terminate()
    assert watching.process.wait(PATIENCE) == 143


def replaced_folder(root: Path) -> None:
    (root / "templates").rename(root / "old")
    write(root, {"templates/policy.md": TEMPLATE, "templates/new.md": TEMPLATE})


#: What somebody does, and the change that is seen; none where it is no input.
DEEDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "an edit": (lambda r: write(r, {"templates/policy.md": "x"}), "templates/policy.md"),
    "a new school": (
        lambda r: write(r, {"schools/elm/profile.yaml": "name: Elm\n"}),
        "schools/elm",
    ),
    "trust.yaml": (lambda r: write(r, {"trust.yaml": "name: New\n"}), "trust.yaml"),
    "a file that is gone": (lambda r: (r / "templates/policy.md").unlink(), "templates/policy.md"),
    "another folder in its place": (replaced_folder, "templates"),
    "an edition": (lambda r: write(r, {"build/oak/policy.md": "x"}), ""),
    "a hidden file": (lambda r: write(r, {"schools/.x": "x"}), ""),
    "a backup": (lambda r: write(r, {"templates/policy.md~": "x"}), ""),
}


@pytest.mark.parametrize(("deed", "seen"), DEEDS.values(), ids=DEEDS)
def test_what_counts(trust: Path, deed: Callable[[Path], object], seen: str) -> None:
    stop = threading.Event()
    found = changes(trust, trust / "build", stop)
    assert next(found) == ()
    deed(trust)
    if not seen:  # what is done next is the first to be seen
        write(trust, {"templates/later.md": "later"})
        assert next(found) == ("templates/later.md",)
    else:
        assert seen in next(found)
    stop.set()
    assert list(found) == []
