"""The sample workspace is clean; with ten faults planted in it exactly these ten are found, each at its place."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from policygen.compose import Composer
from policygen.lint.check import Checked, check
from policygen.planning import Selection
from policygen.workspace import load

from ..workspaces import ROOT

DAY = datetime.date(2026, 11, 21)
ONLINE, BULLYING, PHONES = (
    f"templates/{n}.md" for n in ("online-safety", "anti-bullying", "mobile-phones")
)
MILLRACE, CALDERWICK, HILDS = (
    f"schools/{name}" for name in ("millrace-junior", "calderwick-academy", "marlbeck-st-hilds")
)
#: File, what stands there, what is put in its place, the fault, and the words at which it is found.
FAULTS = (
    (ONLINE, "- the UK GDPR and", "- the Data Protection Act 1998 and", "superseded", "Data Protection Act 1998"),
    (BULLYING, "Staff report what they have seen", "Staff report report what they have seen", "doubled-word", "report report"),
    (BULLYING, "# Signs to look out for", "# SIGNS TO LOOK OUT FOR", "heading-capitals", "SIGNS TO"),
    (BULLYING, "None of these proves that", "None of these proves to a headteacher or our students that", "mixed-terms", "students"),
    (PHONES, "are not taken into examinations", "are not taken in 2026-27 into examinations", "hard-year", "2026-27"),
    (f"{MILLRACE}/profile.yaml", "the pastoral lead\n", '"[name of lead]"\n', "unfinished", "[name of lead]"),
    (f"{MILLRACE}/register.yaml", "2026-02-11, action", "2026-02-11, next_review: May 2030, action", "review-date", "May 2030"),
    (f"{CALDERWICK}/register.yaml", "the yearly student survey", "the yearly survey of Millrace Junior School", "other-school", "Millrace Junior School"),
    (f"{HILDS}/profile.yaml", "facts:\n", "facts:\n  dioces: unknown\n", "key-unused", "dioces:"),
    (f"{HILDS}/register.yaml", "the school blog", "the blog of St. Hilds Primary School", "name-variant", "St. Hilds Primary School"),
)  # fmt: skip


def found(root: Path) -> Checked:
    return check(Composer(load(root)), Selection(), DAY)


def test_the_sample_workspace_is_clean() -> None:
    assert found(ROOT).findings == ()


def test_ten_faults_are_found_and_nothing_else(tmp_path: Path) -> None:
    for name in ("trust.yaml", "templates", "schools"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    expected = set()
    for file, old, new, _code, _words in FAULTS:
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert text.count(old) >= 1, (file, old)
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    for file, _old, _new, code, words in FAULTS:
        text = (tmp_path / file).read_text(encoding="utf-8")
        start = text.index(words)
        line = text.count("\n", 0, start) + 1
        expected.add((code, f"{file}:{line}:{start - text.rfind(chr(10), 0, start)}"))
    diagnostics = [f.diagnostic for f in found(tmp_path).findings]
    assert {(d.code, str(d.place)) for d in diagnostics} == expected
    assert len(diagnostics) == len(FAULTS) == 10
