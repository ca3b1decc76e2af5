"""Reading: running rules over finished text and over structure. What was read before is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..document.tree import Block, Blocks
from ..errors import Diagnostic, Place
from .ground import Ground
from .passages import Passage
from .rule import BlockRule, Hit, PassageRule, Rule, TextRule
from .whole import Whole


@dataclass(frozen=True, slots=True)
class Spot:
    """What *rule* found in ``passage.text[start:end]``, or in *block* (and the *row* of a
    table) where it looks at structure.

    ``excerpt`` is the text that the finding is about.
    """

    rule: Rule
    message: str
    hint: str
    excerpt: str
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    block: Block | None = None
    row: int = 0

    @property
    def before(self) -> int:
        """How often the excerpt stands in the passage before the words that are meant."""
        return (
            self.passage.text[: self.start].count(self.excerpt)
            if self.passage and self.excerpt
            else 0
        )

    def diagnostic(self, place: Place, school: str = "", policy: str = "") -> Diagnostic:
        """Return what was found as a diagnostic at *place*."""
        rule = self.rule
        return Diagnostic(
            place,
            rule.code,
            self.message,
            self.hint,
            rule.severity,
            school,
            policy,
            is_finding=True,
        )


#: What was found in so many passages is remembered: those of all policies, which schools share.
_PASSAGES = 8192


class Reading:
    """Runs some rules; texts that schools share are read once for all of them.

    One reading belongs to one set of lists (:class:`~policygen.records.lists.Lists`).
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        one = [r for r in rules if isinstance(r, PassageRule)]
        self._shared = [r for r in one if r.shared]
        self._own = [r for r in one if not r.shared]
        self._whole = [r for r in rules if isinstance(r, TextRule)]
        self._blocks = [r for r in rules if isinstance(r, BlockRule)]
        self._read: dict[Passage, tuple[tuple[Rule, Hit], ...]] = {}

    def text(self, passages: Sequence[Passage], ground: Ground) -> Iterator[Spot]:
        """Yield what the rules over finished text find in *passages*."""
        for passage in passages:
            for one, hit in self._hits(passage, ground):
                yield _spot(one, passage, hit)
            for own in self._own:
                for hit in own.find(passage, ground):
                    yield _spot(own, passage, hit)
        whole = Whole(passages)
        for rule in self._whole:
            for passage, hit in rule.find(whole, ground):
                yield _spot(rule, passage, hit)

    def blocks(self, blocks: Blocks, kinds: frozenset[type] | None = None) -> Iterator[Spot]:
        """Yield what the rules over structure find in *blocks*; *kinds* are the types in it where known."""
        for rule in self._blocks:
            if kinds is None or rule.wants in kinds:
                for hit in rule.find(blocks):
                    yield Spot(
                        rule, hit.message, hit.hint, hit.excerpt, block=hit.block, row=hit.row
                    )

    def _hits(self, passage: Passage, ground: Ground) -> tuple[tuple[Rule, Hit], ...]:
        found = self._read.get(passage)
        if found is None:
            hits = [(rule, hit) for rule in self._shared for hit in rule.find(passage, ground)]
            if len(self._read) >= _PASSAGES:
                self._read.clear()
            found = self._read[passage] = tuple(hits)
        return found


def _spot(rule: Rule, passage: Passage, hit: Hit) -> Spot:
    excerpt = passage.text[hit.start : hit.end]
    return Spot(rule, hit.message, hit.hint, excerpt, passage, hit.start, hit.end)
