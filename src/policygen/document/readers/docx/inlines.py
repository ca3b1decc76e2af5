"""The content of a paragraph: runs, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from policygen.document.ooxml import Relation, W
from policygen.document.tree import Inline, Reference, Slot
from policygen.document.wordml import HINT

from .controls import Control, control, is_own_slot, is_remark, wording
from .drawings import chosen
from .file import Comment, WordFile
from .flow import Flow, text_of
from .looks import Look
from .markup import COMPATIBILITY, MATH, Element, R, child, val
from .runs import ReadNote, RunReader
from .spans import DELETED, INSERTED, LOOSE, Span, Wrap, remark, span
from .styles import Style

_DEEPEST = 50
_UNWRAPPED = frozenset(
    W + name for name in ("smartTag", "customXml", "bdo", "dir", "sdtContent", "moveToRangeStart")
)
_CHANGES = {
    f"{W}ins": INSERTED, f"{W}moveTo": INSERTED, f"{W}del": DELETED, f"{W}moveFrom": DELETED
}  # fmt: skip


class InlineReader:
    """Reads the paragraphs of one story (the body, a note, a header), one after the other."""

    def __init__(self, file: WordFile, relations: dict[str, Relation], read_note: ReadNote) -> None:
        self.file = file
        self.flow = Flow(file)
        self.runs = RunReader(file, self.flow, relations, read_note)
        self.bookmarks: list[str] = []
        self._relations = relations
        self._style = Style()
        self._depth = 0
        self._remarks = 0
        self._open_comments: dict[str, None] = {}
        self._told: set[str] = set()

    def paragraph(self, element: Element, style: Style) -> list[Span]:
        """Return the spans of the paragraph *element*."""
        self._style = style
        self.bookmarks = []
        self.runs.begin_paragraph()
        self._content(element, ())
        return list(_loose_remarks(self.flow.take())) if self.file.own else self.flow.take()

    def piece(self, element: Element, style: Style) -> list[Span]:
        """Return the spans of something inside a paragraph, apart from the flow around it."""
        outer, self.flow.spans = self.flow.spans, []
        frames, self.flow.frames = self.flow.frames, []
        self._style = style
        self._content(element, ())
        inner, self.flow.spans, self.flow.frames = self.flow.spans, outer, frames
        return inner

    def _content(self, parent: Element, wraps: tuple[Wrap, ...]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("the text of the file is nested too deeply")
        for element in parent:
            if element.tag == f"{W}r":
                self.runs.read(element, self._style, wraps)
            else:
                self._other(element, wraps)
        self._depth -= 1

    def _other(self, element: Element, wraps: tuple[Wrap, ...]) -> None:
        tag = str(element.tag)
        if tag == f"{W}hyperlink":
            self._hyperlink(element, wraps)
        elif tag == f"{W}bookmarkStart":
            self.bookmarks.append(val(element, "name"))
        elif tag == f"{W}sdt":
            self._control(element, wraps)
        elif tag in _UNWRAPPED:
            self._content(element, wraps)
        elif tag in _CHANGES:
            self._content(element, (*wraps, _CHANGES[tag]))
        elif tag == f"{W}fldSimple":
            self.flow.begin()
            self.flow.instruct(val(element, "instr"))
            self.flow.separate()
            self._content(element, wraps)
            self.flow.end()
        elif tag == f"{COMPATIBILITY}AlternateContent":
            branch = chosen(element)
            if branch is not None:
                self._content(branch, wraps)
        elif tag.startswith(MATH):
            self.runs.math(element, wraps)
        elif tag == f"{W}subDoc":
            self.file.notes.warn("subdocument", "a linked document was left out")
        else:
            self._comment(element, tag)

    # --- links -----------------------------------------------------------------------------------

    def _hyperlink(self, element: Element, wraps: tuple[Wrap, ...]) -> None:
        anchor, target = val(element, "anchor"), ""
        relation = self._relations.get(element.get(f"{R}id") or "")
        if relation is not None:
            target = relation.target if relation.external else ""
        if anchor:
            target = f"{target}#{anchor}"
        if self.file.own and anchor and self._is_reference(element):
            text = text_of(self.piece(element, self._style))
            self.flow.want(anchor)
            place = self.file.notes.place
            look = self._first_look(element)
            self.flow.add((*wraps, *look), Reference(f"#{anchor}", text, line=place))
            return
        wrap = self.flow.link(target) if target else None
        self._content(element, (*wraps, wrap) if wrap else wraps)

    def _is_reference(self, element: Element) -> bool:
        runs = list(element.iter(f"{W}r"))
        return bool(runs) and all(self._look(r).style == "cross reference" for r in runs)

    def _look(self, run: Element) -> Look:
        return self.file.looks.look(child(run, "rPr"), self._style)

    def _first_look(self, element: Element) -> tuple[Wrap, ...]:
        run = next(element.iter(f"{W}r"), None)
        return () if run is None else self._look(run).wraps

    # --- content controls ------------------------------------------------------------------------

    def _control(self, element: Element, wraps: tuple[Wrap, ...]) -> None:
        content = child(element, "sdtContent")
        held = control(element)
        if content is None:
            return
        if self.file.own and is_remark(held):
            self._remark(content, wraps)
            return
        if not held.empty and not (self.file.own and held.is_text):
            self._content(content, wraps)
            return
        boxes, counted = len(self.runs.boxes), self.runs.letters
        spans = self.piece(content, self._style)
        shown = text_of(spans)
        if held.empty:
            slot = self.slot(held, shown)
        elif is_own_slot(held, shown):
            slot = Slot(shown, self._hint(), line=self.file.notes.place)
        else:
            for one in spans:
                self.flow.add((*wraps, *one.wraps), one.piece)
            return
        del self.runs.boxes[boxes:]
        self.runs.letters = counted
        look = tuple(w for w in spans[0].wraps if w.kind.__name__ != "Marked") if spans else ()
        self.flow.add((*wraps, *look), slot)

    def slot(self, held: Control, shown: str) -> str | Inline:
        """Return what an empty control is: a slot, or the box that it shows."""
        return held.box or Slot(wording(held, shown), line=self.file.notes.place)

    def _remark(self, content: Element, wraps: tuple[Wrap, ...]) -> None:
        self._remarks += 1
        if self._open_comments:
            self._told.add(next(reversed(self._open_comments)))
        wrap = remark(self._remarks)
        spans = [s for s in self.piece(content, self._style) if s.piece not in ("", None)]
        spans = _without_brackets(spans)
        for one in spans:
            inner = (w for w in one.wraps if w != LOOSE)
            self.flow.add((*wraps, wrap, *inner), one.piece)

    # --- comments --------------------------------------------------------------------------------

    def _comment(self, element: Element, tag: str) -> None:
        if tag == f"{W}commentRangeStart":
            self._open_comments[val(element, "id")] = None
        elif tag == f"{W}commentRangeEnd":
            self._open_comments.pop(val(element, "id"), None)

    def _hint(self) -> str:
        for id_ in reversed(self._open_comments):
            comment = self.file.comments.get(id_)
            if comment is not None and comment.text.startswith(HINT):
                self._told.add(id_)
                return comment.text.removeprefix(HINT)
        return ""

    def note_comments(self, element: Element) -> None:
        """Note the comments whose marks stand in *element*, but for those that say what a slot or note says."""
        for mark in element.iter(f"{W}commentReference"):
            id_ = val(mark, "id")
            comment = self.file.comments.get(id_)
            if comment is None or id_ in self._told:
                continue
            if not (self.file.own and _says_again(comment, element)):
                author = f" by {comment.author}" if comment.author else ""
                self.file.notes.note("comment", f"a comment{author} was left out", comment.text)


def _says_again(comment: Comment, paragraph: Element) -> bool:
    """Say whether a comment of ours only repeats the drafting note that it stands at."""
    text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
    return bool(comment.text.split()) and "".join(comment.text.split()) in "".join(text.split())


def _loose_remarks(spans: list[Span]) -> Iterator[Span]:
    """Yield *spans*; drafting notes that lost their control lose their brackets."""
    for loose, group in groupby(spans, lambda s: LOOSE in s.wraps):
        held = list(group)
        yield from _without_brackets(held) if loose else held


def _without_brackets(spans: list[Span]) -> list[Span]:
    """Return the spans of a drafting note without the brackets that stand around it in a file of ours."""
    if spans and isinstance(first := spans[0].piece, str) and first.startswith("["):
        spans = [span(spans[0].wraps, first[1:]), *spans[1:]]
    if spans and isinstance(last := spans[-1].piece, str) and last.endswith("]"):
        spans = [*spans[:-1], span(spans[-1].wraps, last[:-1])]
    return [s for s in spans if s.piece != ""]
