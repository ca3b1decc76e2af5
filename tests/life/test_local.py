"""A school's own wording: what becomes of it in the edition, and how it is started and settled."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from policygen import local_files
from policygen.compose import Composed, Composer
from policygen.document import plain
from policygen.local import LABEL

from ..fixtures import Fixture, cases, read
from ..workspaces import small, write
from .desk import change, done, files_of, policygen, refused
from .trusts import MODEL, approve, oak_alone, reasons, states, trust

HERE = Path(__file__).parent
FRONT = "control: none\n"
PATH = "schools/oak/local/dogs.md"
SHOWN = Fixture(
    "Every way",
    0,
    (
        "# A {#a}\n\nOne.\n\n# B {#b}\n\nTwo.\n\n# C {#c}\n\nThree.\n\n# D {#d}",
        "# A {#a .append base=now}\n\nMore.\n\n# B {#b .replace base=now}\n\nOurs.\n\n"
        "# C {#c .prepend base=now}\n\nFirst.\n\n# E {#e .insert-after after=c}\n\nNew.\n\n"
        '# D {#d .omit reason="no"}\n',
    ),
)
OWN, REFUSED = (read(HERE / name, parts=3) for name in ("local.txt", "local_refused.txt"))


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> Composer:
    """Return a composer of a workspace that has a policy for each fixture, so that it is read once."""
    files = {f"templates/{id_of(case)}.md": template(case) for case in (*OWN, *REFUSED, SHOWN)}
    return Composer(small(tmp_path_factory.mktemp("local"), "---\ntitle: P\n---\n", **files))


def id_of(case: Fixture) -> str:
    return f"{'refused' if case in REFUSED else 'own'}-{case.line}"


def template(case: Fixture) -> str:
    more, _, body = case.parts[0].rpartition("---\n")
    return f"---\ntitle: Policy\n{FRONT}{more}---\n{body}\n"


def composed(composer: Composer, case: Fixture, *, show_local: bool = False) -> Composed:
    """Return the edition with the local file of *case*, in which ``base=now`` names the digest of today."""
    policy, school = id_of(case), composer.workspace.schools["oak"]

    def base(found: re.Match[str]) -> str:
        return f"{found[1]}base={local_files.model_digest(composer, school, policy, found[2])}"

    text = re.sub(r"(\{#([\w-]+)[^\n]*?)base=now", base, case.parts[1])
    path = f"schools/oak/local/{policy}.md"
    write(composer.workspace.root, {path: f"{text}\n"})
    own = replace(school, local={policy: path})
    return composer.compose(own, policy, show_local=show_local)


def told(done: Composed) -> str:
    """Return what is wrong, and the text below the masthead when the edition is not refused."""
    found = [str(d) for d in sorted(done.diagnostics, key=lambda d: d.sort_key)]
    lines = [digests_hidden(text).replace(done.policy, "policy") for text in found]
    if not done.refused and done.document is not None:
        lines += plain.lines(done.document)[3:]
    return "\n".join(lines)


def digests_hidden(text: str) -> str:
    return re.sub(r"base=[0-9a-f]{8}\b", "base=now", text)


@cases(HERE / "local.txt", parts=3)
def test_own_wording(case: Fixture, composer: Composer) -> None:
    assert told(composed(composer, case)) == case.parts[2]


@cases(HERE / "local_refused.txt", parts=3)
def test_refused(case: Fixture, composer: Composer) -> None:
    done = composed(composer, case)
    assert done.refused
    assert told(done) == case.parts[2]


# --- starting ------------------------------------------------------------------------------------

STARTED = {
    "replace": "# Care {#care .replace base=now}\n\nAsk {{ people.keeper.name }}, ring {{ school.phone }} or",
    "append": "# Care {#care .append base=now}\n\n[insert ",
    "prepend": "# Care {#care .prepend base=now}\n\n[insert ",
    "omit": '# Care {#care .omit base=now reason=""}\n',
    "insert-after": "# New section {#new-section .insert-after after=care}\n\n[insert ",
}


@pytest.mark.parametrize("way", STARTED)
def test_starting(way: str, tmp_path: Path) -> None:
    root = oak_alone(tmp_path)
    approve(root)
    before = files_of(root)
    done(root, "local", "oak", "dogs", "--new", "care", f"--{way}")
    after = files_of(root)
    text = after.pop(PATH).decode()
    assert after == before
    assert digests_hidden(text).startswith(STARTED[way])
    (row,) = policygen(root, "status", "-s", "oak", "--as-of", "2025-03", "--json").rows
    assert not any("model changed" in reason for reason in row["reasons"])
    # What is only started changes nothing, or is not published before somebody has finished it.
    assert row["state"] == ("current" if way == "replace" else "blocked")


def test_starting_another_section_leaves_the_first(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: "\ufeff# Scope {#scope .append}\r\n\r\nMore."})
    first = files_of(root)[PATH]
    done(root, "local", "oak", "dogs", "--new", "care")
    second = files_of(root)[PATH]
    assert second.startswith(first)
    assert b"\n# Care {#care .replace base=" in second
    done(root, "local", "oak", "dogs", "--new", "care", "--insert-after")
    done(root, "local", "oak", "dogs", "--new", "scope", "--insert-after")
    third = files_of(root)[PATH].decode()
    assert len(set(re.findall(r"\{#(new-[\w-]+)", third))) == 2


def test_starting_what_cannot_be(tmp_path: Path) -> None:
    root = trust(tmp_path, MODEL.replace("---\n", "---\nlocked: [care]\n", 1))
    done(root, "local", "oak", "dogs", "--new", "scope")
    before = files_of(root)
    for section, way, words in (
        ("care", "replace", "is locked"),
        ("care", "append", "is locked"),
        ("scope", "replace", "already"),
        ("scoop", "replace", "did you mean “scope”?"),
    ):
        printed = policygen(root, "local", "oak", "dogs", "--new", section, f"--{way}")
        assert printed.code in (1, 3)
        assert words in printed.err
    assert policygen(root, "local", "oak", "--new", "scope").code == 2
    assert policygen(root, "local", "*", "dogs", "--new", "scope").code == 2
    assert files_of(root) == before


@pytest.mark.parametrize("way", STARTED)
def test_starting_a_section_of_a_shared_text(way: str, tmp_path: Path) -> None:
    shared = {"templates/_shared.md": "# Shared {#shared}\n\nText.\n"}
    model = '---\ntitle: Dogs\n---\n# Scope {#scope}\n\n{% include "_shared.md" %}\n'
    root = oak_alone(tmp_path, model, **shared)
    printed = policygen(root, "local", "oak", "dogs", "--new", "shared", f"--{way}")
    assert printed.code in (0, 1, 3), printed.err
    if printed.code:
        assert "shared" in printed.err
        assert PATH not in files_of(root)


@pytest.mark.parametrize("section", ["reading", "care", "scope"])
def test_what_is_started_can_be_built(section: str, tmp_path: Path) -> None:
    """The section before a condition, in it and after it: tags that have lost their other half are left out."""
    root = oak_alone(tmp_path)
    approve(root)
    done(root, "local", "oak", "dogs", "--new", section)
    assert states(root)["oak"] == "current"


def test_starting_keeps_unnumbered(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, MODEL.replace("{#scope}", "{#scope .unnumbered}"))
    approve(root)
    done(root, "local", "oak", "dogs", "--new", "scope")
    assert states(root)["oak"] == "current"


# --- settling ------------------------------------------------------------------------------------

OLD = "deadbeef"
FILES = {
    "plain": f"# Care {{#care .replace base={OLD}}}\n\nOurs.\n",
    "crlf": f"# Care {{#care .replace base={OLD}}}\r\n\r\nOurs.\r\n",
    "byte order mark": f"\ufeff# Care {{#care .replace base={OLD}}}\n\nOurs.",
    "other order": f"# Care   {{ base={OLD}  .replace   #care }}  \n\nOurs.\n\n\n",
    "quoted": f'# Care {{#care .replace base="{OLD}"}}\nOurs.\n',
    "words like it": f'# Care {{#care .omit reason="not base=1, {OLD[:4]}" base={OLD}}}\n',
    "braces": f'# Care {{#care .omit base={OLD} reason="see {{x}}"}}\n',
    "the others": (
        f"# Scope {{#scope .append base={OLD[::-1]}}}\n\nbase={OLD[::-1]}\n\n"
        f"# Care {{#care .append base={OLD}}}\n\nOurs.\n\n# B {{#b .insert-after after=care}}\n"
    ),
    "in code": (
        "# Scope {#scope .append}\n\n```\n# Care {#care .replace base=1}\n```\n\n"
        f"# Care {{#care .prepend base={OLD}}}\n\nOurs.\n"
    ),
    "in a comment": (
        "{##\n# Care {#care .replace base=1}\n##}\n\n"
        f"# Care {{#care .replace base={OLD}}}\n\nOurs.\n"
    ),
    "an expression": f"# {{{{ facts.dog }}}} {{#care .replace base={OLD}}}\n\nOurs.\n",
}


@pytest.mark.parametrize("name", FILES)
def test_settling_changes_only_the_base(name: str, tmp_path: Path) -> None:
    root = oak_alone(tmp_path, MODEL.replace(" See [](#care).", ""), **{PATH: FILES[name]})
    told = "model changed under local text: section “care”"
    assert told in reasons(root, "oak")
    before = files_of(root)
    printed = done(root, "local", "oak", "dogs", "--accept-base", "care")
    now = re.findall(r"base=([0-9a-f]{8})\b", printed.out)[0]
    after = files_of(root)
    quoted = f'base="{OLD}"'
    old = quoted if quoted in FILES[name] else f"base={OLD}"
    new = after.pop(PATH).decode().replace(f'base="{now}"', f"base={now}")
    assert new == FILES[name].replace(old, f"base={now}")
    del before[PATH]
    assert after == before
    assert told not in reasons(root, "oak")


def test_settling_adds_a_base_where_there_is_none(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: "# Care {#care .replace}\n\nOurs.\n"})
    done(root, "local", "oak", "dogs", "--accept-base", "care")
    text = files_of(root)[PATH].decode()
    assert digests_hidden(text) == "# Care {#care .replace base=now}\n\nOurs.\n"


def test_settling_what_is_not_there(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: "# Care {#care .append}\n\nOurs.\n"})
    before = files_of(root)
    for section in ("scope", "caer"):
        printed = policygen(root, "local", "oak", "dogs", "--accept-base", section)
        assert printed.code in (1, 3)
        assert f"“{section}”" in printed.err
    assert files_of(root) == before


def test_a_base_is_of_the_words_and_not_of_the_values(tmp_path: Path) -> None:
    root = trust(tmp_path)
    approve(root)
    done(root, "local", "oak", "dogs", "--new", "care")
    assert states(root)["oak"] == "current"
    profile = root / "schools/oak/profile.yaml"
    change(profile, "Ann Example", "Bo Jones")
    change(root / "trust.yaml", "the library", "the hall")
    template = root / "templates/dogs.md"
    change(template, "on Fridays", "on Mondays")  # another section
    change(template, "The dog sleeps in", "The dog\nsleeps in")
    assert not any("model changed" in reason for reason in reasons(root, "oak"))
    change(template, "dog\nsleeps in", "dog slept in")
    assert any("model changed" in reason for reason in reasons(root, "oak"))
    assert not any("model changed" in reason for reason in reasons(root, "ash"))


# --- showing -------------------------------------------------------------------------------------


def test_local_text_is_labelled(composer: Composer) -> None:
    shown = told(composed(composer, SHOWN, show_local=True)).split("\n")
    assert shown == [
        *("1. A", "One.", LABEL, "More."),
        *("2. B", LABEL, "Ours."),
        *("3. C", LABEL, "First.", "Three."),
        *("4. E", LABEL, "New."),
    ]
    plain_text = told(composed(composer, SHOWN)).split("\n")
    assert plain_text == [line for line in shown if line != LABEL]


def test_labels_at_the_command_line(tmp_path: Path) -> None:
    root = trust(tmp_path, **{PATH: "# Care {#care .append}\n\nOurs.\n"})
    approve(root)
    done(root, "build", "--show-local", "-f", "md")
    assert LABEL in (root / "build/oak/dogs.md").read_text("utf-8")
    assert LABEL not in (root / "build/ash/dogs.md").read_text("utf-8")
    done(root, "build", "-f", "md")
    assert LABEL not in (root / "build/oak/dogs.md").read_text("utf-8")


LOCAL = """\
# Reading {#reading .omit reason="our dog is deaf"}

# Care {#care .replace base=deadbeef}

Ours, see [](#scope).

# Friends {#friends .insert-after after=scope}

New.
"""


def test_what_differs_from_the_model(tmp_path: Path) -> None:
    consult = MODEL.replace("---\n", "---\nconsult: staff unions\n", 1)
    root = trust(tmp_path, consult, **{PATH: LOCAL})
    printed = policygen(root, "local")
    assert printed.code == 1  # the model has changed under one of them
    assert printed.out == (
        "oak: dogs differs from the model in 3 sections\n"
        "  consultation is needed before a local change: staff unions\n"
        "  reading: left out (our dog is deaf)\n"
        "  care: replaced; MODEL CHANGED under local text\n"
        "  friends: new, after scope\n"
    )
    one = policygen(root, "local", "oak", "dogs")
    assert one.out.startswith(printed.out[: printed.out.index("  friends")])
    for words in (
        "the model now",
        "Ask {{ people.keeper.name }}, ring",
        "the school's own",
        "Ours, see",
    ):
        assert words in one.out
    assert policygen(root, "local", "-s", "ash").out == "no school has wording of its own\n"


def test_what_differs_as_json(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: LOCAL})
    printed = policygen(root, "local", "--json")
    assert printed.code == 1
    assert [list(row.values())[:5] for row in printed.rows] == [
        ["oak", "dogs", "reading", "omit", "our dog is deaf"],
        ["oak", "dogs", "care", "replace", None],
        ["oak", "dogs", "friends", "insert-after", None],
    ]
    assert [row["model_changed"] for row in printed.rows] == [False, True, False]
    assert {row["consult"] for row in printed.rows} == {None}
    assert printed.rows[1]["base"] == "deadbeef"


def test_a_local_file_that_is_wrong_is_told(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: "# Caer {#caer .replace}\n\nOurs.\n"})
    printed = policygen(root, "local", "oak", "dogs")
    assert printed.code == 3
    assert f"{PATH}:1:" in printed.err
    assert "the model has no section “caer”" in printed.err


def test_an_approval_of_own_wording_is_refused_with_it(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: "# Care {#care .replace}\n\n[insert rules]\n"})
    words = ["--version", "1", "--date", "2025", "--by", "Board"]
    told = refused(root, "approve", "dogs", *words)
    assert f"{PATH}:3:1: error[open-slot]: [insert rules] has no value (oak, dogs)" in told


def test_a_changed_model_does_not_stop_an_edition(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, **{PATH: LOCAL})
    approve(root, "oak")
    printed = done(root, "build", "-s", "oak", "-f", "md")
    assert "warning[model-changed]: model changed under local text: section “care”" in printed.err
    edition = (root / "build/oak/dogs.md").read_text("utf-8")
    assert "Ours, see" in edition
    assert "sleeps" not in edition
    assert "<<<<" not in edition
