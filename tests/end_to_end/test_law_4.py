"""Law 4: exactly what an input change touches is rebuilt. The cases are in law_4.txt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from policygen import manifest, program
from policygen.build import build_editions
from policygen.errors import Severity
from policygen.making import Attempt, Maker
from policygen.planning import Outcome, Report, Selection
from policygen.records.school import School

from ..fixtures import Fixture, cases
from ..workspaces import ROOT, write

PICTURES = sorted((ROOT / "templates").rglob("*.png")) + sorted((ROOT / "schools").rglob("*.png"))
FORMATS = ("html", "md")


def policy(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ncontrol: none\n---\n# {title} {{#one}}\n\n{text}\n"


TRUST: dict[str, str | bytes] = {
    "trust.yaml": "name: Trust\ndefaults:\n  terms: {parents: parents}\n",
    "templates/dogs.md": policy(
        "Dogs", 'Dogs of {{ terms.pupils }}.\n\n{% include "_shared/help.md" %}'
    ),
    "templates/cats.md": policy("Cats", "Cats are here."),
    "templates/birds.md": policy(
        "Birds",
        "Ask {{ answers.lead | default('us') }} and {{ terms.parents }}.\n\n![Map](map.png)",
    ),
    "templates/_shared/help.md": 'Ask us.\n\n{% include "_shared/inner.md" %}\n',
    "templates/_shared/inner.md": "Inner help.\n",
    "templates/_shared/unused.md": "Never.\n",
    "templates/map.png": PICTURES[0].read_bytes(),
    "schools/elm/profile.yaml": "name: Elm\n",
    "schools/oak/profile.yaml": "name: Oak\nterms: {pupils: pupils, parents: families}\n",
    "schools/oak/register.yaml": "birds:\n  answers: {lead: Ann}\n",
    "schools/oak/local/cats.md": (
        '# Ours {#ours .insert-after after=one}\n\nOur cats. {% include "_shared/inner.md" %}\n'
    ),
}


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return write(tmp_path, TRUST)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The editions that are made, in whatever formats."""
    found: set[str] = set()
    make = Maker.make

    def noted(maker: Maker, school: School, policy: str, *, share: bool = True) -> Attempt:
        found.add(f"{school.id}/{policy}")
        return make(maker, school, policy, share=share)

    monkeypatch.setattr(Maker, "make", noted)
    return found


def build(trust: Path, **options: Any) -> Report:
    return build_editions(trust, trust / "build", Selection(formats=FORMATS), **options)


def held(trust: Path) -> dict[str, tuple[int, int]]:
    """Return each file of the output folder, with what tells whether it was written again."""
    out = trust / "build"
    return {
        str(path.relative_to(out)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def change(trust: Path, line: str) -> None:
    name, _, what = line.partition(": ")
    path = trust / name
    what = what.replace("\\n", "\n")
    if what == "-":
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    elif what in ("+ picture", "+ other picture"):
        write(trust, {name: PICTURES[what.count("other")].read_bytes()})
    elif what.startswith("+ "):
        write(trust, {name: what[2:]})
    else:
        old, _, new = what.partition(" => ")
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


def spelled(words: str, known: set[str]) -> set[str]:
    found: set[str] = set()
    for word in words.split():
        if word.endswith("/*"):
            found |= {name for name in known if name.startswith(word[:-1])}
        elif word != "nothing":
            found.add(word)
    return found


def schools(trust: Path) -> list[str]:
    return [path.parent.name for path in trust.glob("schools/*/profile.yaml")]


def policies(trust: Path) -> list[str]:
    return [path.stem for path in trust.glob("templates/*.md")]


@cases(Path(__file__).parent / "law_4.txt", parts=3)
def test_law_4(trust: Path, made: set[str], case: Fixture) -> None:
    what, again, files = case.parts
    build(trust)
    before = held(trust)
    made.clear()
    for line in what.strip().split("\n"):
        change(trust, line)
    report = build(trust)
    after = held(trust)
    assert made == spelled(again, {f"{s}/{p}" for s in schools(trust) for p in policies(trust)})
    written = {name for name, stamp in after.items() if before.get(name) != stamp}
    gone = {f"-{name}" for name in before.keys() - after.keys()}
    known = {*after, *(f"-{name}" for name in before)}
    assert written | gone == spelled(files, known)
    editions = {r.path for r in report.rows if r.outcome is Outcome.BUILT}
    assert editions == {name for name in written if "/images/" not in name}
    made.clear()
    again_report = build(trust)
    assert made == set()
    assert again_report.diagnostics == report.diagnostics
    assert held(trust) == after


def test_a_build_of_nothing_new_reads_no_text(trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(trust, {"templates/open.md": policy("Open", "[insert what nobody knows]")})
    first = build(trust)
    monkeypatch.setattr("policygen.workspace.load", None)
    again = build(trust)
    assert first.exit_code == again.exit_code == 1
    assert [d.code for d in again.diagnostics] == ["open-slot", "open-slot"]
    assert [str(d) for d in again.diagnostics] == [str(d) for d in first.diagnostics]
    assert again.count(Outcome.FRESH) == 12
    assert again.count(Outcome.REFUSED) == 4
    assert len(build(trust, write=False).rows) == 16


def test_warnings_and_broken_schools_are_said_again(trust: Path) -> None:
    write(
        trust,
        {
            "schools/ash/profile.yaml": "nam: Ash\n",
            "schools/elm/local/cat.md": "# A {#a .omit}\n",
            "templates/notes.txt": "x",
            "templates/broken.md": "---\ntile: x\n---\n",
        },
    )
    first, again = build(trust), build(trust)
    assert [d.severity for d in first.diagnostics].count(Severity.WARNING) == 2
    assert first.broken == again.broken == ["ash"]
    assert again.diagnostics == first.diagnostics
    assert again.exit_code == 3


@pytest.mark.parametrize("what", ["stamps", "folder"])
def test_what_is_no_input_touches_nothing(trust: Path, made: set[str], what: str) -> None:
    build(trust)
    made.clear()
    if what == "stamps":
        for path in trust.rglob("*"):
            os.utime(path, (1, 1))
        assert build(trust).count(Outcome.BUILT) == 0
    else:
        elsewhere = trust.rename(trust.with_name("elsewhere"))
        assert build(elsewhere).count(Outcome.BUILT) == 0
    assert made == set()


def test_another_program_makes_everything_again(
    trust: Path, made: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(trust)
    made.clear()
    monkeypatch.setattr(program, "digest", lambda: "another")
    assert build(trust).count(Outcome.BUILT) == 0
    assert len(made) == 6


def test_labelled_editions_are_others(trust: Path) -> None:
    build(trust)
    changed = [row.path for row in build(trust, show_local=True).rows if row.outcome == "built"]
    assert changed == ["oak/cats.html", "oak/cats.md"]
    assert build(trust).count(Outcome.BUILT) == 2


def test_a_part_that_was_built_is_not_the_whole(trust: Path) -> None:
    build(trust)
    change(trust, "templates/cats.md: Cats are => Some cats are")
    build_editions(trust, trust / "build", Selection(("oak",), formats=("md",)))
    rows = build(trust).rows
    assert sorted(row.path for row in rows if row.outcome == "built") == [
        "elm/cats.html",
        "elm/cats.md",
        "oak/cats.html",
    ]


def test_what_is_lost_is_made_again(trust: Path, made: set[str]) -> None:
    build(trust)
    made.clear()
    (trust / "build/oak/cats.md").unlink()
    (trust / "build/elm/images/map.png").unlink()
    assert build(trust).count(Outcome.BUILT) == 1
    assert made == {"oak/cats", "elm/birds"}
    assert (trust / "build/elm/images/map.png").read_bytes() == PICTURES[0].read_bytes()


def test_what_was_edited_and_put_back_is_what_it_was_made_from(trust: Path) -> None:
    build(trust)
    page = trust / "build/oak/cats.md"
    old = page.read_bytes()
    page.write_text("mine")
    change(trust, "templates/cats.md: Cats are => Some cats are")
    assert build(trust).count(Outcome.EDITED) == 1
    assert build(trust).count(Outcome.EDITED) == 1
    page.write_bytes(old)  # which is of the text before
    assert build(trust).count(Outcome.BUILT) == 1
    assert b"Some cats" in page.read_bytes()


def test_a_picture_that_another_policy_shows_stays(trust: Path) -> None:
    write(trust, {"templates/cats.md": policy("Cats", "Cats are here.\n\n![Map](map.png)")})
    build(trust)
    change(trust, "templates/cats.md: ![Map](map.png) => ")
    build_editions(trust, trust / "build", Selection(policies=("cats",), formats=FORMATS))
    assert (trust / "build/oak/images/map.png").exists()
    change(trust, "templates/birds.md: ![Map](map.png) => ")
    build_editions(trust, trust / "build", Selection(policies=("birds",), formats=FORMATS))
    assert not (trust / "build/oak/images/map.png").exists()


def test_names_that_are_one_elsewhere_are_told_in_every_build(trust: Path) -> None:
    for name in ("MAP.png", "deep/map.png"):
        write(trust, {f"templates/{name}": PICTURES[1].read_bytes()})
    write(trust, {"templates/cats.md": policy("Cats", "![a](MAP.png) ![b](deep/map.png)")})
    for _ in range(2):
        told = [d for d in build(trust).diagnostics if d.code == "twins"]
        assert [d.message for d in told] == [
            "“MAP.png” and “map.png” are one file on Windows and macOS"
        ] * 2


def test_a_file_that_could_not_be_read_is_tried_again(
    trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policygen.errors import Diagnostic, Place
    from policygen.records import school as reading
    from policygen.records.nodes import Broken

    with monkeypatch.context() as patch:

        def failing(root: Path, item: object, found: list[Diagnostic]) -> Broken:
            found.append(
                Diagnostic(Place("x"), "unreadable", "cannot be read: too many open files")
            )
            return Broken(Place("x"))

        patch.setattr(reading, "read_yaml", failing)
        assert build(trust).broken == ["elm", "oak"]
    assert build(trust).count(Outcome.BUILT) == 12


def test_the_manifest_is_the_same_wherever_it_was_made(trust: Path, tmp_path: Path) -> None:
    build(trust)
    out = tmp_path / "else"
    build_editions(trust, out, Selection(formats=FORMATS))
    assert (out / manifest.NAME).read_bytes() == (trust / "build" / manifest.NAME).read_bytes()
