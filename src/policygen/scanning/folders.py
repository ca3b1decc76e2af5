"""Which files a scan reads: those named, and all documents in the folders named, in order of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import Diagnostic, Place
from ..records.files import Item, is_litter, listing
from ..records.nodes import Findings
from .sources import KINDS

#: Folders below each other; a deeper one is no folder of documents.
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A file to scan: where it is, what it is called in places, of what kind it is."""

    path: Path
    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents to scan; ``skipped`` counts other files by their endings, ``wrong`` is what cannot be used."""

    documents: tuple[Document, ...]
    skipped: tuple[tuple[str, int], ...] = ()
    wrong: tuple[Diagnostic, ...] = ()


def documents_in(paths: Iterable[Path]) -> Listed:
    """Return the documents that *paths* name; each once, folders with all that is in them.

    In a folder hidden files, backups and locks are not meant and not counted, and neither is a link that
    leads out of it. A file that is named itself must be of a kind that can be read.
    """
    documents: dict[str, Document] = {}
    skipped: Counter[str] = Counter()
    wrong: Findings = []
    for path in paths:
        if path.is_dir():
            found = list(_in_folder(path, "", skipped, wrong))
        else:
            found = list(_named(path, wrong))
        for one in found:
            documents.setdefault(one.path.resolve().as_posix(), one)
    return Listed(tuple(documents.values()), tuple(sorted(skipped.items())), tuple(wrong))


def _named(path: Path, wrong: Findings) -> Iterable[Document]:
    name = path.as_posix()
    ending = path.suffix.casefold()
    if not path.exists():
        wrong.append(Diagnostic(Place(name), "unreadable", "there is no such file"))
    elif ending not in KINDS:
        kinds = ", ".join(KINDS)
        hint = f"kinds that can be: {kinds}"
        if ending in (".doc", ".odt", ".rtf", ".pages"):
            hint = "open it in Word or LibreOffice and save it as Word Document (.docx)"
        message = f"files “{ending or path.name}” cannot be scanned"
        wrong.append(Diagnostic(Place(name), "unreadable", message, hint))
    else:
        yield Document(path.resolve(), name, ending)


def _in_folder(
    root: Path, folder: str, skipped: Counter[str], wrong: Findings
) -> Iterable[Document]:
    items: tuple[Item, ...] = listing(root, folder, wrong)
    for item in items:
        path = root / item.path
        ending = item.ending.casefold()
        if item.is_folder:
            if item.path.count("/") < _DEEPEST:
                yield from _in_folder(root, item.path, skipped, wrong)
            continue
        if item.refused or ending not in KINDS:
            skipped[item.refused or ending or "no ending"] += 1
        elif not is_litter(item.name):
            yield Document(path, path.as_posix(), ending)
