"""Skeletons: the parsed text of a model before values fill it, with a school's own sections in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .document import sections, slots
from .document.filling import holes_in
from .document.holes import HOLE, hole
from .document.notes import drop_notes
from .document.problems import Problem
from .document.readers import markdown
from .document.tree import Blocks
from .document.walk import kinds_in
from .local import Change, localise, told
from .local_sections import sections_of
from .records.policy import Policy
from .template.expansion import Expansion


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A parsed skeleton: what every school whose template expands to the same text shares.

    ``published`` is without drafting notes, and ``holes`` are those that are left in it. ``kinds`` are
    the types of the nodes: what a skeleton does not hold need not be sought.
    """

    blocks: Blocks
    published: Blocks
    problems: tuple[Problem, ...]
    kinds: frozenset[type]
    holes: frozenset[int]


def _skeleton(blocks: Blocks, problems: tuple[Problem, ...]) -> Skeleton:
    published = drop_notes(blocks)
    wrong = (*problems, *sections.check_references(blocks))
    return Skeleton(blocks, published, wrong, kinds_in(blocks), frozenset(holes_in(published)))


@dataclass(frozen=True, slots=True)
class Text:
    """An expanded template and its skeleton, and the local sections that are in them."""

    expansion: Expansion
    skeleton: Skeleton
    changes: tuple[Change, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the text itself; its references may lead to sections that are still to come."""
        return tuple(p for p in self.skeleton.problems if p.code != sections.NO_SECTION)


def read_skeleton(text: str) -> Skeleton:
    """Return the skeleton *text* parsed, with its slots found and its sections named."""
    blocks, problems, marks = _read(text)
    identified, unclear = sections.identify(blocks)
    return _skeleton(identified, (*problems, *_meaningless(marks), *unclear))


def _read(text: str) -> tuple[Blocks, tuple[Problem, ...], Mapping[int, markdown.Marks]]:
    reading = markdown.read(text)
    blocks, wrong = slots.mark(reading.blocks)
    return blocks, (*reading.problems, *wrong), reading.marks


def _meaningless(marks: Mapping[int, markdown.Marks]) -> Iterator[Problem]:
    """Yield a problem for every attribute of a heading that means nothing in a model."""
    for line, mark in marks.items():
        for name in mark.classes:
            message = f"there is no heading class “.{name}”"
            yield Problem(line, "heading-class", message, markdown.unknown_class(name), f".{name}")
        for name in mark.pairs:
            hint = "write {#id} or {#id .unnumbered}"
            yield Problem(line, "heading-class", f"a heading has no “{name}”", hint, f"{name}=")


def with_local(text: Text, own: Expansion, school: str, policy: Policy, *, show: bool) -> Text:
    """Return *text* with the school's own sections, expanded as *own*, in their places.

    The own text is read as if it followed the model's: its lines and holes count on from there.
    """
    model = text.expansion
    lines, holes = len(model.places), len(model.values)
    moved = HOLE.sub(lambda found: hole(int(found.group(1)) + holes), own.skeleton)
    blocks, problems, marks = _read("\n" * lines + moved)
    local, unclear = sections_of(blocks, marks)
    expressions = [printed.expression for printed in (*model.printed, *own.printed)]
    merged, changes, wrong = localise(text.skeleton.blocks, local, policy, expressions, show=show)
    identified, twice = sections.identify(merged)
    found = (
        *text.problems,
        *problems,
        *unclear,
        *wrong,
        *twice,
        *told(changes, school, policy.id),
    )
    values, sites = (*model.values, *own.values), (*model.sites, *own.sites)
    expansion = Expansion(model.skeleton, values, sites, (*model.places, *own.places))
    return Text(expansion, _skeleton(identified, found), changes)
