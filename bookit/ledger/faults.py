"""What may be wrong with a ledger, and the list of what is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

MOST_NAMED = 1000
"""More faults than this are counted, not listed."""


class Check(StrEnum):
    """What a ledger is checked for."""

    POSITIONS = "positions"
    """They run from 1 to the head without gaps."""
    CHAIN = "chain"
    """Each hash follows from the one before it and from its row."""
    HEAD = "head"
    """The head row is the last event."""
    VERSIONS = "versions"
    """Those of a stream run from 1 without gaps, in the ledger's order."""
    CLOCK = "clock"
    """Recorded times never go back."""
    COMMANDS = "commands"
    """The command log and the events tell the same story."""
    DECODING = "decoding"
    """Every event can be read as today's class."""
    FOLDING = "folding"
    """Every event that holds or frees something follows from those before it."""
    OVERLAPS = "overlaps"
    """Nobody ever had what somebody else had, nor more places than there are."""
    CLAIMS = "claims"
    """The claims are what the events say."""
    CHARGES = "charges"
    """What counts against quotas is what the events and the quotas of their time say."""
    CHECKPOINTS = "checkpoints"
    """What was signed is what the ledger has, and was signed with a key of it."""
    EXPORT = "export"
    """Each line of an export is written as an export writes it, and the last is a signed checkpoint."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `text` says what was expected and what was found."""

    check: Check
    text: str
    position: int | None = None
    stream_id: UUID | None = None

    def __str__(self) -> str:
        where = [f"position {self.position}"] if self.position is not None else []
        where += [f"stream {self.stream_id}"] if self.stream_id is not None else []
        return f"{self.check}: {', '.join(where)}{': ' if where else ''}{self.text}"


@dataclass(slots=True)
class Faults:
    """Collects faults: the first ones by name, all by number."""

    named: list[Fault] = field(default_factory=list)
    counts: Counter[Check] = field(default_factory=Counter)

    def add(self, check: Check, text: str, *, position: int | None = None, stream_id: UUID | None = None) -> None:
        self.counts[check] += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(Fault(check, text, position, stream_id))

    @property
    def all_named(self) -> bool:
        """Whether there is no room for another name."""
        return len(self.named) >= MOST_NAMED

    @classmethod
    def joined(cls, parts: Iterable["Faults"]) -> "Faults":
        whole = cls()
        for part in parts:
            whole.named += part.named
            whole.counts += part.counts
        return whole
