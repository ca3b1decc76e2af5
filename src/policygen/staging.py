"""New files on their way into an output folder, a batch at a time.

All files of a batch are written into a hidden folder and synced, then entered in the journal, then each
takes its place. So a place never holds part of a file, not even after a power cut; syncing a batch costs
no more than it must.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import journal
from .manifest import Made
from .output import OutputFolder

NAME = ".policygen-staging"
_FILES, _BYTES = 256, 16_000_000


@dataclass(slots=True)
class Staging:
    """The batch that is being filled, for *folder*."""

    folder: OutputFolder
    _batch: list[tuple[str, Made]] = field(default_factory=list)
    _bytes: int = 0

    def clean(self) -> None:
        """Remove what a build that was killed left unfinished.

        :raises OutputError: naming the path and the cause.
        """
        self.folder.remove_folder(NAME)

    def add(self, path: str, content: bytes, made: Made) -> None:
        """Take *content* for *path*; it is in its place after :meth:`commit` at the latest.

        :raises OutputError: naming the path and the cause.
        """
        self.folder.create(self._temporary(len(self._batch)), content, path)
        self._batch.append((path, made))
        self._bytes += len(content)
        if len(self._batch) >= _FILES or self._bytes >= _BYTES:
            self.commit()

    @staticmethod
    def _temporary(number: int) -> str:
        return f"{NAME}/{number}"

    def commit(self) -> None:
        """Put the batch in its places.

        :raises OutputError: naming the path and the cause; every place holds the old file or the new one.
        """
        if not self._batch:
            return
        self.folder.sync_all(self._temporary(number) for number in range(len(self._batch)))
        journal.enter(self.folder, self._batch)
        for number, (path, _made) in enumerate(self._batch):
            self.folder.rename(self._temporary(number), path)
        self._batch.clear()
        self._bytes = 0
