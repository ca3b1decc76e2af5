"""Stories in Markdown that can be played: files to write, commands to run, texts to find.

A story is prose with fenced blocks; what the fence is called says what is to be done with the block.

``file PATH``
    The whole content of a file, to be written.
``replace PATH``
    Text that the file holds once, a line ``=>``, and the text that takes its place; either may be part of a line.
``console``
    Lines that begin with ``$ policygen`` are run in the workspace; the lines below them are what is printed, results
    and messages together in the order in which they come. A last line ``(exit 1)`` names the exit code
    where it is not 0. Spaces at the ends of lines do not count, and the folder of the workspace is :data:`HOME`.
``text PATH``
    Lines that stand in the file in this order; the first and the last need not be those of the file.

In what is printed and in texts, ``…`` stands for anything: on a line of its own for any lines, else within its line.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path
from typing import NamedTuple

from policygen.cli import run

#: The folder that a story says it is played in.
HOME = "/home/ann/saltmarsh"
ANY = "…"
_FENCE = re.compile(r"^```(?P<what>[a-z]+)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
_EXIT = re.compile(r"\(exit (\d+)\)")
KINDS = ("file", "replace", "console", "text")


class Step(NamedTuple):
    """One block of a story: the line on which it begins, what is to be done, with which file."""

    line: int
    what: str
    path: str
    body: str


class Command(NamedTuple):
    """One command of a console block, and what it is to come to."""

    words: tuple[str, ...]
    printed: tuple[str, ...]
    code: int


def read(document: str) -> list[Step]:
    """Return the steps of a story; a fence with another name is for the reader only."""
    found = []
    for fence in _FENCE.finditer(document):
        line = document.count("\n", 0, fence.start()) + 1
        if fence["what"] in KINDS:
            found.append(Step(line, fence["what"], fence["path"] or "", fence["body"]))
    return found


def commands(body: str) -> list[Command]:
    """Return the commands of a console block."""
    found = []
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        first, *printed = part.rstrip("\n").split("\n")
        code = 0
        if printed and (last := _EXIT.fullmatch(printed[-1])):
            code = int(last[1])
            printed = printed[:-1]
        words = shlex.split(first)
        assert words[0] == "policygen", first
        found.append(Command(tuple(words[1:]), tuple(printed), code))
    return found


def play(root: Path, step: Step) -> None:
    """Do what *step* says in the workspace *root*, and check what comes of it."""
    where = f"line {step.line} of the story"
    path = root / step.path
    if step.what == "file":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.body, encoding="utf-8", newline="")
    elif step.what == "replace":
        old, new = step.body.removesuffix("\n").split("\n=>\n")
        content = path.read_text(encoding="utf-8")
        assert content.count(old) == 1, (
            f"{where}: {step.path} holds this {content.count(old)} times"
        )
        path.write_text(content.replace(old, new), encoding="utf-8", newline="")
    elif step.what == "text":
        lines = path.read_text(encoding="utf-8").split("\n")
        wanted = [ANY, *step.body.rstrip("\n").split("\n"), ANY]
        assert fits(wanted, lines), f"{where}: not in {step.path}:\n{step.body}\n" + "\n".join(
            lines
        )
    else:
        for command in commands(step.body):
            code, printed = typed(root, command.words)
            told = f"{where}: policygen {shlex.join(command.words)}\n" + "\n".join(printed)
            assert fits(list(command.printed), printed), told
            assert code == command.code, f"{told}\n(exit {code})"


def typed(root: Path, words: tuple[str, ...]) -> tuple[int, list[str]]:
    """Run a command in the folder *root* as if a person had typed it; return its exit code and what it prints."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    with (
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(screen),
        contextlib.chdir(root),
    ):
        code = run(list(words))
    text: str = screen.buffer.getvalue().decode()
    shown = text.replace(str(root), HOME).replace("\r\n", "\n")
    return code, [line.rstrip() for line in shown.rstrip("\n").split("\n")] if shown else []


def fits(wanted: list[str], lines: list[str]) -> bool:
    """Say whether *lines* are those of *wanted*, in which ``…`` stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ANY else _line(line.rstrip()) + r"\n" for line in wanted
    )
    return bool(re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in lines)))


def _line(wanted: str) -> str:
    return ".*".join(map(re.escape, wanted.split(ANY)))
