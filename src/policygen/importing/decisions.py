"""What an import decided, where and how surely; and what it would rather ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful decision.

    ``proposal`` is what becomes of it when the answer is yes, ``otherwise`` when it is no, both in words
    for a person. ``usual`` is the answer when nobody can be asked: the one that hides and changes no
    word of the text.
    """

    kind: str
    line: int
    text: str
    ask: str
    proposal: str
    otherwise: str
    usual: bool = False


#: Answers a question with yes or no.
Settle = Callable[[Question], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided: what was found at a line (paragraph) of the source, and what became of it.

    ``question`` is set where it was doubtful; ``lost`` says that the template lacks what was found.
    """

    kind: str
    line: int
    found: str
    became: str
    question: Question | None = None
    lost: bool = False

    @property
    def other_way(self) -> str:
        """What the other answer to the question would have come to; ``""`` where it is the same."""
        if self.question is None or self.question.proposal == self.question.otherwise:
            return ""
        question = self.question
        return question.otherwise if self.became == question.proposal else question.proposal

    @property
    def confidence(self) -> str:
        """``sure`` or ``doubtful``."""
        return "doubtful" if self.question else "sure"


@dataclass(slots=True)
class Notebook:
    """Collects the decisions of one import, and asks where one is doubtful."""

    settle: Settle
    decisions: list[Decision] = field(default_factory=list)
    asked: dict[tuple[str, str], bool] = field(default_factory=dict)

    def note(self, kind: str, line: int, found: str, became: str, *, lost: bool = False) -> None:
        """Write down a decision that is sure."""
        self.decisions.append(Decision(kind, line, found, became, lost=lost))

    def ask(self, question: Question, found: str) -> bool:
        """Ask *question*, write down what was decided, and return whether the answer was yes.

        The same question about the same words is asked once.
        """
        key = (question.ask, found)
        if key not in self.asked:
            self.asked[key] = self.settle(question)
        yes = self.asked[key]
        became = question.proposal if yes else question.otherwise
        self.decisions.append(Decision(question.kind, question.line, found, became, question))
        return yes
