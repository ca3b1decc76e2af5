"""Mixed terms: two words for one thing, of which the school uses another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..records.lists import Words
from .ground import Ground
from .passages import Passage
from .rule import Hit, document_rule, text_rule
from .school_names import full_names
from .whole import Whole, words_of


@dataclass(frozen=True, slots=True)
class _Met:
    """One of the words, where it stands in the whole text."""

    word: str
    start: int
    end: int


@text_rule("mixed-terms")
def mixed_terms(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The text uses another word than the school does.

    Pupils or students, headteacher or principal, governing body or governing board: the school's terms
    say which. Write the term (`{{ terms.pupils }}`) and every school reads its own word. “Student
    teachers”, “principal aims” and other uses with another meaning are let be; the list of words is in
    `templates/_check/words.yaml` where a trust has one. In a document whose terms are not known, the
    words are compared with each other.
    """
    apart: dict[str, list[_Met]] = {}
    for entry in ground.lists.words:
        met = list(_met(whole, entry))
        if not met:
            continue
        if ground.terms is None:
            apart.setdefault(entry.term.removesuffix("s"), []).extend(met)
        elif own := ground.terms.get(entry.term, "").lower():
            yield from _against_term(whole, met, own, entry.term, ground.terms)
    for met in apart.values():
        yield from _against_each_other(whole, met)


def _met(whole: Whole, entry: Words) -> Iterator[_Met]:
    """Yield where the words of *entry* stand with their meaning; of overlapping ones the longest."""
    taken: list[tuple[int, int]] = []
    for word in sorted(entry.wording, key=len, reverse=True):
        if not words_of(word) <= whole.vocabulary:
            continue
        for start in whole.words(word.lower()):
            end = start + len(word)
            if any(a <= start < b for a, b in taken):
                continue
            taken.append((start, end))
            if _is_meant(whole.lower, start, end, entry):
                yield _Met(word.lower(), start, end)


def _is_meant(text: str, start: int, end: int, entry: Words) -> bool:
    before, after = text[max(0, start - 40) : start].rstrip(), text[end : end + 40].lstrip()
    if entry.only_after and not any(_ends_in(before, word.lower()) for word in entry.only_after):
        return False
    if any(_ends_in(before, word.lower()) for word in entry.not_after):
        return False
    return not any(_begins_with(after, word.lower()) for word in entry.not_before)


def _ends_in(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalnum()


def _begins_with(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _against_term(
    whole: Whole, met: list[_Met], own: str, term: str, terms: Mapping[str, str]
) -> Iterator[tuple[Passage, Hit]]:
    every = {word.lower() for word in terms.values()}
    for one in met:
        if one.word in own or one.word in every:
            continue
        passage, start = whole.at(one.start)
        source = passage.value_at(start, start + len(one.word))
        if source and not source.startswith("answers"):
            continue
        shown = passage.text[start : start + len(one.word)]
        hint = f"write {{{{ terms.{term} }}}}, and each school reads its own word"
        message = f"“{shown}” is not the school's word, which is “{terms[term]}”"
        yield passage, Hit(start, start + len(shown), message, hint)


_PHASE = re.compile(r"\b(?:Primary|Infants?|Junior|Nursery|First)\b", re.IGNORECASE)
_OTHER_PHASE = re.compile(
    r"\b(?:Secondary|High|Middle|All-through|Grammar|Upper|Sixth Form|College)\b", re.IGNORECASE
)


@document_rule("phase-word")
def phase_word(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """A primary school's document says students.

    Most often the text was taken over from a secondary school or a provider, and nobody read it with the
    school's own eyes. Said once, where the name of the publisher says that it is a nursery, infant,
    junior or primary school. “Student teachers” and others who are no pupils are let be.
    """
    names = Counter(name for name, _start in full_names(whole))
    if not names or any(_OTHER_PHASE.search(name) for name in names):
        return
    publisher = names.most_common(1)[0][0]
    lists = [one for one in ground.lists.words if one.term in ("pupil", "pupils")]
    met = [one for entry in lists for one in _met(whole, entry) if one.word.startswith("student")]
    if met and _PHASE.search(publisher):
        first = min(met, key=lambda one: one.start)
        passage, start = whole.at(first.start)
        shown = passage.text[start : start + len(first.word)]
        message = f"“{shown}” ({len(met)}) in a document of {publisher}"
        hint = "primary schools say pupils or children"
        yield passage, Hit(start, start + len(shown), message, hint)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _against_each_other(whole: Whole, met: list[_Met]) -> Iterator[tuple[Passage, Hit]]:
    met = sorted(met, key=lambda one: one.start)
    counts = Counter(_singular(one.word) for one in met)
    usual = counts.most_common(1)[0][0]  # of equals the first
    shown_usual = next(one.word for one in met if _singular(one.word) == usual)
    told = {usual}
    for one in met:
        word = _singular(one.word)
        if word in told:
            continue
        told.add(word)
        passage, start = whole.at(one.start)
        shown = passage.text[start : start + len(one.word)]
        message = f"“{shown}” ({counts[word]}) stands beside “{shown_usual}” ({counts[usual]})"
        yield passage, Hit(start, start + len(shown), message, "use one word for one thing")
