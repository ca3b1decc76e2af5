"""Everything unfinished in a text, in all the wordings that model policies and published ones have.

One rule for what is imported and for what is checked: ``[insert …]``, ``<insert date here``, ``(insert name
of school here)``, XXX, dots, "delete as appropriate", drafting notes, banners. It works on the flat text
of a paragraph and knows no format. What it finds is listed, wording by wording, in ``tests/unfinished``.
"""

from .finding import find
from .found import Kind, Span, Unfinished

__all__ = ["Kind", "Span", "Unfinished", "find"]
