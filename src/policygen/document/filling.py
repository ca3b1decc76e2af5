"""Filling: values into holes and slots.

Values go in as :class:`Value` nodes, so nothing in them is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..english import possessive, sentence
from .holes import HOLE
from .links import problem_with
from .problems import Problem
from .tree import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Footnote,
    Heading,
    Hole,
    Image,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Slot,
    Strong,
    Table,
    Text,
    Title,
    Value,
)
from .walk import (
    children_of,
    iter_blocks,
    iter_inlines,
    map_blocks,
    map_inlines,
    merge,
    plain_text,
    with_children,
)
from .wording import Wanted, wanted


@dataclass(frozen=True, slots=True)
class Filled:
    """A text for a hole or slot, and the expression or record that it came from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class FilledBlocks:
    """Whole blocks for a hole that stands alone in its paragraph, and the kinds of node in them."""

    blocks: Blocks
    kinds: frozenset[type] = frozenset()


@dataclass(frozen=True, slots=True)
class Unfilled:
    """No value yet: what a draft shows, and a hint for the person who completes it."""

    wording: str
    hint: str = ""


Filling = Filled | FilledBlocks | Unfilled
_TYPED_POSSESSIVE = re.compile(r"(['’])s(?!\w)")


def fill(
    blocks: Blocks, holes: Sequence[Filling], slot: Callable[[Slot, Wanted], Filled | Unfilled]
) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return *blocks* with ``holes[n]`` in the place of hole n and ``slot(...)`` in that of each slot.

    A slot for which *slot* has no value stays a :class:`Slot`, with the hint that it gives.
    Problems: whole blocks in the middle of a line, and links whose filled target is not allowed.
    """
    filler = _Filler(holes, slot)
    done = map_blocks(blocks, filler.block)
    return done, tuple(filler.problems)


class _Filler:
    def __init__(
        self, holes: Sequence[Filling], slot: Callable[[Slot, Wanted], Filled | Unfilled]
    ) -> None:
        self.holes = holes
        self.slot = slot
        self.problems: list[Problem] = []
        self.line = 0

    def block(self, block: Block) -> Blocks:
        self.line = block.line
        if isinstance(block, Paragraph):
            alone = block.children[0] if len(block.children) == 1 else None
            if isinstance(alone, Hole) and isinstance(
                found := self.holes[alone.index], FilledBlocks
            ):
                here = block.line
                return map_blocks(found.blocks, lambda b: (replace(b, line=here),))
            children = self.sequence(block.children)
            if children is block.children:
                return (block,)
            return (replace(block, children=children),) if children else ()
        if isinstance(block, (Heading, Title, Table)):
            return map_inlines((block,), self.sequence)
        if isinstance(block, DefinitionList):
            return (
                replace(
                    block, items=tuple(replace(d, term=self.sequence(d.term)) for d in block.items)
                ),
            )
        if isinstance(block, CodeBlock):
            return (replace(block, text=self.text(block.text)),)
        return (block,)

    def sequence(self, inlines: Inlines) -> Inlines:
        """Fill one sequence, from the left; a typed ``'s`` behind a slot becomes its right possessive."""
        if not inlines or (len(inlines) == 1 and type(inlines[0]) is Text):
            return inlines
        result: list[Inline] = []
        rest = list(inlines)
        for index, inline in enumerate(rest):
            lone = _lone_slot(inline)
            if lone is None:
                result.append(self.inline(inline))
                continue
            made = self.from_slot(lone)
            if isinstance(made, Slot):
                result.append(inline if made == lone else _put_back(inline, made))
                continue
            following = rest[index + 1] if index + 1 < len(rest) else None
            if isinstance(following, Text) and (typed := _TYPED_POSSESSIVE.match(following.text)):
                made = replace(made, text=possessive(made.text, typed.group(1)))
                rest[index + 1] = Text(following.text[typed.end() :])
            result.append(Strong((made,)) if isinstance(inline, Strong) else made)
        return merge(result)

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, Hole):
            return self.from_hole(inline)
        if isinstance(inline, Code):
            return Code(self.text(inline.text))
        if isinstance(inline, Image):
            source, alt = self.text(inline.source), self.text(inline.alt)
            if self.is_open(inline.source) or self.is_open(inline.alt):
                return Slot(f"{alt} ({source})", "a picture", line=self.line)
            return Image(source, alt)
        if isinstance(inline, Footnote):
            return Footnote(map_blocks(inline.blocks, self.block))
        if isinstance(inline, Link):
            return self.link(inline)
        children = children_of(inline)
        return with_children(inline, self.sequence(children)) if children else inline

    def from_hole(self, inline: Hole) -> Inline:
        found = self.holes[inline.index]
        if isinstance(found, Filled):
            return Value(found.text, found.source)
        if isinstance(found, Unfilled):
            return Slot(found.wording, found.hint, line=self.line)
        self.problems.append(
            Problem(
                self.line,
                "markdown-inline",
                "an answer of whole paragraphs stands inside a line",
                "put {{ … | markdown }} alone on a line, with an empty line before and after it",
                "markdown",
            )
        )
        return Text("")

    def from_slot(self, slot: Slot) -> Slot | Value:
        asked = wanted(slot.wording)
        found = self.slot(slot, asked)
        if isinstance(found, Unfilled):
            return Slot(found.wording, found.hint, line=slot.line)
        return Value(sentence(found.text) if asked.capital else found.text, found.source)

    def link(self, link: Link) -> Inline:
        target = self.text(link.target)
        children = self.sequence(link.children)
        if self.is_open(link.target):
            return Slot(
                f"{plain_text(children)} ({target})", "where the link leads", line=self.line
            )
        self.problems.extend(wrong_links((Link((), target),), self.line))
        return Link(children, target)

    def text(self, text: str) -> str:
        """Return *text* with the values in the place of its holes (a code, a target, an alt text)."""

        def value(match: re.Match[str]) -> str:
            found = self.holes[int(match.group(1))]
            if isinstance(found, Filled):
                return found.text
            if isinstance(found, Unfilled):  # which is reported already
                return found.wording
            message = "an answer of whole paragraphs stands inside a link, a picture or code"
            hint = "give the answer lines of its own"
            self.problems.append(Problem(self.line, "markdown-inline", message, hint, "markdown"))
            return ""

        return HOLE.sub(value, text)

    def is_open(self, text: str) -> bool:
        """Say whether a hole of *text* has no value."""
        return any(isinstance(self.holes[int(n)], Unfilled) for n in HOLE.findall(text))


def wrong_links(inlines: Iterable[Inline], line: int) -> Iterator[Problem]:
    """Yield a problem for every link of *inlines* that leads where no link may lead."""
    for inline in inlines:
        wrong = problem_with(inline.target) if isinstance(inline, Link) else ""
        if isinstance(inline, Link) and wrong:
            hint = "a link begins with https://, http://, mailto:, tel: or #"
            yield Problem(line, "link", wrong, hint, inline.target)


def _lone_slot(inline: Inline) -> Slot | None:
    """Return the slot that *inline* is, or that is all it emphasises."""
    if isinstance(inline, Slot):
        return inline
    if isinstance(inline, (Emphasis, Strong)) and len(inline.children) == 1:
        return _lone_slot(inline.children[0])
    return None


def _put_back(inline: Inline, slot: Slot) -> Inline:
    """Return *inline* with *slot* in the place of its lone slot."""
    if isinstance(inline, (Emphasis, Strong)):
        return with_children(inline, (_put_back(inline.children[0], slot),))
    return slot


def holes_in(blocks: Blocks) -> Iterator[int]:
    """Yield the numbers of the holes in *blocks*, those in code, targets and pictures included."""
    for inline in iter_inlines(blocks):
        if isinstance(inline, Hole):
            yield inline.index
        elif isinstance(inline, (Code, Link, Image)):
            texts = [getattr(inline, name, "") for name in ("text", "target", "source", "alt")]
            yield from (int(number) for text in texts for number in HOLE.findall(text))
    for block in iter_blocks(blocks):
        if isinstance(block, CodeBlock):
            yield from (int(number) for number in HOLE.findall(block.text))
