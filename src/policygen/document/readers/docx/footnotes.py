"""Footnotes and endnotes (ECMA-376 Part 1, §17.11): each read where its mark stands."""

from __future__ import annotations

from policygen.document.ooxml import W
from policygen.document.tree import Footnote

from .file import WordFile
from .markup import Element, val
from .story import Story


class Notes:
    """The footnotes and endnotes of a file, by kind and id."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._elements: dict[str, dict[str, Element]] = {}

    def read(self, kind: str, id_: str) -> Footnote | None:
        """Return the note *id_* of *kind* (``footnotes`` or ``endnotes``); None for one without text."""
        if kind not in self._elements:
            self._elements[kind] = self._load(kind)
        element = self._elements[kind].pop(id_, None)
        if element is None:
            self._file.notes.warn("footnote", "a mark of a footnote leads to none")
            return None
        relations = self._file.package.relations(self._file.part(kind))
        with self._file.numbering.apart():
            blocks = Story(self._file, relations).blocks(element)
        return Footnote(blocks) if blocks else None

    def _load(self, kind: str) -> dict[str, Element]:
        part = self._file.part(kind)
        if not part:
            return {}
        root = self._file.root(part)
        notes = root.iter(f"{W}{kind.removesuffix('s')}")
        return {val(e, "id"): e for e in notes if val(e, "type") in ("", "normal")}
