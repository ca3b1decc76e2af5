"""Measure one policy for one school in a warm process: CPU time, medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from policygen.compose import Composer
from policygen.document import plain
from policygen.formats import FORMATS, USUAL
from policygen.skeleton import read_skeleton
from policygen.workspace import load

ROOT = Path(__file__).parent.parent
RUNS = 200


def median(task: Callable[[], object]) -> float:
    """Return the median CPU time of *task* in milliseconds."""
    task()
    times = []
    for _ in range(RUNS):
        start = time.process_time_ns()
        task()
        times.append(time.process_time_ns() - start)
    return statistics.median(times) / 1e6


def main() -> None:
    """Print a line for each policy of one sample school."""
    workspace = load(ROOT)
    composer = Composer(workspace)
    school = workspace.schools["our-lady-of-the-wold"]
    print(f"One policy for {school.profile.name}, CPU in ms, median of {RUNS} runs")
    print("known: another school has had the same text; new: the text is parsed first\n")
    heads = ("policy", "words", "compose known", "new", *USUAL, "all known", "all new")
    print("".join(f"{h:>22}" if n == 0 else f"{h:>15}" for n, h in enumerate(heads)))
    for policy in workspace.policies:
        done = composer.compose(school, policy)
        if done.document is None:
            continue
        document = done.document
        words = sum(len(line.split()) for line in plain.lines(document))
        model = composer.model(policy)
        text = model.template.expand(composer.setting(school, model).names).skeleton
        known = median(lambda p=policy: composer.compose(school, p))  # type: ignore[misc]
        parse = median(lambda t=text: read_skeleton(t))  # type: ignore[misc]
        writes = [median(lambda d=document, f=f: FORMATS[f].write(d, None)) for f in USUAL]  # type: ignore[misc]
        numbers = (known, known + parse, *writes, known + sum(writes), known + parse + sum(writes))
        print(f"{policy:>22}{words:>15}" + "".join(f"{n:>15.2f}" for n in numbers))
