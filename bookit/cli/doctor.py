"""`bookit doctor`: is this install well, and if not, what helps?"""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bookit.cli.settings import read_settings_with_database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookit.operations.doctor import Finding


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Don't replay the ledger, which takes long if it is.")] = False,
) -> None:
    """Look at everything BookIT stands on. Exit code 1 when something is broken; warnings don't count."""
    from bookit.operations.doctor import examine, is_well

    settings = read_settings_with_database()
    console = Console(highlight=False, soft_wrap=True)
    if as_json:
        findings = examine(settings, quick=quick)
        typer.echo(_document(findings))
    else:
        with console.status("Looking") as status:
            findings = examine(settings, quick=quick, on_check=lambda name: status.update(f"Looking at {name}"))
        _show(console, findings)
    if not is_well(findings):
        raise typer.Exit(1)


def _document(findings: "Sequence[Finding]") -> str:
    import orjson

    from bookit.operations.doctor import is_well

    return orjson.dumps({"well": is_well(findings), "findings": list(findings)}, option=orjson.OPT_INDENT_2).decode()


_MARKS = {
    "fine": ("✓", "green"),
    "skipped": ("–", "dim"),
    "warning": ("!", "yellow"),
    "problem": ("✗", "bold red"),
}


def _show(console: Console, findings: "Sequence[Finding]") -> None:
    """A line for each finding, its remedy below it, and what it comes to."""
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        mark, style = _MARKS[finding.state]
        console.print(f"[{style}]{mark}[/{style}] {finding.check:<{width}}  {escape(finding.text)}")
        if finding.remedy:
            console.print(f"  {'':<{width}}  → {escape(finding.remedy)}", style="dim")
    counts = {state: sum(finding.state == state for finding in findings) for state in ("problem", "warning")}
    if counts["problem"]:
        console.print(f"\n{_count(counts['problem'], 'problem')}, {_count(counts['warning'], 'warning')}.", style="red")
    elif counts["warning"]:
        console.print(f"\nIt works, with {_count(counts['warning'], 'warning')}.", style="yellow")
    else:
        console.print("\nAll is well.", style="green")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
