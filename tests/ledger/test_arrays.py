from datetime import UTC, datetime

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from bookit.ledger.arrays import Bigints, Byteas, Ints, Texts, Timestamps, Uuids
from bookit.settings import Settings

instants = st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
texts = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


def test_arrays_arrive_as_they_were_sent(settings: Settings) -> None:
    with psycopg.connect(settings.direct_dsn) as connection:

        @given(
            st.lists(st.uuids()),
            st.lists(st.none() | st.integers(-(2**31), 2**31 - 1)),
            st.lists(st.integers(-(2**63), 2**63 - 1)),
            st.lists(texts),
            st.lists(st.binary()),
            st.lists(st.none() | instants),
        )
        def round_trip(uuids, ints, bigints, words, blobs, times) -> None:  # type: ignore[no-untyped-def] # noqa: PLR0917 -- given's
            sent = [Uuids(uuids), Ints(ints), Bigints(bigints), Texts(words), Byteas(blobs), Timestamps(times)]
            row = connection.execute("SELECT %b, %b, %b, %b, %b, %b", sent).fetchone()
            assert row == (uuids, ints, bigints, words, blobs, times)

        round_trip()
