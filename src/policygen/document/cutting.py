"""Cutting what was written at the gaps, so that editions can be made by joining pieces."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from .gaps import GAP, Misfit, filled, has_gap_letter

T = TypeVar("T")
#: Picks entries from a list of values, whatever these are.
_Pick: TypeAlias = Callable[[list[Any]], Sequence[Any]]


class Cut(Generic[T]):
    """A written text in pieces: what is the same in all editions, gaps, and what is written anew.

    Every other piece is the same in all editions. Where the others come from is worked out once: filling is
    the innermost loop of a large build.
    """

    __slots__ = ("_apart", "_pick", "_texts", "gaps")

    def __init__(self, texts: Sequence[str], between: Sequence[int | T]) -> None:
        """*between* each two *texts* stands a gap, given by its number, or what is written anew."""
        self._texts = [""] * (len(texts) + len(between))
        self._texts[::2] = texts
        self._apart = [piece for piece in between if not isinstance(piece, int)]
        #: The numbers of the gaps, in order.
        self.gaps = tuple(piece for piece in between if isinstance(piece, int))
        # What is written anew is picked from the end of what there is to pick from.
        anew = iter(range(-len(self._apart), 0))
        picked = [piece if isinstance(piece, int) else next(anew) for piece in between]
        self._pick = _picker(picked)

    def filled(self, values: list[str], anew: Callable[[T], str]) -> str:
        """Return the text with *values*, as they are written, and *anew* of each piece that stands apart."""
        made = self._texts.copy()
        made[1::2] = self._pick([*values, *map(anew, self._apart)] if self._apart else values)
        return "".join(made)

    def encoded(self) -> EncodedCut[T]:
        """Return this for texts in UTF-8: a long one is joined faster than it is encoded."""
        return EncodedCut([text.encode() for text in self._texts], self._apart, self._pick)


class EncodedCut(Generic[T]):
    """What :class:`Cut` is, in UTF-8."""

    __slots__ = ("_apart", "_pick", "_texts")

    def __init__(self, texts: list[bytes], apart: Sequence[T], pick: _Pick) -> None:
        """*texts* are empty where *pick* says what goes there."""
        self._texts, self._apart, self._pick = texts, apart, pick

    def filled(self, values: list[bytes], anew: Callable[[T], str]) -> bytes:
        """Return the text as :meth:`Cut.filled` does."""
        made = self._texts.copy()
        own = [anew(piece).encode() for piece in self._apart]
        made[1::2] = self._pick([*values, *own] if own else values)
        return b"".join(made)


def _picker(numbers: Sequence[int]) -> _Pick:
    """Return what picks the entries with these *numbers* from a list."""
    if len(numbers) > 1:
        pick: Any = operator.itemgetter(*numbers)
        return pick  # type: ignore[no-any-return]
    return lambda values: [values[number] for number in numbers]


def cut(pieces: Iterable[str | T], gap: re.Pattern[str] = GAP) -> Cut[T]:
    """Return *pieces*, texts and others, with each *gap* cut out of the texts.

    The gap's number is the group of its pattern. Raises Misfit where a gap is left that is not written
    as one.
    """
    texts: list[str] = []
    between: list[int | T] = []
    run: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            run.append(piece)
            continue
        for number, part in enumerate(gap.split("".join(run))):
            if number % 2:
                between.append(int(part))
            else:
                texts.append(part)
        run = []
        if piece is not None:
            between.append(piece)
    if any(map(has_gap_letter, texts)):
        raise Misfit
    return Cut(texts, between)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the cells of a table, row by row or column by column, some with gaps in them.

    Each is given with the number of its gap: -1 where it is the same in all editions, -2 where gaps stand
    among other words.
    """

    columns: tuple[tuple[tuple[str, int], ...], ...]

    @classmethod
    def of(cls, columns: Iterable[Iterable[str]]) -> Words:
        """Return the texts in *columns* made ready to be filled."""
        return cls(tuple(tuple([(text, _gap_of(text)) for text in column]) for column in columns))

    def filled(
        self, values: Sequence[str], write: Callable[[str], str] | None = None
    ) -> list[list[str]]:
        """Return the texts of an edition; *write* makes one of the value that a cell is."""
        written = list(map(write, values)) if write else values
        return [
            [
                text if n == -1 else written[n] if n >= 0 else filled(text, values)
                for text, n in column
            ]
            for column in self.columns
        ]


def _gap_of(text: str) -> int:
    if not has_gap_letter(text):
        return -1
    found = GAP.fullmatch(text)
    return int(found[1]) if found else -2
