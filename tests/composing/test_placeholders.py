"""A record that still holds slot text: refused where it is published, and standing as typed in a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen.document import plain
from policygen.formats import FORMATS, USUAL

from ..workspaces import SMALL, composed, small

PROFILE, REGISTER = "schools/oak/profile.yaml", "schools/oak/register.yaml"
HEAD = "---\ntitle: Policy\ncontrol: none\n---\n"
PLACEHOLDER = "[insert me]"


def changed(file: str, old: str, new: str) -> dict[str, str]:
    assert old in SMALL[file]
    return {file: SMALL[file].replace(old, new)}


CASES = {
    "the school's name": (
        f"{HEAD}Text.",
        changed(PROFILE, "name: St Mary's School", f'name: "Oak {PLACEHOLDER}"'),
    ),
    "the motto": (f"{HEAD}Text.", changed(PROFILE, "Ever onward", f'"On {PLACEHOLDER}"')),
    "the trust's name, in metadata only": (
        f"{HEAD}Text.",
        changed("trust.yaml", "Harbour Trust", f'"T {PLACEHOLDER}"'),
    ),
    "the approver, in metadata only": (
        f"{HEAD}Text.",
        changed(REGISTER, "Full Board", f'"{PLACEHOLDER}"'),
    ),
    "an action in the version table": (
        f"{HEAD}[insert version table]",
        changed(REGISTER, "Approved again", f'"{PLACEHOLDER}"'),
    ),
    "a name in key personnel": (
        f"{HEAD}[insert key personnel: dsl]",
        changed(PROFILE, "Bo Example", f'"{PLACEHOLDER}"'),
    ),
    "a name to sign": (
        f"{HEAD}[insert signatures: headteacher]",
        changed(PROFILE, "Ann Example", f'"{PLACEHOLDER}"'),
    ),
    "a term": (
        f"{HEAD}The {{{{ terms.headteacher }}}}.",
        changed(PROFILE, "head teacher", f'"{PLACEHOLDER}"'),
    ),
    "a fact in a link": (
        f"{HEAD}[a](https://x.example/{{{{ facts.u }}}})",
        changed(PROFILE, "pool: no", f'u: "{PLACEHOLDER}"'),
    ),
    "an entry of a list": (
        f'{HEAD}{{{{ facts.clubs | join("; ") }}}}',
        changed(PROFILE, "chess", f'"{PLACEHOLDER}"'),
    ),
    "an answer": (
        f"{HEAD}[insert own answer]",
        changed(REGISTER, "from the register", PLACEHOLDER),
    ),
    "the title": (f'---\ntitle: "P {PLACEHOLDER}"\ncontrol: none\n---\nText.', {}),
    "the audience, in metadata only": (
        f'---\ntitle: P\naudience: "{PLACEHOLDER}"\ncontrol: none\n---\nText.',
        {},
    ),
    "a row of document control": (
        "---\ntitle: P\ncontrol: {rows: {A: terms.headteacher}}\n---\nText.",
        changed(PROFILE, "head teacher", f'"{PLACEHOLDER}"'),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_placeholder_in_a_record(case: str, tmp_path: Path) -> None:
    template, more = CASES[case]
    workspace = small(tmp_path, template, **more)
    published = composed(workspace)
    assert published.refused
    assert {d.code for d in published.diagnostics} == {"placeholder"}
    assert all(d.is_finding and d.place.line and d.place.file for d in published.diagnostics)
    draft = composed(workspace, draft=True)
    assert not draft.refused
    assert draft.document is not None
    if "metadata" not in case:
        assert PLACEHOLDER in "\n".join(plain.lines(draft.document))
    for name in USUAL:
        FORMATS[name].write(draft.document, None)


def test_a_slot_in_a_label_of_document_control(tmp_path: Path) -> None:
    template = f"---\ntitle: P\ncontrol:\n  rows:\n    Lab {PLACEHOLDER}: school.name\n---\nText."
    [found] = composed(small(tmp_path, template)).diagnostics
    assert str(found.place) == "templates/policy.md:5:5"
    assert "to the letter" in found.message
