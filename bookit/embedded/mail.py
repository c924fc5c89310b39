"""`python -m bookit.embedded.mail PORT FOLDER`: a mail server that keeps what it gets in a folder and sends nothing on.

A letter is a file, named after its Message-ID: one that comes twice is there once, as mail programs show it.
"""

import asyncio
import hashlib
import signal
import sys
import time
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_KEPT = 500
"""Letters; the oldest make room for new ones."""
_MOST_BYTES = 5_000_000


class Folder:
    """Keeps letters; aiosmtpd calls it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        await asyncio.to_thread(self.keep, content)
        return "250 OK"

    def keep(self, content: bytes) -> None:
        """Write a letter down, unless it is there already."""
        message_id = str(message_from_bytes(content)["Message-ID"])
        digest = hashlib.sha256(message_id.encode(errors="replace")).hexdigest()[:16]
        if any(self._path.glob(f"*-{digest}.eml")):
            return
        draft = self._path / f"{digest}.new"
        draft.write_bytes(content)
        draft.replace(self._path / f"{time.time_ns():020d}-{digest}.eml")
        for oldest in sorted(self._path.glob("*.eml"))[:-MOST_KEPT]:
            oldest.unlink()


async def serve(port: int, folder: Path) -> None:
    """Take letters on loopback until SIGTERM or SIGINT."""
    keeper, stop = Folder(folder), asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, data_size_limit=_MOST_BYTES, enable_SMTPUTF8=True), host="127.0.0.1", port=port
    )
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
