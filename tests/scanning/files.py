"""Finished documents for tests, made in every format: fictional policies of fictional schools."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .pdfs import Words, pdf

#: A paragraph, a row of a table (a tuple of cells), or a heading (``# `` before it).
Part = str | tuple[str, ...]

LEFT_OVER: tuple[Part, ...] = (
    "Harbour Primary School",
    "Dogs policy",
    ("Approved by governors", "12 March 2022"),
    ("Review frequency", "3 years"),
    ("Next review", "12 March 2025"),
    "# Aims",
    "All staff of Harbour Primary School and [insert name of lead] keep dogs away from students.",
    "Letters are kept as the Data Protection Act 1998 asks.",
    "Insert the card into the reader [sic]; see note [1].",
    "# Contacts",
    ("Contact details", "Email", ""),
    ("", "Tel", "01632 960000"),
    "Harbour CP School thanks XXX for her help.",
)
FINISHED: tuple[Part, ...] = (
    "Harbour Primary School",
    "Dogs policy",
    ("Approved by governors", "12 March 2024"),
    ("Review frequency", "3 years"),
    ("Next review", "12 March 2027"),
    "# Aims",
    "All staff of Harbour Primary School keep dogs away from pupils.",
    "Insert the card into the reader. The words are as they were [sic]; see note [1].",
    "Name: ____________________ Date: ____________",
    "The pupils' own words are on our website, https://harbour.example/dogs.",
)


def word(parts: Sequence[Part]) -> WordDocument:
    """Return *parts* as a Word document."""
    document = docx.Document()
    table = None
    for part in parts:
        if isinstance(part, tuple):
            table = table or document.add_table(0, len(part))
            for cell, text in zip(table.add_row().cells, part, strict=True):
                cell.text = text
            continue
        table = None
        if part.startswith("# "):
            document.add_heading(part[2:], 1)
        else:
            document.add_paragraph(part)
    return document


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def highlighted(parts: Sequence[Part], words: str) -> bytes:
    """Return *parts* as a Word file with one more paragraph, in which *words* are highlighted."""
    document = word(parts)
    run = document.add_paragraph("Ask ").add_run(words)
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return saved(document)


def with_control(parts: Sequence[Part], prompt: str) -> bytes:
    """Return *parts* as a Word file with a content control that shows its *prompt*."""
    document = word(parts)
    document.add_paragraph("Ask ")._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='lead'/><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent><w:r><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    return saved(document)


def with_change(parts: Sequence[Part]) -> bytes:
    """Return *parts* as a Word file with a tracked insertion."""
    document = word(parts)
    document.add_paragraph("Staff lock the ")._p.append(
        parse_xml(
            f"<w:ins {nsdecls('w')} w:id='7' w:author='A' w:date='2025-01-01T00:00:00Z'>"
            "<w:r><w:t>front door.</w:t></w:r></w:ins>"
        )
    )
    return saved(document)


def markdown(parts: Sequence[Part]) -> str:
    """Return *parts* as Markdown."""
    made: list[str] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            made.append(f"\n{part}\n")
            continue
        first = number == 0 or isinstance(parts[number - 1], str)
        made.append(f"| {' | '.join(part)} |\n")
        made += [f"|{'---|' * len(part)}\n"] if first else []
    return "".join(made)


def html(parts: Sequence[Part]) -> str:
    """Return *parts* as a web page."""
    made: list[str] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            tag, text = ("h1", part[2:]) if part.startswith("# ") else ("p", part)
            made.append(f"<{tag}>{text}</{tag}>\n")
            continue
        made += ["<table>\n"] if number == 0 or isinstance(parts[number - 1], str) else []
        made.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in part)}</tr>\n")
        last = number + 1 == len(parts) or isinstance(parts[number + 1], str)
        made += ["</table>\n"] if last else []
    return f"<html><head><title>Policy</title></head><body>\n{''.join(made)}</body></html>"


def text(parts: Sequence[Part]) -> str:
    """Return *parts* as plain text with tabs between cells."""
    lines = [p.removeprefix("# ") if isinstance(p, str) else "\t".join(p) for p in parts]
    gaps = [
        "\n" if isinstance(a, tuple) and isinstance(b, tuple) else "\n\n"
        for a, b in pairwise(parts)
    ]
    return "".join(line + gap for line, gap in zip(lines, (*gaps, "\n"), strict=True))


def print_(parts: Sequence[Part]) -> bytes:
    """Return *parts* as a PDF of one page."""
    words: list[Words] = []
    for number, part in enumerate(parts):
        y = 780 - 28 * number
        if isinstance(part, str):
            font = "bold" if part.startswith("# ") else "plain"
            words.append(Words(72, y, part.removeprefix("# "), font))
        else:
            words += [Words(72 + 170 * n, y, cell) for n, cell in enumerate(part) if cell]
    return pdf(words)


def every(parts: Sequence[Part]) -> dict[str, bytes]:
    """Return *parts* as a file of each kind, by its name."""
    return {
        "policy.docx": saved(word(parts)),
        "policy.html": html(parts).encode(),
        "policy.md": markdown(parts).encode(),
        "policy.pdf": print_(parts),
        "policy.txt": text(parts).encode(),
    }
