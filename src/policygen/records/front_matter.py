"""The parts of a template's front matter that are more than a text: control, slots, locks, source."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from policygen.english import fold_key
from policygen.errors import Place
from policygen.records import shapes
from policygen.records.nodes import Findings, MapNode, Node, Scalar, is_blank, wrong
from policygen.records.people import unique
from policygen.records.record import fixed, key, record
from policygen.records.shapes import Json, Shape, list_of, wrong_kind

LAYOUTS = ("cover", "table", "footer", "none")
#: Each is compiled, which takes time; the longest policies have some dozens.
MAX_ROWS, MAX_SLOTS = 200, 1_000


@dataclass(frozen=True, slots=True)
class Expression:
    """Jinja of the front matter, not read yet, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row of document control: the label, to the letter (Jinja allowed), and an expression."""

    label: Expression
    value: Expression


def _read_expression(node: Node, name: str, found: Findings) -> Expression | None:
    if not isinstance(node, Scalar):
        wrong_kind(node, name, "an expression", found)
        return None
    return Expression(node.text, node.place)


expression = Shape(_read_expression, shapes.PLAIN)


def _too_many(node: MapNode, name: str, most: int, found: Findings) -> bool:
    if len(node.entries) <= most:
        return False
    message = f"“{name}” has {len(node.entries):,} entries, more than {most:,}"
    wrong(found, node.place, "too-large", message)
    return True


def _read_rows(node: Node, name: str, found: Findings) -> tuple[Row, ...] | None:
    if not isinstance(node, MapNode):
        wrong_kind(node, name, "a map of labels and expressions", found)
        return None
    if _too_many(node, name, MAX_ROWS, found):
        return None
    rows = []
    for label, child in node.entries:
        value = _read_expression(child, f"{name}.{label.text}", found)
        if value is not None:
            rows.append(Row(Expression(label.text, label.place), value))
    return tuple(rows) if len(rows) == len(node.entries) else None


@record
class Control:
    """Where and how document control is printed; ``rows`` is None for the usual rows."""

    layout: str = key(shapes.choice(*LAYOUTS), "How document control is laid out.", default="table")
    rows: tuple[Row, ...] | None = key(
        Shape(_read_rows, {"type": "object", "additionalProperties": shapes.PLAIN}),
        "What it says: label -> expression, in order.",
        default=None,
    )


def _read_control(node: Node, name: str, found: Findings) -> Control | None:
    if isinstance(node, Scalar):
        layout = shapes.choice(*LAYOUTS).read(node, name, found)
        return Control(layout=layout) if layout else None
    return fixed(Control).read(node, name, found)


@record
class SlotRule:
    """What a template says about one of its slots; ``expression`` is None when only asked for."""

    name: str = ""
    place: Place = Place("")
    expression: Expression | None = key(
        expression, "The expression that gives the value.", name="from", default=None
    )
    ask: str = key(shapes.line, "What to ask the person who fills the slot.", default="")
    example: str = key(shapes.line, "An example, shown in drafts.", default="")
    choices: tuple[str, ...] = key(
        list_of(shapes.line), "The only values that may be given.", default=()
    )


def _read_slots(node: Node, name: str, found: Findings) -> Mapping[str, SlotRule] | None:
    if not isinstance(node, MapNode):
        wrong_kind(node, name, "a map of slots", found)
        return None
    if _too_many(node, name, MAX_SLOTS, found):
        return None
    good = unique(node, name, found)
    rules: dict[str, SlotRule] = {}
    for entry, child in node.entries:
        rule = _read_slot(child, f"{name}.{entry.text}", found)
        if rule is None:
            good = False
        else:
            named = dataclasses.replace(rule, name=entry.text, place=entry.place)
            rules[fold_key(entry.text)] = named
    return rules if good else None


def _read_slot(node: Node, name: str, found: Findings) -> SlotRule | None:
    if is_blank(node):
        return SlotRule()
    if isinstance(node, Scalar):
        return SlotRule(expression=Expression(node.text, node.place))
    return fixed(SlotRule).read(node, name, found)


@record
class Source:
    """Who issued a model policy."""

    name: str = key(shapes.line, "The body that issued the model.", default="")
    phone: str = key(shapes.line, "Its telephone number.", default="")
    email: str = key(shapes.email, "Its email address.", default="")
    website: str = key(shapes.web, "Its website.", default="")


@dataclass(frozen=True, slots=True)
class Locked:
    """The sections of a model that a school may not change: some by id, or all."""

    sections: tuple[str, ...] = ()
    everything: bool = False

    def __contains__(self, section: str) -> bool:
        return self.everything or section in self.sections


def _read_locked(node: Node, name: str, found: Findings) -> Locked | None:
    sections = _SECTIONS.read(node, name, found)
    if sections is None:
        return None
    return Locked(everything=True) if sections == ("all",) else Locked(sections)


_SECTIONS = list_of(shapes.line)


_SLOT: Json = {"anyOf": [shapes.PLAIN, fixed(SlotRule).schema, {"type": "null"}]}
control = Shape(_read_control, {"anyOf": [{"enum": list(LAYOUTS)}, fixed(Control).schema]})
#: Folded slot (english.fold_key) -> what the template says about it.
slots = Shape(_read_slots, {"type": "object", "additionalProperties": _SLOT})
locked = Shape(_read_locked, _SECTIONS.schema)
