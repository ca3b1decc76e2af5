"""What is sent to where there is no disk of ours is enough to make the same editions."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from policygen.carrying import NotCarriedError, part_of
from policygen.compose import Composer
from policygen.workspace import Workspace, load

from .workspaces import ROOT, small


def _sent(workspace: Workspace, policy: str, *schools: str) -> Workspace:
    part: Workspace = pickle.loads(pickle.dumps(part_of(workspace, policy, schools)))  # noqa: S301 -- our own
    return part


def test_the_sample_workspace_is_composed_from_parts_alone(tmp_path: Path) -> None:
    for name in ("trust.yaml", "templates", "schools"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tmp_path / name)
    workspace = load(tmp_path)
    here = Composer(workspace)
    expected = {
        (school, policy): here.compose(workspace.schools[school], policy)
        for policy in workspace.policies
        for school in workspace.schools
    }
    parts = {policy: _sent(workspace, policy, *workspace.schools) for policy in workspace.policies}
    shutil.rmtree(tmp_path)
    for (school, policy), composed in expected.items():
        part = parts[policy]
        assert Composer(part).compose(part.schools[school], policy) == composed


def test_a_part_holds_one_policy_and_the_schools_asked_for() -> None:
    part = part_of(load(ROOT), "complaints", ["fairmoor-lane"])
    assert list(part.policies) == ["complaints"]
    assert list(part.schools) == ["fairmoor-lane"]
    assert list(part.schools["fairmoor-lane"].register.policies) == ["complaints"]
    assert "templates/_images/complaints-stages.png" in part.carried
    without = part_of(load(ROOT), "mobile-phones", ["fairmoor-lane"])
    assert set(without.carried) == {"templates/mobile-phones.md", "templates/_check/statutory.yaml"}


def test_a_picture_that_a_value_names_is_not_carried(tmp_path: Path) -> None:
    picture = (ROOT / "templates/_images/complaints-stages.png").read_bytes()
    template = "---\ntitle: Policy\n---\n# One\n\n![A plan]({{ facts.plan }})\n"
    files = {"templates/_images/plan.png": picture}
    workspace = small(tmp_path, template, **files)
    part = _sent(workspace, "policy", "oak")
    with pytest.raises(NotCarriedError, match="_images"):
        part.read_picture("_images/plan.png")


def test_the_place_of_a_value_in_a_record_is_not_carried(tmp_path: Path) -> None:
    template = "---\ntitle: Policy\n---\n# One\n\n{{ facts.clubs | join }}\n"
    part = _sent(small(tmp_path, template), "policy", "oak")
    with pytest.raises(NotCarriedError, match="schools"):
        part.read_raw("schools/oak/profile.yaml")
