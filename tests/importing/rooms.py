"""Workspaces made of what an import writes: the template, and the records that its report proposes."""

from __future__ import annotations

import re
from pathlib import Path

from policygen.compose import Composer
from policygen.document import plain
from policygen.importing import Imported
from policygen.workspace import Workspace, load

from ..workspaces import write

TRUST = "name: Harbour Learning Trust\nshort_name: HLT\n"


def proposed(report: str, file: str) -> str:
    """Return the lines that *report* proposes for a record."""
    match = re.search(rf"## For {re.escape(file)}\n.*?```yaml\n(.*?)```", report, re.DOTALL)
    return match.group(1) if match else ""


def workspace_of(root: Path, imported: Imported) -> Workspace:
    """Return a workspace with the policy and with a school of which is known what the report says.

    A school without a name is called ``[insert school name]``, so that drafts show that slot.
    """
    profile = proposed(imported.report, "schools/…/profile.yaml")
    if not profile.startswith("name:"):
        profile = f'name: "[insert school name]"\n{profile}'
    files = {
        "trust.yaml": TRUST,
        "templates/policy.md": imported.template,
        "templates/policy.import.md": imported.report,
        "schools/one/profile.yaml": profile,
        "schools/one/register.yaml": proposed(imported.report, "schools/…/register.yaml"),
    }
    return load(write(root, files))


def draft_lines(workspace: Workspace) -> list[str]:
    """Return the text of the draft of the policy; there must be nothing wrong but what is open."""
    composed = Composer(workspace).compose(workspace.schools["one"], "policy", draft=True)
    assert not workspace.diagnostics
    assert [str(d) for d in composed.diagnostics if not d.is_finding] == []
    assert composed.document is not None
    return plain.lines(composed.document)
