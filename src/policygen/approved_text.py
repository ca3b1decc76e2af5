"""What an approval is of: the text that governors approved, without the record of their approving it.

Recording an approval must not change what was approved, and a new telephone number is no new policy:
the control record and *live* values are left out of the digest by the source that each value carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from .document import plain
from .document.tree import Block, Blocks, Contents, Document, Inline, Signatures, Table, Text, Value
from .document.walk import map_blocks, map_inline, map_inlines

#: What may change without a new approval where a model's front matter does not say (``live``).
USUALLY_LIVE = ("people", "address", "phone", "email", "website")
_RECORDS = ("control", "versions", "people")


def digest_of(document: Document, live: Iterable[str] = ()) -> str:
    """Return the digest of the approved text of *document*: sixteen hexadecimal digits.

    Left out are document control, version tables, key personnel, signatures and contents, and every
    value of the control record or of a source that is *live* (a name such as ``people`` or ``phone``).
    """
    kept = approved_form(document.blocks, live)
    text = "\n".join(plain.lines(replace(document, blocks=kept)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def approved_form(blocks: Blocks, live: Iterable[str] = ()) -> Blocks:
    """Return *blocks* as the digest sees them: each value left out stands as its source in braces."""
    wanted = tuple(live) or USUALLY_LIVE

    def without_records(block: Block) -> Blocks:
        made = isinstance(block, (Contents, Signatures)) or (
            isinstance(block, Table) and block.kind in _RECORDS
        )
        return () if made else (block,)

    def without_live(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Value) and is_live(inline.source, wanted):
            return (Text(f"{{{inline.source}}}"),)
        return (inline,)

    kept = map_blocks(blocks, without_records)
    return map_inlines(kept, lambda part: map_inline(part, without_live))


def is_live(source: str, live: Iterable[str]) -> bool:
    """Say whether a value of *source* (``people.dsl.name``, ``school.phone``) may change by itself."""
    parts = source.split(".")
    return parts[0] in ("review", "policy.history") or any(
        name == source or name in parts[:2] for name in live
    )
