"""The lines of an exported ledger: events in the envelope of CloudEvents 1.0, and at the end a signed checkpoint.

There is one way to write each line, so that a reader notices any byte that was changed: what it reads, written again,
has to be the same line. An event's `data` are the bytes that the ledger chains, `hash` is its link of the chain.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import orjson

from bookit.ledger.chain import binary
from bookit.ledger.signing import Checkpoint, instant

SIGNED: Final = "bookit.ledger.checkpoint"
"""The type of the line that says what was signed."""


class NotALine(ValueError):
    """What an export never writes."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it was recorded; ids are 16 bytes each."""

    source: str
    position: int
    stream: bytes
    version: int
    recorded_at: str
    actor: bytes
    command: bytes
    correlation: bytes
    topic: str
    state: bytes
    hash: bytes

    def written(self) -> bytes:
        """The line, its end included."""
        data = b'"data":%b}\n' % self.state
        if b"\n" in self.state or not _is_json(self.state):
            data = b'"data_base64":"%b"}\n' % b64encode(self.state)
        return self.envelope() + data

    def envelope(self) -> bytes:
        """All of the line that comes before its data."""
        return (
            f'{{"specversion":"1.0","id":"{self.position}","source":{_text(self.source)},"type":{_text(self.topic)},'
            f'"subject":"{UUID(bytes=self.stream)}","time":"{self.recorded_at}",'
            f'"datacontenttype":"application/json","streamversion":{self.version},"actorid":"{UUID(bytes=self.actor)}",'
            f'"commandid":"{UUID(bytes=self.command)}","correlationid":"{UUID(bytes=self.correlation)}",'
            f'"hash":"{self.hash.hex()}",'
        ).encode()

    @property
    def binary_time(self) -> bytes:
        """The recorded time in Postgres' binary format. Raises NotALine for what is no time."""
        try:
            at = datetime.fromisoformat(self.recorded_at)
            if at.tzinfo is None or instant(at) != self.recorded_at:
                raise NotALine("its time is not written as an export writes it")
            return binary(at)
        except ValueError as error:
            raise NotALine(f"its time can't be read: {error}") from error


def checkpoint_line(checkpoint: Checkpoint) -> bytes:
    """The last line of an export."""
    data = {
        "position": checkpoint.position,
        "hash": checkpoint.hash.hex(),
        "recorded_at": instant(checkpoint.recorded_at),
        "key_id": checkpoint.key_id,
        "signature": b64encode(checkpoint.signature).decode(),
    }
    document = {
        "specversion": "1.0",
        "id": f"checkpoint-{checkpoint.position}",
        "source": source_of(checkpoint.ledger_id),
        "type": SIGNED,
        "time": instant(checkpoint.signed_at),
        "datacontenttype": "application/json",
        "data": data,
    }
    return orjson.dumps(document) + b"\n"


def source_of(ledger_id: UUID) -> str:
    """What an export calls its ledger."""
    return f"urn:uuid:{ledger_id}"


def read_line(line: bytes) -> EventLine | Checkpoint:
    """Raises NotALine for anything that an export would write otherwise, or not at all."""
    try:
        document = orjson.loads(line)
        read = _checkpoint(document) if document["type"] == SIGNED else _event(document, line)
        written = checkpoint_line(read) if isinstance(read, Checkpoint) else read.written()
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise NotALine(f"it can't be read: {type(error).__name__}: {error}".replace("\n", " ")) from error
    if written != line:
        raise NotALine("it is not written as an export writes it")
    return read


def _event(document: Mapping[str, Any], line: bytes) -> EventLine:
    event = EventLine(
        source=str(document["source"]),
        position=int(document["id"]),
        stream=UUID(document["subject"]).bytes,
        version=int(document["streamversion"]),
        recorded_at=document["time"],
        actor=UUID(document["actorid"]).bytes,
        command=UUID(document["commandid"]).bytes,
        correlation=UUID(document["correlationid"]).bytes,
        topic=str(document["type"]),
        state=b64decode(document["data_base64"], validate=True) if "data_base64" in document else b"",
        hash=bytes.fromhex(document["hash"]),
    )
    if "data_base64" in document:
        return event
    # The bytes themselves: JSON that is read and written again may look otherwise.
    begins = len(event.envelope()) + len(b'"data":')
    return replace(event, state=line[begins : -len(b"}\n")])


def _checkpoint(document: Mapping[str, Any]) -> Checkpoint:
    data = document["data"]
    return Checkpoint(
        ledger_id=UUID(document["source"]),
        position=int(data["position"]),
        hash=bytes.fromhex(data["hash"]),
        recorded_at=datetime.fromisoformat(data["recorded_at"]).astimezone(UTC),
        signed_at=datetime.fromisoformat(document["time"]).astimezone(UTC),
        key_id=str(data["key_id"]),
        signature=b64decode(data["signature"], validate=True),
    )


def _text(value: str) -> str:
    return orjson.dumps(value).decode()


def _is_json(state: bytes) -> bool:
    try:
        orjson.loads(state)
    except ValueError:
        return False
    return True
