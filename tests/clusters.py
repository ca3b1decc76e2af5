"""A small Dask cluster for tests: a scheduler here, workers as processes, on the loopback only."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from distributed import LocalCluster


@dataclass(slots=True)
class SmallCluster:
    """The address of a scheduler, and the processes of its workers."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self) -> None:
        """Start a worker of one thread, which dies for good when it is killed."""
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address]
        command += ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
        command += ["--local-directory", str(self.folder), "--host", "127.0.0.1"]
        quiet = subprocess.DEVNULL
        started = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=self.folder)  # noqa: S603
        self.workers.append(started)

    def kill(self, number: int) -> None:
        """Kill one worker, at once and for good."""
        self.workers[number].kill()
        self.workers[number].wait()


@contextlib.contextmanager
def small_cluster(folder: Path, workers: int) -> Iterator[SmallCluster]:
    """Give a cluster with so many workers, and end it."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=0,
        processes=False,
        dashboard_address="127.0.0.1:0",  # any free port: two tests may run at once
        host="127.0.0.1",
        protocol="tcp://",
    ) as scheduler:
        found = SmallCluster(scheduler.scheduler_address, folder)
        try:
            for _ in range(workers):
                found.start_worker()
            scheduler.wait_for_workers(workers, timeout=60)
            yield found
        finally:
            for number in range(len(found.workers)):
                found.kill(number)
