"""Postgres arrays in their binary form, for a statement with many of them.

psycopg looks at every element of a list to find out what it is; for the thirty arrays of an append that costs more
than all else in the call. Here the type is said, not found, so that the same statement always has the same types.
The format is that of `array_send` in the sources of PostgreSQL (src/backend/utils/adt/arrayfuncs.c).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any, ClassVar
from uuid import UUID

import psycopg
from psycopg.abc import AdaptContext
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

_NOTHING = Struct("!iiI").pack
_HEADER = Struct("!iiIii").pack
_LENGTH = Struct("!i").pack
_INT4 = Struct("!ii").pack
_INT8 = Struct("!iq").pack
_NULL = _LENGTH(-1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class PgArray:
    """The bytes of a one-dimensional array; each subclass is one Postgres type."""

    __slots__ = ("data",)

    OID: ClassVar[int]
    ELEMENT: ClassVar[int]

    EMPTY: ClassVar[bytes]

    def __init_subclass__(cls) -> None:
        cls.EMPTY = _NOTHING(0, 0, cls.ELEMENT)

    def __init__(self, elements: Sequence[Any]) -> None:
        if not elements:
            self.data = self.EMPTY
            return
        # The flag for NULLs may be 0: the server looks for itself.
        self.data = _HEADER(1, 0, self.ELEMENT, len(elements), 1) + b"".join(self.encoded(elements))

    def encoded(self, elements: Iterable[Any]) -> Iterable[bytes]:
        """Each element with its length in front."""
        raise NotImplementedError


class Uuids(PgArray):
    __slots__ = ()
    OID, ELEMENT = 2951, 2950

    def encoded(self, elements: Iterable[UUID]) -> Iterable[bytes]:
        return [b"\0\0\0\x10" + element.bytes for element in elements]


class Ints(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1007, 23

    def encoded(self, elements: Iterable[int | None]) -> Iterable[bytes]:
        return [_NULL if element is None else _INT4(4, element) for element in elements]


class Bigints(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1016, 20

    def encoded(self, elements: Iterable[int]) -> Iterable[bytes]:
        return [_INT8(8, element) for element in elements]


class Texts(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1009, 25

    def encoded(self, elements: Iterable[str]) -> Iterable[bytes]:
        return [_LENGTH(len(data)) + data for data in map(str.encode, elements)]


class Byteas(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1001, 17

    def encoded(self, elements: Iterable[bytes | None]) -> Iterable[bytes]:
        return [_NULL if element is None else _LENGTH(len(element)) + element for element in elements]


class Booleans(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1000, 16

    def encoded(self, elements: Iterable[bool]) -> Iterable[bytes]:
        return [b"\0\0\0\1\1" if element else b"\0\0\0\1\0" for element in elements]


class Timestamps(PgArray):
    __slots__ = ()
    OID, ELEMENT = 1185, 1184

    def encoded(self, elements: Iterable[datetime | None]) -> Iterable[bytes]:
        return [_NULL if element is None else _INT8(8, (element - _EPOCH) // _MICROSECOND) for element in elements]


def _dumper(kind: type[PgArray]) -> type[Dumper]:
    class ArrayDumper(Dumper):
        format = Format.BINARY

        def __init__(self, cls: type, context: AdaptContext | None = None) -> None:
            super().__init__(cls, context)
            # Not on the class: a class with an oid would be psycopg's choice for all lists of that type, in COPY too.
            self.oid = kind.OID

        def dump(self, obj: PgArray) -> Buffer:
            return obj.data

    return ArrayDumper


_KINDS: Sequence[type[PgArray]] = (Uuids, Ints, Bigints, Texts, Byteas, Booleans, Timestamps)
for _kind in _KINDS:
    # These types are ours alone, so telling all of psycopg about them changes nothing for anybody else.
    psycopg.adapters.register_dumper(_kind, _dumper(_kind))
