"""What a piece of work costs: processor time of this process and of those it waited for, and wall time."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Costs:
    """What the same kind of work cost, time after time, in milliseconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def measure(
        self, work: Callable[[], object], cpu_elsewhere: Callable[[], float] = lambda: 0.0
    ) -> None:
        """Do *work* and note what it cost, with the time of processes that *cpu_elsewhere* tells (ms)."""
        before, start = _cpu_of_children() + cpu_elsewhere(), time.perf_counter_ns()
        own = time.process_time_ns()
        work()
        own = time.process_time_ns() - own
        self.wall.append((time.perf_counter_ns() - start) / 1e6)
        self.cpu.append(own / 1e6 + _cpu_of_children() + cpu_elsewhere() - before)

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu)

    @property
    def mean_cpu(self) -> float:
        return statistics.fmean(self.cpu)

    @property
    def median_wall(self) -> float:
        return statistics.median(self.wall)

    @property
    def mean_wall(self) -> float:
        return statistics.fmean(self.wall)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1e3
