"""Files that other programs wrote: those under ``files``, and one made with python-docx."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest
from docx.shared import Cm

from policygen.document.readers import docx
from policygen.document.writers import native

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", sorted(p.stem for p in FILES.glob("*.docx")))
def test_a_file_reads_as_it_is_written_down(name: str) -> None:
    """``files/README.md`` says how the files were made; what they say stands beside them."""
    reading = docx.read((FILES / f"{name}.docx").read_bytes())
    expected = (FILES / f"{name}.txt").read_text(encoding="utf-8")
    assert native.write_blocks(reading.document.blocks) == expected
    assert reading.own == name.startswith("our-")
    assert reading.document.properties.title
    assert reading.problems == ()


def test_python_docx() -> None:
    document = python_docx.Document()
    document.core_properties.title = "Trips"
    document.add_heading("Trips policy", 0)
    document.add_heading("Before a trip", 1)
    paragraph = document.add_paragraph("The leader ")
    paragraph.add_run("must").bold = True
    paragraph.add_run(" plan.")
    document.add_paragraph("a risk assessment", style="List Bullet")
    document.add_paragraph("a first aider", style="List Bullet 2")
    document.add_paragraph("First, ask.", style="List Number")
    document.add_paragraph("Then, go.", style="List Number")
    document.add_paragraph("Mind the gap", style="Intense Quote")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Age", "Adults"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "ask the head"
    section = document.sections[0]
    section.header.paragraphs[0].text = "Oakfield"
    section.left_margin = Cm(2)
    stream = io.BytesIO()
    document.save(stream)
    reading = docx.read(stream.getvalue())
    assert native.write_blocks(reading.document.blocks) == (
        "Title\n  Text text='Trips policy'\n"
        "Heading level=1\n  Text text='Before a trip'\n"
        "Paragraph\n  Text text='The leader '\n  Strong\n    Text text='must'\n  Text text=' plan.'\n"
        "BulletList\n  Item\n    Paragraph\n      Text text='a risk assessment'\n"
        "    BulletList\n      Item\n        Paragraph\n          Text text='a first aider'\n"
        "OrderedList\n  Item label='1.'\n    Paragraph\n      Text text='First, ask.'\n"
        "  Item label='2.'\n    Paragraph\n      Text text='Then, go.'\n"
        "BlockQuote\n  Paragraph\n    Text text='Mind the gap'\n"
        "Table head=() align=('', '')\n  -\n    -\n      Text text='Age'\n    -\n      Text text='Adults'\n"
        "  -\n    -\n      Text text='ask the head'\n    -\n"
    )
    assert [native.write_blocks(h) for h in reading.headers] == [
        "Paragraph\n  Text text='Oakfield'\n"
    ]
    assert reading.footers == ()
    assert dict(reading.core)["title"] == reading.document.properties.title == "Trips"
    assert [block.line for block in reading.document.blocks] == [1, 2, 3, 4, 6, 8, 9]
