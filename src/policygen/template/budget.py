"""How much the making of one edition may cost, counted while it is made.

A template comes from elsewhere, and a few words of it can ask for more work than any machine has. So
everything that costs is charged as it is done: parts of templates that are run, rounds of loops, entries
of lists, characters that are printed or that a filter makes. What is left only goes down, and at nothing
the edition is refused; so no template can cost more than the bounds below, whatever it holds.
"""

from __future__ import annotations

from typing import Final

from ..errors import Diagnostic, Place

#: The context key under which the budget of an edition is found.
BUDGET: Final = "_budget"
#: Characters that one edition may be made from; 400 pages of a policy have some 800,000.
MAX_CHARACTERS: Final = 1_000_000
#: Parts of templates that may be run for one edition, a part of a loop once for each round.
MAX_STEPS: Final = 1_000_000
#: Besides its text, a value that is printed costs this many characters, for what is kept about it.
PRINTED_VALUE: Final = 20
#: Reading Markdown costs about so much more than printing it.
PARSED: Final = 10


class TooMuch(Exception):  # noqa: N818 -- it says what it is
    """The bounds of one edition are reached."""


def too_much(place: Place) -> Diagnostic:
    """Return the words for an edition whose bounds were reached at *place*."""
    hint = (
        f"one edition is made from at most {MAX_CHARACTERS:,} characters, in at most {MAX_STEPS:,} "
        "steps: look for loops in loops, long lists and texts included in loops"
    )
    message = "the template prints too much or never ends"
    return Diagnostic(place, "template-size", message, hint)


class Budget:
    """What is left for one edition. Its template and all expressions of its front matter share it."""

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        self.characters = MAX_CHARACTERS
        self.steps = MAX_STEPS

    def step(self, number: int) -> None:
        """Charge *number* parts that are run, or entries that are gone through.

        :raises TooMuch: when that is more than is left.
        """
        self.steps -= number
        if self.steps < 0:
            raise TooMuch

    def text(self, number: int) -> None:
        """Charge *number* characters.

        :raises TooMuch: when that is more than is left.
        """
        self.characters -= number
        if self.characters < 0:
            raise TooMuch
