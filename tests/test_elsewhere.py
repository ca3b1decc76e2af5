"""Editions made elsewhere are those made here, byte for byte, whatever executor makes them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.trust import make_trust
from policygen import elsewhere
from policygen.build import build_editions
from policygen.elsewhere import perform
from policygen.errors import OutputError
from policygen.formats import USUAL
from policygen.making import Maker
from policygen.planning import Report
from policygen.workspace import load

from .workspaces import ROOT, SMALL, tree, write

TITLE = "---\ntitle: Policy\ncontrol: none\n---\n# One\n\n"
#: What is complained of, and where, is told the same: also when it must be looked up in files here.
TROUBLED = {
    **{name: text for name, text in SMALL.items() if "register" not in name},
    "templates/good.md": TITLE + "{{ school.name }} and [insert lead person]\n",
    "templates/open.md": TITLE + "[insert what nobody answers]\n\n[insert own answer]\n",
    "templates/placed.md": TITLE + "{{ facts.clubs | join }} {{ school.motto }}\n",
    "templates/doubtful.md": TITLE + "This is is doubled for {{ school.name }}.\n",
    "templates/broken.md": TITLE + "{% if %}\n",
    "templates/pictured.md": TITLE + "![A plan]({{ facts.plan }}) ![None](nowhere.png)\n",
    "templates/wanted.md": "---\ntitle: Policy\napplies_to: school.nowhere\n---\n# One\n",
    "schools/oak/local/open.md": "# Two {#two .insert-after after=one}\n\nOurs.\n",
    "schools/elm/profile.yaml": "name: Elm\nmotto: '[insert motto]'\nfacts: {clubs: [a, b]}\n",
    "schools/ash/profile.yaml": "name: Ash\nnonsense: 1\n",
}


def _both(root: Path, tmp_path: Path, executor: Executor, **options: bool) -> tuple[Report, Report]:
    here = build_editions(root, tmp_path / "here", **options)  # type: ignore[arg-type]
    there = build_editions(root, tmp_path / "there", executor=executor, **options)  # type: ignore[arg-type]
    assert tree(tmp_path / "here") == tree(tmp_path / "there")
    return here, there


class Strangers(Executor):
    """Calls are made at once, but nothing is shared: as if by a process on another machine."""

    def __init__(self) -> None:
        self.calls = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        import pickle

        self.calls += 1
        future: Future[Any] = Future()
        fn, args = pickle.loads(pickle.dumps((fn, args)))  # noqa: S301 -- our own
        try:
            future.set_result(pickle.loads(pickle.dumps(fn(*args, **kwargs))))  # noqa: S301
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.mark.parametrize("draft", [False, True])
def test_the_sample_workspace(tmp_path: Path, draft: bool) -> None:
    executor = Strangers()
    here, there = _both(ROOT, tmp_path, executor, draft=draft)
    assert executor.calls == 6  # one for each policy
    assert (here.rows, here.diagnostics) == (there.rows, there.diagnostics)


def test_what_is_wrong_in_a_model_is_found_elsewhere(tmp_path: Path) -> None:
    files = {name: text for name, text in TROUBLED.items() if name != "templates/placed.md"}
    workspace = load(write(tmp_path, files))
    for policy in sorted(set(workspace.policies) - {"pictured"}):
        maker = Maker(workspace, USUAL, draft=False, show_local=False)
        chunk = elsewhere._chunk(maker, policy, ["oak"])
        assert perform(chunk) == (maker.make(workspace.schools["oak"], policy),), policy


@pytest.mark.parametrize("draft", [False, True])
def test_what_is_wrong_is_told_the_same(tmp_path: Path, draft: bool) -> None:
    write(tmp_path / "trust", TROUBLED)
    here, there = _both(tmp_path / "trust", tmp_path, Strangers(), draft=draft)
    assert here.rows == there.rows
    assert [d for d in here.diagnostics if "here" not in d.place.file] == there.diagnostics
    made = {row.policy for row in here.rows if row.school == "oak" and row.path}
    assert made == {"doubtful", "good", "placed", *(["open"] if draft else [])}
    assert len({d.code for d in here.diagnostics}) > 4


def test_threads_and_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "_LEAST", 2)
    monkeypatch.setattr(elsewhere, "_MOST", 2)
    make_trust(tmp_path / "trust", 7, 3, words=400)
    with ThreadPoolExecutor(2) as executor:
        here, there = _both(tmp_path / "trust", tmp_path, executor)
    assert here.rows == there.rows


@pytest.mark.parametrize(
    ("policies", "schools", "width", "sizes"),
    [
        (6, 34, 2, [34] * 6),  # each by one
        (7, 34, 2, [34] * 6 + [17] * 2),  # the last one by both
        (1, 200, 2, [50] * 4),
        (1, 40, 2, [20] * 2),
        (1, 3, 2, [3]),  # too few to be worth a second one's while
        (2, 30, 8, [10] * 6),
        (16, 34, 3, [34] * 15 + [12, 12, 10]),
        (3, 34, 4, [34] * 3),  # a part more would wait until another is done
        (3, 34, 8, [17] * 6),
        (25, 34, 3, [34] * 25),  # so many that the last one does not matter
        (60, 1, 2, [1] * 60),
    ],
)
def test_policies_are_split_where_somebody_had_nothing_to_do(
    policies: int, schools: int, width: int, sizes: list[int]
) -> None:
    wanted = [(f"s{s}", f"p{p}") for p in range(policies) for s in range(schools)]
    chunks = list(elsewhere._chunks(wanted, width))
    assert [len(some) for _policy, some in chunks] == sizes
    assert [(school, policy) for policy, some in chunks for school in some] == wanted


def test_only_what_changed_is_made(tmp_path: Path) -> None:
    make_trust(tmp_path / "trust", 3, 2, words=400)
    build_editions(tmp_path / "trust", tmp_path / "build")
    executor = Strangers()
    build_editions(tmp_path / "trust", tmp_path / "build", executor=executor)
    assert executor.calls == 0
    profile = next((tmp_path / "trust" / "schools").iterdir()) / "profile.yaml"
    profile.write_text(profile.read_text("utf-8").replace("Learning", "Growing"), "utf-8")
    report = build_editions(tmp_path / "trust", tmp_path / "build", executor=executor)
    assert executor.calls == 2
    assert report.count(report.rows[0].outcome.BUILT) == 6


def test_another_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Others(Strangers):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            chunk = args[0]
            return super().submit(fn, replace(chunk, program="another"))

    make_trust(tmp_path / "trust", 1, 1, words=400)
    with pytest.raises(OutputError, match="another version"):
        build_editions(tmp_path / "trust", tmp_path / "build", executor=Others())
    assert not list((tmp_path / "build").rglob("*.docx"))


def test_no_more_is_under_way_than_is_useful(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_LEAST", 1)
    monkeypatch.setattr(elsewhere, "_MOST", 1)
    under_way: list[Future[Any]] = []
    most = 0

    class Slow(Strangers):
        width = 3

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            nonlocal most
            future: Future[Any] = Future()
            under_way.append(future)
            most = max(most, len(under_way))
            if len(under_way) == 2 * self.width:  # the last that was sent is the first that is done
                under_way.pop().set_result(perform(args[0]))
            return future

    make_trust(tmp_path / "trust", 10, 1, words=400)
    executor = Slow()

    def progress(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_editions(tmp_path / "trust", tmp_path / "build", executor=executor, progress=progress)
    assert most == 6
    assert all(future.cancelled() for future in under_way)
