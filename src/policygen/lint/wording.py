"""Rules over the words of one passage: doubled words, punctuation, years that go out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .ground import Ground
from .passages import UNKNOWN, Passage
from .rule import Hit, passage_rule, text_rule
from .sentences import ends
from .whole import Whole

_DOUBLED = re.compile(r"(?<![\w'’@./-])([^\W\d_]+)[^\S\n]+\1(?![\w'’@/-]|\.\w)", re.IGNORECASE)
#: Words that good English may say twice in a row.
_MAY_DOUBLE = frozenset(
    ("had", "that", "very", "so", "no", "many", "far", "bye", "ha", "really", "her")
)


@passage_rule("doubled-word")
def doubled_word(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """A word stands twice in a row.

    Most often something was edited, or an answer begins with the word that stands before its slot: “the
    [insert responsible person]” and the answer “the deputy headteacher”. “Had had”, “that that” and a
    few more are good English, and names such as “Walla Walla” are let be.
    """
    for found in _DOUBLED.finditer(passage.text):
        first = found.group(1)
        again = passage.text[found.end() - len(first) : found.end()]
        if first.lower() in _MAY_DOUBLE or (len(first) == 1 and first.lower() != "a"):
            continue
        if first[0].isupper() and again[0].isupper():
            continue
        yield Hit(*found.span(), f"“{found.group()}”: a word stands twice", "take one of them out")


# What stands before is looked at last: most characters begin nothing.
_PUNCTUATION = re.compile(
    r"(?=[.,;:!?\s])(?:(?P<dots>\.[^\S\n]?\.)"
    r"|(?P<pair>[,;:][^\S\n]*[,;]|[,;][^\S\n]*:|[,;:][^\S\n]*\.(?=\s|$))"
    r"|(?P<stop>\.(?<=[^\W\d_]{3}\.)[^\S\n]*[,;:])"
    r"|(?P<space>[^\S\n](?<=\w[^\S\n])[^\S\n]*(?:[,;.](?=\s|$)))"
    r"|(?P<many>!{2,}|\?{2,}|[?!]\.(?=\s|$)))"
)
#: Dotted lines to write on, and ellipses.
_DOTS = re.compile(r"(?:\.[^\S\n]?){2,}\.|…")
_ABBREVIATIONS = frozenset(
    [
        "etc",
        "ltd",
        "inc",
        "dept",
        "approx",
        "mrs",
        "messrs",
        "revd",
        "rev",
        "prof",
        "hon",
        "govt",
        "tel",
        "ext",
        "fig",
        "vol",
        "para",
        "paras",
    ]
)


@passage_rule("doubled-punctuation")
def doubled_punctuation(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """Punctuation stands twice, or behind a space.

    “taken. .”, “seriously., and”, “Policy ,”: what is left when a sentence is edited, or when an answer
    ends in a full stop and the template puts another behind it. An ellipsis, dotted lines to write on
    and the stop of an abbreviation (“etc.,”) are let be.
    """
    text = _DOTS.sub(lambda dots: UNKNOWN * len(dots.group()), passage.text)
    for found in _PUNCTUATION.finditer(text):
        start, end = found.span()
        if passage.value_at(start, end) == "code":
            continue
        if found.lastgroup == "stop":
            word = re.search(r"[\w.]+$", text[:start])
            if word and ("." in word.group() or word.group().lower() in _ABBREVIATIONS):
                continue
        if found.lastgroup == "pair" and _in_address(text, start):
            continue
        what = "a space before punctuation" if found.lastgroup == "space" else "punctuation twice"
        last = re.search(r"\S*\s*$", passage.text[:start])
        shown = passage.text[last.start() if last else start : end]
        yield Hit(start, end, f"“{shown}”: {what}", "leave one mark, right behind the word")


def _in_address(text: str, start: int) -> bool:
    """Say whether the mark is inside a web address or a time, where it means something else."""
    return bool(re.search(r"\w+:/*\S*$", text[:start]))


_ENDS = re.compile(r"[.!?…:;]['\"’”)\]]*\s*$")
_CAPITAL = re.compile(r"[\"“‘(]?[A-Z]")
_LONG = 12


@text_rule("no-full-stop", in_scan=False)
def no_full_stop(whole: Whole, ground: Ground) -> Iterator[tuple[Passage, Hit]]:
    """A sentence has no full stop at its end.

    Found in a paragraph of several sentences, in a long one that begins with a capital letter among
    paragraphs that all end well, and in an item of a list whose other items end in a full stop. Lists of
    short points without full stops are let be, and so is what ends in a value, a link or a blank.
    """
    lists: dict[int, list[Passage]] = {}
    for passage in whole.passages:
        if passage.kind == "item" and passage.group and not passage.leads:
            lists.setdefault(passage.group, []).append(passage)
    for passage in whole.passages:
        text = passage.text.rstrip()
        if (
            passage.leads
            or _ENDS.search(text)
            or not _CAPITAL.match(text)
            or not text[-1].isalpha()
        ):
            continue
        if passage.value_at(len(text) - 1, len(text)) or UNKNOWN in text[-2:]:
            continue
        if passage.kind == "paragraph":
            wanted = any(True for _end in ends(text)) or (
                len(text.split()) >= _LONG and _has_verb(text)
            )
        elif passage.kind == "item":
            wanted = _others_end(lists.get(passage.group, []), passage)
        else:
            wanted = False
        if wanted:
            last = re.search(r"\S+$", text)
            start = last.start() if last else 0
            message = (
                f"“… {text[max(0, len(text) - 40) :].partition(' ')[2] or text}” has no full stop"
            )
            yield passage, Hit(start, len(text), message, "end the sentence")


def _others_end(items: list[Passage], passage: Passage) -> bool:
    """Say whether the other items of a list end in a full stop, all but one at most."""
    others = [i for i in items if i is not passage]
    stops = sum(bool(re.search(r"[.!?]['\"’”)\]]*\s*$", i.text)) for i in others)
    return len(others) >= 2 and stops >= len(others) - (len(others) > 4)


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|will|must|should|may|can|has|have|do|does|shall|would|could)\b"
)


def _has_verb(text: str) -> bool:
    return bool(_VERB.search(text))


_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|(?:Spring|Summer|Autumn)(?: [Tt]erm)?)"
)
_YEARS = re.compile(
    rf"(?<![\w/.-])(?P<from>20\d\d)[^\S\n]?[-–—/][^\S\n]?(?:20)?(?P<to>\d\d)(?![\w/-]|\.\d)"
    rf"|(?:(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)[^\S\n]+)?\b{_MONTH}[^\S\n]+20\d\d\b"
    rf"|\b(?:academic|school|financial)[^\S\n]+year[^\S\n]+20\d\d\b"
)
#: Before a date that will never be another: when a law was made, or began to hold.
_OF_LAW = re.compile(
    r"(?:Act|Regulations|Order|Code|Directive|Keeping Children Safe|KCSIE|Working Together|force|effect"
    r"|since|amended|born|enacted|introduced|published|updated|edition|version|dated)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


@passage_rule("hard-year", in_scan=False)
def hard_year(passage: Passage, ground: Ground) -> Iterator[Hit]:
    """A year or date is typed into the text of the model.

    “In 2024-25”, “from September 2024”: next year it is wrong in every edition. A date that belongs to
    the school's record comes from the register (`{{ review.approved }}`), any other from a fact or an
    answer. Years of laws, and dates that never change because they say when a law began to hold, are
    let be; so is everything that comes from a record. Finished documents may say their dates: this is for models.
    """
    if not ground.model or passage.kind == "footnote" or "20" not in passage.text:
        return
    for found in _YEARS.finditer(passage.text):
        start, end = found.span()
        first = found.group("from")
        if first and (int(first) + 1) % 100 != int(found.group("to")):
            continue
        if passage.value_at(start, end) or _OF_LAW.search(passage.text[:start]):
            continue
        hint = "take it from the register ({{ review.approved }}) or from a fact, or say it without a year"
        yield Hit(start, end, f"the date “{found.group()}” is typed into the text", hint)
