"""Verifies an exported ledger: needs nothing but the file and the public key."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bookit.ledger.chain import Walk
from bookit.ledger.checking import check_signatures
from bookit.ledger.envelope import NotALine, read_line, source_of
from bookit.ledger.faults import Check, Fault, Faults
from bookit.ledger.signing import Checkpoint, PublicKey


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was verified, and what is wrong with it."""

    events: int
    streams: int
    checkpoint: Checkpoint | None
    fault_count: int
    faults: tuple[Fault, ...]
    """The first of them by name."""

    @property
    def clean(self) -> bool:
        return not self.fault_count


def verify_export(lines: Iterable[bytes], keys: Collection[PublicKey]) -> ExportReport:
    """Check every line of an export, the chain of its events, and its signed end."""
    faults = Faults()
    walk = Walk(faults)
    sources: dict[str, int] = {}
    checkpoint: Checkpoint | None = None
    events = 0
    for number, line in enumerate(lines, 1):
        try:
            read = read_line(line)
            recorded_at = b"" if isinstance(read, Checkpoint) else read.binary_time
        except NotALine as error:
            faults.add(Check.EXPORT, f"line {number}: {error}")
            continue
        if checkpoint is not None:
            faults.add(Check.EXPORT, f"line {number}: it comes after the end")
        if isinstance(read, Checkpoint):
            checkpoint = read
            continue
        events += 1
        sources.setdefault(read.source, number)
        walk.step(
            read.position,
            read.stream,
            read.version,
            recorded_at,
            read.actor,
            read.command,
            read.correlation,
            read.topic,
            read.state,
            read.hash,
        )
    if checkpoint is None:
        faults.add(
            Check.EXPORT, f"it does not end with a signed checkpoint: events after {walk.position} may be missing"
        )
    else:
        _check_end(faults, checkpoint, walk, keys)
        for source, number in sources.items():
            if source != source_of(checkpoint.ledger_id):
                faults.add(Check.EXPORT, f"line {number}: it is of another ledger, {source}")
    return ExportReport(events, len(walk.versions), checkpoint, faults.counts.total(), tuple(faults.named))


def _check_end(faults: Faults, checkpoint: Checkpoint, walk: Walk, keys: Collection[PublicKey]) -> None:
    check_signatures(faults, [checkpoint], keys)
    signed = (checkpoint.position, checkpoint.hash)
    if signed != (walk.position, walk.hash):
        last = f"the last event, at {walk.position}, has the hash {walk.hash.hex()}"
        text = f"the hash {checkpoint.hash.hex()} was signed, but {last}"
        faults.add(Check.CHECKPOINTS, text, position=checkpoint.position)
