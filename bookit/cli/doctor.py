"""`bookit doctor`: is this install well, and if not, what helps?"""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bookit.cli.settings import AnyOrganisation, read_settings_of_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookit.operations.doctor import Finding


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Don't replay the ledger, which takes long if it is.")] = False,
    organisation: AnyOrganisation = None,
) -> None:
    """Look at everything BookIT stands on. Exit code 1 when something is broken; warnings don't count."""
    from bookit.operations.doctor import examine, is_well

    console = Console(highlight=False, soft_wrap=True)
    found: dict[str, Sequence[Finding]] = {}
    for settings in read_settings_of_each(organisation, "database_url"):
        if as_json:
            findings = examine(settings, quick=quick)
        else:
            if settings.is_one_of_several:
                console.print(f"\n{settings.database_schema}, {settings.base_url}\n", style="bold")
            with console.status("Looking") as status:
                findings = examine(settings, quick=quick, on_check=lambda name: status.update(f"Looking at {name}"))
            show(console, findings)
        found[settings.database_schema] = findings
    if as_json:
        typer.echo(document(found, several=settings.is_one_of_several))
    if not all(map(is_well, found.values())):
        raise typer.Exit(1)


def document(found: "dict[str, Sequence[Finding]]", *, several: bool) -> str:
    """Of several organisations the findings of each, by its schema."""
    import orjson

    from bookit.operations.doctor import is_well

    lists = {schema: list(findings) for schema, findings in found.items()}
    body = {"organisations": lists} if several else {"findings": next(iter(lists.values()))}
    well = all(map(is_well, found.values()))
    return orjson.dumps({"well": well, **body}, option=orjson.OPT_INDENT_2).decode()


_MARKS = {
    "fine": ("✓", "green"),
    "skipped": ("–", "dim"),
    "warning": ("!", "yellow"),
    "problem": ("✗", "bold red"),
}


def show(console: Console, findings: "Sequence[Finding]", *, works: str = "It works") -> None:
    """A line for each finding, its remedy below it, and what it comes to: something is wrong, or it `works`."""
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
        console.print(f"\n{works}, with {_count(counts['warning'], 'warning')}.", style="yellow")
    else:
        console.print("\nAll is well.", style="green")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
