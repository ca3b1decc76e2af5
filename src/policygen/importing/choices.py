"""Choices: what ``[choose …: a / b]`` is called, and which words are only alternatives for now."""

from __future__ import annotations

from ..english import fold_key
from .naming import plain_words

#: What the first of some alternatives is called in a template.
_NAMES = {
    "headteacher": "leader",
    "head teacher": "leader",
    "head": "leader",
    "principal": "leader",
    "pupil": "word for a pupil",
    "student": "word for a pupil",
    "pupils": "word for pupils",
    "students": "word for pupils",
    "governing body": "governing body",
    "governing board": "governing body",
    "board of directors": "governing body",
    "board of governors": "governing body",
    "trust board": "governing body",
    "school": "word for the school",
    "academy": "word for the school",
    "chair of governors": "chair",
    "he": "he or she",
    "she": "he or she",
    "his": "his or her",
}


def choice_wording(name: str, choices: tuple[str, ...], capital: bool) -> str:
    """Return the slot of the language for *choices*, ``""`` when they cannot be written as one."""
    if len(choices) < 2 or any(
        plain_words(choice) != choice or set("/:") & set(choice) for choice in choices
    ):
        return ""
    known = next((_NAMES[key] for key in map(fold_key, choices) if key in _NAMES), "")
    called = name or known or " or ".join(choices)[:60].strip()
    called = plain_words(called.replace(":", " ").replace("/", " or "))
    return f"[{'C' if capital else 'c'}hoose {called}: {' / '.join(choices)}]"
