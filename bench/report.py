"""Prints results: a table on a terminal, plain lines elsewhere."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.result import Result


def show(console: Console, bench: str, results: Sequence[Result]) -> None:
    """Print what one bench found out."""
    if not console.is_terminal:
        for result in results:
            value = _measured(result)
            console.print(
                f"{bench}  {result.name:<62} {value:>18}  {result.target or '':>9}  {_verdict(result)}".rstrip()
            )
        return
    table = Table(title=bench, title_justify="left", title_style="bold")
    table.add_column("what", min_width=62)
    table.add_column("measured", justify="right", min_width=18)
    table.add_column("target", justify="right", min_width=9)
    table.add_column("", min_width=7)
    for result in results:
        style = {True: "green", False: "red", None: "dim"}[result.met]
        value = _measured(result)
        table.add_row(result.name, value, result.target or "", _verdict(result), style=style)
    console.print(table)


def sum_up(console: Console, results: Sequence[Result]) -> None:
    """Print how many targets are met, and name those that are not."""
    aimed = [result for result in results if result.met is not None]
    missed = [result for result in aimed if not result.met]
    console.print(f"{len(aimed) - len(missed)} of {len(aimed)} targets met")
    for result in missed:
        console.print(f"not met: {result.name}: {_measured(result)}, target {result.target}")


def _verdict(result: Result) -> str:
    verdict = {True: "met", False: "not met", None: ""}[result.met]
    beyond = "; ".join(
        f"{name} {number:,g}: {'met' if result.value >= number else 'not met'}"
        for name, number in result.beyond.items()
    )
    return f"{verdict} ({beyond})" if beyond else verdict


def _measured(result: Result) -> str:
    return f"{_number(result.value)} {result.unit}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"
