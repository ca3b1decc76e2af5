"""Slots, notes, choices and blanks of the source, in whatever wording, become those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..document.brackets import lift
from ..document.flat import OTHER, flat_text, replaced, spans_of
from ..document.tree import (
    Blank,
    Block,
    Blocks,
    Code,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Marked,
    Note,
    Paragraph,
    Remark,
    Slot,
    Text,
)
from ..document.unfinished import Unfinished, find
from ..document.walk import children_of, map_blocks, map_inline, map_inlines, merge
from ..document.wording import is_well_formed
from .choices import choice_wording
from .decisions import Question
from .naming import REVIEW_SLOTS, Occurrence, name_of, plain_words, told_apart
from .sequences import map_sequences, sequences
from .state import Import

#: What the language reads as its own, so that it cannot be left as text.
_OF_THE_LANGUAGE = re.compile(
    r"\[\s*(?:insert|choose|notes?\s*:|you may|blank\s*[\]:])", re.IGNORECASE
)
_BEFORE = 90


def settle_marks(work: Import) -> None:
    """Mark everything unfinished in *work*."""
    places = sequences(work.blocks)
    found = [_found_in(part) for part, _line in places]
    occurrences = [
        Occurrence(name_of(one), line, flat_text(part)[max(0, one.start - _BEFORE) : one.start])
        for (part, line), several in zip(places, found, strict=True)
        for one in several
        if one.kind == "slot"
    ]
    names = iter(zip(occurrences, told_apart(occurrences), strict=True))
    waiting = iter(found)

    def change(part: Inlines, line: int) -> Inlines:
        pieces = [
            piece
            for one in next(waiting)
            for piece in _piece(one, part, line, next(names) if one.kind == "slot" else None, work)
        ]
        return replaced(part, pieces) if pieces else part

    work.blocks = map_sequences(work.blocks, change)
    work.blocks = map_blocks(work.blocks, _whole_notes)


def _found_in(part: Inlines) -> tuple[Unfinished, ...]:
    text = flat_text(part)
    emphasised = tuple(spans_of(part, (Emphasis, Marked)))
    finished = tuple(spans_of(part, (Link, Code)))
    found = find(text, emphasised=emphasised, finished=finished)
    return (*found, *_highlighted(part, text, found), *_controls(part, text))


def _highlighted(part: Inlines, text: str, found: tuple[Unfinished, ...]) -> Iterator[Unfinished]:
    """Yield highlighted text in which nothing else was found: it may be there to be filled in."""
    for start, stop in spans_of(part, (Marked,)):
        words = text[start:stop].strip()
        if not words or any(one.start < stop and start < one.stop for one in found):
            continue
        if OTHER not in words:
            start += len(text[start:stop]) - len(text[start:stop].lstrip())
            yield Unfinished(
                "slot", start, start + len(words), words, words[:60], words, sure=False
            )


def _controls(part: Inlines, text: str) -> Iterator[Unfinished]:
    """Yield the content controls and fields that a reader found unfilled."""
    others = [inline for inline in _leaves(part) if flat_text((inline,)) == OTHER]
    for match, inline in zip(re.finditer(OTHER, text), others, strict=True):
        if isinstance(inline, Slot):
            meant = find(inline.wording)
            if meant and meant[0].kind == "choice" and meant[0].choices:
                yield replace(meant[0], start=match.start(), stop=match.end())
                continue
            inner = inline.wording.strip("[]<>{}() ")
            name = meant[0].name if meant and meant[0].kind == "slot" else inner
            yield Unfinished("slot", match.start(), match.end(), inline.wording, name.strip(" ."))


def _leaves(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        children = children_of(inline)
        if children:
            yield from _leaves(children)
        else:
            yield inline


def _piece(
    one: Unfinished,
    part: Inlines,
    line: int,
    named: tuple[Occurrence, str] | None,
    work: Import,
) -> list[tuple[int, int, Inlines]]:
    """Return what takes the place of *one*; nothing where the text stays as it is."""
    text = flat_text(part)
    if one.kind == "slot" and named is not None:
        return _slot(one, text, line, named, work)
    if one.kind == "choice":
        return _choice(one, text, line, work)
    if one.kind == "blank":
        if one.wording.startswith("["):
            return [(one.start, one.stop, (Blank(plain_words(one.name)),))]
        work.notebook.note("blank", line, f"{one.name} {one.wording[:12]}".strip(), "[blank]")
        return [(one.start, one.stop, (Blank(),))]
    if one.kind in ("condition", "optional"):
        words = re.sub(r"^\W+|[\])}>]+\Z", "", one.wording).strip() or one.wording
        work.notebook.note(one.kind, line, one.wording, f"[note: {words}]")
        _suggest_condition(one, line, work)
        return [(one.start, one.stop, (Remark((Text(words),)),))]
    return _note(one, line, work)


def _slot(
    one: Unfinished, text: str, line: int, named: tuple[Occurrence, str], work: Import
) -> list[tuple[int, int, Inlines]]:
    occurrence, name = named
    renamed = name != occurrence.name
    wording = _wording(one, text, name, renamed)
    before = text[max(0, one.start - _BEFORE) : one.start]
    if not one.sure and not _OF_THE_LANGUAGE.match(one.wording):
        question = Question(
            "slot", line, _around(text, one), f"Is “{one.wording}” a place to be filled in?",
            wording, "left as it is",
        )  # fmt: skip
        if not work.notebook.ask(question, one.wording):
            return []
    elif renamed:
        question = Question(
            "slot", line, _around(text, one),
            f"“{one.wording}” stands in several places. Is this one the {name}?",
            wording, wording,
        )  # fmt: skip
        work.notebook.ask(question, f"{one.wording} ({name})")
    else:
        work.notebook.note("slot", line, one.wording, wording)
    expression = REVIEW_SLOTS.get(name.casefold())
    if expression and re.search(r"\breview", before, re.IGNORECASE):
        work.suggestions.append(
            f"{line}: [insert {name}] can be filled from the records: write “{name}: {expression}” below "
            "slots in the front matter"
        )
    return [(one.start, one.stop, (Slot(wording, line=line),))]


def _wording(one: Unfinished, text: str, name: str, renamed: bool) -> str:
    plain = " ".join(one.wording.split())
    tidy = re.sub(r"\A\[\s+|\s+\]\Z", lambda m: m.group().strip(), plain)
    asks = re.match(r"\[insert\s[^]]*\]\Z", tidy, re.IGNORECASE) is not None
    if asks and not renamed and is_well_formed(tidy) and plain_words(tidy[1:-1]) == tidy[1:-1]:
        return tidy
    begins = re.search(r"(?:\A|[.!?]\s+)\Z", text[: one.start]) is not None
    capital = begins and next((c for c in one.wording if c.isalpha()), "").isupper()
    example = plain_words(one.example)
    return f"[{'I' if capital else 'i'}nsert {name}{f', e.g. {example}' if example else ''}]"


def _choice(one: Unfinished, text: str, line: int, work: Import) -> list[tuple[int, int, Inlines]]:
    capital = (
        one.wording.lstrip("[(")[:1].isupper()
        and re.search(r"(?:\A|[.!?]\s+)\Z", text[: one.start]) is not None
    )
    wording = choice_wording(one.name, one.choices, capital)
    if not wording:
        words = one.wording.strip("[]() ")
        work.notebook.note("choice", line, one.wording, f"[note: {words}]")
        return [(one.start, one.stop, (Remark((Text(words),)),))]
    if one.sure:
        work.notebook.note("choice", line, one.wording, wording)
    else:
        question = Question(
            "choice", line, _around(text, one), f"Is one of “{one.wording}” to be chosen?",
            wording, "left as it is",
        )  # fmt: skip
        if not work.notebook.ask(question, one.wording):
            return []
    return [(one.start, one.stop, (Slot(wording, line=line),))]


def _note(one: Unfinished, line: int, work: Import) -> list[tuple[int, int, Inlines]]:
    found = one.wording if len(one.wording) < 90 else f"{one.wording[:87]}…"
    if not one.sure:
        question = Question(
            one.kind, line, found, "Is this advice to whoever adapts the policy, not a part of it?",
            "a drafting note", "left as it is",
        )  # fmt: skip
        if not work.notebook.ask(question, found):
            return []
    else:
        work.notebook.note(one.kind, line, found, "a drafting note")
    words = re.sub(
        r"\A\[\s*(?:(?:drafting\s+)?notes?\s*:\s*)?|\]\Z", "", one.wording, flags=re.IGNORECASE
    )
    if not one.wording.startswith("["):
        words = one.wording
    return [(one.start, one.stop, (Remark((Text(words.strip()),)),))]


def _suggest_condition(one: Unfinished, line: int, work: Import) -> None:
    if one.kind != "condition":
        return
    words = one.name.casefold()
    known = (
        ("sixth form", "school.sixth_form"),
        ("secondary", 'school.phase == "secondary"'),
        ("primary", 'school.phase == "primary"'),
        ("nursery", 'school.phase == "nursery"'),
        ("special school", 'school.phase == "special"'),
    )
    test = next((expression for key, expression in known if key in words), "facts.…")
    work.suggestions.append(
        f"{line}: “{one.wording}” can be a condition: {{% if {test} %}} before the text, {{% endif %}} after it"
    )


def _around(text: str, one: Unfinished) -> str:
    """Return *one* with some words around it."""
    before = " ".join(text[max(0, one.start - 40) : one.start].split())
    after = " ".join(text[one.stop : one.stop + 40].split())
    return f"…{before} {one.wording} {after}…".replace(OTHER, "□")


def _whole_notes(block: Block) -> Blocks:
    """Return a paragraph that is only a note as a note of its own; highlights are dropped."""
    if isinstance(block, Note):
        return (replace(block, blocks=_plain_notes(block.blocks)),)
    plain = map_inlines((block,), _without_marks)
    if not plain:
        return ()
    (only,) = plain
    if not isinstance(only, Paragraph):
        return (only,)
    real = [i for i in only.children if not (isinstance(i, Text) and not i.text.strip(" ."))]
    if len(real) == 1 and isinstance(real[0], Remark):
        return (Note((Paragraph(real[0].children, line=only.line),), line=only.line),)
    return (only,)


def _plain_notes(blocks: Blocks) -> Blocks:
    """Return the *blocks* of a note without notes in them: they are one note."""
    flat = tuple(
        b for block in blocks for b in (block.blocks if isinstance(block, Note) else (block,))
    )
    return map_inlines(
        flat,
        lambda part: map_inline(part, lambda i: i.children if isinstance(i, Remark) else (i,)),
    )


def _without_marks(inlines: Inlines) -> Inlines:
    plain = map_inline(
        inlines, lambda inline: inline.children if isinstance(inline, Marked) else (inline,)
    )
    return merge(lift(plain))
