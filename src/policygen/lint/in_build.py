"""What a build checks: the text of the models, and what records put into it, fast.

A build runs the rules over text and structure that are marked for it, on the *model's* text with its values
left out: once for all schools that share it, however many they are. In the values of each edition it
looks for what is unfinished (:mod:`.leftovers`). What needs the day, the other schools or the finished
text of each school is for ``policygen check``, and is not said to have been looked at.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..compose import Composed, Composer
from ..document.tree import Signatures, Table, Value
from ..document.walk import iter_inlines
from ..errors import Diagnostic, Severity
from ..keeping import keep
from ..records.school import School
from ..skeleton import Skeleton
from ..template.names import Known, Parsed
from .grounds import Grounds
from .ignores import Ignores
from .leftovers import is_unfinished, unfinished
from .locating import Locator
from .passages import passages
from .reading import Reading, Spot
from .record_places import RecordPlaces
from .rules import RULES

#: So many values are remembered as finished.
_VALUES = 20_000
#: What was found in so many skeletons is kept, for builds go policy by policy.
_TEXTS = 16


@dataclass(slots=True)
class _Read:
    """What was found in one skeleton, held with it so that its identity stays its own."""

    skeleton: Skeleton
    found: tuple[Diagnostic, ...]


@dataclass(slots=True)
class BuildCheck:
    """Checks the editions of one build, one after the other; what was read before is not read again."""

    composer: Composer
    _texts: OrderedDict[tuple[object, ...], _Read] = field(default_factory=OrderedDict)
    _fine: set[str] = field(default_factory=set)
    _tools: _Tools | None = None

    def over(self, composed: Composed) -> Composed:
        """Return *composed* with what the checks find among its diagnostics."""
        if composed.document is None or composed.text is None:
            return composed
        found = (*self._in_model(composed), *self._in_values(composed))
        return replace(composed, diagnostics=composed.diagnostics + found) if found else composed

    def is_fine(self, school: School, policy_id: str, skeleton: Skeleton, values: set[str]) -> bool:
        """Say whether an edition that was not composed by itself has nothing to be told of.

        That is so when nothing is found in its *skeleton*, or no error was when it was read before, for
        a school with the same terms, and nothing is unfinished in the *values* that records put into it.
        """
        key = self._key(school, policy_id, skeleton)
        known = self._texts.get(key)
        if known is None and not self._spots(school, skeleton):
            known = keep(self._texts, key, _Read(skeleton, ()), _TEXTS)
        if known is None or any(d.severity is Severity.ERROR for d in known.found):
            return False
        return not self._unfinished(values)

    def in_text(self, school: School, policy_id: str, skeleton: Skeleton) -> tuple[Diagnostic, ...]:
        """Return what was found in *skeleton* before, for a school with the same terms."""
        known = self._texts.get(self._key(school, policy_id, skeleton))
        return known.found if known else ()

    @property
    def tools(self) -> _Tools:
        """What only a build that composes something needs."""
        if self._tools is None:
            self._tools = _Tools(self.composer)
        return self._tools

    def _in_model(self, composed: Composed) -> tuple[Diagnostic, ...]:
        assert composed.text is not None  # noqa: S101 -- see over
        skeleton = composed.text.skeleton
        school = self.composer.workspace.schools[composed.school]
        key = self._key(school, composed.policy, skeleton)
        known = self._texts.get(key)
        if known is None:
            found = tuple(self._read(composed))
            known = keep(self._texts, key, _Read(skeleton, found), _TEXTS)
        return known.found

    def _key(self, school: School, policy_id: str, skeleton: Skeleton) -> tuple[object, ...]:
        """Return what the checks of a model's text depend on."""
        terms = school.profile.terms
        words = (terms.get(one.term) for one in self.tools.grounds.lists.words)
        return (id(skeleton), policy_id, *words)

    def _unfinished(self, values: set[str]) -> set[str]:
        """Return those of *values* that are unfinished; the others are remembered."""
        fresh = values - self._fine
        found = {text for text in fresh if is_unfinished(text)}
        if len(self._fine) > _VALUES:  # of schools that are done with, mostly
            self._fine.clear()
        self._fine |= fresh - found
        return found

    def _read(self, composed: Composed) -> Iterator[Diagnostic]:
        """Yield what is found in the model's text; no school is named, for it is the same for all."""
        assert composed.text is not None  # noqa: S101 -- see over
        tools = self.tools
        school = self.composer.workspace.schools[composed.school]
        spots = self._spots(school, composed.text.skeleton)
        if not spots:
            return
        locator = Locator(self.composer, composed, tools.records)
        own = "" if not composed.changes else composed.school
        already = {(d.code, d.place.file, d.place.line) for d in composed.diagnostics}
        made = [spot.diagnostic(locator.place(spot), own, composed.policy) for spot in spots]
        fresh = (d for d in made if (d.code, d.place.file, d.place.line) not in already)
        yield from tools.ignores.without_ignored(fresh)

    def _spots(self, school: School, skeleton: Skeleton) -> list[Spot]:
        """Return what the rules that are marked for a build find in a model's text."""
        reading, blocks = self.tools.reading, skeleton.published
        ground = self.tools.grounds.of(school)
        found = reading.text(tuple(passages(blocks)), ground)
        return [*found, *reading.blocks(blocks, skeleton.kinds)]

    def _in_values(self, composed: Composed) -> Iterator[Diagnostic]:
        """Yield what is unfinished in the values of an edition."""
        if not self._unfinished(_values_of(composed)):
            return
        assert composed.document is not None  # noqa: S101 -- see over
        tools = self.tools
        ground = tools.grounds.of(self.composer.workspace.schools[composed.school])
        locator = Locator(self.composer, composed, tools.records)
        spots = tools.leftovers.text(tuple(passages(composed.document.blocks)), ground)
        made = (
            spot.diagnostic(locator.place(spot), composed.school, composed.policy)
            for spot in spots
            if spot.passage and spot.passage.value_at(spot.start, spot.end)
        )
        yield from tools.ignores.without_ignored(made)


class _Tools:
    def __init__(self, composer: Composer) -> None:
        workspace = composer.workspace
        self.grounds = Grounds(workspace, None, others=False)
        self.records = RecordPlaces(workspace)
        self.ignores = Ignores(workspace, RULES, self.records)

    @functools.cached_property
    def reading(self) -> Reading:
        """Runs the rules that are marked for a build."""
        return Reading(rule for rule in RULES.values() if rule.in_build)

    @functools.cached_property
    def leftovers(self) -> Reading:
        """Looks for what is unfinished."""
        return Reading([unfinished])


def _values_of(composed: Composed) -> set[str]:
    """Return the texts that records put into an edition: in holes, in slots, in blocks made from records."""
    assert composed.text is not None  # noqa: S101 -- see BuildCheck.over
    assert composed.document is not None  # noqa: S101 -- see BuildCheck.over
    texts = {str(p.value) for p in composed.text.expansion.printed if type(p.value) is Known}
    texts.update(
        str(p.value.text) for p in composed.text.expansion.printed if type(p.value) is Parsed
    )
    texts.update(str(use.value) for use in composed.slots)
    for block in composed.document.blocks:
        if isinstance(block, Table):
            if block.kind != "plain":
                texts.update(i.text for r in block.rows for c in r for i in c if type(i) is Value)
        elif not block.line or isinstance(block, Signatures):
            texts.update(i.text for i in iter_inlines((block,)) if type(i) is Value)
    return texts
