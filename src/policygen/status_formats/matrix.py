"""The register as a grid of schools and policies."""

from __future__ import annotations

from collections.abc import Sequence

from ..status_rows import State, StatusRow


def matrix(
    rows: Sequence[StatusRow],
) -> tuple[list[str], list[tuple[str, list[State | None]]]]:
    """Return the ids of the policies, and for each school its id and its state policy by policy.

    Both go by id. None stands where a school has no row for a policy.
    """
    policies = sorted({row.policy for row in rows})
    states = {(row.school, row.policy): row.state for row in rows}
    schools = sorted({row.school for row in rows})
    return policies, [
        (school, [states.get((school, policy)) for policy in policies]) for school in schools
    ]
