"""What a command would be told."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from bookit.api.answers.availability import FreeRoom
from bookit.api.answers.problems import Problem
from bookit.api.answers.values import PeriodSeen, WhySeen


class Alternatives(BaseModel):
    """What else would do."""

    next_free: list[PeriodSeen] = Field(description="Here, at another time.")
    rooms: list[FreeRoom] = Field(description="Elsewhere, at this time; the nearest first.")


class CheckAnswer(BaseModel):
    """What place-booking would answer at this moment."""

    verdict: Literal["confirmed", "pending", "refused"]
    approval: list[WhySeen] = Field(description="The rules for which it would have to be approved.")
    decide_by: AwareDatetime | None
    check_in_from: AwareDatetime | None
    check_in_by: AwareDatetime | None
    claimed: PeriodSeen | None = Field(description="With the time kept free before and after; null when refused.")
    problem: Problem | None = Field(description="Why it would be refused, as place-booking would say it.")
    alternatives: Alternatives
