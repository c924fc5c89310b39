"""Gives commands as if it were another moment, and each of them once however often the story is told.

A booking of last week can't be placed today, and the rule that says so shall hold for the demo as well. So the story
is told with a clock of its own: each command is decided by the rules as they stood then, and its facts bear that
time. `recorded_at` stays the database's: the ledger does not pretend to have known earlier.
"""

import asyncio
from collections.abc import Awaitable
from contextvars import ContextVar
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from bookit.commands import Command
from bookit.commands.catalogue import CATALOGUE
from bookit.commands.decision import Answer
from bookit.domain.actor import SYSTEM, Actor, Scope
from bookit.domain.member import Member
from bookit.ledger.execution import command_id_of
from bookit.wiring import System

A = TypeVar("A", bound=Answer)
T = TypeVar("T")

_then: ContextVar[datetime] = ContextVar("then")


def story_clock() -> datetime:
    """The moment that the story is at; each task has its own."""
    return _then.get()


async def at(moment: datetime, doing: Awaitable[T]) -> T:
    """What happened at a moment of the story."""

    async def happening() -> T:
        _then.set(moment)
        return await doing

    return await asyncio.create_task(happening())


class Storyteller:
    """Needs a system that runs by the `story_clock`."""

    def __init__(self, system: System) -> None:
        self._system = system

    async def tell(self, key: str, command: Command, answer: type[A], *, moment: datetime, by: UUID | None = None) -> A:
        """What a command was answered, now or when it was told before; given by BookIT itself unless by a member.

        Raises KeyReused when another story was told before.
        """
        if CATALOGUE[command.NAME].answer is not answer:
            raise TypeError(f"{command.NAME} does not answer {answer.__name__}")
        actor = SYSTEM if by is None else await self._member(by)
        receipt = await at(moment, self._system.executor.execute(command, actor, f"demo/{key}"))
        return answer.model_validate_json(receipt.answer)

    @staticmethod
    def command_id(key: str, *, by: UUID | None = None) -> UUID:
        """Under which id a command is in the ledger."""
        return command_id_of(SYSTEM if by is None else Actor(by), f"demo/{key}")

    async def _member(self, member_id: UUID) -> Actor:
        member = await self._system.streams.get(Member, member_id)
        if member is None:
            raise AssertionError("members are invited before they act")
        return Actor.of(member, frozenset(Scope))
