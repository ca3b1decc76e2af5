"""What was approved is the text: what counts as a change of it, and what does not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from .desk import change
from .trusts import MODEL, approve, history, oak_alone, reasons, states, trust

PROFILE = "schools/oak/profile.yaml"
REGISTER = "schools/oak/register.yaml"
TEMPLATE = "templates/dogs.md"
ALL = {"ash", "elm", "oak"}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the trust with its policy approved everywhere; every test leaves it so."""
    root = trust(tmp_path_factory.mktemp("digests"))
    approve(root)
    return root


@contextlib.contextmanager
def edited(path: Path, old: str, new: str) -> Iterator[None]:
    """Put *new* in the place of *old* in the file at *path* for a while."""
    before = path.read_bytes()
    change(path, old, new)
    yield
    path.write_bytes(before)


def changed(root: Path) -> set[str]:
    """Return the schools whose policy has changed since approval; the others are current."""
    found = states(root)
    assert set(found.values()) <= {"changed since approval", "current"}
    return {school for school, state in found.items() if state != "current"}


LIVE = [
    ("a new person", "Ann Example", "Bo Jones"),
    ("a new title", "title: Dog keeper", "title: Head of dogs"),
    ("a person's phone", "01632 960002", "01632 960009"),
    ("the phone", "phone: 01632 960001", "phone: 01632 960009"),
    ("the email", "office@oak.example", "post@oak.example"),
    ("the street", "1 High Street", "2 High Street"),
    ("what the text does not say", "people:", "urn: 123456\npeople:"),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in LIVE], ids=[row[0] for row in LIVE])
def test_people_and_contacts_are_live(old: str, new: str, approved: Path) -> None:
    with edited(approved / PROFILE, old, new):
        assert changed(approved) == set()


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("{{ people.keeper.name | upper }}", "Ann Example", "Bo Jones"),
        ("{{ people.keeper.name | possessive }} dog", "Ann Example", "Bo Jones"),
        ("{% for one in people %}{{ one.name }}, {% endfor %}", "Ann Example", "Bo Jones"),
        ("{{ people.keeper.email | default(school.email) }}", "office@oak", "post@oak"),
        ("[insert who]'s dog", "Ann Example", "Bo Jones"),
        ("Write to [us](mailto:{{ school.email }}).", "office@oak", "post@oak"),
        ("Type `{{ school.email }}`.", "office@oak", "post@oak"),
        ("## Ask {{ people.keeper.name }} {#ask}\n\nSee [](#ask).", "Ann Example", "Bo Jones"),
        ("## {{ people.keeper.name }} {#ask .unnumbered}\n\n[](#ask).", "Ann Example", "Bo Jones"),
        ("[insert signatures: keeper]", "Ann Example", "Bo Jones"),
    ],
)
def test_live_values_wherever_they_stand(text: str, old: str, new: str, tmp_path: Path) -> None:
    front = "---\ntitle: Dogs\nslots: {who: people.keeper.name}\n---\n"
    root = oak_alone(tmp_path, f"{front}# Dogs {{#dogs}}\n\n{text}\n")
    approve(root, "oak")
    change(root / PROFILE, old, new)
    assert states(root, "-s", "oak") == {"oak": "current"}


@pytest.mark.parametrize(
    ("live", "old", "new", "is_live"),
    [
        ("[phone]", "Ann Example", "Bo Jones", False),
        ("[phone]", "phone: 01632 960001", "phone: 01632 960009", True),
        ("[phone]", "1 High Street", "2 High Street", False),
        ("[people]", "Ann Example", "Bo Jones", True),
        ("[people]", "phone: 01632 960001", "phone: 01632 960009", False),
        ("[people.keeper.name]", "Ann Example", "Bo Jones", True),
        ("[people.keeper]", "Ann Example", "Bo Jones", True),
        ("[facts.dog]", "Bonnie", "Clyde", True),
        ("[facts.dog]", "Ann Example", "Bo Jones", False),
        ("[]", "Ann Example", "Bo Jones", False),
    ],
)
def test_the_model_says_what_is_live(
    live: str, old: str, new: str, is_live: bool, tmp_path: Path
) -> None:
    root = oak_alone(tmp_path, MODEL.replace("---\n", f"---\nlive: {live}\n", 1))
    approve(root, "oak")
    change(root / PROFILE, old, new)
    assert states(root)["oak"] == ("current" if is_live else "changed since approval")


TEXT = [
    ("an answer", "facts:", "answers: {place of the dog: the hall}\nfacts:"),
    ("a fact", "Bonnie", "Clyde"),
    ("the name of the school", "name: Oak School", "name: Oaks School"),
    ("a term", "facts:", "terms: {pupils: learners}\nfacts:"),
    ("a section", "phase: primary", "phase: secondary"),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in TEXT], ids=[row[0] for row in TEXT])
def test_other_values_are_the_text(old: str, new: str, approved: Path) -> None:
    with edited(approved / PROFILE, old, new):
        assert changed(approved) == {"oak"}
        assert reasons(approved, "oak") == ["the text differs from version 1 as approved"]
    assert changed(approved) == set()


RECORD = [
    (REGISTER, "by: Board", "by: The whole Board"),
    (REGISTER, 'version: "1"', 'version: "1.5"'),
    (REGISTER, "date: 2025-01-09", "date: 2025-02"),
    (REGISTER, "  adopted: yes\n", "  adopted: yes\n  review_period: 2 years\n"),
    (REGISTER, "  adopted: yes\n", "  adopted: yes\n  review_period: every three years\n"),
    (TEMPLATE, "review_period: annual", "review_period: 3 years"),
    (TEMPLATE, "action: Written", "action: Rewritten"),
]


@pytest.mark.parametrize("layout", ["table", "cover", "footer", "none"])
def test_the_record_is_no_part_of_it(layout: str, tmp_path: Path) -> None:
    model = MODEL.replace("control: table", f"control: {layout}")
    root = oak_alone(tmp_path, f"{model}\n[insert version table]\n\n[insert document control]\n")
    approve(root, "oak")
    for file, old, new in RECORD:
        with edited(root / file, old, new):
            assert states(root, "-s", "oak") == {"oak": "current"}, new


@pytest.mark.parametrize("layout", ["table", "footer"])
def test_rows_of_document_control_come_and_go(layout: str, tmp_path: Path) -> None:
    root = trust(
        tmp_path, f"---\ntitle: Dogs\ncontrol: {layout}\nreview_period: 2 years\n---\nText.\n"
    )
    approve(root)
    change(root / TEMPLATE, "review_period: 2 years", "review_period: as required")
    assert changed(root) == set()


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("on Fridays", "on Mondays", {"ash", "oak"}),
        ("works with all", "works with some", ALL),
        ("# Reading {", "# Reading aloud {", {"ash", "oak"}),
        ("# Reading {#reading}", "# Reading {#reading .unnumbered}", {"ash", "oak"}),
        ("dog sleeps", "dog slept", ALL),
        ("title: Dogs", "title: Dog", ALL),
        ("slots:", "audience: all\nslots:", set()),
        ("{% if school.phase == \"primary\" %}\n", "{% if school.phase == \"primary\" %}\n{% if facts.cat %}A cat!{% endif %}\n", set()),
        ("[insert place of the dog].", "[insert place of the dog]. [note: Or where?]", set()),
        ("Classes read to the dog", "Classes read  to\nthe dog", set()),
    ],
)  # fmt: skip
def test_a_change_of_the_model(old: str, new: str, touched: set[str], approved: Path) -> None:
    with edited(approved / TEMPLATE, old, new):
        assert changed(approved) == touched


def test_every_word_of_the_model_counts(approved: Path) -> None:
    for word in ("dog sleeps", "write", "approved", "next in", "ring", "See"):
        with edited(approved / TEMPLATE, f" {word} ", f" {word}x "):
            assert changed(approved) == ALL, word
    assert changed(approved) == set()


def test_a_term_that_the_trust_renames(tmp_path: Path) -> None:
    root = trust(tmp_path, **{"schools/ash/register.yaml": "dogs: {adopted: no}\n"})
    change(root / "schools/elm/profile.yaml", "facts:", "terms: {governing_body: council}\nfacts:")
    approve(root)
    change(root / "trust.yaml", "local board", "school committee")
    found = states(root)
    assert found == {"ash": "not adopted", "elm": "current", "oak": "changed since approval"}


def test_a_title_that_is_a_term(tmp_path: Path) -> None:
    """A new headteacher is no new text; a new word for headteachers is."""
    body = "Ask the {{ people.headteacher.title }}, {{ people.headteacher.name }}.\n"
    root = oak_alone(tmp_path, f"---\ntitle: Dogs\n---\n{body}")
    change(root / PROFILE, "people:\n", "people:\n  headteacher: {name: Li Example}\n")
    approve(root, "oak")
    change(root / PROFILE, "Li Example", "Jo Example")
    assert states(root)["oak"] == "current"
    change(root / "trust.yaml", "terms: {", "terms: {headteacher: principal, ")
    assert states(root)["oak"] == "changed since approval"


def test_a_new_approval_is_of_the_new_text(tmp_path: Path) -> None:
    root = trust(tmp_path)
    approve(root)
    change(root / TEMPLATE, "on Fridays", "on Mondays")
    approve(root, "oak", version="2", date="2025-02-01")
    assert changed(root) == {"ash"}
    first, second = history(root)
    assert first.digest != second.digest
    change(root / TEMPLATE, "on Mondays", "on Fridays")
    assert changed(root) == {"oak"}  # the first text again is not what was approved last


def test_equal_texts_have_equal_digests(tmp_path: Path) -> None:
    root = trust(tmp_path, "---\ntitle: Dogs\n---\n# Dogs {#dogs}\n\nNo dogs.\n")
    for school in ("ash", "oak"):
        change(root / f"schools/{school}/profile.yaml", f"name: {school.title()} School", "name: A")
    approve(root, "ash", version="1", date="2024")
    approve(root, "oak", version="9", date="2025")
    assert history(root, "ash")[0].digest == history(root, "oak")[0].digest


def test_an_approval_that_was_written_by_hand(tmp_path: Path) -> None:
    text = 'dogs: {history: [{version: "1", date: 2025-01-09, action: Approved, by: Board}]}\n'
    root = oak_alone(tmp_path, **{REGISTER: text})
    assert states(root)["oak"] == "current"
