"""docs/rules.md explains each rule that BookIT knows, with its default and an example."""

import json
import re
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from bookit.domain import stay
from bookit.domain.policy import QUOTAS, RULES, checked_values

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
HEAD, LINE = "| rule |", "|---"


def explained() -> dict[str, list[str]]:
    """The other cells of each row, by each rule that its first cell names."""
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in PAGE.splitlines()
        if line.startswith("|") and not line.startswith((HEAD, LINE))
    ]
    return {name: cells for first, *cells in rows for name in re.findall(r"`(\w+)`", first)}


def in_words(default: Any) -> set[str]:
    """How the page may put a default."""
    match default:
        case None:
            return {"none"}
        case () | []:
            return {"none", "everybody"}
        case bool():
            return {str(default).lower()}
        case Enum():
            return {f"`{default.value}`"}
        case _:
            return {str(default)}


def test_no_rule_is_explained_that_there_is_not_and_none_is_left_out() -> None:
    built_in = set(re.findall(r'rule="(\w+)"', Path(stay.__file__).read_text(encoding="utf-8")))

    assert explained().keys() == RULES.keys() - {QUOTAS.name} | built_in


@pytest.mark.parametrize("name", sorted(RULES.keys() - {QUOTAS.name}))
def test_a_rule_is_explained_with_its_default_and_an_example(name: str) -> None:
    default, meaning, example = explained()[name]

    assert default in in_words(RULES[name].default)
    assert meaning
    assert example


def test_quotas_are_explained_by_an_example_that_is_one() -> None:
    section = PAGE.partition("`quotas` is a list")[2].partition("\n## ")[0]
    (example,) = re.findall(r"^ {4}\{.*\}$", section, re.MULTILINE | re.DOTALL)

    assert len(checked_values(json.loads(example))[QUOTAS.name]) == 2
