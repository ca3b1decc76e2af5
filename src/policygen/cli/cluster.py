"""Dask: a cluster of other machines as a :class:`concurrent.futures.Executor`.

Lost workers are the scheduler's business: it gives their tasks to others. What cannot be mended (no
scheduler, no workers left, other versions on them) becomes an OutputError with words.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from ..errors import Diagnostic, OutputError, Place, UsageError
from ..program import makings

T = TypeVar("T")
#: A client of :mod:`distributed`, which has types only in part.
_Client = Any
#: Seconds: for the scheduler to answer, for a first worker, and without any worker until we give up.
_ANSWER, _FIRST, _WITHOUT = "10s", 30, 60
#: A task that fails is tried so often again, on another worker if there is one.
_RETRIES = 2


@contextmanager
def cluster(
    address: str, say: Callable[[str], None], patience: float = _WITHOUT
) -> Iterator[Executor]:
    """Give an executor whose tasks run on the workers of the Dask scheduler at *address*.

    *say* is told how many workers there are. For *patience* seconds it is waited for workers when
    there are none any more.

    :raises UsageError: when Dask is not installed.
    :raises OutputError: when there is no scheduler, no worker, or a worker that would make other
        bytes; also in the block, when the cluster is lost.
    """
    client = _client(address)
    # Dask would have large tasks read from a disk that all share; that there is none is the point.
    warnings.filterwarnings("ignore", message="Sending large graph")
    try:
        _check_workers(client, address)
        say(f"building on {_many(len(client.nthreads()), 'worker')} of {address}")
        executor = ClusterExecutor(client, patience)
        try:
            yield executor
        except BaseException as error:
            executor.shutdown(wait=False)
            if words := executor.lost or _words(error):
                raise _trouble(address, *words) from error
            raise
        finally:
            executor.shutdown()
    finally:
        client.close(timeout=5)


class ClusterExecutor(Executor):
    """The workers of a client as an executor; when none is left for long, all futures are cancelled."""

    def __init__(self, client: _Client, patience: float) -> None:
        self._client = client
        self._inner: Executor = client.get_executor(pure=False, retries=_RETRIES)
        self._over = threading.Event()
        self.lost: tuple[str, str] | None = None
        watch = threading.Thread(target=self._watch, args=(patience,), daemon=True)
        watch.start()

    @property
    def width(self) -> int:
        """How many tasks can run at once, now."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Send a call to some worker, and return its future."""
        return self._inner.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks; with *wait* those that were sent are waited for, else cancelled."""
        self._over.set()
        self._inner.shutdown(wait=wait and not cancel_futures)

    def _watch(self, patience: float) -> None:
        """Look at the workers, once a second; give up when there are none for *patience* seconds."""
        without = 0.0
        while not self._over.wait(1.0):
            try:
                workers = self._client.nthreads()
            except Exception:  # noqa: S112 -- the scheduler is away: its futures end by themselves
                continue
            without = 0.0 if workers else without + 1.0
            if without >= patience:
                self.lost = (
                    "all workers are gone, and none has come back",
                    "start workers again, and build once more: what was built is kept",
                )
                self._inner.shutdown(wait=False)
                return


def _client(address: str) -> _Client:
    if not address:  # Dask would start a cluster of its own
        message, hint = "where is the cluster?", "give its address with --scheduler"
        raise UsageError(Diagnostic(Place("--executor"), "no-scheduler", message, hint))
    try:
        import distributed
    except ImportError as error:
        message = f"building on a cluster needs Dask, which is not installed here ({error.name})"
        hint = "pip install 'policygen[cluster]'"
        raise UsageError(Diagnostic(Place("--executor"), "no-dask", message, hint)) from error
    try:
        client: _Client = distributed.Client
        return client(address, timeout=_ANSWER, set_as_default=False, name="policygen")
    except (OSError, ValueError, TypeError, ImportError) as error:
        cause = str(error).partition("\n")[0]
        hint = "give the address that “dask scheduler” prints, such as tcp://10.0.0.5:8786"
        raise _trouble(address, f"no Dask scheduler answers there: {cause}", hint) from error


def _check_workers(client: _Client, address: str) -> None:
    """Make sure that there is a worker, and that all would make the same bytes as we."""
    try:
        client.wait_for_workers(1, timeout=_FIRST)
    except TimeoutError as error:
        hint = f"start one on each machine with: dask worker {address} --nthreads 1 --nworkers auto"
        raise _trouble(address, "the scheduler has no workers", hint) from error
    wrong = [
        f"{worker}: {other}"
        for worker, theirs in sorted(client.run(_asking()).items())
        if (other := _differences(theirs))
    ]
    if wrong:
        listed = "; ".join(wrong[:5]) + ("; …" if len(wrong) > 5 else "")
        message = (
            f"{_many(len(wrong), 'worker')} would make other editions than this machine: {listed}"
        )
        hint = "install the same versions everywhere, from one lock file or image"
        raise _trouble(address, message, hint)


def _asking() -> Callable[[], Mapping[str, str]]:
    """Return a function that tells what makes a worker's bytes. It is sent as code: policygen may be absent."""

    def ask() -> Mapping[str, str]:
        try:
            from policygen.program import makings
        except ImportError:
            return {}
        return dict(makings())

    return ask


def _differences(theirs: Mapping[str, str]) -> str:
    """Return in words what *theirs* has other than ours; empty when nothing."""
    if not theirs:
        return "policygen is not installed, or is much older"
    return ", ".join(
        f"{name} {theirs.get(name, 'none')} instead of {ours}"
        for name, ours in makings().items()
        if theirs.get(name) != ours
    )


def _words(error: BaseException) -> tuple[str, str] | None:
    """Return message and hint for an error that tells of the cluster and not of the work."""
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    if isinstance(error, KilledWorker):
        return (
            f"workers were lost again and again at the same work: {error}",
            "look at what they say; mostly they have too little memory",
        )
    if isinstance(error, (CancelledError, CommClosedError)):
        return (
            "the scheduler went away while it was building",
            "start it again, and build once more: what was built is kept",
        )
    return None


def _trouble(address: str, message: str, hint: str) -> OutputError:
    return OutputError(Diagnostic(Place(address), "cluster", message, hint))


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
