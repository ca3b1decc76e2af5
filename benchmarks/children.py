"""Whole processes, measured: wall time, processor time, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LAUNCH = Path(__file__).parent / "launch.py"

#: What is installed has its modules compiled; so has what runs here, from the second time on.
_AS_INSTALLED = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took: exit code, seconds, processor seconds of all its processes, and memory.

    ``largest`` is the peak of its largest process, in bytes, as the system has it; ``together`` the
    peak of all its processes, looked at ten times a second.
    """

    exit: int
    wall: float
    cpu: float
    largest: int
    together: int

    @property
    def megabytes(self) -> float:
        """The peak of all processes together, in MB; never less than that of the largest."""
        return max(self.largest, self.together) / 1e6


def run(command: list[str]) -> Took:
    """Run *command* in the folder of the project and return what it took.

    :raises RuntimeError: with what it said, when it did not end well.
    """
    call = [sys.executable, "-S", "-E", str(_LAUNCH), *command]
    answer = subprocess.run(
        call, capture_output=True, text=True, check=True, cwd=ROOT, env=_AS_INSTALLED
    )
    took = Took(**json.loads(answer.stdout))
    if took.exit:
        raise RuntimeError(f"{' '.join(command)}: exit {took.exit}\n{answer.stderr[-2000:]}")
    return took


def build(workspace: Path, *options: str) -> Took:
    """Run ``policygen build`` on *workspace* and return what it took."""
    return run([sys.executable, "-m", "policygen", "-C", str(workspace), "build", *options])
