"""The entries of what other code reports: composing an edition, and the reading of ignores."""

from __future__ import annotations

from ..errors import Severity
from .rule import own_rule

OPEN_SLOT = own_rule(
    "open-slot",
    Severity.ERROR,
    """A slot has no value.

    `[insert …]`, or an expression such as `{{ people.dsl.name }}`, asks for something that neither the
    school's register and profile nor the template answers. The policy is refused until it is answered;
    the hint says where. `policygen slots --missing` lists them all.
    """,
)
PLACEHOLDER = own_rule(
    "placeholder",
    Severity.ERROR,
    """A record holds a slot or a note instead of words.

    `[insert name]` or `[note: ask the office]` was typed into a profile, a register or trust.yaml as if it
    were the value. The policy is refused: put the real words there. A note in a *template* is no fault:
    drafts show it, and it is never published.
    """,
)
CHOICE = own_rule(
    "choice",
    Severity.ERROR,
    """An answer is none of the choices.

    `[choose leader: headteacher / principal]` was answered with something else. The policy is refused:
    answer with one of the choices.
    """,
)
ALT_TEXT = own_rule(
    "alt-text",
    Severity.ERROR,
    """A picture has no text alternative.

    Say in the square brackets what it shows: `![The four stages of a complaint](_images/stages.png)` (WCAG
    2.2, 1.1.1). The policy is refused until it is there.
    """,
)
NO_SECTION = own_rule(
    "reference",
    Severity.ERROR,
    """A link or cross-reference leads to a section that there is not.

    `[](#monitoring)` needs a section with the id *monitoring*. The hint gives the nearest id.
    """,
)
NO_REASON = own_rule(
    "no-reason",
    Severity.WARNING,
    """A policy is not adopted, and no reason is given.

    `adopted: no` in the register wants a `reason: …`: governors, auditors and your successor will ask.
    """,
    in_build=True,
)
IGNORE_REASON = own_rule(
    "ignore-reason",
    Severity.WARNING,
    """An ignore does not say why.

    Write `{## check: ignore CODE because … ##}` in a text, `# check: ignore CODE because …` in a YAML file, or
    a reason behind the code under `ignore:`. Without a reason nobody dares to take it out again, so it
    does not count.
    """,
    in_build=False,
)
IGNORE_UNKNOWN = own_rule(
    "ignore-unknown",
    Severity.WARNING,
    """An ignore names a code that no rule has, or one that cannot be ignored.

    What refuses a policy because it is not finished (`open-slot`, `placeholder`…) cannot be ignored.
    """,
    in_build=False,
)
IGNORE_UNUSED = own_rule(
    "ignore-unused",
    Severity.WARNING,
    """An ignore matches nothing.

    What it was written for has gone. Take it out, or it will hide the next one. (Said only when all rules
    were run over everything that the ignore is for.)
    """,
    in_build=False,
)
