"""What a rule is: a code, how much it matters, words that explain it, and a small function.

The docstring of the function is the documentation of the rule: its first line says what is wrong, the
rest why it matters and what to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ..errors import Place, Severity

if TYPE_CHECKING:
    from ..document.tree import Block, Blocks
    from .edition import Edition
    from .ground import Ground
    from .passages import Passage
    from .survey import Survey
    from .whole import Whole


class Hit(NamedTuple):
    """What a rule says about ``text[start:end]`` of a passage."""

    start: int
    end: int
    message: str
    hint: str = ""


class BlockHit(NamedTuple):
    """What a rule says about a block, or the *row* of a table; *excerpt* is the text of it to look for."""

    block: Block
    excerpt: str
    message: str
    hint: str = ""
    row: int = 0


class Said(NamedTuple):
    """What a rule over records says, and where. *policy* is given where the rule looks at all of them."""

    place: Place
    message: str
    hint: str = ""
    school: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``in_build`` says whether a build runs it, ``manual`` explains it.

    ``in_check`` and ``in_scan`` say whether those commands run it unless they are told which rules to run.
    """

    code: str
    severity: Severity
    manual: str
    in_build: bool
    in_check: bool
    in_scan: bool

    over: ClassVar[str] = ""

    @property
    def summary(self) -> str:
        """What the rule finds, in one sentence."""
        return self.manual.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class PassageRule(Rule):
    """Looks at one passage at a time; a *shared* one never asks whose text it is."""

    find: Callable[[Passage, Ground], Iterable[Hit]]
    shared: bool

    over: ClassVar[str] = "finished text"


@dataclass(frozen=True, slots=True)
class TextRule(Rule):
    """Looks at all passages of a document together."""

    find: Callable[[Whole, Ground], Iterable[tuple[Passage, Hit]]]

    over: ClassVar[str] = "finished text"


@dataclass(frozen=True, slots=True)
class DocumentRule(TextRule):
    """Looks at all passages of a finished document, of which there are no records."""

    over: ClassVar[str] = "finished documents"


@dataclass(frozen=True, slots=True)
class BlockRule(Rule):
    """Looks at the structure of a document; where no node of the type *wants* is, it finds nothing."""

    find: Callable[[Blocks], Iterable[BlockHit]]
    wants: type

    over: ClassVar[str] = "structure"


@dataclass(frozen=True, slots=True)
class EditionRule(Rule):
    """Looks at the records of one policy at one school."""

    find: Callable[[Edition], Iterable[Said]]

    over: ClassVar[str] = "records of one edition"


@dataclass(frozen=True, slots=True)
class SurveyRule(Rule):
    """Looks at the whole folder."""

    find: Callable[[Survey], Iterable[Said]]

    over: ClassVar[str] = "the whole folder"


@dataclass(frozen=True, slots=True)
class OwnRule(Rule):
    """Is found by other code, which reports it under this code: by composing, or by the ignores."""

    over: ClassVar[str] = "what composing finds"


W = Severity.WARNING


def passage_rule(
    code: str,
    severity: Severity = W,
    *,
    shared: bool = True,
    in_build: bool = True,
    in_scan: bool = True,
) -> Callable[[Callable[[Passage, Ground], Iterable[Hit]]], PassageRule]:
    """Make a rule of a function over one passage."""
    return lambda f: PassageRule(code, severity, _manual(f), in_build, True, in_scan, f, shared)


def text_rule(
    code: str, severity: Severity = W, *, in_build: bool = True, in_scan: bool = True
) -> Callable[[Callable[[Whole, Ground], Iterable[tuple[Passage, Hit]]]], TextRule]:
    """Make a rule of a function over all passages of a document."""
    return lambda f: TextRule(code, severity, _manual(f), in_build, True, in_scan, f)


def document_rule(
    code: str, severity: Severity = W
) -> Callable[[Callable[[Whole, Ground], Iterable[tuple[Passage, Hit]]]], DocumentRule]:
    """Make a rule of a function over all passages of a document of which nothing else is known."""
    return lambda f: DocumentRule(code, severity, _manual(f), False, False, True, f)


def block_rule(
    code: str,
    wants: type,
    severity: Severity = W,
    *,
    in_build: bool = True,
    in_scan: bool = False,
) -> Callable[[Callable[[Blocks], Iterable[BlockHit]]], BlockRule]:
    """Make a rule of a function over the blocks of a document in which nodes of the type *wants* are."""
    return lambda f: BlockRule(code, severity, _manual(f), in_build, True, in_scan, f, wants)


def edition_rule(
    code: str, severity: Severity = W, *, in_build: bool = False
) -> Callable[[Callable[[Edition], Iterable[Said]]], EditionRule]:
    """Make a rule of a function over the records of one edition."""
    return lambda f: EditionRule(code, severity, _manual(f), in_build, True, False, f)


def survey_rule(
    code: str, severity: Severity = W
) -> Callable[[Callable[[Survey], Iterable[Said]]], SurveyRule]:
    """Make a rule of a function over the whole folder."""
    return lambda f: SurveyRule(code, severity, _manual(f), False, True, False, f)


def own_rule(
    code: str, severity: Severity, manual: str, *, in_build: bool = True, in_check: bool = True
) -> OwnRule:
    """Make the entry of a finding that other code reports."""
    return OwnRule(code, severity, inspect.cleandoc(manual), in_build, in_check, not in_check)


def _manual(function: Callable[..., object]) -> str:
    return inspect.getdoc(function) or ""
