"""The order of urgency, and the names of states."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import UsageError
from policygen.status_formats.matrix import matrix
from policygen.status_rows import SHORT_NAMES, State, StatusRow, states_named, urgency

from .registers import REGISTER, few, row, rows

#: From the most urgent to the least: state, days left, school, policy.
ORDER: tuple[tuple[State, int | None, str, str], ...] = (
    (State.OVERDUE, -400, "b", "b"),
    (State.OVERDUE, -1, "a", "a"),
    (State.OVERDUE, -1, "a", "b"),
    (State.OVERDUE, -1, "b", "a"),
    (State.CHANGED, 900, "a", "c"),
    (State.CHANGED, -3, "b", "c"),
    (State.BLOCKED, 900, "a", "d"),
    (State.BLOCKED, 1, "b", "d"),
    (State.DUE, 0, "b", "e"),
    (State.DUE, 89, "a", "e"),
    (State.NEVER, None, "a", "f"),
    (State.CURRENT, 91, "b", "g"),
    (State.CURRENT, 92, "a", "g"),
    (State.CURRENT, None, "a", "h"),
    (State.NOT_ADOPTED, None, "a", "i"),
)


def test_rows_go_by_urgency() -> None:
    ordered = [row(school, policy, state, days=days) for state, days, school, policy in ORDER]
    shuffled = random.Random(4).sample(ordered, len(ordered))  # noqa: S311
    assert sorted(shuffled, key=urgency) == ordered


@few
@given(st.lists(rows, max_size=6))
def test_any_rows_can_be_ordered_and_not_adopted_is_last(some: list[StatusRow]) -> None:
    states = [one.state for one in sorted(some, key=urgency)]
    assert [state for state, _group in itertools.groupby(states)] == list(dict.fromkeys(states))
    assert State.NOT_ADOPTED not in states[: len(states) - states.count(State.NOT_ADOPTED)]


def test_every_state_has_one_short_name() -> None:
    assert sorted(SHORT_NAMES.values()) == sorted(State)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("overdue,changed", {State.OVERDUE, State.CHANGED}),
        (" Overdue , never approved,", {State.OVERDUE, State.NEVER}),
        (["not-adopted", "due, blocked"], {State.NOT_ADOPTED, State.DUE, State.BLOCKED}),
        ("Changed_Since-approval", {State.CHANGED}),
        ("", set()),
    ],
)
def test_states_are_named_short_or_in_full(names: str | list[str], expected: set[State]) -> None:
    assert states_named(names) == expected


def test_all_unknown_states_are_told_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as caught:
        states_named("due,overdu,nevr,purple")
    assert [(d.message, d.hint) for d in caught.value.diagnostics] == [
        ("there is no state “overdu”", "did you mean “overdue”?"),
        ("there is no state “nevr”", "did you mean “never”?"),
        (
            "there is no state “purple”",
            "there is: overdue, due, changed, never, blocked, not-adopted, current",
        ),
    ]


def test_the_matrix_has_every_school_and_policy() -> None:
    policies, schools = matrix([*REGISTER, row("ash", "sick-pay", State.DUE)])
    assert policies == ["admissions", "complaints", "sick-pay", "social-media"]
    assert schools == [
        ("ash", [None, None, State.DUE, None]),
        ("oak-hill", [State.BLOCKED, State.DUE, State.OVERDUE, None]),
        ("st-johns", [State.NEVER, State.NOT_ADOPTED, State.CURRENT, State.CHANGED]),
    ]
    assert matrix([]) == ([], [])
