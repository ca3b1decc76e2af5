"""Tags of HTML in a text, and slots in angle brackets (``<insert name here>``) that only look like them.

Every reader of HTML takes such a slot for a tag and drops it, so they are told apart before it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Elements that a page may hold, by name; another name in angle brackets is words that somebody typed.
_NAMES = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body "
    "br button canvas caption center cite code col colgroup command content data datalist dd del details dfn "
    "dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing "
    "main map mark marquee math menu menuitem meta meter nav nobr noframes noscript object ol optgroup option "
    "output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot "
    "small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead "
    "time title tr track tt u ul var video wbr xml xmp"
)
_ELEMENTS = frozenset(_NAMES.split())
_TYPED = re.compile(r"<(?=(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>=\"'/:]{0,200})?)>)")
_OPENS = re.compile(r"<(?:(script|style|svg|math|xml)\b|!--)", re.IGNORECASE)
_CLOSES = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "math", "xml")
}
_COMMENT_ENDS = re.compile("-->")
#: Words that stand alone in a tag and are attributes.
_WORDS = (
    "async autofocus autoplay checked compact controls default defer disabled hidden inert ismap itemscope loop "
    "multiple muted nohref noshade novalidate nowrap open readonly required reversed selected"
)
_FLAGS = frozenset(_WORDS.split())


def with_typed_tags(text: str) -> str:
    """Return the HTML *text* with ``<insert name here>`` as words: no browser shows it, and no reader finds it.

    What is no element of HTML, or has words behind it that are no attributes, was typed as a slot and
    taken for a tag.
    """
    made: list[str] = []
    here = 0
    for start, end in _opaque(text):
        made += [_shown(text[here:start]), text[start:end]]
        here = end
    return "".join((*made, _shown(text[here:])))


def _opaque(text: str) -> Iterator[tuple[int, int]]:
    """Yield where scripts, styles, drawings and comments stand; one that never ends is none."""
    here = 0
    endless: set[str] = set()
    while found := _OPENS.search(text, here):
        here = found.end()
        name = (found.group(1) or "").lower()
        if name in endless:
            continue
        closed = _CLOSES.get(name, _COMMENT_ENDS).search(text, here)
        if closed is None:
            endless.add(name)
        else:
            yield found.start(), closed.end()
            here = closed.end()


def _shown(text: str) -> str:
    return _TYPED.sub(lambda found: "<" if _is_tag(found) else "&lt;", text)


def _is_tag(found: re.Match[str]) -> bool:
    words = found["rest"].split()
    return found["name"].lower() in _ELEMENTS and all(word.lower() in _FLAGS for word in words)


_ITALICS = re.compile(r"<(i|em)>(\S(?:[^<>\n]*\S)?)</\1>", re.IGNORECASE)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]{0,300})?)/?>")


def without_tags(text: str) -> str:
    """Return the Markdown *text* without the HTML in it, as it reads on a page; lines stay where they are.

    Italics become those of Markdown, comments and other tags go; what was typed as a slot stays.
    """
    made: list[str] = []
    here = 0
    for start, end in _opaque(text):
        if text.startswith("<!--", start):
            made += [text[here:start], "\n" * text.count("\n", start, end)]
            here = end
    text = "".join((*made, text[here:]))
    return _TAG.sub(_dropped, _ITALICS.sub(r"*\2*", text))


def _dropped(found: re.Match[str]) -> str:
    has_attributes = "=" in found["rest"] and found["name"].lower() in _ELEMENTS
    if not has_attributes and not _is_tag(found):
        return found.group()
    return " " if found["name"].lower() == "br" else ""
