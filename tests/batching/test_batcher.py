"""Many askers, one call."""

import asyncio
from collections.abc import Sequence

import pytest

from bookit.batching import Batcher

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Oracle:
    """Doubles numbers; keeps the batches it was asked, and waits while its gate is closed."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.calls = asyncio.Queue[None]()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, questions: list[int]) -> Sequence[int | BaseException]:
        self.batches.append(questions)
        self.calls.put_nowait(None)
        await self.gate.wait()
        if 13 in questions:
            raise LookupError("13")
        return [ValueError(str(number)) if number < 0 else 2 * number for number in questions]


@pytest.fixture
async def oracle() -> Oracle:
    return Oracle()


async def test_who_asks_alone_is_answered_alone(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=10)
    assert await batcher.ask(1) == 2
    assert await batcher.ask(2) == 4
    assert oracle.batches == [[1], [2]]


async def test_who_asks_during_a_call_shares_the_next(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=3)
    oracle.gate.clear()
    first = asyncio.create_task(batcher.ask(0))
    await oracle.calls.get()
    others = asyncio.gather(*(batcher.ask(number) for number in range(1, 6)))
    await asyncio.sleep(0)
    oracle.gate.set()
    assert await first == 0
    assert await others == [2, 4, 6, 8, 10]
    assert oracle.batches == [[0], [1, 2, 3], [4, 5]]


async def test_an_answer_that_is_an_error_is_raised_to_its_asker_alone(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=10)
    answers = await asyncio.gather(*(batcher.ask(number) for number in (1, -1, 2)), return_exceptions=True)
    assert (answers[0], answers[2]) == (2, 4)
    assert isinstance(answers[1], ValueError)


async def test_a_failed_call_is_raised_to_all_its_askers_and_to_nobody_after(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=2)
    answers = await asyncio.gather(*(batcher.ask(number) for number in (1, 13, 2, 3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [LookupError, LookupError, int, int]


async def test_an_asker_who_leaves_does_not_disturb_the_others(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=10)
    oracle.gate.clear()
    asking = [asyncio.create_task(batcher.ask(number)) for number in range(3)]
    await oracle.calls.get()
    asking[1].cancel()
    oracle.gate.set()
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert (answers[0], answers[2]) == (0, 4)
    assert isinstance(answers[1], asyncio.CancelledError)
    assert await batcher.ask(5) == 10


async def test_no_more_calls_are_under_way_than_allowed(oracle: Oracle) -> None:
    batcher = Batcher(oracle, most=1, flights=2)
    oracle.gate.clear()
    asking = [asyncio.create_task(batcher.ask(number)) for number in range(4)]
    for _ in range(2):
        await oracle.calls.get()
    assert oracle.batches == [[0], [1]]
    oracle.gate.set()
    assert await asyncio.gather(*asking) == [0, 2, 4, 6]
