"""Assembling: the masthead, and blocks made from records where the template asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from . import control
from .control import ControlRow
from .document.tree import (
    Block,
    Blocks,
    BlockSlot,
    Contents,
    Document,
    Emphasis,
    Inline,
    Paragraph,
    Slot,
    Table,
    Text,
    Title,
    Value,
)
from .document.walk import iter_blocks, iter_inlines, map_blocks, plain_text
from .english import is_slot_text
from .records.policy import Policy
from .records.profile import Profile
from .records.review import Review

#: Besides its characters, a piece of a made block costs so much.
_A_PIECE = 20


@dataclass(frozen=True, slots=True)
class Material:
    """What blocks are made from.

    ``rows`` works out document control when it is wanted; ``open`` is told of every slot, and every
    value that still is one, in a made block that nobody else has reported, with the template's line;
    ``charge`` of the characters of every made block.
    """

    policy: Policy
    profile: Profile
    review: Review
    rows: Callable[[], tuple[ControlRow, ...]]
    open: Callable[[Slot | Value, int], None]
    charge: Callable[[int, int], None]


#: What is made from a school's profile alone: the same for all its policies.
FROM_PROFILE = frozenset(("key personnel", "signatures"))
#: The block slot of the masthead that a text without a title begins with.
MASTHEAD = "masthead"


def assemble(blocks: Blocks, material: Material) -> Blocks:
    """Return *blocks* with title, contents and document control in place, and every block slot filled.

    Without a title of its own the document begins with the school's name, its motto and the title.
    """
    placed = place_slots(blocks, material.policy)

    def filled(block: Block) -> Blocks:
        return made_for(block, material) if isinstance(block, BlockSlot) else (block,)

    return map_blocks(placed, filled)


def place_slots(blocks: Blocks, policy: Policy) -> Blocks:
    """Return *blocks* with a block slot for whatever the text gives no place itself.

    Contents and document control stand below the masthead; control of the layout ``footer`` stands
    after the last section.
    """
    asked = {b.name for b in iter_blocks(blocks) if isinstance(b, BlockSlot)}
    if not any(isinstance(b, Title) for b in blocks):
        blocks = (BlockSlot(MASTHEAD), *blocks)
    layout = policy.control.layout
    below: list[Block] = []
    if layout in ("cover", "table") and "document control" not in asked:
        below.append(BlockSlot("document control"))
    if policy.contents and "contents" not in asked:
        below.append(BlockSlot("contents"))
    cut = Document(blocks).masthead_length
    blocks = (*blocks[:cut], *below, *blocks[cut:])
    if layout == "footer" and "document control" not in asked:
        blocks = (*blocks, BlockSlot("document control"))
    return blocks


def _usual_masthead(material: Material) -> Blocks:
    masthead: list[Block] = [Paragraph((Value(material.profile.name, "school.name"),))]
    if material.profile.motto:
        masthead.append(Paragraph((Emphasis((Value(material.profile.motto, "school.motto"),)),)))
    return (*masthead, Title((Value(material.policy.title, "policy.title"),)))


def made_for(block: BlockSlot, material: Material) -> Blocks:
    """Return the blocks that fill a block slot; ``material.open`` is told of what is open in them."""
    made = _made(block, material)
    if made is None:
        wording = f"[insert {block.name}{': ' if block.argument else ''}{block.argument}]"
        made = (Paragraph((Slot(wording, _missing(block), line=block.line),)),)
    _look_through(made, block, material)
    return tuple(replace(b, line=block.line) for b in made) if block.line else made


def _look_through(made: Blocks, block: BlockSlot, material: Material) -> None:
    """Charge blocks made from records; tell of every slot in them, and of every value that still is one."""
    characters = 0
    opened: list[Slot | Value] = []
    for inline in chain.from_iterable(map(_inlines_of, made)):
        if isinstance(inline, Value):
            characters += len(inline.text) + _A_PIECE
            if is_slot_text(inline.text):
                opened.append(inline)
        elif isinstance(inline, Text):
            characters += len(inline.text) + _A_PIECE
        else:
            characters += len(plain_text((inline,))) + _A_PIECE
            if isinstance(inline, Slot):
                opened.append(inline)
    material.charge(characters, block.line)
    if block.name != "document control":  # whose rows report what is open in them
        for inline in opened:
            material.open(inline, block.line)


def _inlines_of(block: Block) -> Iterable[Inline]:
    """Return the inlines of a block made from records; there are no wrappers in the cells of a table."""
    if isinstance(block, Table):
        return [inline for row in (block.head, *block.rows) for cell in row for inline in cell]
    return iter_inlines((block,))


def _missing(block: BlockSlot) -> str:
    if block.argument == "model":
        return "the front matter of the model lists no versions under history"
    return "no version is approved yet in the register"


def _made(block: BlockSlot, material: Material) -> Blocks | None:
    """Return the blocks for *block*; None when there is nothing to make them from yet."""
    if block.name == MASTHEAD:
        return _usual_masthead(material)
    if block.name == "contents":
        return (Contents(),)
    if block.name == "document control":
        return control.control_blocks(material.rows(), material.policy.control.layout)
    if block.name == "version table":
        table = (
            control.versions_of_model(material.policy)
            if block.argument.casefold() == "model"
            else control.versions_of_school(material.review)
        )
        return (table,) if table else None
    if block.name == "key personnel":
        table = control.key_personnel(block.argument, material.profile)
        return (table,) if table.rows else ()
    return (control.signatures(block.argument, material.profile),)
