"""Making editions elsewhere: in chunks, on any executor, with a bounded amount of work under way.

A chunk is one policy for some schools, so that what schools share is worked out once in it. It carries
all that it needs, for who makes it may share no disk with us; what it sends back are bytes. An executor
whose processes are copies of this one (it has a ``hold``) need not be sent what they hold already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from . import program
from .carrying import NotCarriedError, Part, part_of
from .errors import Diagnostic, OutputError, Place
from .making import Attempt, Maker
from .records.school import School

#: So many schools are in a chunk at most, and at least where a policy is split so that all have work.
_MOST, _LEAST = 64, 8
#: So many chunks for each that can be made at once are sent or waiting to be taken.
_AHEAD = 2
#: From so many chunks for each on, the last ones take too little of the whole time to be shared out.
_ROUNDS = 8


class OtherProgramError(Exception):
    """Who is to make editions would make other bytes than we."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One policy for some schools, with what decides on the bytes. ``program``: see :func:`program.digest`."""

    part: Part
    policy: str
    formats: tuple[str, ...]
    draft: bool
    show_local: bool
    program: str


#: What comes back of a chunk.
_Attempts: TypeAlias = "tuple[Attempt | None, ...]"


def perform(chunk: Chunk) -> _Attempts:
    """Return what becomes of the policy for each school, in order: None where a file is wanted that we lack.

    :raises OtherProgramError: when this program is not that of who asks.
    """
    if program.digest() != chunk.program:
        raise OtherProgramError
    part = chunk.part
    maker = Maker(part, chunk.formats, draft=chunk.draft, show_local=chunk.show_local)
    return tuple(_attempt(maker, school, chunk.policy) for school in part.schools)


def _attempt(maker: Maker, school: str, policy: str) -> Attempt | None:
    try:
        return maker.make(maker.workspace.schools[school], policy)
    except NotCarriedError:
        return None


def perform_here(
    maker: Maker, policy: str, schools: Sequence[str], sent: Sequence[School]
) -> _Attempts:
    """Return what becomes of the policy for each school, as *maker*, a copy of which is at hand, makes it.

    *sent* are those schools that the copy does not hold.
    """
    maker.workspace.schools.take(sent)
    return tuple(maker.make_alike(policy, schools))


def make_elsewhere(
    executor: Executor, maker: Maker, wanted: Sequence[tuple[str, str]]
) -> Iterator[Attempt]:
    """Have each pair of school and policy made, and return what becomes of them, in the order in which they are done.

    The first are under way when this returns. What cannot be made elsewhere for want of a file, *maker*
    makes here.

    :raises OutputError: when another program is at work there.
    """
    work = _Work(executor, maker, wanted)
    work.send()
    return work.attempts()


class _Work:
    """What is under way, and the chunks that are still to be sent."""

    def __init__(self, executor: Executor, maker: Maker, wanted: Sequence[tuple[str, str]]) -> None:
        self.executor, self.maker = executor, maker
        self.asked: dict[Future[_Attempts], tuple[str, Sequence[str]]] = {}
        hold = getattr(executor, "hold", None)
        at_hand = maker.workspace.schools.at_hand
        #: Whether the processes hold the maker, because they are copies of this one.
        self.holds = hold is not None and hold(maker)
        #: The schools that they hold then; none when they have to be sent some, for they hold so many only.
        every = {school for school, _policy in wanted}
        self.at_hand = at_hand if every <= at_hand else frozenset[str]()
        self.chunks = _chunks(wanted, _width(executor))

    def send(self) -> None:
        """Send chunks as far as that is enough to do for a while."""
        while len(self.asked) < _AHEAD * _width(self.executor) or self._editions < _MOST:
            chunk = next(self.chunks, None)
            if chunk is None:
                return
            policy, schools = chunk
            self.asked[self._submitted(policy, schools)] = chunk

    @property
    def _editions(self) -> int:
        return sum(len(schools) for _policy, schools in self.asked.values())

    def _submitted(self, policy: str, schools: Sequence[str]) -> Future[_Attempts]:
        if self.holds:
            known = self.maker.workspace.schools
            sent = [known[school] for school in schools if school not in self.at_hand]
            submit: Any = self.executor.submit_held  # type: ignore[attr-defined]
            future: Future[_Attempts] = submit(perform_here, policy, schools, sent)
            return future
        return self.executor.submit(perform, _chunk(self.maker, policy, schools))

    def attempts(self) -> Iterator[Attempt]:
        """Yield what becomes of each pair."""
        try:
            while self.asked:
                done, _ = wait(self.asked, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from _taken(future, self.maker, *self.asked.pop(future))
                self.send()
        finally:
            for future in self.asked:
                future.cancel()


def _taken(
    future: Future[_Attempts], maker: Maker, policy: str, schools: Sequence[str]
) -> Iterator[Attempt]:
    try:
        attempts = future.result()
    except OtherProgramError as error:
        message = (
            "another version of policygen, of a library, of Python or of zlib is at work there"
        )
        hint = "install the same versions everywhere, from one lock file or image"
        raise OutputError(
            Diagnostic(Place("--executor"), "other-program", message, hint)
        ) from error
    for school, attempt in zip(schools, attempts, strict=True):
        yield attempt or maker.make(maker.workspace.schools[school], policy)


def _chunk(maker: Maker, policy: str, schools: Sequence[str]) -> Chunk:
    part = part_of(maker.workspace, policy, schools, maker.formats)
    return Chunk(part, policy, maker.formats, maker.draft, maker.show_local, program.digest())


def _chunks(wanted: Iterable[tuple[str, str]], width: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield policies with some schools, as they stand together in *wanted*, for so many to work on at once.

    What the schools of a policy share costs as much as some thirty of its editions and is worked out anew
    by each who makes some; so no more policies are split than would leave somebody without work.
    """
    whole: list[tuple[str, Sequence[str]]] = []
    for policy, pairs in groupby(wanted, key=itemgetter(1)):
        schools = [school for school, _policy in pairs]
        whole += [(policy, some) for some in _parts(schools, -(-len(schools) // _MOST))]
    last = len(whole) % width if len(whole) < _ROUNDS * width else 0
    yield from whole[: len(whole) - last]
    for policy, some in whole[len(whole) - last :]:
        pieces = max(1, min(width // last, len(some) // _LEAST))
        yield from ((policy, part) for part in _parts(some, pieces))


def _parts(schools: Sequence[str], number: int) -> Iterator[Sequence[str]]:
    """Yield *schools* in so many parts, or fewer, about as long as each other."""
    step = -(-len(schools) // number)
    for start in range(0, len(schools), step):
        yield schools[start : start + step]


def _width(executor: Executor) -> int:
    """Return how many calls *executor* works on at once: what it says, else two."""
    width: int = getattr(executor, "width", 0) or getattr(executor, "_max_workers", 0) or 2
    return width
