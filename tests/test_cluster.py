"""Dask as an executor: the same editions, what is lost is done again, what cannot be mended is told."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.trust import make_trust
from policygen.build import build_editions
from policygen.cli import cluster as module
from policygen.cli import run
from policygen.cli.cluster import cluster
from policygen.errors import OutputError, UsageError

from .clusters import SmallCluster, small_cluster
from .workspaces import tree


def _ignore(message: str) -> None:
    pass


@pytest.fixture(autouse=True)
def no_client_left() -> Iterator[None]:
    """Let clients that failed end here: one that is found while another begins would make it wait."""
    yield
    gc.collect()


@pytest.fixture
def two_workers(tmp_path: Path) -> Iterator[SmallCluster]:
    (tmp_path / "elsewhere").mkdir()
    with small_cluster(tmp_path / "elsewhere", 2) as found:
        yield found


def test_a_cluster_that_loses_its_workers_one_by_one(
    two_workers: SmallCluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One story in one cluster, because to start one takes seconds."""
    trust, address = tmp_path / "trust", two_workers.address
    make_trust(trust, 16, 3, words=200)
    build_editions(trust, tmp_path / "here")
    said: list[str] = []

    def kill_one(done: int, total: int) -> None:
        if 0 < done < total and two_workers.workers[0].poll() is None:
            two_workers.kill(0)

    with cluster(address, said.append) as executor:
        build_editions(trust, tmp_path / "there", executor=executor, progress=kill_one)
    assert said == [f"building on 2 workers of {address}"]
    assert [worker.poll() for worker in two_workers.workers] == [-9, None]
    assert tree(tmp_path / "there") == tree(tmp_path / "here")

    assert run(["-C", str(trust), "build", "--executor", "dask", "--scheduler", address]) == 0
    assert "144 editions for 16 schools" in capsys.readouterr().out
    assert tree(trust / "build") == tree(tmp_path / "here")

    def wrong(number: int) -> int:
        raise ArithmeticError(f"{number} is wrong")

    with pytest.raises(ArithmeticError, match="7 is wrong"), cluster(address, _ignore) as executor:
        executor.submit(wrong, 7).result()

    def lose_the_last(done: int, total: int) -> None:
        if done:
            two_workers.kill(1)

    def build_without_workers() -> None:
        with cluster(address, _ignore, patience=1) as executor:
            build_editions(trust, trust / "build", executor=executor, progress=lose_the_last)

    shutil.rmtree(trust / "build")
    with pytest.raises(OutputError, match="all workers are gone"):
        build_without_workers()

    monkeypatch.setattr(module, "_FIRST", 0.1)
    assert run(["-C", str(trust), "build", "--executor", "dask", "--scheduler", address]) == 4
    assert "error[cluster]: the scheduler has no workers" in capsys.readouterr().err


def test_a_worker_that_would_make_other_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "makings", lambda: {"policygen": "99"})
    with (
        small_cluster(tmp_path, 1) as one_worker,
        pytest.raises(OutputError, match=r"1 worker would make other .* instead of 99"),
        cluster(one_worker.address, _ignore),
    ):
        pytest.fail("the worker has another version")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers there: Timed out"),
        ("nonsense", "no Dask scheduler answers there: missing port"),
        ("gopher://127.0.0.1:1", "no Dask scheduler answers there: unknown address scheme"),
    ],
)
def test_an_address_where_nobody_answers(
    address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ANSWER", "0.3s")
    with pytest.raises(OutputError, match=words), cluster(address, _ignore):
        pytest.fail("there is no scheduler")


def test_no_address() -> None:
    with pytest.raises(UsageError, match="where is the cluster"), cluster("", _ignore):
        pytest.fail("there is no address")


def test_an_address_without_a_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "--scheduler is for --executor dask" in capsys.readouterr().err
