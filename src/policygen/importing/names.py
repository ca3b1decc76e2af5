"""The name of a school or trust in all its spellings, in a policy that was written out for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_GENERIC = """
    school schools academy academies college primary secondary junior infant infants nursery first middle high
    grammar community catholic roman rc r.c. ce c.e. cofe church of england voluntary aided controlled va vc cp
    c.p. c.e jmi special free studio technical sixth form centre federation trust multi and & the education
    educational learning partnership ltd limited foundation independent all-through preparatory prep
"""
_GENERIC_WORDS = frozenset(_GENERIC.split())
_TAIL = (
    r"(?:Church of England|Roman Catholic|C\.? ?of ?E\.?|CofE|C\.?E\.?|R\.?C\.?|C\.?P\.?|V\.?A\.?|V\.?C\.?|JMI|Voluntary Aided"
    r"|Voluntary Controlled|Multi[- ]Academy|Catholic|Community|Primary|Secondary|Junior|Infants?|Nursery|First|Middle|High"
    r"|Grammar|Special|Free|Studio|Technical|Sixth Form|Foundation|Independent|Preparatory|Prep|Schools?|Academy|Academies|College|Centre"
    r"|Federation|Trust|Education(?:al)?|Learning|Partnership)"
)
_UPPER_TAIL = re.sub(r"(?<!\\)[a-z]+", lambda match: match.group().upper(), _TAIL)
_SPACE = r"[ \u00a0]+"
#: What makes another place of a name: "Oakfield Road" is not the school.
_PLACES = r"(?!\s+(?:Road|Lane|Street|Avenue|Close|Drive|Way|Hill|Park|Parish|Council|Borough|Town|Village|Hall|Farm|Library|District|Police)\b)"
_SAINTS = re.compile(r"(?:St\.?|Saint|SS\.?|Our|Holy|All|Sacred|Christ)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the name stands: ``spelling`` is what stands there, ``sure`` whether it is the name."""

    start: int
    stop: int
    spelling: str
    sure: bool = True


def core_of(name: str) -> list[str]:
    """Return the words of *name* that are its own: ``St Mary's`` of "St Mary's Catholic Primary School"."""
    words = [word.strip(",()") for word in name.split()]
    words = words[1:] if words and words[0].casefold() == "the" else words
    core: list[str] = []
    for word in words:
        if word.casefold() in _GENERIC_WORDS:
            break
        core.append(word)
    return core


def _word_pattern(word: str) -> str:
    if re.fullmatch(r"(?:St\.?|Saint)", word, re.IGNORECASE):
        return r"(?:St\.?|Saint|ST\.?|SAINT)"
    letters = re.escape(word)
    letters = re.sub(r"['’]", "['’]?", letters)
    return letters.replace(r"\-", "[- ]").replace(r"\.", r"\.?")


class NameFinder:
    """Finds the mentions of one name. *known* are other spellings; *abbreviation* stands in brackets behind it."""

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name = " ".join(name.split())
        self._patterns = [self._pattern(self.name, known)]
        self._core = core_of(self.name)

    def _pattern(self, name: str, known: Iterable[str]) -> re.Pattern[str]:
        core = core_of(name)
        exact = [
            _SPACE.join(map(re.escape, spelling.split())) for spelling in (name, *known) if spelling
        ]
        forms = [
            *exact,
            *(_SPACE.join(map(re.escape, s.upper().split())) for s in (name, *known) if s),
        ]
        for words in self._cores(core):
            own = _SPACE.join(map(_word_pattern, words))
            tail = rf"(?:{_SPACE}(?:(?:and|&){_SPACE})?{_TAIL}\b\.?(?!\w))*"
            forms.append(rf"{own}{tail}")
            upper = _SPACE.join(_word_pattern(word.upper()) for word in words)
            forms.append(rf"{upper}(?:{_SPACE}(?:(?:AND|&){_SPACE})?{_UPPER_TAIL}\b)*")
        alternatives = "|".join(sorted(set(forms), key=lambda form: (-len(form), form)))
        return re.compile(rf"(?<![\w@./-])(?:{alternatives})(?![\w@])(?!\.[a-z]){_PLACES}")

    @staticmethod
    def _cores(core: list[str]) -> list[list[str]]:
        """Return the words that stand for the name: its own, and from a saint's name on."""
        if not core:
            return []
        found = [core]
        for index, word in enumerate(core[1:], 1):
            if _SAINTS.match(word) and index < len(core) - 1:
                found.append(core[index:])
        return found

    def learn(self, texts: Iterable[str]) -> str:
        """Return the abbreviation that *texts* give in brackets behind the name, ``""`` when there is none."""
        for text in texts:
            for match in self._patterns[0].finditer(text):
                short = re.match(
                    r"\s*\([\"“'‘]?(?:the\s+)?([A-Z][A-Za-z]{1,7})[\"”'’]?\)", text[match.end() :]
                )
                if short and sum(c.isupper() for c in short.group(1)) > 1:
                    self._patterns.append(
                        re.compile(rf"(?<![\w@./-]){short.group(1)}(?![\w@])(?!\.[a-z])")
                    )
                    return short.group(1)
        return ""

    def mentions(self, text: str) -> list[Mention]:
        """Return where the name stands in *text*, in order and without overlaps."""
        found: list[Mention] = []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                stop = match.end()
                spelling = match.group()
                if spelling.endswith(".") and not self.name.endswith("."):
                    spelling, stop = spelling[:-1], stop - 1
                if not any(m.start < stop and match.start() < m.stop for m in found):
                    found.append(
                        Mention(match.start(), stop, spelling, self._is_sure(text, match, spelling))
                    )
        return sorted(found, key=lambda mention: mention.start)

    def _is_sure(self, text: str, match: re.Match[str], spelling: str) -> bool:
        """Say whether a mention cannot be an ordinary word: one word at the start of a sentence can."""
        if (
            len(spelling.split()) > 1
            or len(self._core) > 1
            or spelling == self.name
            or spelling.isupper()
        ):
            return True
        before = text[: match.start()].rstrip()
        return bool(before) and before[-1] not in '.!?:;\n“"‘'


def expressions_for(name: str, spellings: Counter[str], short_name: str = "") -> dict[str, str]:
    """Return the expression for each of *spellings*: ``name``, ``short_name``, or either in capitals.

    The short name is the one given, else the most frequent other spelling. Spellings for which there is
    no expression are not in the result.
    """
    others = Counter({s: n for s, n in spellings.items() if s not in (name, name.upper())})
    short = short_name
    if not short and others:
        short = max(others, key=lambda s: (others[s], -len(s), s))
    made = {name: "name", name.upper(): "name | upper"}
    if short:
        made.setdefault(short, "short_name")
        made.setdefault(short.upper(), "short_name | upper")
    return {s: made[s] for s in spellings if s in made}
