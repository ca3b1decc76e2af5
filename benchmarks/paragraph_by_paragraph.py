"""A document with python-docx the way it is usually written: token by token, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token


def add_all(document: Any, tokens: Sequence[Token]) -> None:
    """Add what the *tokens* of markdown-it-py say to a document of python-docx."""
    rest = iter(tokens)
    labels: list[str] = []
    style = "Normal"
    for token in rest:
        if token.type == "table_open":
            _add_table(document, rest)
        elif token.type == "list_item_open":
            labels.append(f"{token.info}. " if token.info else "• ")
            style = "List Paragraph"
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            style = "Normal"
        elif token.type == "heading_open":
            style = f"Heading {min(int(token.tag[1]), 5)}"
        elif token.type == "heading_close":
            style = "Normal"
        elif token.type == "inline":
            paragraph = document.add_paragraph(labels.pop() if labels else "", style=style)
            _add_runs(paragraph, token.children or ())


def _add_runs(paragraph: Any, tokens: Sequence[Token]) -> None:
    bold = italic = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.nesting > 0
        elif token.type in ("em_open", "em_close"):
            italic = token.nesting > 0
        elif token.content:
            run = paragraph.add_run(token.content)
            if bold:
                run.bold = True
            if italic:
                run.italic = True


def _add_table(document: Any, tokens: Iterator[Token]) -> None:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(child.content for child in token.children or ()))
    table = document.add_table(len(rows), len(rows[0]), style="Policy Table")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
