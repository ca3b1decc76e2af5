"""Names of slots: one name for one thing, and two names where the same words ask for two things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..document.unfinished import Unfinished
from ..english import fold_key

#: Other words for the slots that every workspace can fill.
_SAME = {
    "school": "school name",
    "the school": "school name",
    "school's name": "school name",
    "the school's name": "school name",
    "name of your school": "school name",
    "name of setting": "school name",
    "name of the setting": "school name",
    "setting name": "school name",
    "the setting": "school name",
    "name of academy": "school name",
    "name of the academy": "school name",
    "academy name": "school name",
    "school's full name": "school name",
    "full name of school": "school name",
    "full name of the school": "school name",
    "name of trust": "trust name",
    "the trust": "trust name",
    "name of multi academy trust": "trust name",
    "mat name": "trust name",
    "headteacher's name": "headteacher",
    "name of head": "headteacher",
    "headteacher name": "headteacher",
    "name of chair": "chair of governors",
    "name of chair of governors": "chair of governors",
    "next review date": "date of next review",
    "date of review": "date of next review",
    "date approved": "approval date",
    "approved date": "approval date",
}
#: Slots that the control record of a school can fill -> the expression, where the words before say so.
REVIEW_SLOTS: Mapping[str, str] = {
    "time period": "review.often",
    "period": "review.often",
    "review period": "review.period",
    "frequency": "review.often",
    "review frequency": "review.often",
    "how often": "review.often",
    "timescale": "review.often",
}
#: Words that ask for a different thing in each place.
_GENERAL = frozenset(
    """
    address name date number title email telephone phone link details amount role person contact time period year place
    location website url post job figure words reason text information term email-address fee cost
    """.split()  # noqa: SIM905
)
_NOT_IN_PHRASE = frozenset(
    """
    a an the our your their his her its this that these those and or of to in on at by for from with is are was be will as
    please official school's see via
    """.split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    ["contents", "document control", "version table", "key personnel", "signatures"]
)


def plain_words(text: str) -> str:
    """Return *text* without characters that brackets, Markdown or expressions give a meaning."""
    return " ".join(re.sub(r"[\[\]{}|<>*`\\~^\ufffc]|(?<!\w)_|_(?!\w)", " ", text).split())


def name_of(found: Unfinished) -> str:
    """Return the name of the slot *found*, as templates write it."""
    name = plain_words(found.name.replace(":", ",")).strip(" ,.")
    folded = fold_key(name)
    if folded in _SAME:
        return _SAME[folded]
    if not name:
        return "words wanted here"
    if folded in _BLOCKS:
        return f"{name} of the policy"
    return name[:1].lower() + name[1:] if _is_capitalised(name) else name


def _is_capitalised(name: str) -> bool:
    """Say whether *name* has only the capital of a sentence: "School name", not "DSL" or "Head of Year"."""
    first = name.split(maxsplit=1)[0]
    rest = [word for word in name.split()[1:] if word[:1].isupper()]
    return (first[:1].isupper() and first[1:].islower() and not rest) or name.istitle()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A slot where it stands: its name, the line, and the words before it."""

    name: str
    line: int
    before: str


def told_apart(occurrences: Iterable[Occurrence]) -> list[str]:
    """Return a name for each of *occurrences*: its own, or one with the noun before it.

    Words as general as "address" ask for different things in different places: `[insert address]` behind
    "Twitter account" and behind "Facebook account" are two.
    """
    listed = list(occurrences)
    names = [one.name for one in listed]
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        places.setdefault(fold_key(name), []).append(index)
    for key, same in places.items():
        if len(same) < 2 or not set(key.split()) <= _GENERAL:
            continue
        phrases = {index: noun_before(listed[index].before) for index in same}
        if len({phrase for phrase in phrases.values() if phrase}) < 2:
            continue
        for index in same:
            if phrases[index]:
                names[index] = f"{phrases[index]} {listed[index].name}"
    return names


def noun_before(before: str) -> str:
    """Return the noun phrase that ends *before*, at most three words; ``""`` when there is none.

    >>> noun_before("Letters go to the parents' newsletter ")
    "parents' newsletter"
    """
    sentence = re.split(r"[.;:!?()\n\ufffc]", before)[-1]
    words = re.findall(r"[\w'’&-]+", sentence)
    phrase: list[str] = []
    for word in reversed(words):
        if word.casefold() in _NOT_IN_PHRASE:
            if phrase or word.casefold() not in (
                "is",
                "are",
                "at",
                "on",
                "to",
                "by",
                "of",
                "the",
                "in",
                "via",
            ):
                break
            continue
        phrase.insert(0, word)
        if len(phrase) == 3:
            break
    return " ".join(phrase)
