"""Rows as commands: one for each row, or for several rows that make one thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError
from uuid_utils.compat import uuid5

from bookit.commands.catalogue import Command
from bookit.commands.decision import Answer
from bookit.domain.actor import Actor, Reach
from bookit.domain.errors import Invalid

_IMPORTS = UUID("a0d5be52-1d3c-4f4e-9d7a-3f0c2e6b8f11")
"""Namespace in which rows become command ids."""

C = TypeVar("C", bound=Command)
Ids = Callable[[Answer], Sequence[Mapping[str, UUID]]]


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that rows ask for."""

    rows: Sequence[int]
    command: Command
    command_id: UUID
    ids: Ids
    """What the answer says of each row."""
    otherwise: Command | None = None
    """The same wish as an earlier import may have put it."""


def namespace_of(actor: Actor) -> UUID:
    """Where rows that say the same are the same: among all who may import everywhere, or for one member alone."""
    whose = "organisation" if actor.reach("import") is Reach.EVERYWHERE else str(actor.member_id)
    return uuid5(_IMPORTS, whose)


def row_id(namespace: UUID, kind: str, key: str) -> UUID:
    """The command id of a row that is known by this key."""
    return uuid5(namespace, f"{kind}:{key}")


def checked(command: type[C], fields: Mapping[str, object], columns: Mapping[str, str] | None = None) -> C:
    """The command of these fields. Raises Invalid with a pointer to each column that does not fit."""
    try:
        return command.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        names = columns or {}
        errors = [
            {"pointer": f"/{names.get(field, field)}", "detail": item["msg"]}
            for item in error.errors(include_url=False, include_context=False, include_input=False)
            for field in [str(item["loc"][0]) if item["loc"] else ""]
        ]
        raise Invalid(f"{errors[0]['pointer'].strip('/')}: {errors[0]['detail']}.", errors=errors) from None
