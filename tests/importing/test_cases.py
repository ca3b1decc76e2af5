"""Short texts and the templates that they become (``cases.txt``)."""

from __future__ import annotations

from pathlib import Path

from policygen.importing import Imported, Names, Options, import_policy

from ..fixtures import Fixture, cases

CASES = Path(__file__).parent / "cases.txt"


def imported(source: str) -> Imported:
    """Return the import of *source*, whose first lines may be ``%school NAME`` and ``%careful``."""
    school, yes = "", True
    lines = source.split("\n")
    while lines[0].startswith("%"):
        order, _, rest = lines.pop(0).partition(" ")
        school = rest if order == "%school" else school
        yes = yes and order != "%careful"
    options = Options(
        school=Names(school) if school else None, trust=Names("Harbour Learning Trust", "HLT")
    )
    content = "\n".join(lines).encode()
    return import_policy(
        content, "source.md", "policy", options, lambda question: yes or question.usual
    )


@cases(CASES, parts=3)
def test_case(case: Fixture) -> None:
    source, template, questions = case.parts
    made = imported(source)
    assert made.template.rstrip("\n") == template
    asked = [one.question.ask for one in made.decisions if one.question]
    assert asked == [line for line in questions.split("\n") if line]
