"""YAML to nodes, by the events of ruamel.yaml: every scalar as typed, and only the plain part of YAML.

Anchors, aliases, tags, merge keys and directives are refused as soon as they are met, so nothing is
ever expanded: a small file cannot become a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policygen.errors import Diagnostic, InputError, Place, Severity
from policygen.records.nodes import (
    Broken,
    Findings,
    ListNode,
    MapNode,
    Node,
    Scalar,
    is_absent,
    wrong,
)
from policygen.records.texts import FORBIDDEN, YAML_LIMIT, Origin, decode, forbidden
from policygen.records.yaml_events import Uncommon, events, hides, is_common, shown
from policygen.records.yaml_hints import explain

MAX_DEPTH = 50
MAX_FIELD = 10_000
MAX_ENTRIES = 10_000
_COLON = re.compile(r"\s*:")
_LOST = re.compile(r"[ \t]+#[^\s#]")


class _Stop(Exception):  # noqa: N818 (a way out, not an error)
    """What follows cannot be read; the reason is among the findings."""


def parse(content: bytes | str, file: str) -> Node:
    """Return the one document in *content*; *file* is its name in places.

    Raises InputError with everything that is wrong.
    """
    found: Findings = []
    text = decode(content, file, YAML_LIMIT, found)
    node = parse_text(text, file, found)
    errors = [d for d in found if d.severity is Severity.ERROR]
    if errors:
        raise InputError(*errors)
    return node


def parse_text(
    text: str, file: str, found: Findings, first_line: int = 1, *, in_c: bool = True
) -> Node:
    """Return the one document in *text*, as :func:`texts.decode` leaves it; an empty one has no value.

    What is wrong goes to *found*, and Broken stands in its place where it cannot be read.
    *first_line* is the line of the file on which *text* begins. *in_c* makes no difference but in time.
    """
    if in_c and is_common(text):
        own: Findings = []
        try:
            node = _Reader(text, file, own, first_line, in_c=True).document()
        except Uncommon:
            pass
        else:
            found += own
            return node
    return _Reader(text, file, found, first_line).document()


class _Reader:
    """The state of reading one text: its events, and what was found wrong so far."""

    def __init__(
        self, text: str, file: str, found: Findings, first_line: int, *, in_c: bool = False
    ) -> None:
        """With *in_c* the parser in C reads, where there is one; see :class:`Uncommon`."""
        self.text, self.file, self.found, self.first_line = text, file, found, first_line
        self.line_starts, self.hides, self.in_c = list[int](), hides(text), in_c
        self.events: Iterator[Any] = events(text, in_c=in_c)

    def document(self) -> Node:
        """Read the stream: at most one document."""
        node: Node = Scalar("", Place(self.file, self.first_line, 1))
        documents = 0
        try:
            for event in self.events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    self._check_start(event, documents)
                elif isinstance(event, NodeEvent):
                    node = self._node(event, 1)
                    if self.in_c and is_absent(node):
                        raise Uncommon
        except _Stop:
            return Broken(Place(self.file))
        except MarkedYAMLError as error:
            if self.in_c:
                raise Uncommon from None
            self.found.append(explain(error, self.text, self.file, self.first_line))
            return Broken(Place(self.file))
        return node

    def _check_start(self, event: DocumentStartEvent, documents: int) -> None:
        place = self._place(event.start_mark)
        if event.version or event.tags:
            line = re.search("^%", self.text, re.MULTILINE)
            if line:
                place = Origin(self.file, self.first_line).place(self.text, line.start())
            self._wrong(
                place, "yaml-feature", "%YAML and %TAG lines are not used here", "delete the line"
            )
        if documents > 1:
            message = "a second document begins here; one file holds one"
            self._wrong(place, "yaml-feature", message, "delete the line “---”, or what follows it")
            raise _Stop

    def _node(self, event: Any, depth: int) -> Node:
        place = self._place(event.start_mark)
        if isinstance(event, ScalarEvent):
            self._check_properties(event, place)
            return self._scalar(event, place)
        if isinstance(event, AliasEvent):
            if self.in_c:
                raise Uncommon
            message = f"*{event.anchor} is an alias of YAML, which is not used here"
            self._wrong(place, "yaml-feature", message, "put text that starts with * in quotes")
            return Broken(place)
        self._check_properties(event, place)
        if depth > MAX_DEPTH:
            self._wrong(
                place, "too-deep", f"lists and maps stand more than {MAX_DEPTH} deep in each other"
            )
            raise _Stop
        if isinstance(event, SequenceStartEvent):
            return self._list(place, depth)
        return self._map(place, depth, bool(event.flow_style))

    def _list(self, place: Place, depth: int) -> Node:
        items = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1))
            if self.in_c and is_absent(items[-1]):
                raise Uncommon
            if len(items) > MAX_ENTRIES:
                self._too_many(place, "list")
        return ListNode(tuple(items), place)

    def _map(self, place: Place, depth: int, braces: bool) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        broken = False
        last: tuple[str, int] | None = None  # key and start of a text that a comma may have cut
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if len(entries) > MAX_ENTRIES:
                self._too_many(place, "map")
            key = self._node(event, depth + 1)
            if self.in_c and key == Scalar("", key.place):
                raise Uncommon
            below = next(self.events)
            value = self._node(below, depth + 1)
            colon = None
            if isinstance(value, Scalar) and value.absent:
                colon = _COLON.match(self.text, event.end_mark.index)
                if self.in_c and not colon and not braces:
                    raise Uncommon
                if colon:  # of what is not there the parsers tell different places
                    value = Scalar(value.text, self._behind(event.end_mark, colon[0]))
            bare = braces and is_absent(value) and not colon
            if not isinstance(key, Scalar):
                broken = True
                if not isinstance(key, Broken):
                    self._refuse_key(key)
            elif bare and key.text.endswith(":"):  # {by: SBM, date:}
                self._enter(entries, Scalar(key.text[:-1], key.place), value)
            elif bare and last and not key.quoted:  # {ask: Who, or what}
                self._join(entries, last, event.end_mark.index)
            else:
                self._enter(entries, key, value)
                plain = isinstance(value, Scalar) and not value.quoted and not value.absent
                last = (key.text, below.start_mark.index) if plain and key.text in entries else None
        return Broken(place) if broken else MapNode(tuple(entries.values()), place)

    def _too_many(self, place: Place, what: str) -> NoReturn:
        message = f"this {what} has more than {MAX_ENTRIES:,} entries"
        self._wrong(place, "too-large", message)
        raise _Stop

    def _join(
        self, entries: dict[str, tuple[Scalar, Node]], last: tuple[str, int], end: int
    ) -> None:
        """Make one text again of what YAML takes for a value, a comma and a key without a value."""
        name, start = last
        key, value = entries[name]
        if end - start > MAX_FIELD:
            self._wrong(value.place, "too-large", f"this text has more than {MAX_FIELD} characters")
            raise _Stop
        text = " ".join(line.strip() for line in self.text[start:end].split("\n"))
        entries[name] = (key, Scalar(text, value.place))

    def _enter(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> None:
        if key.text == "<<" and not key.quoted:
            self._wrong(key.place, "yaml-feature", "<< (a merge key of YAML) is not used here")
        elif key.text in entries:
            first = entries[key.text][0].place
            message = f"“{key.text}” is given twice; the first is on line {first.line}"
            self._wrong(key.place, "duplicate-key", message, "keep one of the two")
        else:
            entries[key.text] = (key, value)
            if is_absent(value):
                self._check_absent(key)

    def _refuse_key(self, key: ListNode | MapNode) -> None:
        if isinstance(key, MapNode):
            message = "a value that starts with “{{” must be in quotes"
            hint = 'write "{{ … }}", or without braces where an expression is expected'
            self._wrong(key.place, "yaml-syntax", message, hint)
        else:
            message = "a key must be text, not a list"
            hint = 'put text that starts with “[” in quotes: "[…]"'
            self._wrong(key.place, "yaml-syntax", message, hint)

    def _scalar(self, event: ScalarEvent, place: Place) -> Node:
        text: str = event.value.replace("\r\n", "\n").replace("\r", "\n")  # one kind of line end
        if self.hides:
            text = shown(text)
        if len(text) > MAX_FIELD:
            message = f"this text has {len(text)} characters, more than {MAX_FIELD}"
            self._wrong(place, "too-large", message)
            return Broken(place)
        style = event.style
        if not style:
            if text:  # else it is looked at with its key
                self._check_comment(event)
        elif style == '"':
            for match in FORBIDDEN.finditer(text):
                self.found.append(forbidden(match[0], place))
                return Broken(place)
        elif style in "|>":
            text = text.rstrip("\n")  # the line ends belong to the notation, not to the text
        return Scalar(text, place, bool(style))

    def _check_properties(self, event: Any, place: Place) -> None:
        if self.in_c and (event.anchor or event.ctag is not None):
            raise Uncommon
        if event.anchor:
            message = f"&{event.anchor} is an anchor of YAML, which is not used here"
            self._wrong(place, "yaml-feature", message, "put text that starts with & in quotes")
        if event.ctag is not None:
            tag = str(event.ctag).replace("tag:yaml.org,2002:", "!!")
            message = f"{tag} is a tag of YAML, which is not used here"
            self._wrong(place, "yaml-feature", message, "put text that starts with ! in quotes")

    def _check_comment(self, event: ScalarEvent) -> None:
        """Warn when what looks like the end of a value (``Mrs Smith #2``) is a comment for YAML."""
        lost = _LOST.match(self.text, event.end_mark.index)
        if lost:
            self._warn_comment(lost.end() - 2)

    def _check_absent(self, key: Scalar) -> None:
        """Warn when what looks like the value (``colour: #7a0019``) is a comment for YAML."""
        self.line_starts = self.line_starts or [0, *(m.end() for m in re.finditer("\n", self.text))]
        start = self.line_starts[key.place.line - self.first_line] + key.place.column - 1
        lost = re.compile(r".*?:[ \t]+#[^\s#]").match(self.text, start)
        if lost:
            self._warn_comment(lost.end() - 2)

    def _warn_comment(self, index: int) -> None:
        message = "what follows “#” is a comment and not part of the value"
        hint = "put the value in quotes if it is, or a space after “#” if not"
        place = Origin(self.file, self.first_line).place(self.text, index)
        self.found.append(Diagnostic(place, "yaml-comment", message, hint, Severity.WARNING))

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)

    def _behind(self, mark: Any, text: str) -> Place:
        """Return the place behind *text*, which stands at *mark*."""
        lines, _, last = text.rpartition("\n")
        column = len(last) if lines or text.startswith("\n") else mark.column + len(text)
        return Place(self.file, mark.line + text.count("\n") + self.first_line, column + 1)

    def _wrong(self, place: Place, code: str, message: str, hint: str = "") -> None:
        wrong(self.found, place, code, message, hint)
