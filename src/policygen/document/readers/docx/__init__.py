"""DOCX, by Word, LibreOffice or us, to a document (ECMA-376, Transitional and Strict).

``story`` goes through paragraphs and tables and makes lines of them, ``inlines`` and ``runs`` read what a
paragraph holds; ``guesses`` looks for labels and headings that were only typed; ``structure`` makes
blocks of the lines. ``styles``, ``numbering``, ``footnotes``… read a part each.
"""

from __future__ import annotations

from dataclasses import dataclass

from policygen.document.ooxml import Package, W
from policygen.document.problems import Problem
from policygen.document.tree import Blocks, Document

from . import furniture, properties
from .changes import Changes
from .file import WordFile
from .footnotes import Notes
from .headings import told_apart
from .markup import Element, child, val
from .references import resolved
from .story import Story

__all__ = ["Changes", "Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a Word file says.

    ``document`` is in normal form. The ``line`` of a block, and of a problem, is the number of its
    paragraph in the body, from 1 (empty paragraphs and those in tables count; 0: elsewhere).

    ``problems`` tell what was left out (warnings: the page shows it, the tree lacks it) and what was
    decided (notes). The notes to look at when confidence matters have the codes ``fake-heading``,
    ``typed-label``, ``table-head``, ``heading-style``, ``field-slot``; their excerpt is the text.

    In a file that is not ours a heading without a number is ``numbered=False`` where others of its level
    have one; lists are of the series ``item``, their labels as printed.

    ``headers`` and ``footers`` are those of all sections, page numbers left out. ``own`` says that the
    file was written by this program; then ``document.properties`` is its own too. ``core`` are the core
    properties by their names (``title``, ``creator``, ``modified``…), ``changes`` counts tracked changes.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    headers: tuple[Blocks, ...] = ()
    footers: tuple[Blocks, ...] = ()
    own: bool = False
    core: tuple[tuple[str, str], ...] = ()
    changes: int = 0


def read(data: bytes, *, changes: Changes = "accept") -> Reading:
    """Return what the Word file *data* says.

    Tracked changes are taken as accepted or as rejected, or with ``keep`` stand as
    :class:`~policygen.document.tree.Insert` and :class:`~policygen.document.tree.Delete`.

    Raises ValueError, in words for an administrator, for a file that cannot be used: not a Word file, an
    old or locked one, damaged or with a DOCTYPE, or larger or deeper than a policy can be.
    """
    file = WordFile(Package(data), changes)
    root = file.root(file.package.main)
    body = child(root, "body")
    if body is None:
        raise ValueError("the file is not a Word document: its main part has no body")
    notes = Notes(file)
    blocks = Story(file, file.body_relations, notes.read, counted=True).blocks(body)
    headers, footers = furniture.read(file, "header"), furniture.read(file, "footer")
    blocks = resolved(blocks if file.own else told_apart(blocks), file)
    if file.changed:
        how = {"accept": "accepted", "reject": "rejected", "keep": "kept"}[changes]
        file.notes.place = 0
        file.notes.note("tracked-changes", f"{file.changed} tracked changes are read as {how}")
    core = properties.rows(file, "core-properties")
    return Reading(
        document=Document(blocks, properties.properties(file, core, _language(file), blocks)),
        problems=file.notes.problems(),
        headers=headers,
        footers=footers,
        own=file.own,
        core=tuple(core.items()),
        changes=file.changed,
    )


def _language(file: WordFile) -> str:
    """Return the language that most of the text is in by default (§17.3.2.20); UK English where none is
    given."""
    part = file.part("styles")
    if not part:
        return "en-GB"
    found: Element | None = file.package.xml(part).find(
        f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
    )
    return val(found) or "en-GB"
