"""HTML to blocks, with lxml's parser of HTML: what a policy page says, without its machinery.

Scripts, styles, forms, navigation and the like are left out; each kind is counted in a problem. Where
the page has a ``main`` or one ``article``, that is read. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.etree import ParserError

from ....errors import Severity
from ...links import problem_with
from ...problems import Problem
from ...tags import with_typed_tags
from ...tree import (
    Alignment,
    Block,
    BlockQuote,
    Blocks,
    Code,
    CodeBlock,
    Contents,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Strong,
    Text,
    ThematicBreak,
)
from ...typed_labels import read_labels
from ...walk import merge
from .lists import listing
from .space import SPACE, tidy
from .tables import table

_LEFT_OUT = {
    "script": "a script",
    "style": "a style sheet",
    "nav": "navigation",
    "form": "a form",
    "iframe": "an embedded page",
    "object": "an embedded object",
    "svg": "a drawing",
    "noscript": "text for browsers without scripts",
    "template": "a template of the page",
    "video": "a video",
    "audio": "a sound",
    "canvas": "a drawing",
    "button": "a button",
    "select": "a choice of a form",
    "img": "a picture",
    "head": "",
}
_STRUCTURE = frozenset(
    [
        "p",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "hr",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "body",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "address",
        "figure",
        "fieldset",
        "details",
        "summary",
        "figcaption",
        "li",
        "dt",
        "dd",
        "hgroup",
    ]
)
_MAX_DEPTH = 100
_ALIGN: Alignment = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The blocks of a page, what was left out of them, and the page's own title."""

    blocks: Blocks
    problems: tuple[Problem, ...]
    title: str = ""


def read(text: str) -> Reading:
    """Return the blocks of the HTML *text*; ``<insert name here>`` in it is words, not a tag.

    Raises ValueError when there is no HTML in it.
    """
    try:
        root = lxml_html.document_fromstring(with_typed_tags(text))
    except (ParserError, ValueError) as error:
        raise ValueError("there is no HTML in it") from error
    title = " ".join((root.findtext(".//title") or "").split())
    reader = _Reader()
    blocks = reader.blocks(_content_of(root), 0)
    return Reading(read_labels(blocks), reader.problems(), title)


def _content_of(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    for path in (".//main", ".//article", ".//body"):
        found = root.findall(path)
        if len(found) == 1:
            return found[0]
    return root


def _is_contents(element: lxml_html.HtmlElement) -> bool:
    """Say whether *element* leads to the sections of its own page: the contents, not a site's menu."""
    links = [link.get("href", "") for link in element.iter("a")] if element.tag == "nav" else []
    return len(links) > 1 and all(link.startswith("#") for link in links)


class _Reader:
    """Reads one page; counts what is left out."""

    def __init__(self) -> None:
        self._left: Counter[str] = Counter()
        self._lines: dict[str, int] = {}
        self._links: list[Problem] = []

    def problems(self) -> tuple[Problem, ...]:
        """Return what was left out, by kind and with its count."""
        counted = [
            Problem(
                self._lines[what],
                "left-out",
                f"{what} is left out" if count == 1 else f"{what} is left out, {count} times",
                severity=Severity.WARNING,
            )
            for what, count in self._left.items()
        ]
        return (*counted, *self._links)

    def _leave_out(self, element: lxml_html.HtmlElement, what: str) -> None:
        if what:
            self._left[what] += 1
            self._lines.setdefault(what, element.sourceline or 0)

    def blocks(self, element: lxml_html.HtmlElement, depth: int) -> Blocks:
        """Return the blocks inside *element*; text that stands between blocks is a paragraph."""
        if depth > _MAX_DEPTH:
            self._leave_out(element, "what stands deeper than 100 elements")
            return ()
        result: list[Block] = []
        loose: list[Inline] = []
        line = element.sourceline or 0

        def close() -> None:
            children = tidy(loose)
            loose.clear()
            if children:
                result.append(Paragraph(children, line=line))

        loose.append(Text(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and self._is_block(child):
                close()
                result += self._block(child, depth + 1)
                line = child.sourceline or line
            else:
                loose += self._inline(child, depth + 1)
            loose.append(Text(child.tail or ""))
        close()
        return tuple(result)

    @staticmethod
    def _is_block(element: lxml_html.HtmlElement) -> bool:
        return (
            element.tag in _STRUCTURE
            or _is_contents(element)
            or (
                element.tag not in _LEFT_OUT
                and any(
                    isinstance(e.tag, str) and e.tag in _STRUCTURE
                    for e in element.iterdescendants()
                )
            )
        )

    def _block(self, element: lxml_html.HtmlElement, depth: int) -> Blocks:
        tag, line = element.tag, element.sourceline or 0
        if re.fullmatch("h[1-6]", tag):
            children = tidy(self._inlines(element, depth), breaks=False)
            return (Heading(min(int(tag[1]), 5), children, line=line),) if children else ()
        if tag == "p":
            children = tidy(self._inlines(element, depth))
            return (Paragraph(children, line=line),) if children else ()
        if tag == "nav":
            return (Contents(line=line),)
        if tag in ("ul", "ol"):
            return listing(element, lambda e: self._held(e, depth))
        if tag == "dl":
            return self._definitions(element, depth)
        if tag == "table":
            return table(element, lambda e: self.blocks(e, depth))
        if tag == "hr":
            return (ThematicBreak(line=line),)
        if tag == "pre":
            return (CodeBlock("".join(element.itertext()).strip("\n"), line=line),)
        inner = self.blocks(element, depth)
        if (
            element.get("role") == "note" and inner
        ):  # DPUB-ARIA and WAI-ARIA know notes; HTML does not
            return (Note(inner, line=line),)
        return (BlockQuote(inner, line=line),) if tag == "blockquote" and inner else inner

    def _definitions(self, element: lxml_html.HtmlElement, depth: int) -> Blocks:
        items: list[Definition] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                items.append(Definition(tidy(self._inlines(child, depth), breaks=False), ()))
            elif items:
                term = items[-1]
                items[-1] = Definition(term.term, (*term.blocks, *self.blocks(child, depth)))
        items = [item for item in items if item.term]
        return (DefinitionList(tuple(items), line=element.sourceline or 0),) if items else ()

    def _held(self, element: lxml_html.HtmlElement, depth: int) -> Blocks:
        """Return what an element of a list is: a list inside it as a list, an item as its blocks."""
        if element.tag in ("ul", "ol"):
            return self._block(element, depth + 1)
        return self.blocks(element, depth)

    def _inlines(self, element: lxml_html.HtmlElement, depth: int) -> Iterator[Inline]:
        yield Text(element.text or "")
        for child in element:
            yield from self._inline(child, depth + 1)
            yield Text(child.tail or "")

    def _inline(self, element: lxml_html.HtmlElement, depth: int) -> Iterator[Inline]:
        tag = element.tag
        if not isinstance(tag, str):  # a comment
            return
        if tag in _LEFT_OUT or depth > _MAX_DEPTH:
            self._leave_out(element, _LEFT_OUT.get(tag, "what stands deeper than 100 elements"))
        elif tag == "br":
            yield LineBreak()
        elif tag in ("strong", "b"):
            yield Strong(merge(self._inlines(element, depth)))
        elif tag in ("em", "i", "cite"):
            yield Emphasis(merge(self._inlines(element, depth)))
        elif tag in ("code", "kbd", "samp"):
            yield Code(SPACE.sub(" ", element.text_content()))
        elif tag == "a" and element.get("href"):
            yield from self._link(element, merge(self._inlines(element, depth)))
        else:
            yield from self._inlines(element, depth)

    def _link(self, element: lxml_html.HtmlElement, children: Inlines) -> Iterator[Inline]:
        target = (element.get("href") or "").strip()
        wrong = "" if target.startswith("#") else problem_with(target)
        if wrong:
            self._links.append(
                Problem(element.sourceline or 0, "link", wrong, severity=Severity.WARNING)
            )
        if wrong or target.startswith("#"):  # anchors of the page are not those of the template
            yield from children
        elif children:
            yield Link(children, target)
