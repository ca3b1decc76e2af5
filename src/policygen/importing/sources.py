"""Files that can be imported: by their ending to a reader, all as blocks with what the reader left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..document.plain import lines
from ..document.problems import Problem
from ..document.readers import markdown
from ..document.tree import (
    Block,
    BlockQuote,
    Blocks,
    Document,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
)
from ..document.typed_labels import read_labels
from ..document.walk import map_blocks, map_inline, map_inlines, plain_text
from ..document.writers.markdown.edition import NOTE
from ..document.writers.markdown.front_matter import DRAFT
from ..errors import Diagnostic, InputError, Place
from ..records.nodes import Findings
from ..records.texts import TEMPLATE_LIMIT, decode

#: Formats that another program has to convert to DOCX first.
TO_CONVERT = (".odt", ".doc", ".rtf")


@dataclass(frozen=True, slots=True)
class Source:
    """What was read. ``unit`` says what its places count; ``aside`` are texts of headers and footers."""

    blocks: Blocks
    problems: tuple[Problem, ...] = ()
    unit: str = "line"
    title: str = ""
    aside: tuple[str, ...] = ()


def read(content: bytes, name: str) -> Source:
    """Return what the file *name* says.

    Raises InputError, with what to do, when it cannot be used.
    """
    ending = f".{name.rpartition('.')[2].casefold()}" if "." in name else ""
    reader = _READERS.get(ending)
    if reader is None:
        kinds = ", ".join((*_READERS, *TO_CONVERT))
        message = f"files “{ending or name}” cannot be imported"
        raise InputError(Diagnostic(Place(name), "kind", message, f"kinds that can be: {kinds}"))
    try:
        source = reader(content, name)
    except ValueError as error:
        hint = "open it in Word or LibreOffice and save it again"
        raise InputError(Diagnostic(Place(name), "unreadable", str(error), hint)) from error
    if not source.blocks:
        message = "there is no text in it"
        raise InputError(Diagnostic(Place(name), "empty", message, "is it a scan or a picture?"))
    return source


def _text_of(content: bytes, name: str) -> str:
    found: Findings = []
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        content = content.decode("cp1252", "replace").encode(
            "utf-8"
        )  # Windows' own, as GIAS has it
    text = decode(content, name, TEMPLATE_LIMIT, found)
    if found and not text:
        raise InputError(*found)
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _markdown(content: bytes, name: str) -> Source:
    text = _text_of(content, name)
    lines = text.split("\n")
    title, skipped = "", 0
    if lines[0].rstrip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
        front, skipped = lines[1:end], end + 1 if end else 0
        title = next((line[6:].strip(" \"'") for line in front if line.startswith("title:")), "")
        if any(line.startswith(("numbering:", "owner:", "slots:")) for line in front):
            message = "this is a model policy of policygen already"
            hint = "copy it into the folder templates"
            raise InputError(Diagnostic(Place(name), "is-template", message, hint))
    body = ["" if line == DRAFT else line for line in lines[skipped:]]  # the mark of our own drafts
    reading = markdown.read("\n".join([""] * skipped + body))
    blocks = map_blocks(reading.blocks, lambda block: (_own_note(block),))
    blocks = map_inlines(blocks, lambda part: map_inline(part, _without_anchor))
    return Source(read_labels(blocks), reading.problems, title=title)


def _own_note(block: Block) -> Block:
    """Return the drafting note that *block* is, as our own Markdown drafts write it."""
    if isinstance(block, BlockQuote) and block.blocks:
        lead, *rest = block.blocks
        if isinstance(lead, Paragraph) and plain_text(lead.children) == NOTE and rest:
            return Note(tuple(rest), line=block.line)
    return block


def _without_anchor(inline: Inline) -> Inlines:
    """Return the words of a link inside the document: anchors are another program's."""
    inside = isinstance(inline, Link) and inline.target.startswith("#")
    return inline.children if inside and isinstance(inline, Link) else (inline,)


def _plain(content: bytes, name: str) -> Source:
    from ..document.readers import text

    return Source(text.read(_text_of(content, name)))


def _html(content: bytes, name: str) -> Source:
    from ..document.readers import html

    reading = html.read(_text_of(content, name))
    return Source(reading.blocks, reading.problems, title=reading.title)


def _docx(content: bytes, name: str) -> Source:
    from ..document.readers import docx

    reading = docx.read(content)
    return Source(
        reading.document.blocks,
        reading.problems,
        "paragraph",
        reading.document.properties.title,
        tuple(" ".join(lines(Document(held))) for held in (*reading.headers, *reading.footers)),
    )


_READERS: dict[str, Callable[[bytes, str], Source]] = {
    ".docx": _docx,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".txt": _plain,
}
