"""Whole processes: ``policygen build`` making three formats, against docxtpl making the DOCX alone."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from policygen.compose import Composer

from . import children
from .children import Took
from .contestants import Patterns, docxtpl_loop
from .peers import Job, jobs_of, trust_for
from .tables import NOT_MEASURED, number, table, verdict

RUNS = 3
_BUILD = "policygen build, docx html md"
_ALONE = "policygen build --jobs 1, the same"
_LOOP = "docxtpl, docx"


def main(documents: int, words: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="policygen-bench-") as name:
        folder = Path(name)
        workspace = trust_for(folder / "trust", documents, words)
        documents = len(workspace.schools) * len(workspace.policies)
        jobs = jobs_of(workspace, Composer(workspace), documents)
        patterns = Patterns(folder)
        missing = docxtpl_loop(patterns).missing
        if not missing:
            _write_plan(folder, jobs, patterns)
        took: dict[str, list[Took]] = {_BUILD: [], _ALONE: [], _LOOP: []}
        for _ in range(RUNS):
            for name, options in ((_BUILD, ()), (_ALONE, ("--jobs", "1"))):
                shutil.rmtree(workspace.root / "build", ignore_errors=True)
                took[name].append(children.build(workspace.root, *options))
            if not missing:
                loop = [sys.executable, "-m", "benchmarks.docxtpl_process", str(folder)]
                took[_LOOP].append(children.run(loop))
        _print(took, documents, missing)


def _write_plan(folder: Path, jobs: list[Job], patterns: Patterns) -> None:
    """Write what docxtpl is to do: template, values and output of each document."""
    (folder / "docxtpl").mkdir()
    plan = [
        (
            str(patterns.stem(job.pattern).with_suffix(".docx")),
            job.pattern.values,
            str(folder / "docxtpl" / f"{job.name}.docx"),
        )
        for job in jobs
    ]
    (folder / "plan.json").write_text(json.dumps(plan), "utf-8")


def _print(took: dict[str, list[Took]], documents: int, missing: str) -> None:
    print(f"{documents} documents, whole processes, start-up included, median of {RUNS}, ms each\n")
    rows: list[tuple[str, ...]] = []
    cpu: dict[str, float] = {}
    wall: dict[str, float] = {}
    for name, runs in took.items():
        if not runs:
            rows.append((name, NOT_MEASURED, "", ""))
            continue
        cpu[name] = statistics.median(run.cpu for run in runs)
        wall[name] = statistics.median(run.wall for run in runs)
        peak = max(run.megabytes for run in runs)
        each = 1e3 / documents
        rows.append((name, number(cpu[name] * each), number(wall[name] * each), number(peak)))
    print(table(("", "CPU", "wall", "peak MB"), rows), "\n")
    if missing:
        print(f"docxtpl is {NOT_MEASURED}: {missing}")
        return
    faster = cpu[_LOOP] / cpu[_ALONE]
    print(verdict("times faster than docxtpl, one whole process, CPU", faster, 12.0, least=True))
    faster = wall[_LOOP] / wall[_BUILD]
    print(verdict("the same as it is called, wall", faster, 12.0, least=True))
