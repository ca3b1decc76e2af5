"""Both targets, shortly and always with the same examples; ``make fuzz`` goes on from there."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from . import targets
from .strategies import profiles, templates

_SHORT = settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


@_SHORT
@given(templates)
def test_any_template_is_published_or_refused_with_places(text: str) -> None:
    targets.template(text)


@_SHORT
@given(profiles)
def test_any_profile_is_read_or_refused_with_places(content: bytes) -> None:
    targets.profile(content)
