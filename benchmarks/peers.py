"""policygen against other tools and against the floor, on the same documents, interleaved in one process."""

from __future__ import annotations

import functools
import gc
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from policygen.cli.pool import collect_less
from policygen.compose import Composer
from policygen.document.writers.docx.package import deflated
from policygen.formats import USUAL
from policygen.records.school import School
from policygen.rendering import Renderer
from policygen.workspace import Workspace, load

from .clock import Costs
from .contestants import Contestant, PandocLoop, Patterns, docxtpl_loop, pandoc_each, python_docx
from .patterns import Pattern, pattern_of
from .tables import NOT_MEASURED, number, table, verdict
from .trust import make_trust

#: So many policies, of which the fifth holds an answer of each school's own making that is parsed for
#: each, if then there are still so many schools; else fewer policies.
POLICIES, LEAST_SCHOOLS = 6, 30
#: So many documents are made by one tool before it is the next one's turn.
CHUNK = 20
_OURS, _FLOOR, _SYNC = (
    "policygen",
    "floor: compress the DOCX, write the three",
    "apart: write the three, with fsync",
)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: for policygen a school and policy, for the others a pattern and values."""

    school: School
    policy: str
    pattern: Pattern

    @property
    def name(self) -> str:
        return f"{self.school.id}--{self.policy}"


@dataclass(slots=True)
class _Run:
    """The state of the run: where files go, what each row cost, and what policygen made."""

    renderer: Renderer
    folder: Path
    costs: dict[str, Costs] = field(default_factory=dict)
    made: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def cost(self, name: str) -> Costs:
        return self.costs.setdefault(name, Costs())

    def ours(self, job: Job) -> None:
        """Compose, write three formats, and put each into its place as a whole."""
        files = dict(self.renderer.render(job.school, job.policy).contents)
        self.made[job.name] = files
        write_whole(self.folder / "ours", job.name, files)


def write_whole(folder: Path, name: str, files: Mapping[str, bytes], *, sync: bool = False) -> None:
    """Write files through a temporary one each that then takes the name; with *sync* to the disk."""
    for ending, content in files.items():
        path = f"{folder}/{name}.{ending}"
        temporary = f"{path}.new"
        with open(temporary, "wb") as file:  # noqa: PTH123 -- the floor is as low as Python has it
            file.write(content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105


def jobs_of(workspace: Workspace, composer: Composer, number_of: int) -> list[Job]:
    """Return so many jobs: for each policy, each school."""
    jobs: list[Job] = []
    for policy in sorted(workspace.policies):
        for school in workspace.schools.values():
            if len(jobs) < number_of:
                document = composer.compose(school, policy).document
                assert document is not None  # noqa: S101 -- the synthetic trust can be published
                jobs.append(Job(school, policy, pattern_of(document)))
    return jobs


def trust_for(folder: Path, documents: int, words: int) -> Workspace:
    """Return a trust that needs so many documents, or a few more."""
    policies = max(1, min(POLICIES, documents // LEAST_SCHOOLS))
    make_trust(folder, -(-documents // policies), policies, words)
    return load(folder)


def main(documents: int, words: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="policygen-bench-") as name:
        folder = Path(name)
        workspace = trust_for(folder / "trust", documents, words)
        jobs = jobs_of(workspace, Composer(workspace), documents)
        patterns = Patterns(folder)
        for job in jobs:
            patterns.filled(
                job.pattern
            )  # other tools' templates are made, and compiled, beforehand
        run = _Run(Renderer(workspace, USUAL), folder)
        loop = PandocLoop(patterns, folder)
        lean = patterns.stem(jobs[0].pattern).with_suffix(".docx").read_bytes()
        others = [
            docxtpl_loop(patterns),
            python_docx(patterns, lean),
            pandoc_each(patterns),
            loop.contestant(),
        ]
        try:
            _measure(run, jobs, others)
        finally:
            loop.close()
        _print(run, jobs, others)


def _measure(run: _Run, jobs: list[Job], others: list[Contestant]) -> None:
    for name in ("ours", "floor", *(str(i) for i in range(len(others)))):
        (run.folder / name).mkdir()
    _warm_up(run, jobs, others)
    for chunk in _chunks(jobs):
        gc.collect()
        for job in chunk:
            run.cost(_OURS).measure(functools.partial(run.ours, job))
        for job in chunk:
            _measure_floor(run, job)
        for index, other in enumerate(others):
            if other.make is None:
                continue
            gc.collect()  # each tool clears away what it leaves itself, and nothing else
            for job in chunk:
                to = run.folder / str(index) / job.name
                make = functools.partial(other.make, job.pattern, to)
                run.cost(other.name).measure(make, other.cpu_elsewhere)


def _warm_up(run: _Run, jobs: list[Job], others: list[Contestant]) -> None:
    """Let every tool make one document, so that imports count for none; policygen then starts anew."""
    run.ours(jobs[0])
    for index, other in enumerate(others):
        if other.make:
            other.make(jobs[0].pattern, run.folder / str(index) / jobs[0].name)
    run.renderer = Renderer(run.renderer.composer.workspace, USUAL)
    gc.collect()
    # As a build does; so what one tool keeps is not looked through while another one is measured.
    collect_less()


def _chunks(jobs: list[Job]) -> Iterator[list[Job]]:
    for start in range(0, len(jobs), CHUNK):
        yield jobs[start : start + CHUNK]


def _parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _measure_floor(run: _Run, job: Job) -> None:
    """Compress the parts of the DOCX as policygen did, write the same bytes; then once more with fsync."""
    files = run.made[job.name]
    parts = list(_parts(files["docx"]).values())

    def floor() -> None:
        for content in parts:
            deflated(content)
        write_whole(run.folder / "floor", job.name, files)

    run.cost(_FLOOR).measure(floor)
    run.cost(_SYNC).measure(lambda: write_whole(run.folder / "floor", job.name, files, sync=True))


def _words(folder: Path, name: str) -> str:
    """Return the number of words in the DOCX that a tool made: that the work was the same."""
    xml = _parts((folder / f"{name}.docx").read_bytes())["word/document.xml"].decode()
    text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", xml))
    return str(len(text.split()))


def _print(run: _Run, jobs: list[Job], others: list[Contestant]) -> None:
    ours = run.costs[_OURS]
    last = jobs[-1].name
    shapes = len({job.pattern.shape for job in jobs})
    print(
        f"{len(jobs)} documents ({shapes} shapes), one process, interleaved by {CHUNK}, ms each\n"
    )
    rows = [_row(_OURS, "docx html md", ours, ours, _words(run.folder / "ours", last))]
    for index, other in enumerate(others):
        formats = " ".join(other.formats)
        if other.make is None:
            rows.append((other.name, formats, *[NOT_MEASURED] * 4, "", "", ""))
            print(f"{other.name} is {NOT_MEASURED}: {other.missing}")
        else:
            words = _words(run.folder / str(index), last)
            rows.append(_row(other.name, formats, run.costs[other.name], ours, words))
    rows += [_row(name, "docx html md", run.costs[name], ours, "") for name in (_FLOOR, _SYNC)]
    heads = ("", "makes", "CPU median", "mean", "wall median", "mean", "× CPU", "× wall", "words")
    print(table(heads, rows), "\n")
    print(
        "× is the ratio to policygen, of medians. Verdicts are on processor time, which other work on"
    )
    print("the machine disturbs least.\n")
    _print_verdicts(run, others, ours)


def _row(name: str, formats: str, costs: Costs, ours: Costs, words: str) -> tuple[str, ...]:
    times = (costs.median_cpu, costs.mean_cpu, costs.median_wall, costs.mean_wall)
    ratios = (costs.median_cpu / ours.median_cpu, costs.median_wall / ours.median_wall)
    return (name, formats, *map(number, (*times, *ratios)), words)


def _print_verdicts(run: _Run, others: list[Contestant], ours: Costs) -> None:
    for other, target in ((others[0], 20.0), (others[2], 200.0)):
        if other.make:
            costs = run.costs[other.name]
            faster = costs.median_cpu / ours.median_cpu
            print(verdict(f"times faster than {other.name}", faster, target, least=True))
            faster = costs.mean_cpu / ours.mean_cpu
            print(verdict("the same, of means (first parses counted)", faster, target, least=True))
    above = ours.median_cpu / run.costs[_FLOOR].median_cpu
    print(verdict("times the floor", above, 3.0))
    above = ours.mean_cpu / run.costs[_FLOOR].mean_cpu
    print(verdict("the same, of means (first parses counted)", above, 3.0))
