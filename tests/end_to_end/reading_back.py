"""The text form of finished files, read back with other means than they were written with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from ..writers.docx.word import Package, W, labels, unpack, val

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


_BLANK = re.compile("_{12}")  # a line to complete by hand; it has no text


def squeezed(lines: Iterator[str] | list[str]) -> list[str]:
    return [line for line in (" ".join(raw.split()) for raw in lines) if line]


# --- Markdown, by way of another CommonMark engine ------------------------------------------------


def markdown_lines(text: str) -> list[str]:
    """Return the text form of a Markdown edition as rendered; numbers of lists are as the list says."""
    engine = MarkdownIt("commonmark").enable(["table"]).use(footnote_plugin)
    html = _BLANK.sub("", engine.render(_FRONT_MATTER.sub("", text)))
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    root = etree.fromstring(f"<body>{html}</body>", etree.HTMLParser())
    body = root.find("body")
    assert body is not None
    return squeezed(list(_html_blocks(body)))


def _html_blocks(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        tag = str(child.tag)
        if tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
            yield from _html_words(child).split("\n")
        elif tag == "table":
            for row in child.iter("tr"):
                cells = (" ".join(_html_words(c).split()) for c in row.iter("td", "th"))
                yield " | ".join(c for c in cells if c)
        elif tag in ("ul", "ol"):
            yield from _html_list(child)
        elif tag == "pre":
            yield from "".join(str(t) for t in child.itertext()).split("\n")
        elif tag not in ("hr",):
            yield from _html_blocks(child)


def _html_list(element: etree._Element) -> Iterator[str]:
    start = int(element.get("start") or 1)
    footnotes = "footnotes-list" in (element.get("class") or "")
    for number, item in enumerate(element.findall("li"), start):
        label = "" if element.tag == "ul" else f"{number} " if footnotes else f"{number}. "
        tight = etree.Element("p")
        tight.text = item.text
        loose: list[etree._Element] = []
        for child in item:
            if not loose and child.tag in ("strong", "em", "a", "code", "br", "sup", "img", "del"):
                tight.append(child)
            else:
                loose.append(child)
        first = _html_words(tight)
        rest = list(_html_blocks(_wrapped(loose)))
        lines = [*first.split("\n"), *rest] if first.strip() else rest
        yield label + (lines[0] if lines else "")
        yield from lines[1:]


def _wrapped(children: list[etree._Element]) -> etree._Element:
    holder = etree.Element("div")
    holder.extend(children)
    return holder


def _html_words(element: etree._Element) -> str:
    words = element.text or ""
    for child in element:
        if child.tag == "br":
            words += "\n"
        elif "footnote-backref" in (child.get("class") or ""):
            pass
        elif "footnote-ref" in (child.get("class") or ""):
            words += re.sub(r"\D", "", "".join(str(t) for t in child.itertext()))
        else:
            words += _html_words(child)
        tail = child.tail or ""
        words += tail.lstrip("\n") if child.tag == "br" else tail
    return words


# --- DOCX, with the labels that Word computes -----------------------------------------------------


def docx_lines(content: bytes) -> list[str]:
    """Return the text form of a DOCX edition; labels come from its numbering, footnotes from their part."""
    package = unpack(content)
    numbered = iter(labels(package))
    lines: list[str] = []
    notes: list[str] = []
    body = package.body.find(f"{W}body")
    assert body is not None
    for element in body:
        if element.tag == f"{W}tbl":
            for row in element.findall(f"{W}tr"):
                cells = (_cell(c, notes) for c in row.findall(f"{W}tc"))
                lines.append(" | ".join(c for c in cells if c))
        else:
            for paragraph in (
                [element, *element.iter(f"{W}p")] if element.tag != f"{W}p" else [element]
            ):
                if paragraph.tag == f"{W}p":
                    lines += _paragraph(paragraph, numbered, notes).split("\n")
    lines += _footnotes(package, notes)
    return squeezed(lines)


def _cell(cell: etree._Element, notes: list[str]) -> str:
    words = " ".join(_docx_words(p, notes) for p in cell.iter(f"{W}p"))
    return " ".join(words.split())


def _paragraph(
    paragraph: etree._Element, numbered: Iterator[tuple[str, str]], notes: list[str]
) -> str:
    reference = paragraph.find(f"{W}pPr/{W}numPr")
    label = ""
    if reference is not None and reference.find(f"{W}numId") is not None:
        label = next(numbered)[0]
    text = _docx_words(paragraph, notes)
    return f"{label} {text}" if label and label[0] not in "•–▪◦o‣" else text


def _docx_words(element: etree._Element, notes: list[str]) -> str:
    words = ""
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}footnoteReference"):
        parent = node.getparent()
        if parent is None or parent.tag != f"{W}r":
            continue
        if node.tag == f"{W}footnoteReference":
            notes.append(val(node, "id"))
            words += str(len(notes))
        else:
            words += {f"{W}tab": "\t", f"{W}br": "\n"}.get(str(node.tag), node.text or "")
    return words


def _footnotes(package: Package, notes: list[str]) -> list[str]:
    part = package.roots.get("word/footnotes.xml")
    found = {val(n, "id"): n for n in part.iter(f"{W}footnote")} if part is not None else {}
    lines: list[str] = []
    for number, key in enumerate(notes, 1):
        paragraphs = [_docx_words(p, []) for p in found[key].iter(f"{W}p")]
        lines += [f"{number} {paragraphs[0]}", *paragraphs[1:]]
    return lines
