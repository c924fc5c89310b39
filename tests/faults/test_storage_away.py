"""The object storage goes away: bookings go on, and what was being uploaded can be sent again."""

import httpx

from bookit.files import Objects
from tests.faults.aftermath import hold
from tests.faults.conftest import BehindProxies
from tests.faults.load import receipt_of
from tests.faults.proxy import Cut
from tests.faults.wishes import Wish
from tests.files.drawn import picture
from tests.installation import Installation

SMALL = picture()
LARGE = picture("JPEG", (600, 400))
"""Workers make a smaller one of it."""


def test_while_the_storage_is_away_booking_goes_on_and_uploads_can_be_sent_again(
    behind_proxies: BehindProxies,
) -> None:
    house, wish = behind_proxies.house, Wish.of(behind_proxies.house)
    with house.client() as client:
        with behind_proxies.storage.dead():
            _assert_unavailable(upload(client, wish, LARGE))
            assert wish.place().status_code == 201
        sent = upload(client, wish, LARGE)
        assert sent.status_code == 201, sent.text
        _show(house, client, wish, sent)
        with behind_proxies.storage.dead():
            _assert_unavailable(client.get(sent.json()["url"]))
        wish.is_fulfilled_once(was_stored=True)
        hold(house)
        smaller = client.get(f"{sent.json()['url']}/small")
        assert (smaller.status_code, smaller.headers["content-type"]) == (200, "image/webp")


def test_an_upload_is_sent_again_when_the_storage_went_away_in_the_middle_of_it(behind_proxies: BehindProxies) -> None:
    house, wish, cuts = behind_proxies.house, Wish.of(behind_proxies.house), behind_proxies.storage.cuts
    before = _kept(house)
    with house.client() as client:
        for _ in range(2):  # as often as we try
            behind_proxies.storage.cut_next(Cut.BEFORE_THE_SERVER, marker=b"PUT /")
        _assert_unavailable(upload(client, wish, SMALL))
        assert behind_proxies.storage.cuts == cuts + 2
        assert _kept(house) == before

        sent = upload(client, wish, SMALL)
        assert sent.status_code == 201, sent.text
        (key,) = _kept(house) - before
        assert sent.json()["file_id"] in key
        _show(house, client, wish, sent)
    hold(house)


def upload(client: httpx.Client, wish: Wish, photo: bytes) -> httpx.Response:
    """Send a photo of the room that is wished for, for the first time or once more."""
    headers = {"Content-Type": "application/octet-stream", "Idempotency-Key": f"photo {wish.key}"}
    return client.post(f"/api/files/room-photo/{wish.body['room_id']}", content=photo, headers=headers)


def _show(house: Installation, client: httpx.Client, wish: Wish, sent: httpx.Response) -> None:
    """Let the room be shown by the photo that was sent."""
    photos = {"room_id": wish.body["room_id"], "photos": [sent.json()["file_id"]]}
    shown = client.post("/api/commands/set-room-photos", json=photos).raise_for_status()
    house.witness.receipts.append(receipt_of(shown.content))


def _assert_unavailable(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.json()["type"] == "/problems/storage-unavailable"


def _kept(house: Installation) -> set[str]:
    """The keys of all that is in the storage."""
    return {listed.key for page in Objects(house.settings).pages() for listed in page}
