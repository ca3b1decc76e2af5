"""The filters of the language: from value to value; what is open stays open.

Each charges what it makes and goes through (see :mod:`policygen.template.budget`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from .. import english
from .budget import BUDGET
from .names import Known, NameValue, Open, Parsed, Scope

#: The context key under which :func:`lower` finds the names that keep their capitals.
PROPER_NAMES = "_proper_names"


#: What filters make of texts shorter than this is kept.
_SHORT = 200


def source_of(value: object) -> str:
    """Return the expression that *value* came from, or ``""`` for a constant."""
    return value.source if isinstance(value, Known | Open | Scope) else ""


def as_text(value: object) -> Known:
    """Return *value* as printed: texts as they are, yes or no, numbers.

    :raises TypeError: for a map or list, which cannot be printed.
    """
    if isinstance(value, str):
        return value if isinstance(value, Known) else Known(value, "")
    if isinstance(value, bool):
        return Known("yes" if value else "no", "")
    if isinstance(value, int | float):
        return Known(str(value), "")
    if isinstance(value, Scope) and value.printed:
        return Known(value.printed, value.source)
    if isinstance(value, Scope):
        part = next(iter(value.names), "name")
        raise TypeError(
            f"{value.source} is not a text: name the part that is wanted, such as {value.source}.{part}"
        )
    if isinstance(value, tuple):
        raise TypeError("a list is not a text: go through it with {% for %} or use the filter join")
    raise TypeError("this is not a text")


def _charged(context: Context, value: Any) -> Known:
    """Return *value* as a text that is about to be changed."""
    text = as_text(value)
    context.parent[BUDGET].text(len(text))
    return text


def _on_text(change: Callable[[str], str]) -> Callable[[Context, Any], NameValue]:
    def changed(text: str, source: str) -> Known:
        return Known(change(text), source)

    # A term is changed at the same places of all policies of a school.
    kept = lru_cache(maxsize=1024)(changed)

    @pass_context
    def apply(context: Context, value: Any) -> NameValue:
        if isinstance(value, Open):
            return value
        text = _charged(context, value)
        work = kept if len(text) < _SHORT else changed
        return work(text.plain, text.source)

    return apply


@pass_context
def lower(context: Context, value: Any) -> NameValue:
    """Lower case, but for the names of the school and the trust."""
    if isinstance(value, Open):
        return value
    names = context.get(PROPER_NAMES, ())
    if isinstance(value, str):  # each of very many names is sought at each place
        context.parent[BUDGET].step(len(value) * (len(names) // 10))
    text = _charged(context, value)
    return Known(english.lower_except(text, names), text.source)


@pass_context
def markdown(_context: Context, value: Any) -> NameValue:
    """The text read as Markdown, on its own."""
    return value if isinstance(value, Open) else Parsed(as_text(value))


@pass_context
def default(_context: Context, value: Any, otherwise: Any = "") -> NameValue:
    """*otherwise* in the place of what is open or empty."""
    return otherwise if isinstance(value, Open) or value == "" else value  # type: ignore[no-any-return]


def _entries(context: Context, value: Any) -> tuple[NameValue, ...]:
    if isinstance(value, Open):
        return ()
    if isinstance(value, tuple | list | Scope):
        context.parent[BUDGET].step(len(value))
        return tuple(value)
    raise TypeError(f"{source_of(value) or 'this value'} is not a list")


@pass_context
def join(context: Context, value: Any, separator: Any = ", ") -> NameValue:
    """All entries in one text; an open entry leaves the whole open."""
    if isinstance(value, Open):
        return value
    if isinstance(separator, Open):
        return separator
    entries = _entries(context, value)
    for entry in entries:
        if isinstance(entry, Open):
            return entry
    texts, between = [as_text(entry) for entry in entries], as_text(separator)
    context.parent[BUDGET].text(sum(map(len, texts)) + len(between) * len(texts))
    return Known(between.join(texts), texts[0].source if texts else "")


@pass_context
def length(context: Context, value: Any) -> int:
    """How many entries (of a list) or characters (of a text)."""
    return len(value) if isinstance(value, str) else len(_entries(context, value))


@pass_context
def first(context: Context, value: Any) -> NameValue:
    """The first entry; open when there is none."""
    entries = _entries(context, value)
    return entries[0] if entries else Open(source_of(value) or "the first of an empty list")


@pass_context
def last(context: Context, value: Any) -> NameValue:
    """The last entry; open when there is none."""
    entries = _entries(context, value)
    return entries[-1] if entries else Open(source_of(value) or "the last of an empty list")


@pass_context
def sort(context: Context, value: Any) -> NameValue:
    """The entries in alphabetical order, capitals and small letters alike."""
    entries = _entries(context, value)
    texts = [as_text(entry) for entry in entries]
    context.parent[BUDGET].text(sum(map(len, texts)))
    pairs = sorted(
        zip(texts, entries, strict=True), key=lambda pair: (pair[0].casefold(), pair[0][:])
    )
    return tuple(entry for _, entry in pairs)


#: The filters that take an argument, and what it is called.
ARGUMENTS = {"default": "otherwise", "join": "separator"}
#: Each takes the context of the template, a value, and its argument, if it has one.
FILTERS: dict[str, Callable[..., Any]] = {
    "sentence": _on_text(english.sentence),
    "upper": _on_text(str.upper),
    "lower": lower,
    "possessive": _on_text(english.possessive),
    "a": _on_text(english.with_article),
    "markdown": markdown,
    "default": default,
    "join": join,
    "length": length,
    "first": first,
    "last": last,
    "sort": sort,
}
