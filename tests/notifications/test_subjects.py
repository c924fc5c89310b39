"""However long a subject is and wherever it is folded: mail programs show it as it was written."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from bookit.notifications.letters import LETTERS


@pytest.mark.parametrize("length", range(60))
@pytest.mark.parametrize("room", ["x", "ы", "x ", "é "])
def test_a_subject_is_read_as_it_was_written(length: int, room: str) -> None:
    subject = " ".join(f"Moved: {room * length}, Wed 2 Dec 2026, 00:00–Thu 3 Dec 2026, 00:00 · Büro".split())
    message = EmailMessage(LETTERS)
    message["Subject"] = subject
    message.set_content("…")
    written = message.as_bytes()

    assert message_from_bytes(written, policy=policy.default)["Subject"] == subject
    assert max(map(len, written.partition(b"\r\nContent-")[0].splitlines())) <= 78
