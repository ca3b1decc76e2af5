"""One Word file while it is read: its parts, and what has been found so far."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from policygen.document.ooxml import Package, Relation, W
from policygen.document.pictures import picture
from policygen.document.properties import Picture

from . import changes
from .looks import Looks
from .markup import Element, val
from .notebook import Notebook
from .numbering import Numbering
from .styles import Styles

_MAX_PARAGRAPHS = 50_000
#: Styles that only files of ours have.
_OWN_STYLES = frozenset(("policy table", "drafting note label", "masthead rule"))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it, and what it says."""

    author: str
    text: str


class WordFile:
    """The parts of one file by what they are for. Raises ValueError for a part that cannot be used."""

    def __init__(self, package: Package, side: changes.Changes) -> None:
        self.package = package
        self.side = side
        self.notes = Notebook()
        self.body_relations = package.relations(package.main)
        self.changed = 0
        self.styles = Styles(self._related("styles"))
        self.own = self.styles.names() >= _OWN_STYLES
        self.numbering = Numbering(self._related("numbering"), self.styles)
        self.looks = Looks(self.styles, self.own)
        self.comments = self._comments()
        self.pictures: dict[str, Picture | None] = {}
        self.crest: Picture | None = None
        #: Bookmarks that a link or a cross-reference leads to, and the paragraph of the first one.
        self.wanted: dict[str, int] = {}
        #: Bookmark at a heading: the heading's id, and the number of its paragraph.
        self.targets: dict[str, tuple[str, int]] = {}

    def root(self, part: str) -> Element:
        """Return the root of *part* with its tracked changes settled."""
        root = self.package.xml(part)
        if sum(1 for _ in root.iter(f"{W}p")) > _MAX_PARAGRAPHS:
            raise ValueError(f"the file has more than {_MAX_PARAGRAPHS:,} paragraphs")
        self.changed += changes.settle(root, self.side)
        return root

    def part(self, kind: str) -> str:
        """Return the name of the main part's related part of *kind*; "" where there is none."""
        for relation in self.body_relations.values():
            inside = relation.kind == kind and not relation.external
            if inside and self.package.has(relation.target):
                return relation.target
        return ""

    def _related(self, kind: str) -> Element | None:
        name = self.part(kind)
        return self.package.xml(name) if name else None

    def _comments(self) -> dict[str, Comment]:
        root = self._related("comments")
        if root is None:
            return {}
        return {
            val(element, "id"): Comment(
                val(element, "author"),
                "\n".join(
                    "".join(
                        "\n"
                        if piece.tag == f"{W}br"
                        else "\t"
                        if piece.tag == f"{W}tab"
                        else piece.text or ""
                        for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
                    )
                    for paragraph in element.iter(f"{W}p")
                ),
            )
            for element in root.iter(f"{W}comment")
        }

    def picture(self, relation: Relation | None) -> Picture | None:
        """Return the picture that *relation* leads to; None, with a problem noted, where it cannot be used."""
        if relation is None or relation.external:
            self.notes.warn("picture", "a picture that is not in the file was left out")
            return None
        part = relation.target
        if part not in self.pictures:
            self.pictures[part] = None
            name = posixpath.basename(part)
            try:
                made = picture(name, self.package.read(part))
            except ValueError as error:
                self.notes.warn("picture", f"the picture {name} was left out: {error}")
            else:
                taken = {p.source for p in self.pictures.values() if p}
                self.pictures[part] = made if name not in taken else _renamed(made, len(taken))
        return self.pictures[part]


def _renamed(made: Picture, number: int) -> Picture:
    return Picture(f"{number}-{made.source}", made.data, made.media_type, made.width, made.height)
