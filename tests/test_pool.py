"""The processors of this machine: the same tree from one process and from several, and words when one dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from benchmarks.trust import make_trust
from policygen.build import build_editions
from policygen.cli.pool import Pool, pool
from policygen.errors import OutputError

from .workspaces import tree


# Of 70 schools some are no longer in memory when the processes begin, and are sent.
@pytest.mark.parametrize(("schools", "policies"), [(9, 2), (70, 1)])
def test_several_processes_make_the_same_tree(tmp_path: Path, schools: int, policies: int) -> None:
    make_trust(tmp_path / "trust", schools, policies, 300)
    build_editions(tmp_path / "trust", tmp_path / "one")
    with pool(2) as processes:
        assert isinstance(processes, Pool)
        processes.worth = 1
        report = build_editions(tmp_path / "trust", tmp_path / "two", executor=processes)
    assert report.exit_code == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert (
        sum(not name.startswith(".") for name in tree(tmp_path / "two")) == schools * policies * 3
    )


def test_a_pool_begins_when_there_is_enough_to_do(tmp_path: Path) -> None:
    make_trust(tmp_path / "trust", 1, 1, 300)
    with pool(2) as processes:
        assert isinstance(processes, Pool)
        build_editions(tmp_path / "trust", tmp_path / "out", executor=processes)
        assert processes._processes is None


def _held(value: str, other: str) -> str:
    return value + other


def test_processes_hold_what_was_there_when_they_began() -> None:
    with pool(2) as processes:
        assert isinstance(processes, Pool)
        if processes.hold("a"):
            assert processes.submit_held(_held, "b").result() == "ab"
        assert not processes.hold("too late")


def test_one_job_needs_no_pool() -> None:
    with pool(1) as processes:
        assert processes is None


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _lose() -> None:
    with pool(2) as processes:
        assert processes is not None
        processes.submit(_die).result()


def test_a_lost_process_is_told_in_words() -> None:
    with pytest.raises(OutputError, match="ended from outside"):
        _lose()
