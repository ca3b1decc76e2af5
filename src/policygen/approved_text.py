"""What an approval is of: the text that governors approved, without the record of their approving it.

Recording an approval must not change what was approved, and a new telephone number is no new policy:
an edition is composed once more in its *approved form*, in which the control record is left out and
every *live* value stands as its source, and the digest is that of the text of this form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from .document import plain
from .document.tree import (
    Block,
    Blocks,
    Contents,
    Document,
    Inline,
    Link,
    Signatures,
    Table,
    Text,
)
from .document.walk import map_blocks, map_inline, map_inlines

#: What may change without a new approval where a model's front matter does not say (``live``).
USUALLY_LIVE = ("people", "address", "phone", "email", "website")
_RECORDS = ("control", "versions", "people")


def digest_of(document: Document) -> str:
    """Return the digest of a *document* composed in its approved form: sixteen hexadecimal digits.

    Left out are document control, version tables, key personnel, signatures and contents. The targets
    of links count; how the text looks does not.
    """

    def without_records(block: Block) -> Blocks:
        made = isinstance(block, (Contents, Signatures)) or (
            isinstance(block, Table) and block.kind in _RECORDS
        )
        return () if made else (block,)

    def with_targets(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Link):
            return (*inline.children, Text(f" <{inline.target}>"))
        return (inline,)

    kept = map_blocks(document.blocks, without_records)
    kept = map_inlines(kept, lambda part: map_inline(part, with_targets))
    text = "\n".join(plain.lines(replace(document, blocks=kept)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_live(source: str, live: Iterable[str]) -> bool:
    """Say whether a value of *source* (``people.dsl.name``, ``school.phone``) may change by itself.

    *live* are the names that the model gives: a part of the source (``people``, ``phone``) or its
    beginning (``people.headteacher``). The control record always is.
    """
    parts = source.split(".")
    return parts[0] in ("review", "policy.history") or any(
        name in parts or source == name or source.startswith(f"{name}.") for name in live
    )
