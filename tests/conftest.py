"""For all tests: the same examples in every run."""

from __future__ import annotations

from hypothesis.internal.conjecture import providers

if hasattr(providers, "_get_local_constants"):
    # Hypothesis tries constants of our modules, of those that happen to be loaded: which tests a process
    # ran before would decide on the examples of the next, derandomized or not.
    providers._get_local_constants = lambda: providers._local_constants
