"""The flow of text through a story: spans, and the fields that are open around them.

Fields nest, and one may begin in a paragraph and end in another (ECMA-376 Part 1, §17.16.18).
"""

from __future__ import annotations

from policygen.document.links import problem_with
from policygen.document.tree import Blank, Footnote, Image, Inline, LineBreak, Slot

from .fields import Fate, Frame, Meaning, meaning_of
from .file import WordFile
from .markup import Element, child, flag
from .spans import Span, Wrap, link, span

_DEEPEST = 60


class Flow:
    """Takes pieces in, gives the spans of each paragraph out."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.spans: list[Span] = []
        self.frames: list[Frame] = []
        #: Set when a table of contents has begun in this paragraph.
        self.contents_begun = False

    @property
    def in_contents(self) -> bool:
        """Say whether a table of contents is open."""
        return any(f.meaning is not None and f.meaning.fate is Fate.CONTENTS for f in self.frames)

    def add(self, wraps: tuple[Wrap, ...], piece: str | Inline) -> None:
        """Take in a piece of text or a node."""
        if not self.frames:
            self.spans.append(span(wraps, piece))
        elif self.frames[-1].in_result:
            self.frames[-1].spans.append(span(wraps, piece))

    def instruct(self, text: str) -> None:
        """Take in a piece of a field's instruction."""
        if self.frames and not self.frames[-1].in_result:
            self.frames[-1].instruction += text

    def begin(self, mark: Element | None = None) -> None:
        """Open a field; *mark* is the ``w:fldChar`` that begins it."""
        if len(self.frames) >= _DEEPEST:
            raise ValueError("the fields of the file are nested too deeply")
        box = child(child(mark, "ffData"), "checkBox")
        checked = flag(box, "checked")
        self.frames.append(
            Frame(checked=bool(flag(box, "default") if checked is None else checked))
        )

    def separate(self) -> None:
        """Go from the instruction of the innermost field to its result."""
        if not self.frames:
            return
        frame = self.frames[-1]
        frame.in_result = True
        frame.meaning = meaning_of(frame.instruction)
        if frame.meaning.fate is Fate.CONTENTS:
            if frame.meaning.name == "TOC" and "\\c" not in frame.instruction:
                self.contents_begun = True
            else:
                self.file.notes.warn(
                    "field", "a list that Word makes was left out", frame.meaning.name
                )

    def end(self) -> None:
        """Close the innermost field: what it is in the tree takes its place."""
        if not self.frames:
            return
        if not self.frames[-1].in_result:
            self.separate()
        frame = self.frames.pop()
        assert frame.meaning is not None  # noqa: S101  (separate has set it)
        for one in self._result(frame, frame.meaning):
            self.add(one.wraps, one.piece)

    def _result(self, frame: Frame, meaning: Meaning) -> list[Span]:
        text = text_of(frame.spans)
        fate = meaning.fate
        if fate in (Fate.DROPPED, Fate.CONTENTS):
            return []
        wraps = frame.spans[0].wraps if frame.spans else ()
        if fate is Fate.SLOT:
            return [Span(wraps, self._slot(meaning, text))]
        if fate is Fate.TEXT_BOX:
            return frame.spans if text.strip() else [Span(wraps, Blank())]
        if fate is Fate.CHECK_BOX:
            return [Span(wraps, "☒" if frame.checked else "☐")]
        return self._kept(frame, meaning)

    def _kept(self, frame: Frame, meaning: Meaning) -> list[Span]:
        """Return the result of a field whose text stays."""
        notes = self.file.notes
        fate = meaning.fate
        if fate is Fate.LINK:
            wrap = self.link(meaning.argument)
            return [span((wrap, *s.wraps), s.piece) for s in frame.spans] if wrap else frame.spans
        if fate is Fate.REFERENCE and frame.spans:
            self.want(meaning.argument)
            wrap = link(f"#{meaning.argument}")
            return [span((wrap, *s.wraps), s.piece) for s in frame.spans]
        if fate is Fate.CHANGING:
            notes.note(
                "field", "a date that Word changes by itself is read as text", text_of(frame.spans)
            )
        elif fate is Fate.UNKNOWN:
            name = meaning.name or "without a name"
            notes.note(
                "field", f"the field {name} is read as the text that it shows", text_of(frame.spans)
            )
        return frame.spans

    def _slot(self, meaning: Meaning, shown: str) -> Slot:
        shown = " ".join(shown.split())
        place = self.file.notes.place
        if not shown or (shown[0] in "«[<" and shown[-1] in "»]>") or meaning.name == "MACROBUTTON":
            return Slot(meaning.argument, line=place)
        self.file.notes.note(
            "field-slot", f"a field ({meaning.name}) is read as the slot {meaning.argument}", shown
        )
        return Slot(meaning.argument, f"the file shows “{shown}”", line=place)

    def want(self, bookmark: str) -> None:
        """Note that something leads to *bookmark*."""
        self.file.wanted.setdefault(bookmark, self.file.notes.place)

    def link(self, target: str) -> Wrap | None:
        """Return a link to *target*; None, with a problem noted, where none may lead there."""
        if self.in_contents:
            return None
        if target.startswith("#"):
            self.want(target[1:])
            return link(target)
        wrong = problem_with(target)
        if wrong:
            self.file.notes.warn("link", f"a link was left out and its text kept: {wrong}")
            return None
        return link(target)

    def take(self) -> list[Span]:
        """Return the spans of the paragraph that ends here; fields that go on stay open."""
        for index in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[index]
            if not frame.in_result or frame.meaning is None or not frame.spans:
                continue
            fate = frame.meaning.fate
            if fate in (Fate.SLOT, Fate.TEXT_BOX):
                frame.spans.append(Span((), " "))
                continue
            spans = (
                [] if fate in (Fate.DROPPED, Fate.CONTENTS) else self._kept(frame, frame.meaning)
            )
            frame.spans = []
            outer = self.frames[index - 1] if index else None
            if outer is None:
                self.spans.extend(spans)
            elif outer.in_result:
                outer.spans.extend(spans)
        spans, self.spans = self.spans, []
        return spans


def text_of(spans: list[Span]) -> str:
    """Return the text that *spans* show."""
    parts: list[str] = []
    for one in spans:
        if isinstance(one.piece, str):
            parts.append(one.piece)
        elif isinstance(one.piece, Slot):
            parts.append(one.piece.wording)
        elif not isinstance(one.piece, Footnote | Image | Blank | LineBreak):
            parts.append(getattr(one.piece, "text", ""))
        elif isinstance(one.piece, LineBreak):
            parts.append("\n")
    return "".join(parts)
