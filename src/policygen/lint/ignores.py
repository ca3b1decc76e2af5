"""Ignores: findings that somebody has looked at and wants to keep, with a reason.

In a text ``{## check: ignore CODE because … ##}``, in a YAML file ``# check: ignore CODE because …``, on the
line or above it; for a whole policy ``ignore:`` in its front matter, for everything ``ignore:`` in
trust.yaml. An ignore without a reason does not count, and one that matches nothing is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import Diagnostic, Place, Severity, did_you_mean
from ..root import MARK
from ..workspace import Workspace
from .record_places import RecordPlaces
from .rule import OwnRule, Rule

_WORDS = (
    r"check:\s*ignore\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\b[:,]?\s*(?P<reason>.*?))?"
)
_IN_TEXT = re.compile(rf"\{{##\s*{_WORDS}\s*##\}}", re.DOTALL)
_IN_YAML = re.compile(rf"#\s*{_WORDS}\s*$")
_WHY = "say why: … because the wording is the council's"


@dataclass(slots=True, eq=False)
class Ignore:
    """One ignore. It covers the lines *first* to *last* of its file, or a whole *policy*, or everything."""

    code: str
    place: Place
    first: int = 0
    last: int = 0
    policy: str = ""
    used: bool = field(default=False)

    def covers(self, one: Diagnostic) -> bool:
        """Say whether this ignore is for *one*."""
        if one.code != self.code:
            return False
        if self.last:
            return one.place.file == self.place.file and self.first <= one.place.line <= self.last
        return not self.policy or one.policy == self.policy


class Ignores:
    """The ignores of a workspace; the files are read when something is found in them."""

    def __init__(
        self, workspace: Workspace, rules: Mapping[str, Rule], records: RecordPlaces
    ) -> None:
        self._workspace = workspace
        self._rules = rules
        self._records = records
        self._files: dict[str, list[Ignore]] = {}
        self._wide: list[Ignore] = []
        self.wrong: list[Diagnostic] = []
        self._read_wide(MARK, "", workspace.trust.ignore)
        for policy in workspace.policies.values():
            self._read_wide(policy.file, policy.id, policy.ignore)

    def look_over(self, files: Iterable[str]) -> None:
        """Read the ignores of all *files*, so that what is wrong with them is known."""
        for file in files:
            self._of(file)
            if "\nignore:" in self._text(file):
                for entry in self._records.keys(file, "ignore"):
                    if not any(i.code == entry.text and i.place.file == file for i in self._wide):
                        self._is_good(entry.text, "", entry.place, "")

    def without_ignored(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield those of *diagnostics* that no ignore covers."""
        for one in diagnostics:
            covering = [i for i in (*self._wide, *self._of(one.place.file)) if i.covers(one)]
            for ignore in covering:
                ignore.used = True
            if not covering:
                yield one

    def unused(self, codes: Iterable[str]) -> Iterator[Diagnostic]:
        """Yield a finding for every ignore of *codes* that was read and matched nothing."""
        known = frozenset(codes)
        every = [*self._wide, *(ignore for found in self._files.values() for ignore in found)]
        for ignore in every:
            if not ignore.used and ignore.code in known:
                place = ignore.place
                if not place.line:
                    place = self._records.key(place.file, "ignore", ignore.code) or place
                message = f"nothing is found that “ignore {ignore.code}” is for"
                hint = "take it out, or it will hide the next one"
                yield _said(place, "ignore-unused", message, hint, ignore.policy)

    def _read_wide(self, file: str, policy: str, given: Mapping[str, str]) -> None:
        for code, reason in given.items():
            if self._is_good(code, reason, Place(file), policy):
                self._wide.append(Ignore(code, Place(file), policy=policy))

    def _text(self, file: str) -> str:
        return self._workspace.read_raw(file).decode("utf-8", "replace")

    def _of(self, file: str) -> list[Ignore]:
        if file not in self._files:
            self._files[file] = []
            if file.endswith((".md", ".yaml")):
                self._files[file] = list(self._in_file(file, self._text(file)))
        return self._files[file]

    def _in_file(self, file: str, text: str) -> Iterator[Ignore]:
        if "check:" not in text:
            return
        lines = text.split("\n")
        for place, codes, reason, first, last in comments(file, lines):
            for code in (part.strip() for part in codes.split(",")):
                if self._is_good(code, reason, place, ""):
                    yield Ignore(code, place, first, last)

    def _is_good(self, code: str, reason: str, place: Place, policy: str) -> bool:
        """Say whether an ignore counts; what is wrong with one that does not goes to :attr:`wrong`."""
        rule = self._rules.get(code)
        if rule is None or isinstance(rule, OwnRule):
            known = [c for c, r in self._rules.items() if not isinstance(r, OwnRule)]
            what = "cannot be ignored" if rule else "is no rule"
            hint = "put right what it finds" if rule else did_you_mean(code, known)
            wrong = _said(place, "ignore-unknown", f"“{code}” {what}", hint, policy)
        elif not reason.strip():
            message = f"“ignore {code}” does not say why, and does not count"
            wrong = _said(place, "ignore-reason", message, _WHY, policy)
        else:
            return True
        self.wrong.append(wrong)
        return False


def _said(place: Place, code: str, message: str, hint: str, policy: str) -> Diagnostic:
    return Diagnostic(place, code, message, hint, Severity.WARNING, "", policy, is_finding=True)


def comments(file: str, lines: Sequence[str]) -> Iterator[tuple[Place, str, str, int, int]]:
    """Yield the ignores in *lines*: place, codes, reason, and the first and last line that they cover."""
    is_template = file.endswith(".md")
    body = _front_matter_end(lines) if is_template else len(lines)
    for number, line in enumerate(lines[:body], 1):
        found = _IN_YAML.search(line)
        if found:
            alone = not line[: found.start()].strip()
            first, last = _yaml_below(lines, number) if alone else (number, number)
            if alone and all(
                not above.strip() or above.lstrip()[0] in "#-" for above in lines[:number]
            ):
                first = 0  # above everything: what names no line is meant, too
            place = Place(file, number, found.start() + 1)
            yield place, found["codes"], found["reason"] or "", first, last
    text = "\n".join(lines[body:])
    for found in _IN_TEXT.finditer(text) if is_template else ():
        number = body + text.count("\n", 0, found.start()) + 1
        end = body + text.count("\n", 0, found.end()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        rest = "".join(lines[number - 1 : end]).replace(found.group().replace("\n", ""), "")
        last = end if rest.strip() else _text_below(lines, end)
        reason = " ".join((found["reason"] or "").split())
        yield Place(file, number, column), found["codes"], reason, number, last


def _front_matter_end(lines: Sequence[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


def _yaml_below(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Return the first and last line of the entry below the comment on line *number*."""
    first = number
    while first < len(lines) and (not lines[first].strip() or lines[first].lstrip()[0] == "#"):
        first += 1
    if first >= len(lines):
        return number, number
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while last < len(lines) and lines[last].strip():
        inner = len(lines[last]) - len(lines[last].lstrip())
        if inner <= indent:
            break
        last += 1
    return number, last


def _text_below(lines: Sequence[str], number: int) -> int:
    """Return the last line of the block of text below line *number*; a block ends at an empty line."""
    last = number
    while last < len(lines) and not lines[last].strip():
        last += 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return last
