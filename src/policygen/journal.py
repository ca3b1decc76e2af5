"""The journal of a build: what it is about to write, so that a build that is killed leaves nothing unknown.

Before files take their places, their paths and digests are entered here and synced. The next build finds
in the manifest what the last complete build wrote, and in the journal what a later one may have written:
both are policygen's. A complete build ends with a new manifest and no journal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from .manifest import Made
from .output import OutputFolder

NAME = ".policygen-journal"


def enter(folder: OutputFolder, files: Iterable[tuple[str, Made]]) -> None:
    """Enter *files* (path, what is about to be written there), on the disk before returning.

    Every line begins with its line end, so that one which was cut short spoils no other.
    """
    lines = (
        "\n" + json.dumps([path, made.school, made.policy, made.kind, made.digest])
        for path, made in files
    )
    folder.append(NAME, "".join(lines).encode())


def entries(folder: OutputFolder) -> Iterator[tuple[str, Made]]:
    """Yield what is entered in the journal; lines that were cut short are left out.

    What they would have named was never written: a line is on the disk before its file is in its place.
    """
    for line in (folder.read(NAME) or b"").split(b"\n"):
        try:
            path, school, policy, kind, digest = json.loads(line)
        except ValueError:
            continue
        yield str(path), Made(str(school), str(policy), str(kind), str(digest))
