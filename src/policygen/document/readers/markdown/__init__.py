"""Markdown, as model policies are written in it, to blocks.

CommonMark 0.31 without raw HTML and without link reference definitions, with GFM's pipe tables,
definition lists, footnotes (``[^1]``), ``::: note`` containers and attributes at headings. What the
text says but the tree cannot hold is a problem, never silently dropped.

Slots stay text here, and the holes of values stay holes; later steps fill both.
"""

from __future__ import annotations

from ...problems import Problem
from .blocks import BlockReader
from .headings import unknown_class
from .limits import is_too_large
from .problems import Marks, Notebook, Reading

__all__ = ["Marks", "Problem", "Reading", "read", "unknown_class"]


def read(text: str) -> Reading:
    """Return the blocks of the Markdown *text*, with problems and marks by line.

    Never raises for what a text holds. The blocks are in normal form (see
    :mod:`policygen.document.walk`) and know their lines (from 1). A caller must look at the problems:
    where one is an error, the blocks may lack what the text says.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notebook = Notebook(text.split("\n"))
    if is_too_large(text, notebook):
        return Reading((), tuple(notebook.problems))
    if not text.endswith("\n"):
        text += "\n"
    blocks = BlockReader(notebook).read(text)
    return Reading(
        blocks,
        tuple(sorted(notebook.problems, key=lambda p: (p.line, p.column, p.code, p.message))),
        notebook.marks,
    )
