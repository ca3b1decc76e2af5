"""The front matter of an edition: the control record as YAML."""

from __future__ import annotations

import json

from ...properties import Properties


def front_matter(properties: Properties) -> list[str]:
    """Return the lines of the front matter: title and control record, every value double-quoted.

    A JSON string is a YAML double-quoted scalar (YAML 1.2 §7.3.1), whatever it holds; so no value can
    be read as a number, a date or a word like *no*.
    """
    pairs = (("title", properties.title), *properties.record)
    known = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in pairs if text]
    return ["---", *known, "---"] if known else []
