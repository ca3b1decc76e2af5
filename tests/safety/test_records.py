"""Hostile records: refused with their place, quickly, and only their school suffers."""

from __future__ import annotations

from pathlib import Path

from policygen.compose import Composer
from policygen.document.plain import lines
from policygen.workspace import load

from ..fixtures import Fixture, cases
from ..workspaces import write
from .child import FRONT, TRUST, build, good

_FILE = Path(__file__).with_name("records.txt")
_BESIDE = {"schools/elm/profile.yaml": "name: Elm\n"}
_PROFILE = "schools/oak/profile.yaml"
#: Large, deep, long: what, a profile, the place and code of the first thing said.
_LARGE: dict[str, tuple[str | bytes, str]] = {
    "megabyte": ("name: Oak\n#" + "x" * 1_000_000, f"{_PROFILE}: too-large"),
    "depth": ("name: Oak\nfacts: " + "{a: " * 60 + "b" + "}" * 60, f"{_PROFILE}:2:204: too-deep"),
    "brackets": ("name: Oak\nfacts: " + "[" * 200_000, f"{_PROFILE}:2:57: too-deep"),
    "indents": (
        "name: Oak\nfacts:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 1_300)),
        f"{_PROFILE}:52:51: too-deep",
    ),
    "field": ("name: Oak\nmotto: " + "x" * 10_001, f"{_PROFILE}:2:8: too-large"),
    "key": ("name: Oak\nfacts: {" + "x" * 10_001 + ": a}", f"{_PROFILE}:2:9: too-large"),
    "lines": ("name: Oak\nmotto: |\n" + "  a\n" * 240_000, f"{_PROFILE}:2:8: too-large"),
    "map": (
        "name: Oak\nfacts:\n" + "".join(f"  k{n}: v\n" for n in range(20_000)),
        f"{_PROFILE}:3:3: too-large",
    ),
    "list": (
        "name: Oak\nalso_known_as: [" + "a, " * 100_000 + "]",
        f"{_PROFILE}:2:16: too-large",
    ),
    "escapes": ('name: "' + "\\x41" * 240_000 + '"', f"{_PROFILE}:1:7: too-large"),
    "quotes": ("name: " + "'" * 900_001, f"{_PROFILE}:1:7: yaml-syntax"),
    "zero": (b"name: Oak\x00\n", f"{_PROFILE}:1:10: forbidden-character"),
    "control": ("name: Oak\x85\n".encode(), f"{_PROFILE}:1:10: forbidden-character"),
    "surrogate": (b"name: Oak\xed\xa0\x80\n", f"{_PROFILE}:1:10: not-utf8"),
    "utf-16": ("name: Oak\n".encode("utf-16"), f"{_PROFILE}:1:1: not-utf8"),
}


@cases(_FILE)
def test_a_hostile_record_is_refused(case: Fixture, tmp_path: Path) -> None:
    profile, said = case.parts
    root = write(tmp_path, {"trust.yaml": TRUST, _PROFILE: f"{profile}\n", **_BESIDE})
    workspace = load(root)
    first = workspace.diagnostics[0]
    assert f"{first.place}: {first.code}" == said
    assert list(workspace.schools) == ["elm"]


def test_hostile_records_beside_a_school_that_is_built(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"schools/{n}/profile.yaml": p for n, (p, _) in _LARGE.items()}
    built = build(tmp_path, {**files, **_BESIDE})
    expected = [said.replace("/oak/", f"/{name}/") for name, (_, said) in _LARGE.items()]
    assert [e for e in expected if e not in built.errors] == []
    assert built.editions == good("oak", "elm")
    assert built.code == 3


def test_every_scalar_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    typed = ["NO", "0123456", "1.10", "Null", "12:30:45", "1e3", "0x1F", "yes", "2021-01-02", "="]
    profile = "name: Oak\nfacts: {all: [" + ", ".join(typed) + "]}\n"
    template = f"{FRONT}{{% for one in facts.all %}}{{{{ one }}}}|{{% endfor %}}\n"
    files = {"trust.yaml": TRUST, _PROFILE: profile, "templates/p.md": template}
    workspace = load(write(tmp_path, files))
    document = Composer(workspace).compose(workspace.schools["oak"], "p").document
    assert document
    assert lines(document)[-1] == "|".join(typed) + "|"
