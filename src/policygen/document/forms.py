"""Forms: what a table, or a row of signatures, is but for the values in its cells.

Most tables of an edition are made from records, and differ from school to school in values alone. A
writer writes each form once, with gaps, and fills it; where a table falls short of its form (a value
that is empty, or ends in a colon) that value belongs to the form.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from .gaps import Misfit, gap, is_odd
from .tree import (
    Emphasis,
    Inline,
    Inlines,
    Paragraph,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
    Title,
    Value,
)
from .walk import iter_inlines

T = TypeVar("T")
#: So many forms are kept by a writer.
_MOST = 256
#: A block that has a form.
Tabular: TypeAlias = Table | Signatures
#: A block that is a line of text, and has a form, too.
Line: TypeAlias = Paragraph | Title


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What blocks of one form have in common. There is one object for each, which is quick to look up.

    ``texts`` are those of the values that belong to the form.
    """

    parts: tuple[object, ...]
    texts: frozenset[str]


@lru_cache(maxsize=1024)
def _form(parts: tuple[object, ...]) -> Form:
    return Form(parts, frozenset(_texts_in(parts)))


def _texts_in(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, tuple):
            yield from _texts_in(part)
        elif isinstance(part, Inline):
            held = iter_inlines((Paragraph((part,)),))
            yield from (inline.text for inline in held if isinstance(inline, Value))


def form_of(block: Tabular | Line) -> tuple[Form, tuple[Value, ...]]:
    """Return the form of *block*, and the values that are not part of it, in reading order."""
    values: list[Value] = []
    if isinstance(block, Paragraph | Title):
        return _form((type(block), _form_of_cell(block.children, values))), tuple(values)
    cells = tuple([_form_of_cell(cell, values) for cell in _cells(block)])
    if isinstance(block, Signatures):
        return _form(("signatures", cells)), tuple(values)
    form = _form((block.kind, block.caption, block.align, len(block.head), cells))
    return form, tuple(values)


def _cells(block: Tabular) -> list[Inlines]:
    if isinstance(block, Signatures):
        return [cell for row in block.rows for cell in (row.title, row.name)]
    return [cell for row in (block.head, *block.rows) for cell in row]


def _form_of_cell(cell: Inlines, values: list[Value]) -> object:
    """Return what *cell* is but for its values, which go to *values*."""
    if len(cell) == 1 and type(only := cell[0]) is Text:
        return only.text
    return tuple([_form_of_inline(inline, values) for inline in cell])


def _form_of_inline(inline: Inline, values: list[Value]) -> object:
    kind = type(inline)
    if kind is Value and not is_odd(inline.text):  # type: ignore[union-attr]
        values.append(inline)  # type: ignore[arg-type]
        return None
    if kind is Emphasis or kind is Strong:
        return kind, _form_of_cell(inline.children, values)  # type: ignore[union-attr]
    return inline


def with_gaps(block: Tabular) -> Tabular:
    """Return *block* with gaps, numbered from 0, in the place of the values that :func:`form_of` gives."""
    numbers = itertools.count()
    if isinstance(block, Signatures):
        rows = [Signature(_bare(r.title, numbers), _bare(r.name, numbers)) for r in block.rows]
        return replace(block, rows=tuple(rows))
    head, *cells = (tuple([_bare(c, numbers) for c in row]) for row in (block.head, *block.rows))
    return replace(block, head=head, rows=tuple(cells))


def line_with_gaps(line: Line, first: int) -> Line:
    """Return *line* as :func:`with_gaps` does a table; its gaps are numbered from *first*."""
    return replace(line, children=_bare(line.children, itertools.count(first)))


def _bare(inlines: Inlines, numbers: Iterator[int]) -> Inlines:
    return tuple([_with_gap(inline, numbers) for inline in inlines])


def _with_gap(inline: Inline, numbers: Iterator[int]) -> Inline:
    if type(inline) is Value and not is_odd(inline.text):
        return Value(gap(next(numbers)), inline.source)
    if isinstance(inline, Emphasis | Strong):
        return replace(inline, children=_bare(inline.children, numbers))
    return inline


class FormsMet(Generic[T]):
    """What a writer made for each form that came twice; what comes once is not worth it.

    Threads that meet one form at the same time make it twice, and that is all.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, T | None] = OrderedDict()
        self._once: set[Hashable] = set()

    def get(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """Return what *make* gave for *key*; None when that is new, or *make* raised Misfit."""
        found = self._made.get(key)
        if found is not None:
            return found
        if key not in self._made:
            self._made[key] = None
            self._once.add(key)
            if len(self._made) > _MOST:
                oldest, _ = self._made.popitem(last=False)
                self._once.discard(oldest)
        elif key in self._once:
            self._once.discard(key)
            with contextlib.suppress(Misfit):
                self._made[key] = found = make()
        return found
