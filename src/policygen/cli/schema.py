"""``policygen schema``."""

from __future__ import annotations

import click

from ..records.json_schema import KINDS, schema
from . import report as printing


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
def command(kind: str) -> int:
    """Print the JSON Schema of trust.yaml, profile.yaml, register.yaml or a policy's front matter."""
    printing.out_json(schema(kind))
    return 0
