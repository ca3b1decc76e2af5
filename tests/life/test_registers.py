"""Recording in registers that people wrote: one insertion, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen.approval import Decision, record, register_path
from policygen.compose import Composer
from policygen.records.dates import PartialDate
from policygen.records.register import Event, Register
from policygen.workspace import Workspace, load

from ..records.reading import read
from ..workspaces import write
from .desk import done
from .trusts import PROFILE

EDITING = Path(__file__).parent.parent / "records" / "editing"
REGISTERS = sorted(EDITING.glob("*.yaml"))
NEW = "a-policy-that-nobody-has"
MODEL = "---\ntitle: Online safety\nreview_period: annual\n---\n# Rules {#rules}\n\nBe kind.\n"
PATH = "schools/oak/register.yaml"
FIRST = Decision(PartialDate.parse("12/3/2031"), 'The "Board": all', "98.10", "Reviewed # twice")
SECOND = Decision(PartialDate.parse("May 2032"), "Committee")


def policies_of(register: bytes) -> list[str]:
    found, wrong = read("register.yaml", register)
    assert isinstance(found, Register), wrong
    return [*found.policies, NEW]


def workspace(root: Path, register: bytes) -> Workspace:
    policies = policies_of(register)
    files: dict[str, str | bytes] = {f"templates/{policy}.md": MODEL for policy in policies}
    profile = PROFILE.format(id="oak", name="Oak", phase="primary")
    more: dict[str, str | bytes] = {"schools/oak/profile.yaml": profile, PATH: register}
    return load(write(root, {"trust.yaml": "name: Harbour Trust\n", **files, **more}))


def without(old: bytes, new: bytes) -> bytes:
    """Return the one insertion that makes *new* of *old*; fails when it takes more than one."""
    same = 0
    while same < len(old) and old[same] == new[same]:
        same += 1
    length = len(new) - len(old)
    assert new[:same] + new[same + length :] == old
    return new[same : same + length]


def after(root: Path, register: bytes, policy: str, decision: Decision) -> tuple[bytes, Event]:
    found = workspace(root, register)
    recorded = record(Composer(found), found.schools["oak"], policy, decision)
    return recorded.files[register_path("oak")], recorded.event


@pytest.mark.parametrize("path", REGISTERS, ids=[path.stem for path in REGISTERS])
def test_approve_then_undo_by_hand(path: Path, tmp_path: Path) -> None:
    old = path.read_bytes()
    for policy in dict.fromkeys((policies_of(old)[0], NEW)):
        new, event = after(tmp_path, old, policy, FIRST)
        assert without(old, new)
        again, review = after(tmp_path, new, policy, SECOND)
        assert without(new, again)
        said = load(write(tmp_path, {PATH: again})).schools["oak"].register.policies
        assert said[policy].history[-2:] == (event, review)
        assert event.digest
        assert not review.digest


@pytest.mark.parametrize("name", ["comments-everywhere", "crlf", "bom", "odd-quotes", "everything"])
def test_at_the_command_line(name: str, tmp_path: Path) -> None:
    old = (EDITING / f"{name}.yaml").read_bytes()
    root = workspace(tmp_path, old).root
    words = ["--version", "99", "--date", "2031-03-12", "--by", "Board", "--action", "Annual, again"]
    done(root, "approve", "oak", "online-safety", *words)
    new = (root / PATH).read_bytes()
    added = without(old, new)
    assert b"2031-03-12" in added
    # Lines that were added are taken away by hand: what is left is the register as it was.
    kept = old.splitlines(keepends=True)
    lines = [line for line in new.splitlines(keepends=True) if line in kept]
    assert b"".join(lines) == old
