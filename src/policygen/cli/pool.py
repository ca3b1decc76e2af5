"""The processors of this machine as an executor: a pool of processes, started when there is enough to do."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from ..errors import Diagnostic, OutputError, Place

T = TypeVar("T")
#: Below so many editions, one process is done before others have begun.
_WORTH = 40
#: More would wait for the process that writes what they made.
_MOST = 8


@contextmanager
def pool(jobs: int | None) -> Iterator[Executor | None]:
    """Give an executor with so many processes, by default one a processor; None where one is enough.

    :raises OutputError: in the block, when a process of the pool is lost.
    """
    width = jobs or processors()
    if width == 1:
        yield None
        return
    executor = Pool(width)
    try:
        yield executor
    except BrokenExecutor as error:
        raise _lost() from error
    finally:
        executor.shutdown(cancel_futures=True)


def collect_less() -> None:
    """Look for cycles among what is in memory less often: there are few, and looking takes a tenth of a build."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def processors() -> int:
    """Return how many processes this machine works on at once, as far as that helps."""
    if sys.platform == "linux":
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


def _lost() -> OutputError:
    message = "one of the processes at work has been ended from outside"
    hint = "mostly there was too little memory: try --jobs 1; what was written is kept"
    return OutputError(Diagnostic(Place("--jobs"), "worker-lost", message, hint))


class Pool(Executor):
    """A pool of ``width`` processes that begins with its first task; ``worth``: for how many editions."""

    worth = _WORTH

    def __init__(self, width: int) -> None:
        self.width = width
        self._processes: Executor | None = None
        self._held: object = None

    def hold(self, value: object) -> bool:
        """Have *value*, as it is now, in each process, and say whether that could be done without sending it."""
        if sys.platform != "linux" or self._processes is not None:
            return False
        self._held = value
        self._start()
        return True

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Send a call to one of the processes, and return its future."""
        return self._start().submit(fn, *args, **kwargs)

    def submit_held(self, fn: Callable[..., T], /, *args: Any) -> Future[T]:
        """Send a call, whose first argument is what the processes hold, and return its future."""
        return self._start().submit(_with_held, fn, *args)

    def _start(self) -> Executor:
        if self._processes is None:
            self._processes = _started(self.width, self._held)
        return self._processes

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; those at work finish what they are at."""
        if self._processes is not None:
            self._processes.shutdown(wait, cancel_futures=cancel_futures)


def _started(width: int, held: object) -> Executor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything loaded that we have; elsewhere than on Linux, libraries do not survive one.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(width, context, initializer=_begin, initargs=(os.getpid(), held))


class _Here:
    """What this process, one of a pool, holds for its tasks."""

    held: Any = None


def _with_held(fn: Callable[..., T], *args: Any) -> T:
    return fn(_Here.held, *args)


def _begin(parent: int, held: object) -> None:
    """Leave interrupts to the process that began this one, and do not outlive it."""
    _Here.held = held
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_less()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    pause = threading.Event()
    while not pause.wait(0.5):
        if os.getppid() != parent:
            os._exit(1)
