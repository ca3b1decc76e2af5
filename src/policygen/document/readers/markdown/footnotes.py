"""Footnote definitions: taken out of the stream of tokens, and found again by their references."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from .problems import Notebook


@dataclass(slots=True)
class Definition:
    """A footnote as it was defined: its blocks' tokens, and whether a reference has used it."""

    line: int
    tokens: list[Token]
    used: bool = False


class Definitions:
    """The footnotes of a text by label; every reference takes its own once."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._by_label: dict[str, Definition] = {}

    def take_out(self, tokens: list[Token]) -> list[Token]:
        """Return *tokens* without footnote definitions, which are kept here (the first of a label)."""
        kept: list[Token] = []
        outer: list[list[Token]] = []
        current = kept
        for token in tokens:
            if token.type == "footnote_reference_open":
                outer.append(current)
                current = self._start(token)
            elif token.type == "footnote_reference_close":
                current = outer.pop()
            else:
                current.append(token)
        return kept

    def _start(self, token: Token) -> list[Token]:
        label = token.meta["label"]
        line = token.map[0] + 1 if token.map else 0
        definition = Definition(line, [])
        if label in self._by_label:
            self._notebook.error(
                line,
                "footnote-twice",
                f"footnote “{label}” is defined a second time",
                f"the first stands in line {self._by_label[label].line}; give this one another name",
            )
        else:
            self._by_label[label] = definition
        return definition.tokens

    def use(self, label: str, line: int, inside: bool) -> list[Token] | None:
        """Return the tokens of footnote *label*; None, and a problem, if it cannot stand on *line*.

        *inside* says that the reference stands in a footnote itself.
        """
        definition = self._by_label.get(label)
        if definition is None:
            self._notebook.error(
                line,
                "footnote-unknown",
                f"footnote “{label}” is not defined",
                f"write its text on a line of its own: [^{label}]: …",
            )
            return None
        if inside or definition.used:
            definition.used = True
            code, message = (
                ("footnote-nested", f"footnote “{label}” is referenced inside a footnote")
                if inside
                else ("footnote-reused", f"footnote “{label}” is referenced a second time")
            )
            self._notebook.error(line, code, message, "give every reference a footnote of its own")
            return None
        definition.used = True
        return definition.tokens

    def report_unused(self) -> None:
        """Report every footnote that no reference has used: its text would be lost."""
        for label, definition in self._by_label.items():
            if not definition.used:
                self._notebook.error(
                    definition.line,
                    "footnote-unused",
                    f"footnote “{label}” is never referenced, so it would not be printed",
                    f"put [^{label}] where it belongs",
                )
