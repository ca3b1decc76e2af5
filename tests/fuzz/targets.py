"""What must hold for any template and any profile, however broken: the two fuzz targets.

Only :class:`InputError` is raised; everything that is said has a place in a file that there is; what is
refused is not written; what is not refused can be written in every format and read back, and holds
nothing that the program made up.
"""

from __future__ import annotations

import dataclasses
import functools
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from policygen.compose import Composer
from policygen.document import plain
from policygen.document.readers import markdown
from policygen.document.tree import Document
from policygen.errors import Diagnostic, InputError, Severity, is_forbidden
from policygen.formats import FORMATS
from policygen.records.nodes import Findings
from policygen.records.policy import collect_policy
from policygen.records.profile import read_profile
from policygen.records.yamlio import parse
from policygen.workspace import Workspace, load

from ..end_to_end.reading_back import docx_lines
from ..workspaces import SMALL, write
from ..writers.html.pages import read as read_html

_POLICY = "templates/policy.md"
_PROFILE = "schools/oak/profile.yaml"
#: Shared texts that a template may include, one of which goes wrong.
_SHARED = {
    "templates/_shared/hours.md": "Open from *8*.\n\n- {{ school.name }}\n",
    "templates/_shared/wrong.md": "{{ nobody }}\n",
    "templates/_shared/loop.md": '{% include "_shared/loop.md" %}\n',
}
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
#: What Python or Jinja print when something is missing, and no text of the fuzzer holds.
_SLIPS = ("Undefined", "None", "NotImplemented", "<object", "Traceback")


@functools.cache
def workspace() -> Workspace:
    """Return the workspace into which each policy is put."""
    files = {**SMALL, **_SHARED, _POLICY: "---\ntitle: A policy\n---\nText.\n"}
    return load(write(Path(tempfile.mkdtemp()), files))


def template(text: str) -> bool:
    """Read *text* as a template, compose and write it; say whether it could be published."""
    found: Findings = []
    policy = collect_policy(text.encode("utf-8", "surrogatepass"), _POLICY, "policy", found)
    texts = {**SMALL, **_SHARED, _POLICY: text}
    _check_places(found, texts)
    if policy is None:
        assert any(d.severity is Severity.ERROR for d in found)
        return False
    here = dataclasses.replace(workspace(), policies={"policy": policy})
    composer = Composer(here)
    try:
        composer.applies(here.schools["oak"], "policy")
    except InputError as error:
        _check_places(error.diagnostics, texts)
    published = composer.compose(here.schools["oak"], "policy")
    draft = composer.compose(here.schools["oak"], "policy", draft=True)
    for composed in (published, draft):
        _check_places(composed.diagnostics, texts)
        if not composed.refused and composed.document:
            _check_written(composed.document, text, draft=composed is draft)
    return not published.refused


def profile(content: bytes) -> bool:
    """Read *content* as a profile; say whether it could be used."""
    found: Findings = []
    try:
        node = parse(content, _PROFILE)
    except InputError as error:
        _check_places(error.diagnostics, {_PROFILE: content.decode("utf-8", "replace")})
        return False
    read = read_profile(node, _PROFILE, found, None)
    _check_places(found, {_PROFILE: content.decode("utf-8", "replace")})
    assert (read is None) == any(d.severity is Severity.ERROR for d in found)
    return read is not None


def _check_places(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str | bytes]) -> None:
    for one in diagnostics:
        place = one.place
        assert place.file in texts or place.file == "schools/oak/register.yaml", one
        text = texts.get(place.file, "")
        lines = (text if isinstance(text, str) else text.decode()).replace("\r\n", "\n")
        listed = lines.replace("\r", "\n").split("\n")
        assert 0 <= place.line <= len(listed), one
        if place.line and place.column:
            assert place.column <= len(listed[place.line - 1]) + 1, one
        assert one.message, one
        assert "\n" not in str(one).removesuffix(f"\n  hint: {one.hint}"), one


def _check_written(document: Document, source: str, *, draft: bool) -> None:
    lines = plain.lines(document)
    said = "\n".join(lines)
    assert not any(slip in said and slip not in source for slip in _SLIPS), said
    page = FORMATS["html"].write(document, None).decode()
    edition = FORMATS["md"].write(document, None).decode()
    for text in (said, page, edition):
        assert not any(is_forbidden(c) for c in text)
    if not draft:
        assert _characters(read_html(page).lines) == _characters(lines)
        word = docx_lines(FORMATS["docx"].write(document, None))
        # Sorted, for what stands in lists in cells and the like comes back in another order.
        assert sorted(_characters(word)) == sorted(_characters(lines))
    reading = markdown.read(_FRONT_MATTER.sub("", edition))
    assert not [
        p for p in reading.problems if p.severity is Severity.ERROR and p.code not in _OF_EDITIONS
    ]
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(document, None))) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(package.read(part))


def _characters(lines: list[str]) -> str:
    """Return all text without white space: how it is laid out in lines is the business of other tests."""
    return "".join("".join(lines).split())


#: What the reader of templates has against editions that were written right.
_OF_EDITIONS = {"reference"}
