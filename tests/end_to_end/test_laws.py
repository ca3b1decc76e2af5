"""The laws of the house on whole workspaces: the sample trust in the root, and one that bites."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policygen.build import build_editions
from policygen.compose import Composed, Composer
from policygen.document import plain
from policygen.document.tree import BlockSlot, Document, Hole, Note, Remark, Slot
from policygen.document.walk import kinds_in
from policygen.formats import FORMATS
from policygen.planning import Report, Selection, compose_all
from policygen.workspace import load

from ..workspaces import ROOT, composed, small
from ..writers.html.pages import read as read_html
from .reading_back import docx_lines, markdown_lines

#: A name that is markup in every language that it passes through.
HOSTILE = "St John's & St Mary's <CE> | \"A\" *b* _c_ 2019. {{ 7*7 }} {% x %}"
TEMPLATE = """\
---
title: Policy on [everything] & <more> | *all*
control: table
contents: yes
review_period: 2 years
---
2019. It began with {{ school.name }}, and *[insert school name]* is [{{ school.name }}](https://x.example).

# {{ school.name }} {#name}

1. {{ school.name }}
   - {{ school.name }}

| {{ school.name }} | b |
|---|---|
| [insert school name] | `{{ school.name }}` |

Term {{ school.name }}
: {{ school.name }}[^1]

> {{ school.name }}

[^1]: {{ school.name }}

[insert signatures: headteacher]

[insert key personnel: headteacher]

[insert version table]
"""


def sample() -> Iterator[Composed]:
    yield from compose_all(Composer(load(ROOT)), Selection(), Report())


@cache
def documents() -> dict[str, Document]:
    """Return every published edition of the sample workspace, by school and policy."""
    found = {f"{one.school}/{one.policy}": one for one in sample()}
    assert all(one.diagnostics == () for one in found.values())
    return {name: one.document for name, one in found.items() if one.document is not None}


SAMPLES = sorted(
    f"{school}/{policy}"
    for school, policies in {
        "calderwick-academy": ("complaints", "online-safety", "staff-online-conduct"),
        "our-lady-of-the-wold": ("photography-code", "anti-bullying", "mobile-phones"),
        "fairmoor-lane": ("complaints",),
    }.items()
    for policy in policies
)


def biting(folder: Path) -> Composed:
    profile = f"name: '{HOSTILE.replace(chr(39), 2 * chr(39))}'\npeople: {{headteacher: {{name: '{HOSTILE.replace(chr(39), 2 * chr(39))}'}}}}\n"
    register = f"policy:\n  history:\n  - {{version: '1', date: 2025-01-02, by: '{HOSTILE.replace(chr(39), 2 * chr(39))}', action: '{HOSTILE.replace(chr(39), 2 * chr(39))}'}}\n"
    more = {"schools/oak/profile.yaml": profile, "schools/oak/register.yaml": register}
    return composed(small(folder, TEMPLATE, **more))


def assert_same_text(document: Document) -> None:
    expected = plain.lines(document)
    html = FORMATS["html"].write(document, None).decode()
    assert read_html(html).lines == expected
    assert docx_lines(FORMATS["docx"].write(document, None)) == expected
    assert markdown_lines(FORMATS["md"].write(document, None).decode()) == expected


def test_the_sample_workspace_builds_without_a_word() -> None:
    assert len(documents()) == 26


@pytest.mark.parametrize("name", SAMPLES)
def test_law_7_the_same_text_and_numbers_in_every_format(name: str) -> None:
    assert_same_text(documents()[name])


def test_law_7_for_a_name_that_is_markup_everywhere(tmp_path: Path) -> None:
    done = biting(tmp_path)
    assert done.diagnostics == ()
    assert done.document is not None
    text = "\n".join(plain.lines(done.document))
    assert text.count(HOSTILE) == 19  # once in each place of the template that prints a name
    assert_same_text(done.document)


def test_law_5_a_published_edition_holds_nothing_open() -> None:
    for name, document in documents().items():
        assert not kinds_in(document.blocks) & {Slot, Note, Remark, Hole, BlockSlot}, name


def test_law_3_same_inputs_same_bytes(tmp_path: Path) -> None:
    def built(folder: Path) -> dict[str, bytes]:
        for part in ("trust.yaml", "templates", "schools"):
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / part)
        build_editions(load(folder), folder / "build", Selection(("fairmoor*", "calder*")))
        return {
            str(p.relative_to(folder)): p.read_bytes()
            for p in sorted((folder / "build").rglob("*"))
            if p.is_file()
        }

    (tmp_path / "a").mkdir()
    (tmp_path / "b b é").mkdir()
    first, second = built(tmp_path / "a"), built(tmp_path / "b b é")
    assert len(first) == 34  # ten policies in three formats, two pictures, the manifest, the lock
    assert first == second
