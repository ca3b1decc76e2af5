"""The import of one file: its steps in order, and the template and the report they come to."""

from __future__ import annotations

from dataclasses import dataclass

from ..document.problems import Problem
from ..document.writers import source as source_writer
from ..errors import Severity
from . import report
from .contents import settle_contents
from .control_blocks import settle_control
from .decisions import Decision, Notebook, Settle
from .front_matter import front_matter
from .headings import settle_headings
from .left_brackets import settle_brackets
from .loops import suggest_loops
from .marks import settle_marks
from .naming_school import settle_names, title_without_names
from .personnel import settle_personnel
from .plain_source import settle_text
from .references import settle_ids, settle_references
from .scheme import settle_numbering
from .signatures import settle_signatures
from .sources import Source, read
from .state import Import, Names
from .titles import settle_title
from .versions import settle_versions

_STEPS = (
    settle_text,
    settle_contents,
    settle_headings,
    settle_title,
    settle_signatures,
    settle_versions,
    settle_control,
    settle_personnel,
    settle_numbering,
    settle_ids,
    settle_references,
    settle_marks,
    settle_names,
    settle_brackets,
    suggest_loops,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What an import is told: the title, and the school and trust whose names are to be taken out."""

    title: str = ""
    school: Names | None = None
    trust: Names | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The template and the report of an import, and what was decided."""

    title: str
    template: str
    report: str
    decisions: tuple[Decision, ...]


def title_of(content: bytes, name: str, options: Options) -> str:
    """Return the title that the policy in the file *name* has, ``""`` when it has none."""
    work = _begun(read(content, name), options, lambda question: False)
    for step in (settle_text, settle_contents, settle_headings, settle_title):
        step(work)
    return title_without_names(work.title, work)


def import_policy(
    content: bytes, name: str, policy: str, options: Options, settle: Settle
) -> Imported:
    """Return the template *policy* made from *content*, the file *name*; *settle* answers what is doubtful.

    Raises InputError when the file cannot be used.
    """
    read_in = read(content, name)
    work = _begun(read_in, options, settle)
    for step in _STEPS:
        step(work)
    work.title = options.title or title_without_names(work.title or read_in.title, work) or policy
    body = source_writer.write(work.blocks, work.expressions)
    template = f"---\n{front_matter(work)}---\n\n{body}"
    _tell_aside(read_in, work)
    words = report.write(work, policy, name, read_in.unit)
    return Imported(work.title, template, words, tuple(work.notebook.decisions))


def _begun(source: Source, options: Options, settle: Settle) -> Import:
    work = Import(source.blocks, Notebook(settle), school=options.school, trust=options.trust)
    for problem in source.problems:
        _tell_problem(problem, work)
    return work


def _tell_problem(problem: Problem, work: Import) -> None:
    """Write down what a reader says: a note tells what it took something for, the rest is left out."""
    found = f"{problem.message}: {problem.excerpt}" if problem.excerpt else problem.message
    if problem.severity is Severity.NOTE:
        work.notebook.note("structure", problem.line, found, problem.hint or "as it says")
    else:
        became = f"left out; {problem.hint}" if problem.hint else "left out"
        work.notebook.note("left out", problem.line, found, became, lost=True)


def _tell_aside(source: Source, work: Import) -> None:
    for text in dict.fromkeys(source.aside):
        if text.strip():
            became = "left out: policygen writes headers and footers from the records"
            work.notebook.note(
                "left out", 0, f"header or footer: {text.strip()}", became, lost=True
            )
