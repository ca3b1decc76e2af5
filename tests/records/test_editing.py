"""Writing into YAML: every other byte stays, and the file says what it said and the new.

Any register.yaml can be dropped into the folder ``editing`` to be tried; ``editing/several`` is for what
takes more than one insertion, ``editing/anew`` for ``~`` and ``""``, which give way; ``editing/profiles``
for other files. ``editing/layouts.txt`` tells what is written where.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from ruamel.yaml import YAML

from policygen.errors import InputError
from policygen.records.editing import add_event, set_answer, set_key
from policygen.records.editing_writing import scalar
from policygen.records.register import Event, Register
from policygen.records.yamlio import parse
from tests import fixtures
from tests.records.reading import read, said
from tests.records.test_yamlio import plain

FOLDER = Path(__file__).parent / "editing"
FIRST = {
    "version": "98.10",
    "date": "2026-03-12",
    "action": 'Annual review: "legal" framework, updated # really',
    "by": "St Mary’s Governing Body & staff",
    "next_review": "Summer Term 2029",
    "digest": "0123456789",
}
SECOND = {"date": "12/4/26", "action": "Reviewed"}
NEW = "a-policy-that-nobody-has"


def registers(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.yaml"))
    assert found
    return found


def each(*folders: str) -> pytest.MarkDecorator:
    found = [p for f in folders for p in registers(FOLDER / f)]
    return pytest.mark.parametrize(
        "path", found, ids=[p.relative_to(FOLDER).as_posix() for p in found]
    )


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@cache
def register_of(text: str) -> Register:
    register, found = read("register.yaml", text)
    assert isinstance(register, Register), said(found)
    return register


def event_of(event: dict[str, str]) -> Event:
    lines = "".join(f"        {k}: {scalar(v, k)}\n" for k, v in event.items())
    return register_of(f"p:\n  history:\n    -\n{lines}").policies["p"].history[0]


def is_one_insertion(old: str, new: str) -> bool:
    """Say whether *new* is *old* with text put in at one place."""
    same = 0
    while same < len(old) and old[same] == new[same]:
        same += 1
    return new.endswith(old[same:])


def is_insertions(old: str, new: str) -> bool:
    """Say whether *new* is *old* with text put in."""
    rest = iter(new)
    return all(character in rest for character in old)


def check_added(old: str, new: str, policy: str, event: dict[str, str]) -> None:
    """Check that *new* says what *old* says, and the event."""
    before, after = register_of(old).policies, register_of(new).policies
    assert list(after) == [*before, *(() if policy in before else [policy])]
    for name, entry in after.items():
        was = before.get(name)
        if name == policy:
            assert entry.history == (*(was.history if was else ()), event_of(event))
            if was:
                assert (entry.adopted, entry.reason, entry.answers, entry.review_period) == (
                    was.adopted,
                    was.reason,
                    was.answers,
                    was.review_period,
                )
        else:
            assert entry == was


def check_line_ends(old: str, new: str) -> None:
    """Check that *new* has no kind of line end that *old* has not, and a last one if *old* has."""
    if "\n" in old or "\r" in old:
        for kind in ("\r\n", "\n", "\r"):
            other = old.replace("\r\n", "") if kind != "\r\n" else old
            if kind not in other:
                assert kind not in (new.replace("\r\n", "") if kind != "\r\n" else new)
        assert new.endswith(("\n", "\r")) == old.endswith(("\n", "\r"))


@each(".")
def test_one_insertion_and_no_other_byte(path: Path) -> None:
    old = text_of(path)
    for policy in (*register_of(old).policies, NEW):
        new = add_event(old, policy, FIRST, file=path.name)
        assert is_one_insertion(old, new), new
        check_added(old, new, policy, FIRST)
        check_line_ends(old, new)


@each("several")
def test_several_insertions_and_no_other_byte(path: Path) -> None:
    old = text_of(path)
    for policy in (*register_of(old).policies, NEW):
        new = add_event(old, policy, FIRST, file=path.name)
        assert is_insertions(old, new), new
        check_added(old, new, policy, FIRST)
        check_line_ends(old, new)


@each("anew")
def test_only_what_says_nothing_gives_way(path: Path) -> None:
    old = text_of(path)
    for policy in register_of(old).policies:
        new = add_event(old, policy, FIRST, file=path.name)
        taken = [m for m in ("~", '""', "''") if is_insertions(old.replace(m, "", 9), new)]
        assert taken or is_insertions(old, new)
        check_added(old, new, policy, FIRST)
        assert len(new.splitlines()) == len(old.splitlines())


@each(".", "several", "anew")
def test_all_policies_of_a_file_one_after_the_other(path: Path) -> None:
    new = text_of(path)
    policies = [*register_of(new).policies, NEW]
    for number, policy in enumerate([*policies, *policies[-2:]]):
        event = FIRST if number < len(policies) else SECOND
        before = new
        new = add_event(before, policy, event, file=path.name)
        check_added(before, new, policy, event)
        check_line_ends(before, new)
        assert path.parent.name == "anew" or is_insertions(before, new)


@fixtures.cases(FOLDER / "layouts.txt")
def test_what_is_written_where(case: fixtures.Fixture) -> None:
    old, expected = case.parts
    policy = "a" if old.startswith("a:") else "new"
    event = {"version": "2", "date": "2026-03-12"}
    for tail in ("\n", ""):
        assert add_event(old + tail, policy, event, file="f") == expected + tail
    crlf = add_event(old.replace("\n", "\r\n"), policy, event, file="f")
    assert crlf == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("a: [", "yaml-syntax"),
        ("a: &x {}\n", "yaml-feature"),
        ("a: {}\na: {}\n", "duplicate-key"),
        ("a:\n\thistory:\n", "yaml-syntax"),
        ("a: {colour: red}\n", "unknown-key"),
        ("- a\n", "wrong-kind"),
        ("a: yes\n", "wrong-kind"),
        ("a: {}\nB: {}\n", "bad-name"),
        ("? a\n", "cannot-edit"),
        ("a: {history: [{version: '2', date: 2020}]}\n", "bad-value"),
    ],
)
def test_a_file_that_is_not_right_is_refused(old: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        add_event(old, "a", {"version": "2", "date": "2026-03-12"}, file="schools/x/register.yaml")
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].place.file == "schools/x/register.yaml"


def test_what_cannot_be_written_is_told_so_that_a_person_can() -> None:
    with pytest.raises(InputError) as caught:
        add_event("b:\n? a\n", "a", {"version": "2", "date": "17/9/26"}, file="r.yaml")
    assert str(caught.value) == (
        "r.yaml:2:3: error[cannot-edit]: policygen cannot write into this file without changing what"
        " else it says\n  hint: edit the file by hand and add to the history of “a”:"
        ' - {version: "2", date: 17/9/26}'
    )


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"date": "soon"}, "bad-value"),
        ({"version": "2"}, "missing-key"),
        ({"version": "a/b", "date": "2020"}, "bad-value"),
        ({"date": "2020", "action": "a\nb"}, "bad-value"),
        ({"date": "2020", "who": "me"}, "unknown-key"),
        ({"date": "2020", "by": "a\x07"}, "forbidden-character"),
        ({"date": "2020", "by": "x" * 10_001}, "too-large"),
    ],
)
def test_an_event_that_is_not_right_is_refused(event: dict[str, str], code: str) -> None:
    for old in ("", "a:\n  history:\n    - {date: 2019}\n"):
        with pytest.raises(InputError) as caught:
            add_event(old, "a", event, file="r.yaml")
        assert {d.code for d in caught.value.diagnostics} == {code}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Governing body", "Governing body"),
        ("2026-03-12", "2026-03-12"),
        ("2026-02-30", '"2026-02-30"'),
        ("17/9/15", "17/9/15"),
        ("17 September 2015", "17 September 2015"),
        ("2021", '"2021"'),
        ("1.10", '"1.10"'),
        ("1e3", '"1e3"'),
        ("0x1F", '"0x1F"'),
        ("16-plus", "16-plus"),
        ("no", '"no"'),
        ("Null", '"Null"'),
        ("~", '"~"'),
        ("", '""'),
        (" a", '" a"'),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("a #b", '"a #b"'),
        ("St Mary's", "St Mary's"),
        ("O’Neil – “x”", '"O’Neil – “x”"'),
        ('"', '"\\""'),
        ("a\u2028\u00a0", '"a\\u2028\\u00a0"'),
    ],
)
def test_how_a_text_is_written(text: str, written: str) -> None:
    assert scalar(text) == written
    assert scalar("2", "version") == '"2"'


_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12),
    st.text("0123456789.-+_:eExobnyfalstru ~=<'/#TZ", max_size=10),
    st.dates().map(str),
)


@settings(deadline=None)
@given(text=_TEXTS)
def test_every_reader_takes_it_for_the_same_text(text: str) -> None:
    for version in ((1, 1), (1, 2)):
        yaml = YAML(typ="safe", pure=True)
        yaml.version = version
        for document in (f"a: {scalar(text)}\n", f"[{{a: {scalar(text)}}}]\n"):
            value = yaml.load(document)
            value = value[0]["a"] if isinstance(value, list) else value["a"]
            assert str(value) == text
            assert isinstance(value, str | datetime.date)


def test_a_file_like_json_stays_json() -> None:
    old = '{"b": {"history": [{"date": "2021"}]}, "c": {}}'
    for policy in ("a", "b", "c"):
        new = add_event(old, policy, FIRST, file="register.yaml")
        assert json.loads(new)[policy]["history"][-1] == FIRST
    assert '"who": "me"' in set_key(old, ("c", "who"), "me", file="f")


# Registers in random styles


@st.composite
def generated(draw: DrawFn) -> str:
    """Return a register as a person might have left it."""
    step = draw(st.integers(1, 5))
    lines: list[str] = list(draw(st.sampled_from(([], ["# head", ""], ["---"], ["# head", "---"]))))
    spaced = draw(st.booleans())
    for name in draw(st.permutations(["a", '"b"', "'c'", "d"]))[: draw(st.integers(0, 4))]:
        lines += draw(_entries(name, " " * step))
        lines += [""] * spaced + draw(st.lists(_free, max_size=1))
    lines += draw(st.lists(_free, max_size=2)) + draw(
        st.sampled_from(([], [], ["..."], ["...", "# x"]))
    )
    if "---" not in lines and "..." in lines and not any(":" in line for line in lines):
        lines = []  # an end without a document
    end = draw(st.sampled_from(("\n", "\r\n")))
    return (
        draw(st.sampled_from(("", "\ufeff"))) + end.join(lines) + draw(st.sampled_from((end, "")))
    )


_free = st.sampled_from(("", "  ", "# free", "    # deep", "  # less"))
_behind = st.sampled_from(("", "", "  ", "  # why", " #: {x"))
_events = st.sampled_from(
    (
        '{version: "1", date: 2020}',
        "{ date: 2021, action: Agreed, after a talk }",
        "{date: 2022, by: SBM, action:}",
        "{date: 2023,\n         by: 'it''s'}",
    )
)


@st.composite
def _entries(draw: DrawFn, name: str, margin: str) -> list[str]:
    kind = draw(st.sampled_from(("flow", "none", "block", "block", "block")))
    behind = draw(_behind)
    events = [e.replace('"1"', f'"{n}"') for n, e in enumerate(draw(st.lists(_events, max_size=3)))]
    if kind == "none":
        return [f"{name}:{draw(st.sampled_from(('', ' {}', ' { }')))}{behind}"]
    if kind == "flow":
        history = draw(st.sampled_from(("history: [%s]", "adopted: yes, history: [%s], reason: x")))
        return [*f"{name}: {{{history % ', '.join(events)}}}{behind}".split("\n")]
    lines = [f"{name}:{behind}"]
    parts = [
        [f"{margin}adopted: yes{draw(_behind)}"],
        [f"{margin}reason: |", f"{margin}  text", "", f"{margin}   # text"],
        draw(_histories(events, margin)),
    ]
    chosen = draw(st.permutations(parts))[: draw(st.integers(1, 3))]
    for part in chosen:
        lines += part + draw(st.lists(_free, max_size=1))
    return "\n".join(lines).split("\n")


@st.composite
def _histories(draw: DrawFn, events: list[str], margin: str) -> list[str]:
    kind = draw(st.sampled_from(("inline", "lines", "block", "maps")))
    if kind == "inline" or (kind == "lines" and not events):
        return [f"{margin}history: [{', '.join(events)}]{draw(_behind)}"]
    if kind == "lines":
        last = draw(st.sampled_from(("", ",", " # c", ", # c", " ,")))
        return [
            f"{margin}history: [",
            ",\n".join(f"{margin}  {e}" for e in events) + last,
            f"{margin}]",
        ]
    inner = margin + " " * draw(st.integers(0, 4))
    if kind == "block":
        items = [f"{inner}- {event}{draw(_behind)}" for event in events]
    else:
        gap = " " * draw(st.integers(1, 3))
        pad = f"{inner} {gap}"
        items = [
            f"{inner}-{gap}date: 202{n}{draw(_behind)}\n{pad}action: {draw(st.sampled_from(_ACTIONS)) % pad}"
            for n in range(len(events))
        ]
    return [f"{margin}history:{draw(_behind)}", *items]


_ACTIONS = (
    "Approved%.0s",
    "|\n%s  Approved",
    "plain\n%s  and more",
    '"in\n\n%s quotes"',
    "%.0s",
    ">+\n%s x\n\n",
)


@settings(max_examples=40, deadline=None)
@given(old=generated(), policy=st.sampled_from("abcde"))
def test_any_register_in_any_style(old: str, policy: str) -> None:
    register, _found = read("register.yaml", old)
    if not isinstance(register, Register):
        with pytest.raises(InputError):
            add_event(old, policy, FIRST, file="f")
        return
    first = add_event(old, policy, FIRST, file="f")
    assert is_insertions(old, first)
    assert is_one_insertion(old, first) or " # c" in old
    check_added(old, first, policy, FIRST)
    check_line_ends(old, first)
    second = add_event(first, policy, SECOND, file="f")
    check_added(first, second, policy, SECOND)


# Answers and other keys


@each(".")
def test_an_answer_is_added_and_given_anew(path: Path) -> None:
    old = text_of(path)
    for policy in (*list(register_of(old).policies)[:2], NEW):
        first = set_answer(old, policy, "who: really", "the head, of course", file=path.name)
        assert is_one_insertion(old, first)
        second = set_answer(first, policy, "who: really", "one\n\n- two", file=path.name)
        for new, value in ((first, "the head, of course"), (second, "one\n\n- two")):
            before, after = register_of(old).policies, register_of(new).policies
            was = before[policy].answers if policy in before else {}
            assert after[policy].answers == {**was, "who: really": value}
            assert {k: v for k, v in after.items() if k != policy} == {
                k: v for k, v in before.items() if k != policy
            }
        third = set_answer(second, policy, "who: really", "the head, of course", file=path.name)
        assert register_of(third) == register_of(first)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("short_name",), "Oak", "short_name: Oak\n"),
        (("motto",), "Let your light: shine", '\nmotto: "Let your light: shine"\n'),
        (("people", "dsl", "name"), "Bo Example", "        name: Bo Example\n"),
        (("people", "headteacher", "phone"), "01632 960000", ", phone: 01632 960000}\n"),
        (("terms", "pupils"), "boys", "    pupils: boys      # not pupils\n"),
        (("terms", "teacher"), "master", "    teacher: master\npeople:\n"),
        (("address", "town"), "Ash\nTree", 'town: "Ash\\nTree", '),
        (
            ("answers", "key duties"),
            "- a\n\n- b",
            "key duties: |-\n        - a\n\n        - b\n# F",
        ),
        (("answers", "key duties"), "None", "    key duties: None\n# Facts"),
        (("name",), "A\nB", 'name: "A\\nB"   # as'),
        (("theme", "colour"), "#123456", 'theme:\n    colour: "#123456"\n'),
    ],
)
def test_a_key_of_a_profile(path: tuple[str, ...], value: str, line: str) -> None:
    old = text_of(FOLDER / "profiles" / "oakfield.yaml")
    new = set_key(old, path, value, file="profile.yaml")
    assert line in new
    assert new.count("#") >= old.count("#") - ("key duties" in path)


def leaves(value: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the paths of the texts, and of what is not given, in *value*."""
    if isinstance(value, dict):
        return [leaf for k, v in value.items() for leaf in leaves(v, (*path, k))]
    return [] if isinstance(value, list) else [path]


@each("profiles")
def test_every_key_of_a_profile_can_be_given_anew(path: Path) -> None:
    old = text_of(path)
    for keys in leaves(plain(parse(old, path.name))):
        for value in ("with: 'quotes', \"both\"", "two\nlines"):
            new = set_key(old, keys, value, file=path.name)
            expected = plain(parse(old, path.name))
            inner = expected
            for key in keys[:-1]:
                assert isinstance(inner, dict)
                inner = inner[key]
            assert isinstance(inner, dict)
            inner[keys[-1]] = value
            assert plain(parse(new, path.name)) == expected
            check_line_ends(old, new)


@pytest.mark.parametrize("path", [("a",), ("b",), ("a", "b", "c")])
def test_a_list_or_map_is_not_given_anew(path: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match=r"cannot-edit.*\n  hint: edit the file by hand and write"):
        set_key("a: {b: c}\nb: [c]\n", path, "x", file="f")
