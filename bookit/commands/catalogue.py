"""The commands and their handlers, by the name they have in the API."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from bookit.commands.decision import Answer, Decision, Desk


class Command(BaseModel):
    """A wish, in the imperative; its docstring is its documentation in the API."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    NAME: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.NAME = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


C = TypeVar("C", bound=Command)
Handler = Callable[[Any, Desk], Awaitable[Decision]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command with its handler.

    `creates` says that success makes something new (201 instead of 200); an `internal` command has no route, because
    only BookIT itself gives it.
    """

    command: type[Command]
    handler: Handler
    answer: type[Answer]
    creates: bool
    internal: bool


_entries: dict[str, Entry] = {}

CATALOGUE: Mapping[str, Entry] = _entries
"""Every command, by name; complete once the package `bookit.commands` is imported."""


def handles(
    command: type[C], *, answers: type[Answer], creates: bool = False, internal: bool = False
) -> Callable[[Callable[[C, Desk], Awaitable[Decision]]], Callable[[C, Desk], Awaitable[Decision]]]:
    """Register a handler for a command."""

    def register(handler: Callable[[C, Desk], Awaitable[Decision]]) -> Callable[[C, Desk], Awaitable[Decision]]:
        if command.NAME in _entries:
            raise ValueError(f"{command.NAME} has a handler already")
        _entries[command.NAME] = Entry(command, handler, answers, creates, internal)
        return handler

    return register
