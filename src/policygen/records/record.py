"""Records: frozen dataclasses whose fields say how they are written in YAML.

>>> @record
... class Pet:
...     name: str = key(shapes.line, "What it is called.")
...     born: PartialDate | None = key(shapes.date, "When it was born.", default=None)

``fixed(Pet)`` is then the shape of a map with just these keys.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, dataclass_transform, overload

from policygen.errors import Place, did_you_mean
from policygen.records.nodes import Findings, MapNode, Node, Scalar, is_blank, wrong
from policygen.records.shapes import Json, Shape, optional, wrong_kind

T = TypeVar("T")
D = TypeVar("D")
_KEY = "policygen.key"


@dataclass(frozen=True, slots=True)
class Key:
    """How one field is written: its key, its shape, and the one sentence that says what it is."""

    shape: Shape[Any]
    says: str
    name: str
    required: bool


@overload
def key(shape: Shape[T], says: str, *, name: str = "") -> T: ...
@overload
def key(shape: Shape[T], says: str, *, name: str = "", default: D) -> T | D: ...
@overload
def key(shape: Shape[T], says: str, *, name: str = "", default_factory: Callable[[], T]) -> T: ...
def key(shape: Shape[Any], says: str, *, name: str = "", **default: Any) -> Any:
    """Describe the field of a record: *says* what it is in one sentence, for schemas and hints.

    A field without default is required. *name* is the key where it cannot be the name of the field.
    """
    described = Key(shape, says, name, required=not default)
    return dataclasses.field(metadata={_KEY: described}, **default)


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(key, dataclasses.field)
)
def record(cls: type[T]) -> type[T]:
    """Make *cls* a frozen, slotted dataclass that is made with keywords."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


_TABLES: dict[type[Any], Mapping[str, tuple[str, Key]]] = {}


def keys_of(cls: type[Any]) -> Mapping[str, tuple[str, Key]]:
    """Return the keys of a record: key in YAML -> name of the field, description."""
    table = _TABLES.get(cls)
    if table is None:
        fields = [(f.name, f.metadata[_KEY]) for f in dataclasses.fields(cls) if _KEY in f.metadata]
        table = _TABLES[cls] = {
            described.name or field: (field, described) for field, described in fields
        }
    return table


def fixed(cls: type[T]) -> Shape[T]:
    """Return the shape of a map with the keys of the record *cls*."""

    def read(node: Node, name: str, found: Findings) -> T | None:
        values = read_keys(cls, node, name, found)
        return None if values is None else cls(**values)

    return Shape(read, schema_of(cls))


def read_keys(
    cls: type[Any], node: Node, name: str, found: Findings, missing: Place | None = None
) -> dict[str, Any] | None:
    """Read a map into the values of the fields of *cls*, or None when anything is wrong.

    A missing key is reported at *missing*, by default where the map begins.
    """
    if not isinstance(node, MapNode):
        hint = f"its keys are {', '.join(keys_of(cls))}"
        wrong_kind(node, name, "a map", found, hint)
        return None
    table = keys_of(cls)
    values: dict[str, Any] = {}
    given: set[str] = set()
    good = True
    for entry, child in node.entries:
        row = table.get(entry.text)
        if row is None:
            _unknown(entry, name, table, found)
            good = False
            continue
        if is_blank(child):
            continue
        given.add(entry.text)
        field, described = row
        before = len(found)
        value = described.shape.read(child, f"{name}.{entry.text}" if name else entry.text, found)
        if value is None:
            good = False
            _explain(found, before, described)
        else:
            values[field] = value
    for text, (_field, described) in table.items():
        if described.required and text not in given:
            where = missing or node.place
            wrong(found, where, "missing-key", f"“{text}” is missing{_of(name)}", described.says)
            good = False
    return values if good else None


def _unknown(entry: Scalar, name: str, table: Mapping[str, Any], found: Findings) -> None:
    known = ", ".join(table)
    hint = did_you_mean(entry.text, table, f"known keys: {known}")
    wrong(found, entry.place, "unknown-key", f"“{entry.text}” is not a key{_of(name)}", hint)


def _explain(found: Findings, before: int, described: Key) -> None:
    """Give what was said about a field the description of the field as its hint, where it has none."""
    for index in range(before, len(found)):
        if not found[index].hint:
            found[index] = replace(found[index], hint=described.says)


def _of(name: str) -> str:
    return f" of “{name}”" if name else ""


def schema_of(cls: type[Any]) -> Json:
    """Return the JSON Schema (draft 2020-12) of a map with the keys of the record *cls*."""
    properties, required = {}, []
    for name, (_field, described) in keys_of(cls).items():
        schema = described.shape.schema
        properties[name] = {
            "description": described.says,
            **(schema if described.required else optional(schema)),
        }
        if described.required:
            required.append(name)
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema
