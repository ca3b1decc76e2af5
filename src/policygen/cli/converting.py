"""Older and other word processor files to DOCX, by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import Diagnostic, InputError, Place

_NAMES = ("soffice", "libreoffice")
_SECONDS = 120


def to_docx(file: Path) -> bytes:
    """Return *file* as DOCX.

    :raises InputError: when LibreOffice is not installed, or cannot read the file.
    """
    place = Place(str(file))
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        message = f"a {file.suffix} file is read with LibreOffice, which is not installed"
        hint = "install LibreOffice, or save the file as .docx in the program that it was made with"
        raise InputError(Diagnostic(place, "not-installed", message, hint))
    with tempfile.TemporaryDirectory(prefix="policygen-") as folder:
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(file.resolve()),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
            return next(Path(folder).glob("*.docx")).read_bytes()
        except (subprocess.SubprocessError, OSError, StopIteration) as error:
            message = "LibreOffice could not turn the file into .docx"
            hint = "open it there, and save it as .docx"
            raise InputError(Diagnostic(place, "not-converted", message, hint)) from error
