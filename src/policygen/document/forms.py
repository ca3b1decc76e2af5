"""Forms: what a table, or a row of signatures, is but for the values in its cells.

Most tables of an edition are made from records, and differ from school to school in values alone. A
writer writes each form once, with gaps, and fills it; where a table falls short of its form (a value
that is empty, or ends in a colon) that value belongs to the form.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeAlias, TypeVar

from .gaps import Misfit, gap, is_odd
from .tree import Inline, Inlines, Signature, Signatures, Table, Text, Value

T = TypeVar("T")
#: So many forms are kept in one place of a text.
_MOST = 32
#: A block that has a form.
Tabular: TypeAlias = Table | Signatures
#: What two blocks of one form have in common.
Form: TypeAlias = tuple[object, ...]


def form_of(block: Tabular) -> tuple[Form, tuple[Value, ...]]:
    """Return the form of *block*, and its values in reading order."""
    values: list[Value] = []
    cells = tuple([_form_of_cell(cell, values) for cell in _cells(block)])
    if isinstance(block, Signatures):
        return ("signatures", cells), tuple(values)
    return (block.kind, block.caption, block.align, len(block.head), cells), tuple(values)


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
    if type(inline) is Value and not is_odd(inline.text):
        values.append(inline)
        return None
    return inline


def with_gaps(block: Tabular) -> Tabular:
    """Return *block* with gaps, numbered from 0, in the place of the values that :func:`form_of` gives."""
    number = 0

    def bare(cell: Inlines) -> Inlines:
        nonlocal number
        made: list[Inline] = []
        for inline in cell:
            if type(inline) is Value and not is_odd(inline.text):
                inline = Value(gap(number), inline.source)
                number += 1
            made.append(inline)
        return tuple(made)

    if isinstance(block, Signatures):
        return replace(
            block, rows=tuple(Signature(bare(r.title), bare(r.name)) for r in block.rows)
        )
    head = tuple(map(bare, block.head))
    return replace(block, head=head, rows=tuple(tuple(map(bare, row)) for row in block.rows))


class FormsMet(Generic[T]):
    """What a writer made for each form that came twice; what comes once is not worth it."""

    def __init__(self) -> None:
        self._made: dict[Form, T | None] = {}
        self._new: set[Form] = set()

    def get(self, form: Form, make: Callable[[], T]) -> T | None:
        """Return what *make* gave for *form*; None when it is new, or *make* raised Misfit."""
        if form not in self._made:
            if len(self._made) >= _MOST:
                self._made.clear()
                self._new.clear()
            self._made[form] = None
            self._new.add(form)
            return None
        if form in self._new:
            self._new.discard(form)
            with contextlib.suppress(Misfit):
                self._made[form] = make()
        return self._made[form]
