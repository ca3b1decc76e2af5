"""What model policies become: the text of published editions, labels included."""

from __future__ import annotations

from pathlib import Path

from policygen.document import plain

from ..fixtures import Fixture, cases
from ..workspaces import composed, small

HERE = Path(__file__).parent
PLAIN = "title: Policy\nnumbering: none\ncontrol: none\nreview_period: 3 years\n"


def text_of(folder: Path, body: str, front: str = PLAIN) -> str:
    done = composed(small(folder, f"---\n{front}---\n{body}\n"))
    assert done.diagnostics == ()
    assert done.document is not None
    lines = plain.lines(done.document)
    usual = ["St Mary's School", "Ever onward", "Policy"]
    return "\n".join(lines[3:] if lines[:3] == usual else lines)


@cases(HERE / "published.txt")
def test_published(case: Fixture, tmp_path: Path) -> None:
    body, expected = case.parts
    assert text_of(tmp_path, body) == expected


@cases(HERE / "numbering.txt")
def test_numbering(case: Fixture, tmp_path: Path) -> None:
    body, expected = case.parts
    scheme = case.title.partition(":")[0] if ":" in case.title else "headings"
    front = f"title: Policy\nnumbering: {scheme}\ncontrol: none\n"
    assert text_of(tmp_path, body, front) == expected


@cases(HERE / "refused.txt")
def test_refused(case: Fixture, tmp_path: Path) -> None:
    body, expected = case.parts
    done = composed(small(tmp_path, f"---\n{PLAIN}---\n{body}\n"))
    assert done.refused
    found = sorted(done.diagnostics, key=lambda d: d.sort_key)
    assert "\n".join(str(d) for d in found) == expected
    draft = composed(small(tmp_path, f"---\n{PLAIN}---\n{body}\n"), draft=True)
    assert draft.refused == any(not d.is_finding for d in found)
