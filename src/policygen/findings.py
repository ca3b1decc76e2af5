"""What is found while one edition is made: what is wrong, what is open, and which slots there were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .document.problems import Problem
from .errors import Diagnostic, Place, Severity, nearest
from .places import Finder
from .template.names import Open


@dataclass(frozen=True, slots=True)
class SlotUse:
    """One slot of a composed policy: what it asks, what it got and from where."""

    wording: str
    key: str
    value: str
    source: str
    open: bool
    place: Place


class Findings:
    """Collects the diagnostics and slots of one edition, and knows the place of every line."""

    def __init__(
        self,
        school: str,
        policy: str,
        places: tuple[Place, ...],
        finder: Finder,
        *,
        draft: bool,
    ) -> None:
        """*places*: of each line of the skeleton; *finder* finds the columns."""
        self.school = school
        self.policy = policy
        self.places = places
        self.draft = draft
        self.diagnostics: list[Diagnostic] = []
        self.uses: list[SlotUse] = []
        self._finder = finder

    @property
    def refuse(self) -> bool:
        """Whether something was found that refuses the edition."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)

    def place(self, line: int, excerpt: str = "", *, next_one: bool = False) -> Place:
        """Return the place in the source of *excerpt* on *line* of the skeleton (see :class:`Finder`)."""
        place = self.places[line - 1] if 0 < line <= len(self.places) else self.places[0]
        return self._finder.find(place, excerpt, next_one=next_one) if excerpt else place

    def say(
        self,
        place: Place,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Report something that is wrong."""
        self.diagnostics.append(
            Diagnostic(place, code, message, hint, severity, self.school, self.policy)
        )

    def say_finding(self, place: Place, code: str, message: str, hint: str) -> None:
        """Report what the school has still to complete; a draft only notes it."""
        severity = Severity.NOTE if self.draft else Severity.ERROR
        self.say(place, code, message, hint, severity)
        self.diagnostics[-1] = replace(self.diagnostics[-1], is_finding=True)

    def report(self, problems: Iterable[Problem]) -> None:
        """Report what is wrong with a text, at the places of its lines."""
        for problem in problems:
            place = self.place(problem.line, problem.excerpt)
            if problem.column and not problem.excerpt:
                place = replace(place, column=problem.column)
            self.say(place, problem.code, problem.message, problem.hint, problem.severity)

    def filled(self, wording: str, key: str, value: str, source: str, place: Place) -> None:
        """Note a slot that has its value."""
        self.uses.append(SlotUse(wording, key, value, source, False, place))

    def open(self, place: Place, wording: str, key: str, hint: str) -> None:
        """Report a slot without a value."""
        self.uses.append(SlotUse(wording, key, "", "", True, place))
        self.say_finding(place, "open-slot", f"{wording} has no value", hint)

    def placeholder(self, place: Place, text: str, source: str, key: str = "") -> None:
        """Report a value that is itself a slot still to be filled in."""
        self.uses.append(SlotUse(text, key or source, text, source, True, place))
        message = f"{source} still holds the placeholder “{text}”"
        self.say_finding(place, "placeholder", message, "put the real text in its place")

    def not_a_choice(
        self, place: Place, wording: str, key: str, value: str, choices: Iterable[str]
    ) -> None:
        """Report an answer that is none of the choices."""
        self.uses.append(SlotUse(wording, key, value, "", True, place))
        hint = f"answer “{key}” with one of: {', '.join(choices)}"
        self.say_finding(place, "choice", f"“{value}” is none of the choices of {wording}", hint)


# --- words for what an expression did not find ---------------------------------------------------

_REVIEW = {
    "review.approved": "date of approval",
    "review.next": "date of next review",
    "review.by": "name of approver",
    "review.version": "version",
    "review.period": "review period",
    "review.often": "review period",
}


def slot_key(source: str) -> str:
    """Return the key of the slot that the expression *source* asks for; any other expression as it is."""
    return (
        source[len('answers["') :].removesuffix('"]') if source.startswith('answers["') else source
    )


def described(source: str) -> str:
    """Return in words what an expression without a value stands for: "date of next review", "name of dsl"."""
    if source in _REVIEW:
        return _REVIEW[source]
    if slot_key(source) != source:
        return slot_key(source)
    parts = source.replace("_", " ").split(".")
    if parts[0] in ("people", "trust") and len(parts) > 2:
        return f"{parts[-1]} of {parts[-2]}"
    return " ".join(parts if parts[0] in ("school", "trust", "policy") else parts[1:] or parts)


def open_hint(value: Open, school: str) -> str:
    """Return where to write a value that an expression did not find."""
    if value.hint:
        return value.hint
    root, _, rest = value.source.partition(".")
    root = root.partition("[")[0]
    if root in ("terms", "people") and rest.partition(".")[0] not in value.known:
        near = nearest(rest.partition(".")[0], value.known)
        if near:
            return f"did you mean {root}.{near}? else add it to schools/{school}/profile.yaml"
    return {
        "review": f"record it under history in schools/{school}/register.yaml",
        "trust": "add it to trust.yaml",
        "policy": "add it to the front matter of the template",
        "answers": f"answer it in schools/{school}/profile.yaml or register.yaml",
        "school": f"add {rest} to schools/{school}/profile.yaml",
    }.get(root, f"add {value.source} to schools/{school}/profile.yaml")
