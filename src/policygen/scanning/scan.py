"""Scanning many documents, in several processes where that is faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from ..errors import Severity
from ..lint.finding import Finding, exit_code
from ..lint.ground import Ground
from ..lint.rule import Rule
from ..lint.rules import RULES
from ..records.files import read_bytes
from ..records.nodes import Findings
from .document import DocumentScan, refused, scan_document
from .folders import Document, Listed

#: Larger files are refused before they are read whole; each reader has a limit of its own below it.
_LARGEST = 60_000_000
#: Documents that one process takes at a time.
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found, in the order of the documents; ``rules`` says how many looked."""

    findings: tuple[Finding, ...]
    documents: int
    words: int
    skipped: tuple[tuple[str, int], ...]
    rules: int

    def exit_code(self, fail_on: Severity = Severity.WARNING) -> int:
        """Return 3 when a document could not be read, 1 when something matters as much as *fail_on*, else 0."""
        return exit_code(self.findings, fail_on)


def scan(
    listed: Listed,
    rules: Sequence[Rule],
    ground: Ground,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Scanned:
    """Return what *rules* find in the documents of *listed*.

    *ground* says what is known beside the texts: the day, the lists. With an *executor* documents are
    read by its workers; the result is the same. *progress* is told how many of how many are done.
    """
    findings = [Finding(one) for one in listed.wrong]
    words = readable = 0
    for done, one in enumerate(_scans(listed.documents, rules, ground, executor), 1):
        findings += [Finding(found) for found in one.diagnostics]
        words += one.words
        readable += one.readable
        progress(done, len(listed.documents))
    return Scanned(tuple(findings), readable, words, listed.skipped, len(rules))


def _scans(
    documents: Sequence[Document], rules: Sequence[Rule], ground: Ground, executor: Executor | None
) -> Iterator[DocumentScan]:
    codes = tuple(rule.code for rule in rules)
    batches = [documents[n : n + _BATCH] for n in range(0, len(documents), _BATCH)]
    if executor is None:
        made: Iterable[list[DocumentScan]] = (scan_batch(b, codes, ground) for b in batches)
    else:
        made = executor.map(scan_batch, batches, [codes] * len(batches), [ground] * len(batches))
    for scans in made:
        yield from scans


def scan_batch(
    documents: Sequence[Document], codes: Sequence[str], ground: Ground
) -> list[DocumentScan]:
    """Return what the rules *codes* find in *documents*: the part of a scan that one worker does."""
    rules = tuple(RULES[code] for code in codes)
    return [_scan(one, rules, ground) for one in documents]


def _scan(document: Document, rules: Sequence[Rule], ground: Ground) -> DocumentScan:
    found: Findings = []
    content = read_bytes(document.path.parent, document.path.name, _LARGEST, found)
    if content is None:
        return refused(document.name, found[0].message)
    if len(content) > _LARGEST:
        return refused(document.name, f"the file is larger than {_LARGEST // 1_000_000} MB")
    return scan_document(content, document.name, document.ending, rules, ground)
