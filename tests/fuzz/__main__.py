"""``python -m tests.fuzz [MINUTES]``: both targets with ever new examples; the first failure is shown, made small."""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, given, settings

from . import targets
from .strategies import profiles, templates

_ROUND = settings(
    max_examples=2_000,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
_counts = {"templates": 0, "published": 0, "profiles": 0, "used": 0}


@_ROUND
@given(templates)
def _template(text: str) -> None:
    _counts["templates"] += 1
    _counts["published"] += targets.template(text)


@_ROUND
@given(profiles)
def _profile(content: bytes) -> None:
    _counts["profiles"] += 1
    _counts["used"] += targets.profile(content)


def main() -> None:
    """Run until the time is up, or something fails."""
    until = time.monotonic() + 60 * float(sys.argv[1] if len(sys.argv) > 1 else 5)
    while time.monotonic() < until:
        _template()
        _profile()
        sys.stdout.write(f"{_counts}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
