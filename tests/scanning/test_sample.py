"""No false alarms: the published editions of the sample workspace, in every format."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from policygen.compose import Composed, Composer
from policygen.formats import FORMATS
from policygen.lint.ground import Ground
from policygen.lint.rules import chosen
from policygen.planning import Report, Selection, compose_all
from policygen.scanning import scan_document
from policygen.workspace import load

from ..workspaces import ROOT

#: A day before any review of the sample is due.
DAY = datetime.date(2026, 1, 15)


@cache
def sample() -> tuple[Composed, ...]:
    return tuple(compose_all(Composer(load(ROOT)), Selection(), Report()))


@pytest.mark.parametrize("format_name", ["docx", "html", "md"])
def test_editions_of_the_sample_give_no_finding(format_name: str) -> None:
    rules, ground = chosen(command="scan"), Ground(day=DAY)
    assert len(sample()) > 20
    for one in sample():
        assert one.document is not None
        content = FORMATS[format_name].write(one.document, None)
        name = f"{one.school}-{one.policy}.{format_name}"
        scan = scan_document(content, name, f".{format_name}", rules, ground)
        assert [str(d) for d in scan.diagnostics if d.severity != "note"] == []
        assert scan.words > 500
