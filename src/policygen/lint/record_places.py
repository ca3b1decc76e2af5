"""Where things stand in the records: from a key, or from the source of a value, to a place in a file."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..errors import Place
from ..records.nodes import Broken, ListNode, MapNode, Node, Scalar
from ..records.policy import split
from ..records.school import register_path
from ..records.yamlio import parse_text
from ..root import MARK
from ..workspace import Workspace

_IN_QUOTES = re.compile(r'\["[^"]*"\]')


class RecordPlaces:
    """Finds keys and values in the YAML files of a workspace; each file is read once, when it is wanted."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.node = functools.cache(self._read)

    def _read(self, file: str) -> Node:
        """Return what the YAML file holds; of a template, its front matter."""
        if file.endswith(".md"):
            parts = split(self.workspace.read_text(file), file, [])
            return parse_text(parts[0], file, [], first_line=2) if parts else Broken(Place(file))
        text = self.workspace.read_raw(file).decode("utf-8", "replace")
        return parse_text(text, file, []) if text else Broken(Place(file))

    def key(self, file: str, *path: str) -> Place | None:
        """Return the place of the key at *path*, or None where there is none."""
        node = self.node(file)
        place = None
        for name in path:
            if not isinstance(node, MapNode):
                return None
            entry = next((e for e in node.entries if e[0].text == name), None)
            if entry is None:
                return None
            place, node = entry[0].place, entry[1]
        return place

    def keys(self, file: str, *path: str) -> Iterator[Scalar]:
        """Yield the keys of the map at *path*."""
        node: Node | None = self.node(file)
        for name in path:
            node = node.get(name) if isinstance(node, MapNode) else None
        if isinstance(node, MapNode):
            yield from (name for name, _child in node.entries)

    def school(self, school: str, *path: str) -> Place:
        """Return the place of a key of a school's profile: there, else in the trust's defaults."""
        profile = f"schools/{school}/profile.yaml"
        return self.key(profile, *path) or self.key(MARK, "defaults", *path) or Place(profile, 1, 1)

    def register(self, school: str, policy: str, *path: str) -> Place:
        """Return the place of a key of a register, else of its policy."""
        file = register_path(school)
        return self.key(file, policy, *path) or self.key(file, policy) or Place(file)

    def history(self, school: str, policy: str, number: int, field: str = "") -> Place:
        """Return the place of one entry of a history, or of a *field* in it."""
        entry = self.node(register_path(school))
        for name in (policy, "history"):
            entry = entry.get(name) or Broken(Place("")) if isinstance(entry, MapNode) else entry
        items = entry.items if isinstance(entry, ListNode) else (entry,)
        if isinstance(entry, Broken) or number >= len(items):
            return self.register(school, policy)
        item = items[number]
        value = item.get(field) if isinstance(item, MapNode) and field else None
        return (value or item).place

    def value(self, source: str, text: str, school: str, policy: str) -> Place | None:
        """Return where the value *text* that came from *source* stands; None where that is not known."""
        for file, path in self._candidates(source, school, policy):
            node: Node | None = self.node(file)
            for name in path:
                below = node.get(name) if isinstance(node, MapNode) else None
                if below is None:
                    break
                node = below
            if node is self.node(file):
                continue
            found = node if isinstance(node, Scalar) or node is None else _holding(node, text)
            if found is not None:
                return self._exactly(found.place, text)
        return None

    def _candidates(
        self, source: str, school: str, policy: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the files in which *source* may stand, with the path of keys, the most special first."""
        register, profile = register_path(school), f"schools/{school}/profile.yaml"
        where, _, key = source.partition(": ")
        if where == "answers of the register":
            yield register, (policy, "answers", self._spelled(register, key, policy, "answers"))
        elif where == "answers of the profile":
            yield profile, ("answers", self._spelled(profile, key, "answers"))
            yield MARK, ("defaults", "answers", self._spelled(MARK, key, "defaults", "answers"))
        root, *path = _IN_QUOTES.sub("", source).split(".")
        if root == "trust":
            yield MARK, tuple(path)
        elif root == "review":
            yield register, (policy, "history")
        elif root == "policy":
            yield self.workspace.policies[policy].file, tuple(path)
        elif root in ("terms", "people", "facts"):
            yield profile, (root, *path)
            yield MARK, ("defaults", root, *path)
        elif root == "school":
            yield profile, tuple(path)
            yield MARK, ("defaults", *path)

    def _spelled(self, file: str, wanted: str, *path: str) -> str:
        """Return the key as the file spells it."""
        from ..english import fold_key

        same = (k.text for k in self.keys(file, *path) if fold_key(k.text) == fold_key(wanted))
        return next(same, wanted)

    def _exactly(self, place: Place, text: str) -> Place:
        """Return the place of the first words of *text*, which may stand below its key in a block."""
        lines = self.workspace.read_raw(place.file).decode("utf-8", "replace").split("\n")
        first = next((line.strip() for line in text.split("\n") if line.strip()), "")
        for number in range(place.line - 1, min(len(lines), place.line + 2)):
            column = lines[number].find(first)
            if first and column >= 0:
                return Place(place.file, number + 1, column + 1)
        return place


def _holding(node: Node, text: str) -> Scalar | None:
    """Return the scalar somewhere in *node* whose text is *text*."""
    if isinstance(node, Scalar):
        return node if node.text.strip() == text.strip() else None
    children: tuple[Node, ...] = ()
    if isinstance(node, ListNode):
        children = node.items
    elif isinstance(node, MapNode):
        children = tuple(child for _name, child in node.entries)
    return next((found for child in children if (found := _holding(child, text))), None)
