"""What a paragraph is when its style does not say: typed labels, and headings that are only bold.

Every guess is noted, for a person or an importer to look at: ``typed-label``, ``fake-heading``.
"""

from __future__ import annotations

from dataclasses import replace

from policygen.document.walk import plain_text

from .lines import Entry, Line
from .notebook import Notebook
from .numbering import Label
from .spans import not_bold
from .styles import Style
from .typed import Typed, as_roman, heading_label, opening, typed_label, without

_LONGEST_HEADING = 14  # words
_ENDS = (".", ",", ";", "!", "…")
#: A paragraph in a heading style that is this long and ends like a sentence is a clause.
_CLAUSE = 25
_DEEPEST = 5
_TYPED = "typed"


def guessed(entries: list[Entry], notes: Notebook, *, body: bool) -> list[Entry]:
    """Return *entries* with guesses made. Headings are guessed in the *body* only."""
    place = notes.place
    result: list[Entry] = []
    shapes: list[Typed] = []
    lines = [e for e in entries if isinstance(e, Line)]
    headings = _fake_headings(entries) if body else set()
    sizes = sorted({line.size for line in lines if id(line) in headings}, reverse=True)
    level = 0
    for entry in entries:
        if isinstance(entry, Line):
            notes.place = entry.number
            entry = _clause(entry, notes)
            if entry.outline:
                entry = _real_heading(entry)
                level, shapes = entry.outline, []
            elif id(entry) in headings:
                entry = _fake_heading(entry, level, sizes, notes)
                shapes = []
            elif entry.role in ("", "continued") and entry.label is None:
                entry = _item(entry, shapes, notes)
        result.append(entry)
    notes.place = place
    return result


def _clause(line: Line, notes: Notebook) -> Line:
    """Return a numbered paragraph of several lines as one, though its style be a heading's."""
    if not line.outline:
        return line
    text = plain_text(line.children)
    if len(text.split()) < _CLAUSE or not text.rstrip().endswith((".", ";", ":")):
        return line
    notes.note("heading-style", "a long paragraph in a heading style is read as text", text)
    return replace(line, outline=0, style=replace(line.style, outline=0, names=()))


def _real_heading(line: Line) -> Line:
    if line.bold:
        line = replace(line, children=not_bold(line.children))
    if line.label is not None:
        return line
    found = heading_label(opening(line.children))
    return line if found is None else _labelled(line, found, 0)


def _labelled(line: Line, found: Typed, level: int) -> Line:
    """Return *line* with a typed label taken out of its text."""
    label = Label(found.text, found.ordered, found.value, -1, _TYPED, level)
    return replace(line, label=label, children=without(line.children, found.length))


# --- headings -------------------------------------------------------------------------------------


def _fake_headings(entries: list[Entry]) -> set[int]:
    """Return the ids of the lines that are headings by their look alone."""
    cover: list[Line] = []  # bold lines before anything else is said
    found: list[Line] = []
    begun = False
    for index, entry in enumerate(entries):
        if not isinstance(entry, Line):
            begun = True
        elif entry.role in ("heading", "title") or not entry.bold:
            begun = begun or (bool(entry.children) and entry.role != "title")
        elif _looks_like_heading(entry) and not _is_one_of_many(entry, entries, index):
            (found if begun or _is_numbered(entry) else cover).append(entry)
            begun = begun or _is_numbered(entry)
    return {id(line) for line in (*found, *(o for o in cover if not _is_of_cover(o, found)))}


def _is_of_cover(line: Line, headings: list[Line]) -> bool:
    """Say whether a bold line at the beginning is a name or title on the cover, and no heading: it stands
    in the middle, or is larger than the headings below, or has no number where most of them have one."""
    if line.align == "center":
        return True
    numbered = sum(map(_is_numbered, headings))
    larger = bool(headings) and line.size > max(h.size for h in headings)
    return larger or numbered * 2 > len(headings)


def _is_numbered(line: Line) -> bool:
    if line.label is not None:
        return line.label.ordered
    return heading_label(opening(line.children)) is not None


def _looks_like_heading(line: Line) -> bool:
    if line.role or (line.label is not None and not line.label.ordered):
        return False
    text = plain_text(line.children).strip()
    typed = typed_label(text)
    if typed is not None and not typed.ordered:
        return False
    ends = text.endswith(_ENDS) or (text.endswith(":") and not _is_numbered(line))
    return bool(text) and len(text.split()) <= _LONGEST_HEADING and not ends


def _is_one_of_many(line: Line, entries: list[Entry], index: int) -> bool:
    """Say whether a numbered bold line is an item of a list of bold lines."""
    if line.label is None:
        return False
    beside = entries[max(index - 1, 0) : index] + entries[index + 1 : index + 2]
    return any(
        isinstance(other, Line)
        and other.bold
        and other.label is not None
        and (other.label.abstract, other.label.level) == (line.label.abstract, line.label.level)
        for other in beside
    )


def _fake_heading(line: Line, above: int, sizes: list[int], notes: Notebook) -> Line:
    """Return *line* as a heading: as deep as its number says, else below the real heading above it, else
    by the size of its letters."""
    found = None if line.label else heading_label(opening(line.children))
    if found is None and line.label is None:
        found = typed_label(opening(line.children))
    if found is not None:
        line = _labelled(line, found, 0)
    if line.label is not None and (depth := _depth(line.label)):
        level = depth
    elif above:
        level = above + 1
    else:
        level = sizes.index(line.size) + 1 if line.size in sizes else 1
    level = min(level, _DEEPEST)
    children = not_bold(line.children)
    notes.note("fake-heading", "a bold paragraph is read as a heading", plain_text(children))
    return replace(line, outline=level, children=children, style=Style(outline=level))


def _depth(label: Label) -> int:
    if label.abstract != _TYPED:
        return label.level + 1
    core = label.text.strip("().")
    return core.count(".") + 1 if core[:1].isdigit() else 0


# --- items ----------------------------------------------------------------------------------------


def _item(line: Line, shapes: list[Typed], notes: Notebook) -> Line:
    """Return *line* as an item where a label is typed before it; *shapes* are the lists that are open."""
    found = typed_label(opening(line.children))
    if found is None:
        if line.children and line.left <= 0:
            shapes.clear()
        return line
    found = _numeral_or_letter(found, shapes)
    shape = found.shape
    open_shapes = [s.shape for s in shapes]
    if shape in open_shapes:
        del shapes[open_shapes.index(shape) :]
    elif found.depth:
        while shapes and shapes[-1].depth >= found.depth:
            shapes.pop()
        if shapes and not shapes[-1].depth:
            shapes[:] = [s for s in shapes if s.depth]
    shapes.append(found)
    notes.note("typed-label", "a typed label makes a list of this", plain_text(line.children))
    return _labelled(line, found, len(shapes) - 1)


def _numeral_or_letter(found: Typed, shapes: list[Typed]) -> Typed:
    """Return "(i)" as a letter where it follows "(h)", else as a numeral."""
    if not found.other:
        return found
    for other in reversed(shapes):
        if other.shape == found.shape:
            return found if found.value == other.value + 1 else as_roman(found)
        if other.shape == as_roman(found).shape:
            return as_roman(found)
    return as_roman(found) if found.other == 1 else found
