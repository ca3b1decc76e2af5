"""Attributes at the end of a heading: ``# Text {#id .class key=value key="some words"}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Braces at the very end, after white space (so that ``\\{`` is text), whose first item is an attribute.
_BRACES = re.compile(
    r"""(?:^|(?<=[ \t]))\{(?P<inside>[ \t]*(?:[#.]|[A-Za-z][\w-]*=)(?:[^{}"]|"[^"]*")*)\}$"""
)
_ITEM = re.compile(
    r"""[ \t]*(?:
        \#(?P<id>[^\s#."=]+)
      | \.(?P<class>[^\s#."=]+)
      | (?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))
      )(?=[ \t]|$)""",
    re.VERBOSE,
)
#: What is safe as an id in HTML, as a bookmark's origin in DOCX and in a file name.
SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(slots=True)
class Attributes:
    """What the braces after a heading hold. ``wrong`` are the pieces that are no attribute."""

    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def split_attributes(content: str) -> tuple[str, Attributes | None]:
    """Return the text of a heading without its attributes, and the attributes (None: there are none)."""
    if not content.endswith("}"):
        return content, None
    found = _BRACES.search(content)
    if found is None:
        return content, None
    return content[: found.start()].rstrip(" \t"), _parse(found["inside"].strip(" \t"))


def _parse(inside: str) -> Attributes:
    result = Attributes()
    at = 0
    while at < len(inside):
        item = _ITEM.match(inside, at)
        if item is None:
            wrong = re.compile(r"[ \t]*(\S+)").match(inside, at)
            if wrong is None:
                break
            result.wrong.append(wrong[1])
            at = wrong.end()
            continue
        at = item.end()
        if item["id"]:
            result.ids.append(item["id"])
        elif item["class"]:
            result.classes.append(item["class"])
        elif item["key"] in result.pairs:
            result.wrong.append(item[0].strip())
        else:
            result.pairs[item["key"]] = item["bare"] or item["quoted"] or ""
    return result
