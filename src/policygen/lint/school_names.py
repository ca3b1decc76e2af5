"""Names of schools: another school's, and spellings that the profile does not know."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from .ground import Ground
from .passages import Passage
from .rule import Hit, text_rule
from .whole import Whole

#: Words that many schools have in their names; what is left is what tells a school from others.
_COMMON = (
    r"Church of England|Roman Catholic|C\.? ?of ?E\.?|CofE|C\.?E\.?|R\.?C\.?|C\.?P\.?|VA|VC|Catholic|Community|Primary"
    r"|Junior|Infants?|First|Middle|Nursery|Secondary|High|Grammar|Foundation|Voluntary Aided|Voluntary Controlled"
    r"|Special|Academy|College|School"
)
_TAIL = re.compile(rf"(?:[^\S\n]+(?:and[^\S\n]+|&[^\S\n]+)?(?:{_COMMON})(?![\w-]))+$")
#: Behind a name: it is a street or a place and not the school.
_PLACE = r"(?![^\S\n]+(?:Road|Street|Lane|Avenue|Close|Way|Drive|Hill|Park|Council|Library|Station|Church(?! of)))"
#: What values may say of other schools: where they are, and how they are reached.
_ADDRESSES = ("school.address", "school.website", "school.email", "people.", "trust.")


@text_rule("other-school", in_build=False, in_scan=False)
def other_school(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The text names another school of the workspace.

    What happens when a policy was copied from a neighbour. All names of all schools are looked for,
    `also_known_as` among them. Where two schools have something in common (a shared nursery, say), ignore
    the finding with that reason.
    """
    own = sorted({_straight(name) for name in ground.names if name}, key=len, reverse=True)
    taken: list[tuple[int, int]] = []
    for name, school in sorted(ground.others.items(), key=lambda item: -len(item[0])):
        plain = _straight(name)
        if plain in own or plain not in whole.text:
            continue
        for start in whole.names(plain):
            end = start + len(plain)
            if any(a < end and start < b for a, b in taken) or _inside(whole, own, start, end):
                continue
            taken.append((start, end))
            passage, here = whole.at(start)
            if passage.value_at(here, here + len(name)).startswith(_ADDRESSES):
                continue
            if re.match(_PLACE, whole.text[end : end + 20]):
                message = f"“{name}” is the name of another school ({school})"
                hint = "write {{ school.name }} or {{ school.short_name }}, or change the answer"
                yield passage, Hit(here, here + len(name), message, hint)


def _inside(whole: Whole, own: list[str], start: int, end: int) -> bool:
    """Say whether the words stand inside the school's own name."""
    for name in own:
        if len(name) > end - start:
            around = whole.text[max(0, end - len(name)) : start + len(name)]
            if name in around:
                return True
    return False


def _straight(name: str) -> str:
    return name.replace("’", "'")


@text_rule("name-variant", in_build=False)
def name_variant(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The school's name is spelled in a way that its profile does not know.

    “St Marys Primary” where the profile says “St Mary's Church of England Primary School”: readers take
    it for another school, and a search does not find it. Write `{{ school.name }}`, or add the spelling
    to `also_known_as`. In a document of which no name is known, the spellings of one name are compared
    with each other.
    """
    if not ground.names:
        yield from _several(whole)
        return
    known = {_folded(name) for name in ground.names}
    taken: list[tuple[int, int]] = []
    for pattern in _patterns(ground.names):
        for found in pattern.finditer(whole.text):
            words = found.group().rstrip()
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            taken.append(found.span())
            if _is_known(words, known):
                continue
            passage, start = whole.at(found.start())
            if passage.value_at(start, start + len(words)) and not passage.value_at(
                start, start + len(words)
            ).startswith("answers"):
                continue
            shown = passage.text[start : start + len(words)]
            hint = (
                f"write “{ground.names[0]}”, or add this spelling to also_known_as in the profile"
            )
            message = f"“{shown}” is not a spelling of the school's name that the profile knows"
            yield passage, Hit(start, start + len(words), message, hint)


def _folded(name: str) -> str:
    return " ".join(_straight(name).casefold().split())


def _is_known(words: str, known: set[str]) -> bool:
    folded = _folded(words)
    return folded in known or folded.removeprefix("the ") in known or f"the {folded}" in known


@functools.lru_cache(maxsize=4096)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return what finds the school's name in spellings known and unknown: its own words, loosely, and a tail."""
    cores = {_core(_straight(name)) for name in names}
    kept = sorted((c for c in cores if len(c) > 3), key=lambda c: (-len(c), c))
    made = []
    for core in kept:
        words = [_loosely(word) for word in core.split()]
        body = r"[^\S\n]+".join(words)
        tail = rf"(?:[^\S\n]+(?:and[^\S\n]+|&[^\S\n]+)?(?:{_COMMON})(?![\w-]))*"
        made.append(re.compile(rf"(?<![\w-]){body}(?![\w-]){tail}{_PLACE}"))
    return tuple(made)


def _core(name: str) -> str:
    """Return what is left of a name without the words that many schools have."""
    return _TAIL.sub("", name.removeprefix("The "))


def _loosely(word: str) -> str:
    if word.rstrip(".") in ("St", "Saint"):
        return r"(?:St\.?|Saint)"
    bare = re.escape(word.replace("'", "").rstrip("."))
    return bare[:-1] + "'?s" if word.endswith("'s") else bare


_FULL = re.compile(
    rf"(?:(?:St\.?|Saint)[^\S\n]+)?(?:[A-Z][\w'-]+[^\S\n]+){{1,4}}?(?:{_COMMON})(?![\w-])"
    rf"(?:[^\S\n]+(?:and[^\S\n]+)?(?:{_COMMON})(?![\w-]))*"
)
_NOT_A_NAME = frozenset(
    [
        "The",
        "This",
        "That",
        "Our",
        "Your",
        "A",
        "An",
        "Each",
        "Every",
        "All",
        "Any",
        "No",
        "In",
        "At",
        "For",
        "Of",
        "To",
        "By",
        "From",
        "With",
        "As",
        "If",
        "When",
        "Where",
        "While",
        "Most",
        "Many",
        "Primary",
        "Secondary",
        "School",
        "Local",
        "National",
        "State",
        "Maintained",
        "Independent",
        "Special",
        "Whole",
        "Home",
        "New",
        "Private",
        "Public",
        "Nursery",
        "Infant",
        "Junior",
        "Academy",
        "College",
        "Head",
        "Deputy",
    ]
)


def full_names(whole: Whole) -> Iterator[tuple[str, int]]:
    """Yield what reads like the full name of a school, and where it stands in ``whole.text``."""
    for found in _FULL.finditer(whole.text):
        words = found.group()
        core = _core(words)
        while core.split() and core.split()[0] in _NOT_A_NAME:
            words = words.partition(" ")[2]
            core = core.partition(" ")[2]
        if core and words != core:
            yield words, found.start() + found.group().index(words)


#: Kinds of school: two names that name two of them are those of two schools.
_KINDS = (
    "Primary",
    "Junior",
    "Infant",
    "First",
    "Middle",
    "Nursery",
    "Secondary",
    "High",
    "Grammar",
)


def _kind(name: str) -> str:
    return next((kind for kind in _KINDS if kind in name), "")


def _several(whole: Whole) -> Iterator[tuple[Passage, Hit]]:
    """Compare the spellings of one name with each other, in a text whose publisher is not known."""
    forms: dict[str, list[tuple[str, int]]] = {}
    for words, start in full_names(whole):
        key = re.sub(r"[^a-z ]", "", _core(words).casefold())
        forms.setdefault(key, []).append((words, start))
    for met in forms.values():
        counts = Counter(words for words, _start in met)
        usual = counts.most_common(1)[0][0]
        for words in sorted(set(counts) - {usual}):
            if len({_kind(words), _kind(usual)} - {""}) > 1:
                continue
            passage, start = whole.at(next(s for w, s in met if w == words))
            message = (
                f"“{words}” stands beside “{usual}” ({counts[words]} and {counts[usual]} times)"
            )
            yield passage, Hit(start, start + len(words), message, "use one name")
