"""Scanning finished documents from anywhere: what is left over in them, and what contradicts itself.

``folders`` finds the files, ``sources`` reads one of any kind into passages, ``document`` runs the rules
over it and says where each finding stands, ``scan`` does so for all of them, in several processes where
that is faster. The rules and their manual are those of :mod:`policygen.lint`.
"""

from .document import DocumentScan, scan_document
from .folders import Listed, documents_in
from .scan import Scanned, scan

__all__ = ["DocumentScan", "Listed", "Scanned", "documents_in", "scan", "scan_document"]
