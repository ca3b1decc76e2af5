"""The synthetic trust of the benchmarks: it can be published whole, and is shaped like a real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.contestants import Patterns
from benchmarks.patterns import pattern_of
from benchmarks.trust import make_trust
from policygen.build import build_editions
from policygen.compose import Composer
from policygen.formats import FORMATS
from policygen.planning import Outcome
from policygen.workspace import Workspace, load

SCHOOLS, POLICIES = 10, 7


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("trust")
    make_trust(root, SCHOOLS, POLICIES, words=600)
    return load(root)


def test_all_of_it_can_be_published(trust: Workspace, tmp_path: Path) -> None:
    report = build_editions(trust, tmp_path / "build")
    assert not report.diagnostics
    assert report.count(Outcome.BUILT) == SCHOOLS * POLICIES * 3


def test_each_policy_has_one_text_for_each_kind_of_school(trust: Workspace) -> None:
    composer = Composer(trust)
    texts: dict[str, set[str]] = {}
    for policy in trust.policies:
        model = composer.model(policy)
        names = [composer.setting(school, model).names for school in trust.schools.values()]
        texts[policy] = {model.template.expand(of_school).skeleton for of_school in names}
    assert {len(of_policy) for of_policy in texts.values()} == {4}
    assert len(set().union(*texts.values())) == 4 * POLICIES


def _files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_the_same_numbers_give_the_same_files(trust: Workspace, tmp_path: Path) -> None:
    make_trust(tmp_path / "again", SCHOOLS, POLICIES, words=600)
    assert _files(trust.root) == _files(tmp_path / "again")


def test_a_full_folder_is_left_alone(trust: Workspace) -> None:
    with pytest.raises(FileExistsError, match="not empty"):
        make_trust(trust.root, 1, 1)


def test_other_tools_are_given_the_same_document(trust: Workspace, tmp_path: Path) -> None:
    composer, patterns = Composer(trust), Patterns(tmp_path)
    for school in trust.schools.values():
        document = composer.compose(school, "animals-in-school-policy").document
        assert document is not None
        edition = FORMATS["md"].write(document, None).decode()
        _front_matter, _line, body = edition.partition("\n---\n")
        assert _words(patterns.filled(pattern_of(document))) == _words(body)


def _words(markdown: str) -> list[str]:
    """Return the words, without the dashes that make columns equally wide."""
    return re.sub(r"-{4,}", "---", markdown).split()


def test_schools_of_one_kind_share_a_pattern(trust: Workspace) -> None:
    composer = Composer(trust)
    shapes = set()
    for school in trust.schools.values():
        document = composer.compose(school, "animals-in-school-policy").document
        assert document is not None
        shapes.add(pattern_of(document).shape)
    assert len(shapes) == 4
