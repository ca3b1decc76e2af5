"""Where links may lead (links.txt), and that what is allowed leads to the same place in every format."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from policygen.compose import Composer
from policygen.document.readers import markdown
from policygen.document.tree import Link
from policygen.document.walk import iter_inlines
from policygen.formats import FORMATS
from policygen.workspace import load

from ..fixtures import read
from ..workspaces import write
from .child import FRONT, TRUST

_TARGETS = [
    (target, *verdict.split())
    for case in read(Path(__file__).with_name("links.txt"))
    for target, verdict in zip(*(part.split("\n") for part in case.parts), strict=True)
]


@pytest.mark.parametrize(("target", "typed", "as_value"), _TARGETS, ids=[t[0] for t in _TARGETS])
def test_where_a_link_may_lead(target: str, typed: str, as_value: str, tmp_path: Path) -> None:
    quoted = target.replace("'", "''")
    root = write(
        tmp_path,
        {
            "trust.yaml": TRUST,
            "schools/oak/profile.yaml": f"name: Oak\nfacts: {{target: '{quoted}'}}\n"
            f"answers: {{typed: '[x]({quoted})'}}\n",
            "templates/typed.md": f"{FRONT}# Aim {{#aim}}\n\n[x]({target})\n",
            "templates/value.md": f"{FRONT}# Aim {{#aim}}\n\n[x]({{{{ facts.target }}}})\n",
            "templates/answer.md": f"{FRONT}# Aim {{#aim}}\n\n{{{{ answers.typed | markdown }}}}\n",
        },
    )
    workspace = load(root)
    composer = Composer(workspace)
    for policy, verdict in (("typed", typed), ("value", as_value), ("answer", typed)):
        composed = composer.compose(workspace.schools["oak"], policy)
        assert composed.refused == (verdict == "refused"), composed.diagnostics
        if composed.refused:
            assert composed.diagnostics[0].code == "link"
            assert composed.diagnostics[0].place.line == 7
        elif composed.document:
            wanted = target if policy == "value" else html.unescape(target)
            assert _led_to(composed.document) == {wanted}


def _led_to(document: object) -> set[str]:
    """Return the one target of the links of all formats."""
    written = {name: FORMATS[name].write(document, None) for name in ("html", "md", "docx")}  # type: ignore[arg-type]
    page = written["html"].decode()
    found = {html.unescape(target) for target in re.findall(r'<a href="([^"]*)">x</a>', page)}
    blocks = markdown.read(written["md"].decode().partition("\n---\n")[2]).blocks
    found |= {i.target for i in iter_inlines(blocks) if isinstance(i, Link)}
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
    found |= {
        html.unescape(target)
        for target in re.findall(r'Target="([^"]*)" TargetMode="External"', relations)
    }
    return {unquote(target).replace("#1-aim", "#aim") for target in found}  # its anchor in Markdown
