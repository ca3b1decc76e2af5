"""Run a command and print what it took, as JSON: ``python launch.py COMMAND…``.

A process of its own, and a small one: Linux counts to the peak memory of a child what the process that
started it held at that moment (getrusage(2): until it executes, a forked child is its parent).
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

#: Seconds between two looks at the memory of all processes together.
_PAUSE = 0.1


def main() -> None:
    """Run the command, look at its memory now and then, print exit code, times and peaks."""
    start = time.perf_counter()
    to_errors = [(os.POSIX_SPAWN_DUP2, 2, 1)]  # what the command prints is no result
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=to_errors)
    together = 0
    while not (ended := os.wait4(child, os.WNOHANG))[0]:
        together = max(together, _memory(child))
        time.sleep(_PAUSE if time.perf_counter() - start > 2 * _PAUSE else 0.01)
    _pid, status, used = ended
    took = {
        "exit": os.waitstatus_to_exitcode(status),
        "wall": time.perf_counter() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "largest": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "together": together,
    }
    print(json.dumps(took))


def _memory(root: int) -> int:
    """Return the bytes that a process and those it started hold, shared pages counted once (proc(5))."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        stat = _read(folder / "stat")
        if stat:
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    total, left = 0, [root]
    while left:
        one = left.pop()
        left += children.get(one, ())
        for line in _read(Path(f"/proc/{one}/smaps_rollup")).splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # it has ended meanwhile
        return ""


main()
