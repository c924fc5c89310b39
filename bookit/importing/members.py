"""Rows of members: each is invited, or suspended if the file says that they have left."""

from collections.abc import Sequence
from uuid import UUID

from uuid_utils.compat import uuid7

from bookit.commands.decision import Answer
from bookit.commands.members import InviteMember, MemberAnswer, SuspendMember
from bookit.domain.errors import Invalid, Refusal
from bookit.domain.member import Member
from bookit.importing.names import Names
from bookit.importing.reports import Outcome, RowReport, refused
from bookit.importing.tables import Line
from bookit.importing.wishes import Wish, checked, row_id
from bookit.wiring import System

COLUMNS = ("email", "name", "groups", "left")
REQUIRED = ("email",)

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


async def member_wishes(
    lines: Sequence[Line], names: Names, namespace: UUID, system: System
) -> tuple[list[Wish], list[RowReport]]:
    """An invitation for each row, or the end of a membership."""
    wishes, reports = [], []
    seen: set[str] = set()
    for line in lines:
        try:
            email = line.cells.get("email", "").lower()
            if email in seen:
                raise Invalid(f"{email} is in this file twice.", pointer="/email")
            seen.add(email)
            if _has_left(line):
                member_id = await names.member(email, "email")
                member = await system.streams.current(Member, member_id)
                if member is not None and not member.active:
                    reports.append(RowReport(row=line.number, outcome=Outcome.REPEATED, ids={"member_id": member_id}))
                    continue
                leaving = checked(SuspendMember, {"member_id": member_id, "reason": "Left, says an import"})
                wishes.append(Wish([line.number], leaving, uuid7(), _ids))
            else:
                fields = {"email": email, "name": line.cells.get("name"), "groups": line.several("groups")}
                command = checked(InviteMember, fields)
                wishes.append(Wish([line.number], command, row_id(namespace, "member", email), _ids))
        except Refusal as refusal:
            reports.append(refused(line.number, refusal))
    return wishes, reports


def _has_left(line: Line) -> bool:
    text = line.cells.get("left", "").lower()
    if text not in _YES | _NO:
        raise Invalid("Say yes or no.", pointer="/left")
    return text in _YES


def _ids(answer: Answer) -> list[dict[str, UUID]]:
    return [{"member_id": MemberAnswer.model_validate(answer.model_dump()).member_id}]
