"""The shape of an edition, shared by many, and what is particular to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .forms import Form, Tabular, form_of, line_with_gaps, with_gaps
from .gaps import (
    Misfit,
    address_gaps,
    gap,
    gaps_of,
    has_encoded_gap,
    has_gap_letter,
    with_values,
)
from .properties import Properties
from .tree import (
    Block,
    Blocks,
    Document,
    Footnote,
    Link,
    Paragraph,
    Reference,
    Signatures,
    Table,
    Title,
    Value,
)
from .walk import iter_blocks, iter_inlines


@dataclass(frozen=True, slots=True)
class Shape:
    """A document with gaps.

    ``own`` are the indexes of blocks that each edition brings itself, ``apart`` those that are written
    anew for each edition: its own ones, and where a gap stands in a table, whose columns are as wide as
    the words in them, in the target of a link that is no plain address, or in the words of a cross-reference. ``gaps`` has the
    numbers of the gaps in each block, in reading order. ``forms`` has the form of each table of the text with
    gaps that are all that its values are, and the numbers of these gaps.
    """

    document: Document
    own: frozenset[int]
    apart: frozenset[int]
    gaps: tuple[tuple[int, ...], ...]
    forms: Mapping[int, tuple[Form, tuple[int, ...]]]

    @classmethod
    def of(cls, document: Document, own: frozenset[int] = frozenset()) -> Shape:
        """Return the shape that *document* is.

        :raises Misfit: for a footnote with a gap in a block that is written anew, for footnotes are
            written by themselves; for the target of a link that holds what gaps are encoded as.
        """
        links = (i for i in iter_inlines(document.blocks) if isinstance(i, Link))
        if any(has_encoded_gap(link.target) for link in links):
            raise Misfit
        gaps = tuple(gaps_of((block,)) for block in document.blocks)
        hidden = {i for i, block in enumerate(document.blocks) if _hides_gap(block)}
        tables = {i for i, block in enumerate(document.blocks) if gaps[i] and has_table(block)}
        apart = own.union(hidden, tables)
        led = {i for i in tables if any(_with_hidden_gaps(document.blocks[i]))}
        found = {i: _form_in_text(document.blocks[i], gaps[i]) for i in tables - led - own}
        forms = {index: (form, gaps[index]) for index, form in found.items() if form is not None}
        top = document.masthead_length
        for index, block in enumerate(document.blocks):
            if gaps[index] and (index < top or index in apart):
                notes = (i for i in iter_inlines((block,)) if isinstance(i, Footnote))
                if any(gaps_of(note.blocks) for note in notes):
                    raise Misfit
        return cls(document, own, apart, gaps, forms)

    def written(self, example: Particulars, masthead: int) -> Document:
        """Return the document that a stencil is cut from.

        The first blocks, as many as the writer draws as its *masthead*, and those that are written anew
        are those of *example*, an edition of this shape: what they leave behind is right, though they
        are not kept.
        """
        blocks = tuple(
            example.block(index) if index < masthead or index in self.apart else block
            for index, block in enumerate(self.document.blocks)
        )
        return replace(self.document, blocks=blocks)


def _form_in_text(block: Block, gaps: tuple[int, ...]) -> Form | None:
    """Return the form of a table with these *gaps*; None where they are not all that its values are."""
    if not isinstance(block, Table | Signatures):
        return None
    form, values = form_of(block)
    return form if [value.text for value in values] == list(map(gap, gaps)) else None


def _hides_gap(block: Block) -> bool:
    hidden = _with_hidden_gaps(block)
    return any(isinstance(one, Reference) or not address_gaps(one.target) for one in hidden)


def _with_hidden_gaps(block: Block) -> Iterator[Link | Reference]:
    """Yield the inlines of *block* in which gaps stand that are no words of values."""
    for inline in iter_inlines((block,)):
        if isinstance(inline, Link | Reference):
            hidden = inline.target if isinstance(inline, Link) else inline.text
            if has_gap_letter(hidden):
                yield inline


def has_table(block: Block) -> bool:
    """Say whether a table is in *block*."""
    return any(isinstance(one, Table | Signatures) for one in iter_blocks((block,)))


@dataclass(frozen=True, slots=True)
class Made:
    """A block that an edition brings itself.

    A block of a kind that has a form has it here, and its values. A line of text becomes part of the shape:
    its values go into the gaps from number ``first`` on, which is -1 for all other blocks.
    """

    block: Block
    form: Form | None = None
    values: tuple[Value, ...] = ()
    first: int = -1

    @classmethod
    def from_records(cls, block: Block, gaps: int) -> Made:
        """Return *block*, which was made from records; so many *gaps* are there already."""
        if isinstance(block, Table | Signatures):
            return cls(block, *form_of(block))
        return (
            cls(block, *form_of(block), gaps)
            if isinstance(block, Paragraph | Title)
            else cls(block)
        )

    def in_shape(self) -> Block:
        """Return the block as it stands in the shape."""
        if self.first >= 0 and isinstance(self.block, Paragraph | Title):
            return line_with_gaps(self.block, self.first)
        return self.block


@dataclass(slots=True)
class Particulars:
    """What is particular to one edition of a shape: values for the gaps, own blocks, properties.

    ``texts`` are those of the values.
    """

    shape: Shape
    values: Sequence[Value]
    texts: list[str]
    own: Mapping[int, Made]
    properties: Properties
    _made: dict[int, Block] = field(default_factory=dict)

    def block(self, index: int) -> Block:
        """Return block *index* of the edition, with its values."""
        if index in self.own:
            return self.own[index].block
        made = self._made.get(index)
        if made is None:
            made = with_values(self.shape.document.blocks[index], self.values)
            self._made[index] = made
        return made

    def blocks(self, indexes: Iterable[int]) -> Blocks:
        """Return several blocks of the edition."""
        return tuple(map(self.block, indexes))

    def outline(self) -> Document:
        """Return the edition with its own values in the masthead, and gaps in all other text."""
        blocks = self.shape.document.blocks
        top = self.shape.document.masthead_length
        return Document((*self.blocks(range(top)), *blocks[top:]), self.properties)

    def with_own(self, index: int) -> Block:
        """Return block *index*, as the edition brings it or else as it stands in the shape."""
        return self.own[index].block if index in self.own else self.shape.document.blocks[index]

    def form(self, index: int) -> Form | None:
        """Return the form of block *index*; None when it has none."""
        if index in self.own:
            return self.own[index].form
        return self.shape.forms[index][0] if index in self.shape.forms else None

    def texts_of(self, index: int) -> tuple[str, ...]:
        """Return the values of block *index*, which has a form, in reading order."""
        if index in self.own:
            return tuple([value.text for value in self.own[index].values])
        return tuple([self.texts[number] for number in self.shape.forms[index][1]])

    def with_gaps(self, index: int) -> Tabular:
        """Return block *index*, which has a form, with gaps in the place of its values."""
        block = self.with_own(index)
        assert isinstance(block, Table | Signatures)  # noqa: S101 -- it has a form
        return with_gaps(block)
