"""The front matter of an edition: the control record as YAML."""

from __future__ import annotations

import json
import re

from ...properties import Properties

#: Ends of lines to YAML 1.1, and the byte order mark; JSON leaves them as they are.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


#: Made once: ``json.dumps`` makes one for every text.
_JSON = json.JSONEncoder(ensure_ascii=False)


DRAFT = "**DRAFT – not for publication**"


def before_body(properties: Properties) -> list[list[str]]:
    """Return the blocks of lines that stand above the text: front matter, and the mark of a draft."""
    return [front_matter(properties), [DRAFT] if properties.draft else []]


def front_matter(properties: Properties) -> list[str]:
    """Return the lines of the front matter: title and control record, every value double-quoted.

    A JSON string is a YAML double-quoted scalar (YAML 1.2 §7.3.1), whatever it holds; so no value can
    be read as a number, a date or a word like *no*.
    """
    pairs = (("title", properties.title), *properties.record)
    known = [f"{name}: {_quoted(text)}" for name, text in pairs if text]
    return ["---", *known, "---"] if known else []


def _quoted(text: str) -> str:
    quoted = _JSON.encode(text)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
