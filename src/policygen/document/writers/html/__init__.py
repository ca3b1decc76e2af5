"""The HTML writer: a Document becomes one self-contained page, to be published as it is."""

from __future__ import annotations

from .page import write
from .stencil import Stencil

__all__ = ["Stencil", "write"]
