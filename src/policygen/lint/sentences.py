"""Sentences: where they end, how long they are, and how old a reader has to be.

The reading age is our own count: the Flesch-Kincaid grade (Kincaid and others, 1975; 0.39 words a sentence
+ 11.8 syllables a word - 15.59) plus five years, with syllables counted as groups of vowels, without a
silent *e*. It is a rough measure, the same for the same text, and said for information only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..errors import Severity
from .ground import Ground
from .passages import Passage
from .rule import Hit, passage_rule, text_rule
from .whole import Whole

_END = re.compile(r"[.!?]['\"’”)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
#: A full stop behind one of these, or behind a single capital letter, ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Rev|Revd|Prof|No|vs|p|pp|para|paras|e\.g|i\.e)|(?:^|[\s.])[A-Z])\Z"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
LONGEST_SENTENCE = 45
OLDEST_READER = 18
#: Fewer words do not make a measure.
ENOUGH_WORDS = 200
_READ = ("paragraph", "item", "footnote")


def ends(text: str) -> Iterator[int]:
    """Yield where each sentence of *text* ends that another one follows."""
    for found in _END.finditer(text):
        start = found.start()
        if text[start] != "." or not _SHORT.search(text, max(0, start - 6), start):
            yield found.end()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of *text*."""
    start = 0
    for end in ends(text):
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def syllables(word: str) -> int:
    """Return how many syllables *word* has, as far as groups of vowels tell.

    >>> [syllables(w) for w in ("school", "policy", "safe", "people")]
    [1, 3, 1, 2]
    """
    word = word.lower()
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, count - silent)


@passage_rule("long-sentence", Severity.NOTE, in_build=False, in_scan=False)
def long_sentence(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """A sentence is longer than 45 words.

    For information. Readers of GOV.UK are found to lose the thread above 25; a policy may need more. A
    list, or a full stop in the middle, usually helps.
    """
    if len(passage.text) < LONGEST_SENTENCE * 3:
        return
    for start, end in sentences(passage.text):
        words = list(_WORD.finditer(passage.text, start, end))
        if len(words) > LONGEST_SENTENCE:
            shown = passage.text[words[0].start() : words[min(5, len(words) - 1)].end()]
            message = f"the sentence that begins “{shown} …” has {len(words)} words"
            yield Hit(words[0].start(), words[5].end(), message, "make two of it, or a list")


@functools.lru_cache(maxsize=16_384)
def _counts(text: str) -> tuple[int, int, int]:
    """Return how many words, syllables and sentences *text* has; schools share most of their texts."""
    words = _WORD.findall(text)
    return len(words), sum(map(syllables, words)), sum(1 for _ in sentences(text))


@text_rule("reading-age", Severity.NOTE, in_build=False, in_scan=False)
def reading_age(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """The text asks for a reader of more than 18 years.

    For information, for texts of 200 words or more. The age is the Flesch-Kincaid grade plus five, with
    syllables counted as groups of vowels: a rough measure of long sentences and long words. It is worth
    a look where families are to read the policy.
    """
    words = syllable_count = sentence_count = 0
    for passage in whole.passages:
        if passage.kind in _READ:
            of_passage = _counts(passage.text)
            words += of_passage[0]
            syllable_count += of_passage[1]
            sentence_count += of_passage[2]
    if words < ENOUGH_WORDS:
        return
    age = round(0.39 * words / sentence_count + 11.8 * syllable_count / words - 15.59 + 5)
    if age > OLDEST_READER:
        age = min(age, 25)  # above that the measure means nothing
        average = round(words / sentence_count)
        message = f"the reading age is about {age} years, with {average} words a sentence"
        first = next(p for p in whole.passages if p.kind in _READ)
        yield first, Hit(0, len(first.text), message, "shorter sentences and plainer words")
