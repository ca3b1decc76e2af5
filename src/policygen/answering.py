"""Where a slot's value comes from: the register, the template, the profile, the well-known slots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .document.wording import Wanted
from .english import fold_key
from .errors import Diagnostic, InputError, did_you_mean
from .model import Model
from .records.profile import Profile
from .records.register import Entry
from .template.expansion import Expression
from .template.names import Known, NameValue, Open, Parsed


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a slot, and the words for where it came from (``register.yaml``…)."""

    value: Known | Open
    source: str


class Answering:
    """Looks up the slots of one policy for one school; ``names`` is given once the context is made."""

    def __init__(
        self,
        model: Model,
        known: Callable[[str], Expression | None],
        profile: Profile,
        entry: Entry,
    ) -> None:
        self.model = model
        self.known = known
        self.names: Mapping[str, Any] = {}
        self._register = {fold_key(k): v for k, v in entry.answers.items()}
        self._profile = {fold_key(k): v for k, v in profile.answers.items()}
        self._answers: dict[str, Answer] = {}
        self._asking: list[str] = []

    def answer(self, key: str) -> Answer:
        """Return the value of the slot *key*, and where it comes from.

        :raises InputError: when slots of the template ask for each other without end.
        """
        folded = fold_key(key)
        if folded not in self._answers:
            self._answers[folded] = self._answer(key, folded)
        return self._answers[folded]

    def _answer(self, key: str, folded: str) -> Answer:
        own = self._register.get(folded, "").rstrip("\n")
        if own:
            return Answer(Known(own, f"answers of the register: {key}"), "register.yaml")
        rule = self.model.rules.get(folded)
        if rule and rule.expression:
            found = self._evaluate(folded, rule.expression)
            if not isinstance(found.value, Open):
                return found
        general = self._profile.get(folded, "").rstrip("\n")
        if general:
            return Answer(Known(general, f"answers of the profile: {key}"), "profile.yaml")
        if rule and rule.expression:
            return self._evaluate(folded, rule.expression)
        known = self.known(folded)
        if known is not None:
            return self._evaluate(folded, known)
        return Answer(Open(f'answers["{key}"]', self._asked(folded)), "")

    def lookup(self, key: str) -> NameValue:
        """Return the value of ``answers["key"]``."""
        return self.answer(key).value

    def _evaluate(self, key: str, expression: Expression) -> Answer:
        if key in self._asking:
            chain = " → ".join([*self._asking, key])
            raise InputError(
                Diagnostic(
                    expression.place,
                    "slot-circle",
                    f"slots ask for each other: {chain}",
                    "give one of them a value of its own",
                )
            )
        self._asking.append(key)
        try:
            value = expression.value(self.names)
        finally:
            self._asking.pop()
        where = expression.text.strip()
        return Answer(value.text if isinstance(value, Parsed) else value, where)

    def _asked(self, key: str) -> str:
        rule = self.model.rules.get(key)
        return rule.rule.ask if rule else ""

    def asks(self, wanted: Wanted) -> str:
        """Return what the slot *wanted* asks of the person who fills it: a question, choices, an example."""
        rule = self.model.rules.get(wanted.key)
        choices = self.choices(wanted)
        example = rule.rule.example if rule and not wanted.example else ""
        parts = (
            rule.rule.ask if rule else "",
            f"one of: {', '.join(choices)}" if choices and not wanted.choices else "",
            f"for example: {example}" if example else "",
        )
        return "; ".join(part for part in parts if part)

    def hint(self, wanted: Wanted, school: str) -> str:
        """Return what to do about the open slot *wanted*: what it asks, and where to write the answer."""
        rule = self.model.rules.get(wanted.key)
        parts = [asked] if (asked := self.asks(wanted)) else []
        if wanted.choices:
            parts.append(f"one of: {', '.join(wanted.choices)}")
        if wanted.example:
            parts.append(f"for example: {wanted.example}")
        if rule and rule.expression:
            parts.append(f"it comes from {rule.expression.text.strip()}")
        parts.append(
            f"answer “{wanted.key}” under answers in schools/{school}/profile.yaml, or for this policy "
            f"only in register.yaml"
        )
        near = did_you_mean(
            wanted.key, [k for k in (*self._register, *self._profile) if k != wanted.key]
        )
        if near:
            parts.append(f"there is an answer of nearly that name: {near}")
        return "; ".join(parts)

    def choices(self, wanted: Wanted) -> tuple[str, ...]:
        """Return the only values that the slot takes; empty when any will do."""
        rule = self.model.rules.get(wanted.key)
        return wanted.choices or (rule.rule.choices if rule else ())

    def chosen(self, wanted: Wanted, answer: Known) -> str | None:
        """Return the choice that *answer* names, as the template writes it; None when it names none."""
        choices = self.choices(wanted)
        if not choices:
            return str(answer)
        return next((c for c in choices if fold_key(c) == fold_key(answer)), None)
