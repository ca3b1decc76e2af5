"""The JSON Schemas say what the readers do, as far as a schema can."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from policygen.records import lists
from policygen.records.json_schema import KINDS, schema
from policygen.records.nodes import ListNode, MapNode, Node
from policygen.records.yamlio import parse
from tests.records.test_records import DEFAULTS, FULL, TEMPLATE


def shipped_list(name: str) -> str:
    folder = files("policygen").joinpath("assets", "check")
    return folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


_FRONT = TEMPLATE.split("---\n")[1]
_REGISTER = "a: {adopted: no, reason: x}\nb:\nc: {history: [{version: 1, date: 2019, action: A}]}\n"
GOOD = {
    "profile": FULL,
    "trust": "name: T\nwebsite: https://t.example\ndefaults:\n"
    + "".join(f"  {line}\n" for line in DEFAULTS.splitlines()),
    "register": _REGISTER,
    "policy": _FRONT,
    **{name: shipped_list(name) for name in lists.KINDS},
}
BAD = {
    "profile": [
        "phase: primry",
        "nmae: x",
        "people: {Head: {}}",
        "terms: [a]",
        "theme: {color: x}",
    ],
    "trust": ["short_name: x", "name: T\nterms: {}", "name: T\ndefaults: {nmae: x}"],
    "register": ["A b: {adopted: yes}", "a: {adoptd: yes}", "a: {adopted: perhaps}"],
    "policy": [
        "owner: trust",
        "title: A\nowner: me",
        "title: A\ncontrol: box",
        "title: A\nslots: [x]",
    ],
    "superseded": [
        "entries: [{wording: x}]",
        "entries: [{id: x, wordings: y}]",
        "instead: perhaps",
    ],
    "words": ["entries: [{id: A b}]", "entries: x"],
    "statutory": ["entries: [{id: a, kinds: [secondary]}]", "entrys: []"],
}
_WORDS: dict[str, Any] = {"true": True, "false": False, "yes": "yes", "no": "no"}


def typed(node: Node) -> Any:
    """Return *node* as an editor that knows YAML 1.2 hands it to its schema."""
    if isinstance(node, MapNode):
        return {key.text: typed(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [typed(item) for item in node.items]
    text, quoted = getattr(node, "text", ""), getattr(node, "quoted", False)
    if quoted:
        return text
    if getattr(node, "absent", False):
        return None
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[0-9]+\.[0-9]+", text) else _WORDS.get(text, text)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Say whether *value* is valid against *rule*, for the few words that our schemas use."""
    kinds = rule.get("type", list(_TYPES))
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(value, _TYPES[k]) for k in kinds):
        return False
    if "enum" in rule and value not in rule["enum"]:
        return False
    if "anyOf" in rule and not any(fits(value, one) for one in rule["anyOf"]):
        return False
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        return False
    if isinstance(value, list):
        return all(fits(item, rule.get("items", {})) for item in value)
    return not isinstance(value, dict) or _fits_map(value, rule)


def _fits_map(value: dict[str, Any], rule: dict[str, Any]) -> bool:
    known, others = rule.get("properties", {}), rule.get("additionalProperties", {})
    if not set(rule.get("required", ())) <= set(value):
        return False
    if any(not fits(key, rule.get("propertyNames", {})) for key in value):
        return False
    if others is False and not set(value) <= set(known):
        return False
    return all(fits(inner, known.get(key, others or {})) for key, inner in value.items())


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_record_fits(kind: str) -> None:
    value = typed(parse(GOOD[kind].replace("phase: Primary", "phase: primary"), kind))
    assert fits(value, schema(kind))


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in BAD.items() for t in texts])
def test_a_bad_record_does_not(kind: str, text: str) -> None:
    assert not fits(typed(parse(text, kind)), schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_in_a_sentence(kind: str) -> None:
    body = schema(kind)
    assert body["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(body)) == body
    described = list(_properties(body))
    assert len(described) > 5
    for name, text in described:
        assert text.endswith((".", "…")), name
        assert text[0].isupper(), name


def _properties(rule: Any) -> Any:
    if isinstance(rule, dict):
        for name, inner in rule.get("properties", {}).items():
            yield name, inner["description"]
        for inner in rule.values():
            yield from _properties(inner)
    elif isinstance(rule, list):
        for inner in rule:
            yield from _properties(inner)
