"""Recording in registers that people wrote: one insertion, and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policygen.approval import Decision, Recorded, record
from policygen.compose import Composer
from policygen.records.dates import PartialDate
from policygen.records.register import Register
from policygen.records.school import register_path
from policygen.workspace import load

from ..records.reading import read, said
from ..workspaces import write
from .desk import done
from .trusts import PROFILE

EDITING = Path(__file__).parent.parent / "records" / "editing"
REGISTERS = sorted(EDITING.glob("*.yaml"))
MODEL = "---\ntitle: Online safety\nreview_period: annual\n---\n# Rules {#rules}\n\nBe kind.\n"
NEW = "a-policy-that-nobody-has"
PATH = "schools/oak/register.yaml"
FIRST = Decision(PartialDate.parse("12/3/2031"), 'The "Board": all', "98.10", "Reviewed # twice")
SECOND = Decision(PartialDate.parse("May 2032"), "Committee")

Recorder = Callable[[bytes, str, Decision], Recorded]


def register_of(content: bytes) -> Register:
    register, found = read("register.yaml", content)
    assert isinstance(register, Register), said(found)
    return register


def adopted(content: bytes) -> list[str]:
    """Return the policies that the register *content* adopts, and one of which it says nothing."""
    return [*(p for p, entry in register_of(content).policies.items() if entry.adopted), NEW]


def trust(root: Path, *registers: bytes) -> Path:
    """Write a trust that has a model for every policy of *registers*, of which the last is the school's."""
    policies = {policy for content in registers for policy in (*register_of(content).policies, NEW)}
    files: dict[str, str | bytes] = {f"templates/{policy}.md": MODEL for policy in policies}
    profile = PROFILE.format(id="oak", name="Oak", phase="primary")
    more: dict[str, str | bytes] = {"schools/oak/profile.yaml": profile, PATH: registers[-1]}
    return write(root, {"trust.yaml": "name: Harbour Trust\n", **files, **more})


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    """Record in one trust with a register of any kind; its templates are compiled once."""
    contents = [*(path.read_bytes() for path in REGISTERS), b""]
    root = trust(tmp_path_factory.mktemp("registers"), *contents)
    composer = Composer(load(root))
    school = composer.workspace.schools["oak"]

    def recorded(content: bytes, policy: str, decision: Decision) -> Recorded:
        (root / PATH).write_bytes(content)
        return record(composer, replace(school, register=register_of(content)), policy, decision)

    return recorded


def without(old: bytes, new: bytes) -> bytes:
    """Return the one insertion that makes *new* of *old*; fails when it takes more than one."""
    same = 0
    while same < len(old) and old[same] == new[same]:
        same += 1
    length = len(new) - len(old)
    assert new[:same] + new[same + length :] == old
    return new[same : same + length]


@pytest.mark.parametrize("path", REGISTERS, ids=[path.stem for path in REGISTERS])
def test_approve_then_undo_by_hand(path: Path, recorder: Recorder) -> None:
    old = path.read_bytes()
    for policy in dict.fromkeys((adopted(old)[0], NEW)):
        approval = recorder(old, policy, FIRST)
        new = approval.files[register_path("oak")]
        assert without(old, new)
        review = recorder(new, policy, SECOND)
        again = review.files[register_path("oak")]
        assert without(new, again)
        assert register_of(again).policies[policy].history[-2:] == (approval.event, review.event)
        assert approval.event.digest
        assert not review.event.digest


@pytest.mark.parametrize("name", ["comments-everywhere", "crlf", "bom", "odd-quotes", "everything"])
def test_at_the_command_line(name: str, tmp_path: Path) -> None:
    old = (EDITING / f"{name}.yaml").read_bytes()
    root = trust(tmp_path, old)
    words = ["--version", "99", "--date", "2031-03-12", "--by", "Board", "--action", "Yes: again"]
    done(root, "approve", "oak", "online-safety", *words)
    assert b"2031-03-12" in without(old, (root / PATH).read_bytes())
