"""The events of a YAML text, from ruamel.yaml's parser in C, or from its parser in Python.

The one in C is twenty times faster. Where the two differ, and wherever there is something to say about
the notation, the one in Python reads: the words for what is wrong, and their places, are the same on
every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.main import CParser  # type: ignore[attr-defined]  # None without ruamel.yaml.clib

#: ruamel takes these two for line ends; YAML 1.2 §5.4 does not. They wait as noncharacters, which
#: no text can hold, until it is done.
_HIDE = {0x2028: 0xFDD2, 0x2029: 0xFDD3}
_SHOW = {new: old for old, new in _HIDE.items()}
#: What the two take differently, or may: tabs, line ends and marks beyond YAML 1.2 §5.4, comments in and
#: after the head of a block scalar (§8.1.1), blank lines after it, directives, ends of documents.
_UNCOMMON = re.compile(
    r"[\t\x85\u2028\u2029\ufeff]|\r(?!\n)|[|>][-+0-9]{0,3}(?:\s*#|[^\S\n]*\n[^\S\n]*\n)|^%|\n(?:---|\.\.\.)",
    re.MULTILINE,
)


class Uncommon(Exception):  # noqa: N818 -- it says what it is
    """The parser in C met what the one in Python has to read."""


def is_common(text: str) -> bool:
    """Say whether the parser in C takes *text*, as far as can be seen beforehand, as the other one does."""
    return not _UNCOMMON.search(text)


def events(text: str, *, in_c: bool) -> Iterator[Any]:
    """Yield the events of *text*; with *in_c* from the parser in C, where there is one.

    :raises MarkedYAMLError: where it is not YAML.
    """
    if in_c and not text.endswith("\n"):  # a last line that does not end is none to it
        text += "\n"
    if hides(text):
        text = text.translate(_HIDE)
    if in_c and CParser is not None:
        yield from _events_in_c(text)
    else:
        yield from YAML(typ="safe", pure=True).parse(text)


def _events_in_c(text: str) -> Iterator[Any]:
    """Yield what the parser yields by itself: ruamel's way to it sets up what makes objects of the events."""
    parser = CParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def hides(text: str) -> bool:
    """Say whether scalars of *text* hold what :func:`shown` puts back."""
    return "\u2028" in text or "\u2029" in text


def shown(scalar: str) -> str:
    """Return *scalar*, of a text that :func:`hides`, as it was typed."""
    return scalar.translate(_SHOW)
