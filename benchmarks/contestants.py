"""The other tools, each asked for the same editions: a folder of patterns in, files out."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policygen.formats import FORMATS

from .patterns import Pattern

_LOOP = Path(__file__).parent / "pandoc_loop.lua"
#: Makes the files of one edition below a path without an ending, from its pattern and values.
Make = Callable[[Pattern, Path], None]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A tool at work: its name with its version, what it makes, and how; or why it is not measured.

    ``cpu_elsewhere`` is the processor time, in ms, of a process of its own that goes on running.
    """

    name: str
    formats: tuple[str, ...]
    make: Make | None
    missing: str = ""
    cpu_elsewhere: Callable[[], float] = lambda: 0.0


class Patterns:
    """Patterns as files that other tools read, each written once, before anything is measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[object, Path] = {}
        self._markdown: dict[Path, Any] = {}

    def stem(self, pattern: Pattern) -> Path:
        """Return the path, without an ending, of a pattern as ``.docx`` and ``.md``."""
        if pattern.shape not in self._known:
            stem = self._folder / f"pattern-{len(self._known)}"
            for name in ("docx", "md"):
                content = FORMATS[name].write(pattern.document, None)
                stem.with_suffix(f".{name}").write_bytes(content)
            self._known[pattern.shape] = stem
        return self._known[pattern.shape]

    def filled(self, pattern: Pattern) -> str:
        """Return the Markdown of an edition, made with Jinja from a compiled template."""
        stem = self.stem(pattern)
        if stem not in self._markdown:
            import jinja2

            text = stem.with_suffix(".md").read_text("utf-8")
            _front, _line, body = text.partition("\n---\n")
            body = re.sub(r"\{\\\{ (v\d+) \}\}", r"{{ \1 }}", body)  # the writer has escaped it
            self._markdown[stem] = jinja2.Environment(autoescape=False).from_string(body)  # noqa: S701 -- Markdown
        rendered: str = self._markdown[stem].render(pattern.values)
        return rendered


def docxtpl_loop(patterns: Patterns) -> Contestant:
    """Return docxtpl: a template with tags in it is opened and rendered for each school."""
    try:
        import docxtpl
    except ImportError as error:
        return Contestant("docxtpl", ("docx",), None, str(error))

    def make(pattern: Pattern, to: Path) -> None:
        template = docxtpl.DocxTemplate(str(patterns.stem(pattern).with_suffix(".docx")))
        template.render(pattern.values, autoescape=True)
        template.save(str(to.with_suffix(".docx")))

    return Contestant(f"docxtpl {docxtpl.__version__}", ("docx",), make)


def python_docx(patterns: Patterns, lean: bytes) -> Contestant:
    """Return python-docx, one paragraph at a time from what markdown-it-py reads; *lean* has the styles."""
    import docx
    from markdown_it import MarkdownIt

    from .paragraph_by_paragraph import add_all

    reader = MarkdownIt("commonmark").enable("table")
    base = io.BytesIO(_emptied(lean))

    def make(pattern: Pattern, to: Path) -> None:
        base.seek(0)
        document = docx.Document(base)
        add_all(document, reader.parse(patterns.filled(pattern)))
        document.save(str(to.with_suffix(".docx")))

    return Contestant(f"python-docx {docx.__version__} + markdown-it", ("docx",), make)


def _emptied(content: bytes) -> bytes:
    """Return a DOCX without its text, with its styles."""
    import docx

    document = docx.Document(io.BytesIO(content))
    for child in list(document.element.body)[:-1]:  # the last says how pages are set up
        document.element.body.remove(child)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def pandoc_program() -> tuple[str, str]:
    """Return the path and version of pandoc: the system's, else the one that pypandoc brings.

    :raises FileNotFoundError: when there is none.
    """
    program = shutil.which("pandoc")
    if program is None:
        try:
            import pypandoc

            program = pypandoc.get_pandoc_path()
        except (ImportError, OSError) as error:
            raise FileNotFoundError(f"no pandoc on this machine ({error})") from error
    answer = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    return program, answer.stdout.split()[1]


def pandoc_each(patterns: Patterns) -> Contestant:
    """Return pandoc as it is usually called: a process for each file."""
    formats = ("docx", "html", "md")
    try:
        program, version = pandoc_program()
    except FileNotFoundError as error:
        return Contestant("pandoc", formats, None, str(error))

    def make(pattern: Pattern, to: Path) -> None:
        text = patterns.filled(pattern).encode()
        for name, to_format in (("docx", "docx"), ("html", "html5"), ("md", "commonmark_x")):
            output = str(to.with_suffix(f".{name}"))
            call = [program, "--from=commonmark_x", f"--to={to_format}", "-s", "-o", output]
            call += ["--metadata=title:policy"]
            subprocess.run(call, input=text, check=True)

    return Contestant(f"pandoc {version}, a process a file", formats, make)


class PandocLoop:
    """pandoc as one process that stays: a filter that reads paths and writes three files for each."""

    def __init__(self, patterns: Patterns, folder: Path) -> None:
        self._patterns = patterns
        self._input = folder / "pandoc-input.md"
        self._process: subprocess.Popen[str] | None = None

    def contestant(self) -> Contestant:
        """Return the running pandoc, warmed up; :meth:`close` ends it."""
        formats = ("docx", "html", "md")
        name = "pandoc, one process for all"
        try:
            program, version = pandoc_program()
        except FileNotFoundError as error:
            return Contestant(name, formats, None, str(error))
        call = [program, "--from=commonmark", "--to=plain", f"--lua-filter={_LOOP}", "/dev/null"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(call, stdin=pipe, stdout=pipe, text=True)
        name = f"pandoc {version}, one process for all"
        return Contestant(name, formats, self._make, cpu_elsewhere=self._cpu)

    def _cpu(self) -> float:
        """Return the processor time of the process in ms, in steps of a clock tick (proc(5): stat)."""
        assert self._process is not None  # noqa: S101 -- `contestant` started it
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii")
        except OSError:  # not Linux: its wall time tells
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    def _make(self, pattern: Pattern, to: Path) -> None:
        assert self._process is not None  # noqa: S101 -- `contestant` started it
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018
        self._input.write_text(self._patterns.filled(pattern), "utf-8")
        self._process.stdin.write(f"{self._input}\n{to}\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "done\n":
            raise RuntimeError("pandoc stopped")

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
