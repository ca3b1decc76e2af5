"""What is said about wrong records: tests/records/wrong.txt, to which anybody can add."""

from __future__ import annotations

from pathlib import Path

from policygen.errors import Severity
from tests.fixtures import Fixture, cases
from tests.records.reading import read, said

#: Codes after which the fields can still be read.
OF_YAML = {"yaml-syntax", "yaml-feature", "yaml-comment", "duplicate-key", "forbidden-character"}


@cases(Path(__file__).with_name("wrong.txt"), parts=3)
def test_every_diagnostic_of_a_wrong_record(case: Fixture) -> None:
    file, content, expected = case.parts
    result, found = read(file, content)
    assert said(found) == expected
    # What YAML itself has against a file is said beside the record; a wrong field leaves no record.
    if not {d.code for d in found} <= OF_YAML:
        assert result is None


def test_every_error_has_a_place_in_its_file() -> None:
    _result, found = read("profile.yaml", "phase: x\nnmae: y\ntheme: {colour: z}")
    assert [d.place.line for d in found] == [1, 2, 3, 0]
    assert {d.severity for d in found} == {Severity.ERROR}
