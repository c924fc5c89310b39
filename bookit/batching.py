"""Many askers, one call: what waits while a call is under way goes into the next one together."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Batcher(Generic[Question, Answer]):
    """Answers questions in batches, without making a lone asker wait.

    `answer_all` gets up to `most` questions and returns one answer each, in order; an answer that is an exception
    is raised to its asker alone. If `answer_all` itself raises, every asker of that batch gets the error. An asker
    that is cancelled does not disturb the others.
    """

    def __init__(
        self,
        answer_all: Callable[[list[Question]], Awaitable[Sequence[Answer | BaseException]]],
        *,
        most: int,
        flights: int = 1,
    ) -> None:
        self._answer_all = answer_all
        self._most = most
        self._free_flights = flights
        self._waiting: deque[tuple[Question, asyncio.Future[Answer]]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, question: Question) -> Answer:
        """The answer to one question."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, future))
        if self._free_flights:
            self._free_flights -= 1
            # In a context of its own: what it logs is not about the one that happened to ask first.
            task = asyncio.create_task(self._fly(), context=Context())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _fly(self) -> None:
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
                await self._answer(batch)
        finally:
            self._free_flights += 1

    async def _answer(self, batch: list[tuple[Question, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._answer_all([question for question, _ in batch])
        except BaseException as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if future.done():
                continue
            if isinstance(answer, BaseException):
                future.set_exception(answer)
            else:
                future.set_result(answer)
