"""The template language: what templates print, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.document.holes import HOLE
from policygen.errors import InputError, Place
from policygen.template import prose, source
from policygen.template.budget import BUDGET, Budget
from policygen.template.filters import PROPER_NAMES
from policygen.template.library import Library
from policygen.template.names import Answers, Known, NameValue, Open, Parsed, Scope, Vocabulary
from policygen.template.prose import Runs
from policygen.template.source import Source

from ..fixtures import Fixture, cases

HERE = Path(__file__).parent
VOCABULARY: Vocabulary = {
    "school": {"name": None, "phase": None, "motto": None, "address": {"town": None}},
    "terms": None,
    "people": None,
    "facts": None,
    "answers": None,
}
SHARED = {
    "_shared/hours.md": 'Open {{ answers["opening hours"] }}.\n',
    "_shared/loop.md": '{% include "_shared/loop.md" %}',
}


def known(text: str, source: str) -> Known:
    return Known(text, source)


def answer(key: str) -> NameValue:
    folded = " ".join(key.casefold().split())
    return known("*8* to 4", "answers") if folded == "opening hours" else Open(key)


def names() -> dict[str, object]:
    facts: dict[str, NameValue] = {
        "clubs": tuple(known(c, "facts.clubs") for c in ("chess", "art & craft", "choir")),
        "many": tuple(known(str(n), "facts.many") for n in range(40)),
        "number": known("210", "facts.number"),
        "heading": known("Head of School of St Mary's", "facts.heading"),
    }
    school: dict[str, NameValue] = {
        "name": known("St Mary's", "school.name"),
        "phase": known("primary", "school.phase"),
        "motto": None,
        "address": Scope("school.address", {"town": None}, closed=True),
    }
    head = Scope("people.headteacher", {"name": known("Ann Example", "…")}, closed=True)
    return {
        "school": Scope("school", school, closed=True),
        "terms": Scope("terms", {"pupils": known("pupils", "terms.pupils")}),
        "people": Scope("people", {"headteacher": head}),
        "facts": Scope("facts", facts),
        "answers": Answers(answer),
        PROPER_NAMES: ("St Mary's",),
    }


def shown(value: Known | Open | Parsed) -> str:
    if isinstance(value, Open):
        return f"‹{value.source}›"
    return f"«{value.text if isinstance(value, Parsed) else value}»"


@cases(HERE / "language.txt")
def test_prints(case: Fixture) -> None:
    template, expected = case.parts
    expansion = (
        Library(SHARED, VOCABULARY).template(Source("t.md", template + "\n")).expand(names())
    )
    printed = HOLE.sub(
        lambda hole: shown(expansion.printed[int(hole.group(1))].value), expansion.skeleton
    )
    assert printed == expected + "\n"
    assert len(expansion.places) == expansion.skeleton.count("\n") + 1


_PIECES = st.sampled_from(
    (
        "Words. ",
        "\n\n",
        "{{ school.name }}",
        "{{ school.motto }}",
        "{{ terms.pupils | a | sentence }}",
        '{{ facts["many"] | length }}',
        "{{ facts.clubs[1] }}",
        "{{ school.name if school.motto else terms.pupils }}",
        '{{ "a constant" }}',
        "{{ facts.heading | markdown }}",
        "{% for club in facts.clubs %}{{ club }} of {{ school.name }}, {% endfor %}",
        "{% if school.motto %}{{ school.phase }}{% else %}{{ school.address.town }}{% endif %}",
        '{% include "_shared/hours.md" %}',
        "{{ facts.clubs }}",
        "{{ school.phase.nothing }}",
    )
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_a_run_prints_what_its_names_print(template: str) -> None:
    def outcome() -> tuple[object, ...]:
        library, budget = Library(SHARED, VOCABULARY), Budget()
        try:
            found = library.template(Source("t.md", template)).expand({**names(), BUDGET: budget})
        except InputError as refused:
            told = refused.diagnostics[0]
            return told.place.line, told.message, told.hint
        values = [shown(value) for value in found.values]
        return found.skeleton, values, found.sites, found.places, budget.characters, budget.steps

    together = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runs, "gather", lambda *_: None)
        patch.setattr(source, "_PARTS", 2)
        assert outcome() == together


def test_the_texts_of_a_run_are_kept_by_the_number_of_its_first_hole() -> None:
    body = "{% for club in facts.clubs %}{{ club }}: {{ school.name }} {{ school.phase }}\n{% endfor %}"
    template = Library({}, VOCABULARY).template(Source("t.md", body * 9))
    for _ in range(2):
        assert HOLE.findall(template.expand(names()).skeleton) == list(map(str, range(81)))


def test_what_may_be_printed_does_not_depend_on_what_was_compiled_before() -> None:
    template = "One {{ school.name }} two.\n{% for club in facts.clubs %}{{ club }}{% endfor %}\n"
    left = []
    for others in (0, 1, 130):
        library, budget = Library({}, VOCABULARY), Budget()
        for number in range(others):
            library.template(Source(f"{number}.md", "{{ school.name }} {{ school.phase }}\n" * 9))
        library.template(Source("t.md", template)).expand({**names(), BUDGET: budget})
        left.append(budget.characters)
    assert left == left[:1] * 3


def test_no_more_of_expanded_runs_is_kept_than_so_many_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "_KEPT", 2_000)
    library = Library({}, VOCABULARY)
    for number in range(40):
        body = f"{'Words. ' * 20}{number} {{{{ school.name }}}}\n"
        assert f"{number} " in library.template(Source("t.md", body)).expand(names()).skeleton
    runs = library._environment.prose
    kept = [len(done.text) for done in runs._expanded.values()]
    assert runs._size == sum(kept) <= 2_000
    assert len(kept) > 5


@cases(HERE / "errors.txt")
def test_refuses(case: Fixture) -> None:
    template, expected = case.parts
    library = Library(SHARED, VOCABULARY)
    with pytest.raises(InputError) as refused:
        library.template(Source("t.md", template + "\n")).expand(names())
    assert str(refused.value) == expected


def test_every_printed_line_knows_where_it_came_from() -> None:
    body = "a\n{% if school.name %}\nb {{ school.name }}\n{% include '_shared/hours.md' %}\n{% endif %}\n{{ school.name }}\nc"
    expansion = Library(SHARED, VOCABULARY).template(Source("t.md", body, 10)).expand(names())
    lines = dict(zip(expansion.skeleton.split("\n"), map(str, expansion.places), strict=True))
    assert list(lines.values()) == [
        "t.md:10",
        "t.md:12",
        "templates/_shared/hours.md:1",
        "t.md:15",
        "t.md:16",
    ]
    assert [str(p.place) for p in expansion.printed] == [
        "t.md:12:3",
        "templates/_shared/hours.md:1:6",
        "t.md:15:1",
    ]


def test_an_expression_is_one_expression() -> None:
    library, place = Library({}, VOCABULARY), Place("t.md", 3, 7)
    assert library.expression('school.phase == "primary"', place).is_true(names())
    assert not library.expression("school.motto", place).is_true(names())
    assert library.expression("terms.pupils | sentence", place).value(names()) == "Pupils"
    for bad in ("", "a }} b {{ c", "school.name school.phase"):
        with pytest.raises(InputError):
            library.expression(bad, place)


def test_a_text_comes_in_pieces() -> None:
    pieces = (
        Library({}, VOCABULARY).text("Signed {{ school.name }}:", Place("t.md", 1)).pieces(names())
    )
    assert [p if isinstance(p, str) else p.value for p in pieces] == ["Signed ", "St Mary's", ":"]
