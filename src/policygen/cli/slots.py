"""``policygen slots``."""

from __future__ import annotations

import click

from ..compose import Composed, Composer
from ..findings import SlotUse
from ..planning import Report, Selection, compose_all
from . import report as printing
from .selecting import as_json, schools_and_policies, workspace_of


@click.command()
@click.argument("policy", required=False)
@schools_and_policies
@click.option("--missing", is_flag=True, help="Only what has no value yet.")
@as_json
@click.pass_context
def command(
    context: click.Context,
    policy: str | None,
    schools: tuple[str, ...],
    policies: tuple[str, ...],
    missing: bool,
    as_json: bool,
) -> int:
    """List every slot, where its value comes from, and what is missing, per school."""
    composer = Composer(workspace_of(context))
    report = Report()
    selection = Selection(schools, (*policies, *([policy] if policy else [])))
    composed = list(compose_all(composer, selection, report, draft=True))
    rows = [(one, use) for one in composed for use in _once(one) if use.open or not missing]
    printing.say_diagnostics(d for d in report.diagnostics if not d.is_finding)
    if as_json:
        printing.out_json([_json(one, use) for one, use in rows])
    else:
        _print(rows, composed)
    return max(report.exit_code, 1 if any(use.open for _, use in rows) else 0)


def _once(composed: Composed) -> list[SlotUse]:
    """Return the slots of one policy, each key once, at its first place."""
    found: dict[tuple[str, bool], SlotUse] = {}
    for use in composed.slots:
        found.setdefault((use.key, use.open), use)
    return list(found.values())


def _json(composed: Composed, use: SlotUse) -> dict[str, object]:
    return {
        "school": composed.school,
        "policy": composed.policy,
        "slot": use.key,
        "source": use.source or None,
        "value": use.value or None,
        "open": use.open,
        "place": str(use.place),
    }


def _print(rows: list[tuple[Composed, SlotUse]], composed: list[Composed]) -> None:
    from rich.table import Table
    from rich.text import Text

    for one in composed:
        own = [use for other, use in rows if other is one]
        if not own:
            continue
        printing.out(f"{one.school}: {one.policy}")
        table = Table(box=None, pad_edge=False)
        for heading in ("Slot", "Value", "Comes from", "Place"):
            table.add_column(heading, overflow="fold", no_wrap=heading == "Place")
        for use in own:
            held = f" (“{use.value}”)" if use.value else ""
            value = f"MISSING{held}" if use.open else use.value
            style = "bold red" if use.open else ""
            cells = (use.key, value, use.source, str(use.place))
            table.add_row(*(Text(cell, style=style) for cell in cells))
        printing.out_table(table)
        printing.out("")
    open_slots = sum(use.open for _, use in rows)
    slots = "slot" if len(rows) == 1 else "slots"
    printing.out(f"{len(rows)} {slots}, {open_slots} without a value")
