"""Finished documents of the rules' fixtures: a text in Markdown, and what is found in it.

A piece begins with a line ``>>> header`` or ``>>> footer``; what stands before the first such line is the
body. ``==words==`` are highlighted, ``{++words++}`` is a tracked change, ``{>>words<<}`` a comment.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from policygen.document.tree import Inline, Marked, Text
from policygen.document.walk import map_inline, map_inlines, merge
from policygen.errors import Diagnostic
from policygen.lint.ground import Ground
from policygen.lint.rules import chosen
from policygen.scanning.document import scan_source
from policygen.scanning.sources import KINDS, Source

DAY = datetime.date(2026, 1, 15)
_MARKED = re.compile(r"==(.+?)==")


def source_of(text: str) -> Source:
    """Return the document that *text* writes."""
    changes, comments = text.count("{++"), text.count("{>>")
    text = re.sub(r"\{>>.*?<<\}", "", text.replace("{++", "").replace("++}", ""))
    pieces = re.split(r"^>>> (header|footer)\n", f"{text}\n", flags=re.MULTILINE)
    asides: dict[str, list[Source]] = {"header": [], "footer": []}
    for kind, content in zip(pieces[1::2], pieces[2::2], strict=True):
        asides[kind].append(KINDS[".md"](content.encode()))
    body = KINDS[".md"](pieces[0].encode())
    return replace(
        body,
        blocks=map_inlines(body.blocks, lambda line: merge(map_inline(line, _marked))),
        headers=tuple(one.blocks for one in asides["header"]),
        footers=tuple(one.blocks for one in asides["footer"]),
        changes=changes,
        comments=comments,
    )


def _marked(inline: Inline) -> tuple[Inline, ...]:
    if not isinstance(inline, Text):
        return (inline,)
    parts = _MARKED.split(inline.text)
    return tuple(
        Marked((Text(part),)) if n % 2 else Text(part) for n, part in enumerate(parts) if part
    )


def found_in(code: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what the rule *code* finds in the document that *text* writes."""
    rules = chosen((code,), command="scan")
    return scan_source(source_of(text), "", rules, Ground(day=DAY)).diagnostics


def said(found: Diagnostic) -> str:
    """Return a finding in one line."""
    place = found.place
    where = place.where or (str(place.line) if place.line else "whole file")
    return f"{where} {found.message}"
