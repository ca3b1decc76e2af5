"""The program as an input: its code counts, and nothing that lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygen import program


def code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(program, "__file__", str(folder / "program.py"))
    return program.makings.__wrapped__()["policygen"]


def test_the_code_counts_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "program.py").write_text("one")
    (tmp_path / "a" / "b.css").write_text("two")
    before = code(tmp_path, monkeypatch)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "program.py").write_text("three")
    (tmp_path / "program.pyc").write_text("three")
    (tmp_path / ".#program.py").symlink_to("nobody@nowhere.1234")  # the lock of an editor
    assert code(tmp_path, monkeypatch) == before
    (tmp_path / "a" / "b.css").rename(tmp_path / "a" / "c.css")
    renamed = code(tmp_path, monkeypatch)
    (tmp_path / "a" / "c.css").write_text("four")
    assert len({before, renamed, code(tmp_path, monkeypatch)}) == 3
