"""The machinery behind the answers, as operators see it."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, JsonValue

from bookit.api.answers.values import NextCursor

Queue = Literal["urgent", "ordinary", "bulk"]
State = Literal["waiting", "running", "done", "parked", "discarded"]


class BuildSeen(BaseModel):
    """One build of a read model: how far it is, and how fast."""

    name: str
    build: Literal["live", "rebuild"]
    version: int
    position: int
    head: int = Field(description="Of the ledger.")
    events_behind: int
    seconds_behind: float
    events_per_second: float
    seconds_left: float | None = Field(description="Until it has caught up; null while it does not move.")
    progress: float = Field(ge=0, le=1)
    parked: int
    switch_when_ready: bool
    started_at: AwareDatetime
    updated_at: AwareDatetime


class Builds(BaseModel):
    items: list[BuildSeen]


class QueueSeen(BaseModel):
    queue: Queue
    waiting: int
    later: int
    running: int
    failed: int = Field(description="Waiting for another attempt.")
    parked: int
    oldest_seconds: float
    done_per_second: float


class ReactionSeen(BaseModel):
    """How far the ledger was looked through for new jobs of one kind."""

    name: str
    position: int
    events_behind: int
    updated_at: AwareDatetime


class Queues(BaseModel):
    items: list[QueueSeen]
    reactions: list[ReactionSeen]


class ProcessSeen(BaseModel):
    process_id: UUID
    kind: Literal["api", "worker", "scheduler"]
    host: str
    pid: int
    version: str
    started_at: AwareDatetime
    seen_at: AwareDatetime
    seconds_since: float
    alive: bool


class Processes(BaseModel):
    items: list[ProcessSeen]


class JobSeen(BaseModel):
    job_id: UUID
    kind: str
    queue: Queue
    state: State
    attempts: int
    most_attempts: int
    position: int | None
    due_at: AwareDatetime
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    done_at: AwareDatetime | None
    parked_at: AwareDatetime | None
    error: str | None


class PageOfJobs(BaseModel):
    items: list[JobSeen]
    next_cursor: NextCursor


class ParkedEvents(BaseModel):
    """Events that a read model can't digest, all for the same cause."""

    projection: str
    build: Literal["live", "rebuild"]
    topic: str
    cause: str
    streams: int
    events: int
    attempts: int
    first_position: int
    first_parked_at: AwareDatetime
    last_parked_at: AwareDatetime
    examples: list[UUID]


class ParkedJobs(BaseModel):
    """Jobs that failed for good, all for the same cause."""

    kind: str
    queue: Queue
    cause: str | None
    jobs: int
    attempts: int
    first_parked_at: AwareDatetime
    last_parked_at: AwareDatetime
    examples: list[UUID]


class Parked(BaseModel):
    events: list[ParkedEvents]
    jobs: list[ParkedJobs]


class DeadlinesSeen(BaseModel):
    """How much of one kind time will do by itself."""

    timer: str
    due: int = Field(description="Whose time has come, and nothing became of it yet.")
    oldest_due_at: AwareDatetime | None
    within_an_hour: int
    next_due_at: AwareDatetime | None


class AllDeadlines(BaseModel):
    items: list[DeadlinesSeen]


class SessionsSeen(BaseModel):
    """How many are signed in; nobody by name."""

    sessions: int
    members: int
    seen_in_5_minutes: int
    seen_in_an_hour: int
    seen_in_a_day: int
    api_tokens: int
    api_tokens_used_in_a_day: int


class TableSeen(BaseModel):
    table: str
    rows: int = Field(description="As Postgres estimates them.")
    table_bytes: int
    index_bytes: int
    bytes: int


class StorageSeen(BaseModel):
    database_bytes: int
    events: int
    connections: int
    most_connections: int
    server_version: str
    bytes: int
    items: list[TableSeen]


class ActSeen(BaseModel):
    """Something that an operator did."""

    act_id: UUID
    name: str
    actor_id: UUID
    request: JsonValue
    answer: JsonValue
    done_at: AwareDatetime


class PageOfActs(BaseModel):
    items: list[ActSeen]
    next_cursor: NextCursor
