"""Members from a CSV file: who comes is invited, who has left is suspended."""

import pytest

from bookit.commands.members import ReinstateMember
from bookit.domain.member import Member
from bookit.events.values import Role
from bookit.importing import Kind, Outcome
from tests.importing.conftest import Office

pytestmark = pytest.mark.anyio

FILE = """\
email,name,groups,left
ada@example.org,Ada Lovelace,engineering|chess,
not an address,Nobody,,
grace@example.org,,,
ADA@example.org,Ada Again,,
linus@example.org,Linus,,no
taken@example.org,Somebody Else,,
"""


async def test_members_are_invited_row_by_row(office: Office) -> None:
    await office.member("taken@example.org")

    report = await office.run(Kind.MEMBERS, FILE)

    assert [row.outcome for row in report.rows] == [
        Outcome.DONE,
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.DONE,
        Outcome.REFUSED,
    ]
    ada = await office.system.streams.current(Member, report.rows[0].ids["member_id"])
    assert ada is not None
    assert ada.groups == {"engineering", "chess"}
    person = await office.system.identity.people.by_email("ada@example.org")
    assert person is not None
    assert (person.member_id, person.display_name) == (ada.id, "Ada Lovelace")
    again = await office.run(Kind.MEMBERS, FILE)
    assert (again.done, again.repeated) == (0, 2)
    assert await office.count("member.invited") == 3


async def test_a_dry_run_keeps_nobody_s_address(office: Office) -> None:
    await office.member("taken@example.org")

    report = await office.run(Kind.MEMBERS, FILE, dry_run=True)

    assert (report.possible, report.refused) == (2, 4)
    assert await office.system.identity.people.by_email("ada@example.org") is None


async def test_complaint_11_leavers_do_not_stay(office: Office) -> None:
    leaver = await office.member("leaver@example.org")
    owner = await office.member("owner@example.org", Role.OWNER)
    file = (
        "email,left\nleaver@example.org,yes\nstranger@example.org,yes\nowner@example.org,yes\nx@example.org,perhaps\n"
    )

    report = await office.run(Kind.MEMBERS, file)

    assert [row.outcome for row in report.rows] == [Outcome.DONE] + [Outcome.REFUSED] * 3
    member = await office.system.streams.current(Member, leaver.member_id)
    assert member is not None
    assert not member.active
    still = await office.system.streams.current(Member, owner.member_id)
    assert still is not None
    assert still.active
    again = await office.run(Kind.MEMBERS, file)
    assert again.rows[0].outcome is Outcome.REPEATED

    await office.do(ReinstateMember(member_id=leaver.member_id))
    assert (await office.run(Kind.MEMBERS, file)).rows[0].outcome is Outcome.DONE


async def test_members_are_imported_by_admins(office: Office) -> None:
    house = await office.building("Harbour House")
    manager = await office.member("manager@example.org", Role.MANAGER, manages=(house,))

    for dry_run in (True, False):
        report = await office.run(Kind.MEMBERS, "email,name\nada@example.org,Ada\n", manager, dry_run=dry_run)
        assert [row.outcome for row in report.rows] == [Outcome.REFUSED]
    admin = await office.member("admin@example.org", Role.ADMIN)
    assert (await office.run(Kind.MEMBERS, "email,name\nada@example.org,Ada\n", admin)).done == 1
