"""Finding what is unfinished in a paragraph: all detectors, and which of them is right where two meet."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable
from dataclasses import replace

from . import alternatives
from .brackets import in_angles, in_round, in_square
from .found import Span, Unfinished
from .inside import alternatives as split_alternatives
from .marks import crosses, holes, runs, substitutions
from .sentences import bare, whole

#: The detectors in order of precedence: where two find something in the same place, the first is right.
_DETECTORS = (substitutions, in_square, in_angles, in_round)
_LATER = (crosses, runs, holes, alternatives.unchosen)


def find(
    text: str, *, emphasised: tuple[Span, ...] = (), finished: tuple[Span, ...] = ()
) -> tuple[Unfinished, ...]:
    """Return what is unfinished in *text*, in order and without overlaps.

    *text* is the flat text of one paragraph, cell or heading, whatever its formatting: word processors
    cut ``[insert name]`` into several runs. *emphasised* are the spans in italics or a highlight, in
    which "Insert title" needs no brackets. *finished* are spans to leave alone, such as links and code.
    The time it takes grows with the length of the text.
    """
    taken: list[Unfinished] = []
    if text.strip():
        found = [one for detector in _DETECTORS for one in detector(text)]
        _take(_with_alternatives(text, found), taken, finished)
        sentences = list(whole(text))
        if sentences and not _in_brackets(sentences[0], taken):
            taken = [one for one in taken if not _overlap(one, sentences[0])]
            _take(sentences, taken, finished)
        _take(bare(text, emphasised), taken, finished)
        _take((one for detector in _LATER for one in detector(text)), taken, finished)
    return tuple(sorted(taken, key=lambda one: one.start))


def _take(found: Iterable[Unfinished], taken: list[Unfinished], finished: tuple[Span, ...]) -> None:
    """Add to *taken* what does not meet what is there already; what begins first wins, then the longer."""
    edges = sorted([(one.start, one.stop) for one in taken] + list(finished))
    for one in sorted(found, key=lambda each: (each.start, -each.stop)):
        at = bisect(edges, (one.start, one.stop))
        meets = (at > 0 and edges[at - 1][1] > one.start) or (
            at < len(edges) and edges[at][0] < one.stop
        )
        if not meets:
            taken.append(one)
            insort(edges, (one.start, one.stop))


def _overlap(one: Unfinished, other: Unfinished) -> bool:
    return one.start < other.stop and other.start < one.stop


def _in_brackets(sentence: Unfinished, taken: list[Unfinished]) -> bool:
    """Say whether *sentence* stands in a pair of brackets, which has been found already."""
    return any(one.start <= sentence.start and sentence.stop <= one.stop + 1 for one in taken)


def _with_alternatives(text: str, found: list[Unfinished]) -> list[Unfinished]:
    """Return *found* with "delete as appropriate" reaching back over the alternatives it speaks of."""
    result = []
    for one in found:
        span = (
            alternatives.before(text, one.start)
            if one.kind == "choice" and not one.choices
            else None
        )
        if span is None:
            result.append(one)
        else:
            options = split_alternatives(text[span[0] : span[1]])
            result.append(
                replace(one, start=span[0], wording=text[span[0] : one.stop], choices=options)
            )
    return result
