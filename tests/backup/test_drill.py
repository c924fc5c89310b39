"""The whole way: an organisation that is being used is backed up, and comes back on another host."""

import asyncio

import httpx
import psycopg
import pytest
from psycopg import sql

from bookit.backup import Folder, make_backup, restore_backup
from bookit.settings import Settings
from tests.backup.conftest import House
from tests.faults.load import receipt_of
from tests.invariants import Witness, check
from tests.running import PASSWORD, organisation, stay

pytestmark = pytest.mark.anyio

PEOPLE = 8


class People:
    """They book, each in slots of their own, until it is enough."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._told = asyncio.Condition()
        self._enough = False
        self.answers: list[httpx.Response] = []

    async def book(self, hour: int) -> None:
        day = 0
        while not self._enough:
            wish = {"room_id": self._house.room, **stay(hour, days=day)}
            answer = await self._house.org.owner.give("place-booking", wish)
            async with self._told:
                self.answers.append(answer)
                self._told.notify_all()
            day += 1

    async def have_booked(self, more: int) -> int:
        """How many have been answered when so many more have been."""
        goal = len(self.answers) + more
        async with self._told:
            await self._told.wait_for(lambda: len(self.answers) >= goal)
        return len(self.answers)

    def go_home(self) -> None:
        self._enough = True


def head_of(settings: Settings) -> int:
    with psycopg.connect(settings.direct_dsn) as connection:
        query = sql.SQL("SELECT position FROM {}").format(sql.Identifier(settings.database_schema, "ledger_head"))
        ((position,),) = connection.execute(query).fetchall()
    return int(position)


async def test_what_was_acknowledged_before_a_backup_is_there_after_its_restore(
    house: House, folder: Folder, elsewhere: Settings
) -> None:
    """People book before, while and after it is made, and nobody waits for it."""
    people = People(house)
    async with asyncio.TaskGroup() as everybody:
        for number in range(PEOPLE):
            everybody.create_task(people.book(number))
        before = await people.have_booked(20)
        made = await asyncio.to_thread(make_backup, house.settings, folder, 7)
        assert len(people.answers) > before
        await people.have_booked(20)
        people.go_home()
    assert {answer.status_code for answer in people.answers} == {201}
    receipts = [receipt_of(answer.content) for answer in people.answers]

    restored = await asyncio.to_thread(restore_backup, elsewhere, made.path, None)

    assert restored.report.clean
    assert restored.report.overlaps == 0
    assert "0 overlaps" in restored.report.summary
    kept = [receipt for receipt in receipts if receipt.position <= made.position]
    assert {receipt.position for receipt in receipts[:before]} <= {receipt.position for receipt in kept}
    assert len(kept) < len(receipts)  # it went on
    await asyncio.to_thread(check, elsewhere, Witness(kept))
    assert await asyncio.to_thread(head_of, elsewhere) == made.position


async def test_a_restored_house_is_lived_in(house: House, folder: Folder, elsewhere: Settings) -> None:
    made = await asyncio.to_thread(make_backup, house.settings, folder, 7)
    await asyncio.to_thread(restore_backup, elsewhere, made.path, None)
    async with organisation(elsewhere, founded=False) as org:
        visitor = org.anonymous(origin="http://bookit.test")
        signed_in = await visitor.post("/api/session", json={"email": house.member.email, "password": PASSWORD})
        assert signed_in.is_success, signed_in.text
        photo = await visitor.get(house.photo["url"])
        original = await house.org.owner.get(house.photo["url"])
        assert (photo.status_code, photo.content) == (200, original.content)
        booking = await visitor.learn(f"bookings/{house.booking['booking_id']}", seen=made.position)
        assert (booking["status"], booking["title"]) == ("confirmed", "A secret meeting")
        taken = await visitor.give("place-booking", {"room_id": house.room, **stay(days=300)})
        assert taken.status_code == 409
        await visitor.do("place-booking", room_id=house.room, **stay(days=301))
        await org.caught_up()
    assert check(elsewhere, Witness()).clean
