"""A trust's folder: what is read, what is left alone, and that what is wrong stays where it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policygen.errors import InputError, Severity, UsageError
from policygen.root import find
from policygen.workspace import Workspace, load

FILES = {
    "trust.yaml": "name: T\ndefaults:\n  terms: {pupils: students}\n",
    "templates/safe.md": "---\ntitle: Safe\n---\nText\n",
    "templates/social-media.md": "---\ntitle: Social media\n---\nText\n",
    "templates/_shared/complaints.md": "Complain to us.\r\n",
    "templates/_images/logo.png": "png",
    "templates/plans/hall.png": "png",
    "schools/ash/profile.yaml": "name: Ash\n",
    "schools/oak/profile.yaml": "name: Oak\n",
    "schools/oak/register.yaml": "safe: {adopted: yes}\n",
    "schools/oak/crest.png": "crest",
    "schools/oak/local/safe.md": "# Scope {#scope .append}\n",
    "schools/oak/approved/safe/1.md": "# Safe\n",
    "schools/oak/approved/gone/2.0.md": "# Gone\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write *files*, path -> text, below *root*."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def told(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the place and the code of every diagnostic."""
    return [(str(d.place), d.code) for d in workspace.diagnostics]


def test_a_workspace_is_read(tmp_path: Path) -> None:
    workspace = load(write(tmp_path, FILES))
    assert workspace.diagnostics == ()
    assert workspace.trust.name == "T"
    assert list(workspace.schools) == ["ash", "oak"]
    assert list(workspace.policies) == ["safe", "social-media"]
    assert workspace.policies["safe"].file == "templates/safe.md"
    assert workspace.shared == {"_shared/complaints.md": "Complain to us.\n"}
    assert list(workspace.files) == ["_images/logo.png", "plans/hall.png"]
    assert workspace.read_picture("plans/hall.png") == b"png"
    oak = workspace.schools["oak"]
    assert oak.profile.terms["pupil"] == "student"
    assert oak.register.policies["safe"].adopted
    assert oak.crest == b"crest"
    assert oak.local == {"safe": "schools/oak/local/safe.md"}
    assert workspace.read_text(oak.local["safe"]) == "# Scope {#scope .append}\n"
    assert oak.approved == {
        "gone": {"2.0": "schools/oak/approved/gone/2.0.md"},
        "safe": {"1": "schools/oak/approved/safe/1.md"},
    }
    assert workspace.schools["ash"].register.policies == {}
    assert workspace.schools["ash"].crest is None


def test_the_same_folder_gives_the_same_workspace(tmp_path: Path) -> None:
    write(tmp_path / "a", FILES)
    write(tmp_path / "b", dict(reversed(FILES.items())))
    one, two = load(tmp_path / "a"), load(tmp_path / "b")
    assert one.schools == two.schools
    assert list(one.schools) == list(two.schools)
    assert list(one.policies.items()) == list(two.policies.items())


def test_every_bad_field_of_every_file_is_told_in_one_run(tmp_path: Path) -> None:
    bad = {
        "templates/safe.md": "---\ntitel: Safe\nowner: me\n---\n",
        "templates/_shared/complaints.md": "a\nb\x07\n",
        "schools/ash/profile.yaml": "name: Ash\nphase: x\nurn: y\n",
        "schools/oak/register.yaml": "safe: {adopted: x}\nsocialmedia: {}\n",
        "schools/oak/profile.yaml": "motto: Oak\n",
    }
    workspace = load(write(tmp_path, FILES | bad))
    assert told(workspace) == [
        ("schools/ash/profile.yaml:2:8", "bad-value"),
        ("schools/ash/profile.yaml:3:6", "bad-value"),
        ("schools/oak/profile.yaml", "missing-key"),
        ("schools/oak/register.yaml:1:17", "bad-value"),
        ("templates/_shared/complaints.md:2:2", "forbidden-character"),
        ("templates/safe.md:1:1", "missing-key"),
        ("templates/safe.md:2:1", "unknown-key"),
        ("templates/safe.md:3:8", "bad-value"),
    ]
    assert workspace.schools == {}
    assert list(workspace.broken_schools) == ["ash", "oak"]
    assert list(workspace.policies) == ["social-media"]
    assert list(workspace.broken_policies) == ["safe"]
    assert list(workspace.broken_shared) == ["_shared/complaints.md"]
    by_school = {d.school for d in workspace.diagnostics if d.place.file.startswith("schools")}
    assert by_school == {"ash", "oak"}
    assert {d.policy for d in workspace.broken_policies["safe"]} == {"safe"}


def test_what_is_wrong_stays_with_its_school(tmp_path: Path) -> None:
    workspace = load(write(tmp_path, FILES | {"schools/oak/profile.yaml": "name: @oak\n"}))
    assert list(workspace.schools) == ["ash"]
    assert list(workspace.policies) == ["safe", "social-media"]
    assert [d.code for d in workspace.broken_schools["oak"]] == ["yaml-syntax"]


def test_a_repeated_key_stops_its_school_though_the_rest_could_be_read(tmp_path: Path) -> None:
    workspace = load(write(tmp_path, FILES | {"schools/oak/profile.yaml": "name: O\nname: P\n"}))
    assert list(workspace.schools) == ["ash"]


def test_a_broken_trust_stops_everything_and_says_all(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"trust.yaml": "nmae: T\ndefaults: {phase: x}\nname: &a T\n"})
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    codes = [(d.place.line, d.code) for d in caught.value.diagnostics]
    assert codes == [(1, "unknown-key"), (2, "bad-value"), (3, "yaml-feature")]


def test_a_register_names_policies_that_there_are(tmp_path: Path) -> None:
    text = "safe: {adopted: no}\nsocial_media: {}\nsocial-medai: {}\n"
    workspace = load(write(tmp_path, FILES | {"schools/oak/register.yaml": text}))
    assert told(workspace) == [("schools/oak/register.yaml:2:1", "bad-name")]
    text = text.replace("social_media: {}\n", "")
    workspace = load(write(tmp_path, {"schools/oak/register.yaml": text}))
    assert told(workspace) == [
        ("schools/oak/register.yaml:1:1", "no-reason"),
        ("schools/oak/register.yaml:2:1", "unknown-policy"),
    ]
    assert workspace.diagnostics[1].hint == "did you mean “social-media”?"


def test_a_register_may_name_a_policy_whose_template_is_broken(tmp_path: Path) -> None:
    workspace = load(write(tmp_path, FILES | {"templates/safe.md": "# No front matter"}))
    assert list(workspace.schools) == ["ash", "oak"]
    assert told(workspace) == [("templates/safe.md:1:1", "no-front-matter")]


def test_periods_of_policies_that_there_are_not_are_warned_of(tmp_path: Path) -> None:
    more = {
        "trust.yaml": "name: T\ndefaults: {review_periods: {sfae: 2 years}}\n",
        "schools/ash/profile.yaml": "name: Ash\nreview_periods: {safe: termly, x: live}\n",
    }
    workspace = load(write(tmp_path, FILES | more))
    assert told(workspace) == [
        ("schools/ash/profile.yaml:2:32", "unknown-policy"),
        ("trust.yaml:2:29", "unknown-policy"),
    ]
    assert {d.severity for d in workspace.diagnostics} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("schools/Oak/profile.yaml", "rename it, for example to “oak”"),
        ("schools/aux/profile.yaml", "rename it"),
        ("schools/é/profile.yaml", "rename it, for example to “e”"),
        ("templates/Social Media.md", "rename it, for example to “social-media.md”"),
        ("templates/ｓafe.md", "rename it, for example to “safe.md”"),
        (f"templates/{'a' * 65}.md", "rename it"),
    ],
)
def test_ids_are_checked_and_twins_refused(tmp_path: Path, name: str, hint: str) -> None:
    workspace = load(write(tmp_path, FILES | {name: "---\ntitle: x\n---\n"}))
    (diagnostic,) = workspace.diagnostics
    assert diagnostic.code == "bad-id"
    assert diagnostic.hint.startswith(hint)
    assert list(workspace.schools) == ["ash", "oak"]
    assert list(workspace.policies) == ["safe", "social-media"]


@pytest.mark.parametrize(
    "name",
    [
        "schools/.git/x",
        "schools/oak/.profile.yaml.swp",
        "schools/oak/profile.yaml~",
        "schools/oak/profile.yaml.bak",
        "schools/oak/#profile.yaml#",
        "schools/oak/~$register.yaml",
        "schools/oak/letter.docx",
        "schools/readme.md",
        "templates/.#safe.md",
        "templates/safe.md~",
        "templates/.DS_Store",
        "templates/Thumbs.db",
        "notes.txt",
    ],
)
def test_litter_and_other_papers_are_left_alone(tmp_path: Path, name: str) -> None:
    workspace = load(write(tmp_path, FILES | {name: "\x00"}))
    assert workspace.diagnostics == ()
    assert list(workspace.schools) == ["ash", "oak"]
    assert list(workspace.files) == ["_images/logo.png", "plans/hall.png"]


@pytest.mark.parametrize(
    ("wrong", "meant", "severity"),
    [
        ("schools/elm/profile.yml", "profile.yaml", Severity.ERROR),
        ("schools/elm/Profile.yaml", "profile.yaml", Severity.ERROR),
        ("schools/oak/profile.yml", "profile.yaml", Severity.WARNING),
        ("schools/ash/register.yml", "register.yaml", Severity.ERROR),
        ("schools/ash/registry.yaml", "register.yaml", Severity.ERROR),
        ("schools/ash/crest.jpg", "crest.png", Severity.WARNING),
        ("schools/ash/Local/safe.md", "local", Severity.ERROR),
    ],
)
def test_names_that_look_like_a_slip_are_told(
    tmp_path: Path, wrong: str, meant: str, severity: Severity
) -> None:
    workspace = load(write(tmp_path, FILES | {wrong: "name: X\n"}))
    slip = next(d for d in workspace.diagnostics if d.code == "wrong-name")
    assert f"only “{meant}” is" in slip.message
    assert slip.severity is severity
    assert (slip.school in workspace.schools) == (severity is Severity.WARNING)


@pytest.mark.parametrize(
    "name",
    [
        "templates/pay.MD",
        "templates/pay.docx",
        "templates/staff/pay.md",
        "schools/oak/local/sfae.md",
    ],
)
def test_texts_that_would_be_left_out_in_silence_are_told(tmp_path: Path, name: str) -> None:
    workspace = load(write(tmp_path, FILES | {name: "x"}))
    assert told(workspace) == [(name, "wrong-name")]
    assert list(workspace.schools) == ["ash", "oak"]


def test_a_school_without_profile(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "schools/elm").mkdir()
    workspace = load(tmp_path)
    assert told(workspace) == [("schools/elm", "missing-file")]
    assert list(workspace.broken_schools) == ["elm"]


def test_only_regular_files_inside_are_read(tmp_path: Path) -> None:
    root = write(tmp_path / "in", FILES)
    outside = write(tmp_path / "out", {"profile.yaml": "name: Out\n", "x.md": "x"})
    (root / "schools/ash/profile.yaml").unlink()
    (root / "schools/ash/profile.yaml").symlink_to(outside / "profile.yaml")
    (root / "schools/elm").symlink_to(outside, target_is_directory=True)
    (root / "templates/x.md").symlink_to(outside / "x.md")
    (root / "templates/_shared/x.md").symlink_to(outside / "x.md")
    (root / "templates/_shared/round").symlink_to(root / "templates", target_is_directory=True)
    (root / "schools/oak/crest.png").unlink()
    os.mkfifo(root / "schools/oak/crest.png")
    os.mkfifo(root / "templates/y.md")
    workspace = load(root)
    assert workspace.schools == {}
    assert {place for place, code in told(workspace) if code == "unreadable"} == {
        "schools/ash/profile.yaml",
        "schools/elm",
        "schools/oak/crest.png",
        "templates/_shared/round",
        "templates/_shared/x.md",
        "templates/x.md",
        "templates/y.md",
    }
    assert list(workspace.policies) == ["safe", "social-media"]


def test_a_link_to_a_file_inside_is_a_file(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    (root / "schools/ash/register.yaml").symlink_to(root / "schools/oak/register.yaml")
    assert list(load(root).schools["ash"].register.policies) == ["safe"]


@pytest.mark.parametrize(
    "path", ["../secret.md", "/etc/hostname", "schools/../../secret.md", "schools"]
)
def test_nothing_outside_is_read_by_name(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"secret.md": "x"})
    workspace = load(write(tmp_path / "in", FILES))
    with pytest.raises(InputError):
        workspace.read_text(path)
    with pytest.raises(InputError):
        workspace.read_picture(path)


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("schools/oak/profile.yaml", 1_000_001),
        ("templates/safe.md", 5_000_001),
        ("schools/oak/crest.png", 10_000_001),
    ],
)
def test_large_files_are_refused(tmp_path: Path, path: str, size: int) -> None:
    workspace = load(write(tmp_path, FILES | {path: "x" * size}))
    assert told(workspace) == [(path, "too-large")]
    assert (path.split("/")[1] in workspace.schools) is False


def test_a_folder_with_nothing_but_a_trust(tmp_path: Path) -> None:
    workspace = load(write(tmp_path, {"trust.yaml": "name: T", "Template/a.md": "x"}))
    assert [(d.code, d.hint) for d in workspace.diagnostics] == [
        ("missing-folder", "make a folder “schools”"),
        ("missing-folder", "rename “Template” to “templates”"),
    ]


def test_find_goes_upwards(tmp_path: Path) -> None:
    root = write(tmp_path, FILES).resolve()
    assert find(root / "schools/oak/approved") == root
    assert find(root) == root


def test_find_says_what_a_workspace_is(tmp_path: Path) -> None:
    write(tmp_path, {"trust.yml": "name: T", "a/b": ""})
    with pytest.raises(UsageError, match=r"rename it to trust\.yaml"):
        find(tmp_path / "a")


def test_load_without_trust(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"trust\.yaml: error\[unreadable\]: cannot be read"):
        load(tmp_path)


def test_a_trust_that_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trust.yaml")
    with pytest.raises(InputError, match="not a regular file"):
        load(tmp_path)
