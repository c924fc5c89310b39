"""Files over HTTP, with a real object storage: uploads, delivery, sweeping."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import psycopg
import pytest
from psycopg_pool import ConnectionPool
from uuid_utils.compat import uuid7

from bookit.effects import Performer, Queue, Shelf
from bookit.events.values import Role
from bookit.files import Objects, Sweeper, Swept
from bookit.settings import Settings
from tests.files.drawn import SECRET, picture, png_that_says, shown, with_secrets
from tests.running import Body, Client, Organisation, organisation, settings_of_its_own
from tests.servers import Facts
from workers.news import kinds_of

pytestmark = pytest.mark.anyio

OLD = timedelta(0)
PLAN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><script>evil()</script><rect width="9"/></svg>'


@pytest.fixture(scope="module")
async def org(anyio_backend: str, postgres_dsn: str, redis_url: str, s3_settings: Facts) -> AsyncIterator[Organisation]:
    # A bucket that nobody has made yet.
    storage = s3_settings | {"s3_bucket": f"files-{uuid4().hex[:12]}"}
    with settings_of_its_own(postgres_dsn, redis_url, **storage) as settings:
        async with organisation(settings) as running:
            yield running


@pytest.fixture(scope="module")
async def building(org: Organisation) -> str:
    return await org.building()


@pytest.fixture
async def room(org: Organisation, building: str) -> str:
    return await org.room(building)


async def send(client: Client, kind: str, owner: str, data: bytes, *, key: str | None = None) -> httpx.Response:
    headers = {"Content-Type": "application/octet-stream"} | ({} if key is None else {"Idempotency-Key": key})
    return await client.post(f"/api/files/{kind}/{owner}", content=data, headers=headers)


async def uploaded(org: Organisation, kind: str, owner: str, data: bytes) -> Body:
    answer = await send(org.owner, kind, owner, data)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_a_photo_is_uploaded_named_and_seen(org: Organisation, building: str, room: str) -> None:
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    sent = await send(manager, "room-photo", room, with_secrets("JPEG"))
    assert sent.status_code == 201, sent.text
    photo = sent.json()
    assert (photo["media_type"], photo["width"], photo["height"]) == ("image/jpeg", 40, 60)

    wish = {"room_id": room, "photos": [photo["file_id"]], "descriptions": {photo["file_id"]: "The long table"}}
    done = await manager.do("set-room-photos", **wish)

    member = await org.client(await org.member())
    seen = await member.learn(f"rooms/{room}", seen=done["position"])
    assert seen["photos"] == [{"file_id": photo["file_id"], "url": photo["url"], "description": "The long table"}]
    served = await member.get(photo["url"])
    assert served.status_code == 200
    assert shown(served.content).size == (40, 60)
    history = await manager.learn(f"rooms/{room}/history")
    assert "The room shows 1 photo now." in [event["words"] for event in history["items"]]
    assert (await manager.give("set-room-photos", wish)).status_code == 409
    assert (await manager.give("set-room-photos", wish | {"descriptions": {}})).status_code == 200


async def test_what_is_served_is_cached_and_can_do_nothing(org: Organisation, building: str) -> None:
    plan = await uploaded(org, "floor-background", building, PLAN)
    assert plan["left_out"] == ["script"]

    served = await org.owner.get(plan["url"])

    headers = served.headers
    assert headers["content-type"] == "image/svg+xml"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    assert headers["content-disposition"] == f'inline; filename="{plan["file_id"]}.svg"'
    assert {"default-src 'none'", "sandbox"} <= set(headers["content-security-policy"].split("; "))
    assert b"evil" not in served.content
    again = await org.owner.get(plan["url"], headers={"If-None-Match": headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_floor_shows_its_background(org: Organisation, building: str) -> None:
    floor = await org.owner.do("add-floor", building_id=building, name="Ground", level=0)
    plan = await uploaded(org, "floor-background", building, PLAN)
    drawing = {"building_id": building, "floor_id": floor["floor_id"], "width": 4000, "height": 2000}

    done = await org.owner.do("set-floor-plan", **drawing, background=plan["file_id"])

    seen = await org.owner.learn(f"floors/{floor['floor_id']}/plan", seen=done["position"])
    assert seen["drawing"]["background_url"] == plan["url"]


async def test_everybody_sees_the_logo_before_signing_in(org: Organisation) -> None:
    before = await org.anonymous().learn("organisation")
    logo = await uploaded(org, "logo", before["organisation_id"], picture())

    done = await org.owner.do("set-logo", logo=logo["file_id"])

    await org.learn_position(done["position"])
    assert (before["logo_url"], (await org.anonymous().learn("organisation"))["logo_url"]) == (None, logo["url"])
    assert (await org.anonymous().get(logo["url"])).status_code == 200
    assert (await org.owner.give("set-logo", {"logo": logo["file_id"]})).status_code == 409
    await org.owner.do("set-logo", logo=None)


async def test_everybody_sees_the_name_and_colour_that_admins_chose(org: Organisation) -> None:
    anybody = org.anonymous()
    before = await anybody.learn("organisation", seen=await org.head())

    wish = {"name": "Harbour & Sons", "colour": "#aa3311"}
    done = await org.owner.do("set-branding", **wish)

    seen = await anybody.learn("organisation", seen=done["position"])
    assert (seen["name"], seen["colour"], seen["logo_url"]) == ("Harbour & Sons", "#aa3311", before["logo_url"])
    assert (await org.owner.give("set-branding", wish)).status_code == 409
    for bad in ({"colour": "red"}, {"colour": "#aa3311; }"}, {"name": ""}, {"name": "n" * 121}):
        assert (await org.owner.give("set-branding", wish | bad)).status_code == 400, bad

    done = await org.owner.do("set-branding", name=None, colour=None)
    assert await anybody.learn("organisation", seen=done["position"]) == before


async def test_a_member_shows_themselves_until_they_are_forgotten(org: Organisation) -> None:
    mia, other = await org.client(await org.member()), await org.client(await org.member())
    sent = await send(mia, "avatar", mia.member_id, picture(size=(900, 600)))
    assert (sent.status_code, sent.json()["width"]) == (201, 512)
    avatar = sent.json()

    assert (await other.put("/api/session/avatar", json={"avatar": avatar["file_id"]})).status_code == 422
    shown = await mia.put("/api/session/avatar", json={"avatar": avatar["file_id"]})

    assert shown.json()["avatar_url"] == avatar["url"]
    Sweeper(org.settings, grace=OLD).sweep()
    assert (await other.get(avatar["url"])).status_code == 200
    assert (await org.owner.learn(f"members/{mia.member_id}"))["avatar_url"] == avatar["url"]
    assert (await send(other, "avatar", mia.member_id, picture())).status_code == 404

    await org.owner.do("forget-member", member_id=mia.member_id)
    assert (await other.get(avatar["url"])).status_code == 404
    Sweeper(org.settings, grace=OLD).sweep()
    assert keys_of(Objects(org.settings), avatar["file_id"]) == []


async def test_a_picture_that_shows_nobody_any_more_is_swept_away(org: Organisation) -> None:
    mia = await org.client(await org.member())
    avatar = (await send(mia, "avatar", mia.member_id, picture())).json()
    await mia.put("/api/session/avatar", json={"avatar": avatar["file_id"]})

    assert (await mia.put("/api/session/avatar", json={"avatar": None})).json()["avatar_url"] is None

    Sweeper(org.settings, grace=OLD).sweep()
    assert (await mia.get(avatar["url"])).status_code == 404


async def test_pictures_of_a_stay_are_for_who_may_see_it(org: Organisation, building: str, room: str) -> None:
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    mia, other = await org.client(await org.member()), await org.client(await org.member())
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    period = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=1)).isoformat()}
    booking = (await mia.do("place-booking", room_id=room, **period))["booking_id"]
    await mia.do("finish-booking", booking_id=booking)
    sent = await send(mia, "feedback-picture", booking, picture())
    assert sent.status_code == 201
    taken = sent.json()

    wish = {"booking_id": booking, "rating": 2, "pictures": [taken["file_id"]]}
    assert (await mia.give("leave-feedback", wish | {"pictures": [str(uuid4())]})).status_code == 422
    done = await mia.do("leave-feedback", **wish)

    seen = await manager.learn(f"bookings/{booking}", seen=done["position"])
    assert seen["feedback_pictures"] == [{"file_id": taken["file_id"], "url": taken["url"]}]
    answers = [(await client.get(taken["url"])).status_code for client in (mia, manager, other, org.anonymous())]
    assert answers == [200, 200, 404, 401]
    assert (await send(other, "feedback-picture", booking, picture())).status_code == 404
    assert (await send(manager, "feedback-picture", booking, picture())).status_code == 403

    await org.owner.do("forget-member", member_id=mia.member_id)
    assert (await manager.get(taken["url"])).status_code == 404


async def test_others_than_members_see_no_photo(org: Organisation, room: str) -> None:
    photo = await uploaded(org, "room-photo", room, picture())
    assert (await org.anonymous().get(photo["url"])).status_code == 401
    assert (await org.owner.get(f"/api/files/{uuid4()}")).status_code == 404
    assert (await org.owner.get(f"{photo['url']}/huge")).status_code == 400


async def test_only_a_file_that_was_uploaded_for_it_can_be_named(org: Organisation, building: str, room: str) -> None:
    photo = await uploaded(org, "room-photo", room, picture())
    other = await org.room(building)
    for refused in (
        await org.owner.give("set-room-photos", {"room_id": other, "photos": [photo["file_id"]]}),
        await org.owner.give("set-room-photos", {"room_id": room, "photos": [str(uuid4())]}),
    ):
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/photos/0")
    assert (await send(org.owner, "room-photo", str(uuid4()), picture())).status_code == 404
    assert (await send(org.owner, "logo", room, picture())).status_code == 404


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"MZ\x90\0 evil.exe", "type"),
        (b"<html><script>evil()</script></html>", "type"),
        (PLAN, "type"),  # drawings are for plans and logos
        (png_that_says(30_000, 30_000), "edge"),
        (png_that_says(10_000, 10_000), "pixels"),
        (picture("JPEG", (600, 400))[:1000], "damaged"),
    ],
)
async def test_what_is_no_photo_is_refused_by_its_content(org: Organisation, room: str, data: bytes, rule: str) -> None:
    headers = {"Content-Type": "image/jpeg"}
    refused = await org.owner.post(f"/api/files/room-photo/{room}", content=data, headers=headers)
    assert (refused.status_code, refused.json()["type"], refused.json()["rule"]) == (
        422,
        "/problems/file-refused",
        rule,
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_of_a_file_that_is_two_things_at_once_only_the_picture_is_kept(
    org: Organisation, room: str, form: str
) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("evil.js", "evil()")
    both = with_secrets(form) + b"<script>evil()</script>" + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(both))

    photo = await uploaded(org, "room-photo", room, both)

    served = await org.owner.get(photo["url"])
    assert served.headers["content-type"] == f"image/{form.lower()}"
    assert shown(served.content).size == (40, 60)
    assert not zipfile.is_zipfile(io.BytesIO(served.content))
    assert not any(trace in served.content for trace in (b"<script", b"evil", SECRET))


async def test_what_is_too_large_is_refused_while_it_comes(org: Organisation, room: str, building: str) -> None:
    large = picture() + bytes(10_000_000)
    refused = await send(org.owner, "room-photo", room, large)
    assert (refused.status_code, refused.json()["limit"]) == (413, 10_000_000)

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(21):
            yield bytes(1_000_000)

    refused = await org.owner.post(f"/api/files/floor-background/{building}", content=unannounced())
    assert (refused.status_code, refused.json()["limit"]) == (413, 20_000_000)
    assert (await send(org.owner, "room-photo", room, b"")).status_code == 400


async def test_the_same_upload_again_is_the_same_file(org: Organisation, room: str) -> None:
    first = await send(org.owner, "room-photo", room, picture(), key="again")
    again = await send(org.owner, "room-photo", room, picture(), key="again")
    other = await send(org.owner, "room-photo", room, picture(size=(9, 9)), key="again")
    assert first.json() == again.json()
    assert (other.status_code, other.json()["type"]) == (409, "/problems/idempotency-key-reused")


async def test_smaller_forms_are_made_by_workers_and_served_when_they_are_there(org: Organisation, room: str) -> None:
    photo = await uploaded(org, "room-photo", room, picture("JPEG", (1200, 600)))
    before = await org.owner.get(f"{photo['url']}/small")
    assert (before.headers["content-type"], before.headers["cache-control"]) == ("image/jpeg", "private, no-cache")

    make_variants(org.settings)

    small = await org.owner.get(f"{photo['url']}/small")
    assert (small.headers["content-type"], shown(small.content).size) == ("image/webp", (320, 160))
    assert "immutable" in small.headers["cache-control"]
    large = await org.owner.get(f"{photo['url']}/large")  # the picture itself is no larger
    assert large.headers["content-type"] == "image/jpeg"


async def test_sweeping_brings_objects_and_rows_together_again(org: Organisation, room: str) -> None:
    objects = Objects(org.settings)
    used = await uploaded(org, "room-photo", room, picture("JPEG", (400, 300)))
    lost = await uploaded(org, "room-photo", room, picture(size=(50, 50)))
    await org.owner.do("set-room-photos", room_id=room, photos=[used["file_id"], lost["file_id"]])
    make_variants(org.settings)
    # A process died between the object and its row; another storage lost an object.
    orphan = f"{objects.prefix}{uuid7()}-0123456789abcdef"
    objects.put(orphan, b"orphan", "image/png")
    (key,) = keys_of(objects, lost["file_id"])
    content = objects.read(key)
    assert content is not None
    objects.remove([key])

    unhurried = Sweeper(org.settings).sweep()
    assert unhurried == Swept(unused=0, orphans=0, missing=0)  # all of it is too young
    swept = Sweeper(org.settings, grace=OLD).sweep()

    assert swept.missing == 1
    assert objects.read(orphan) is None
    assert (await org.owner.get(f"{used['url']}/small")).headers["content-type"] == "image/webp"
    assert (await org.owner.get(lost["url"])).status_code == 404
    assert Sweeper(org.settings, grace=OLD).sweep() == Swept(unused=0, orphans=0, missing=0)
    objects.put(key, content, "image/png")  # from a backup
    Sweeper(org.settings, grace=OLD).sweep()
    assert (await org.owner.get(lost["url"])).status_code == 200


async def test_an_upload_that_nothing_uses_is_swept_away(org: Organisation, room: str) -> None:
    photo = await uploaded(org, "room-photo", room, picture())

    Sweeper(org.settings, grace=OLD).sweep()

    assert (await org.owner.get(photo["url"])).status_code == 404
    assert keys_of(Objects(org.settings), photo["file_id"]) == []
    refused = await org.owner.give("set-room-photos", {"room_id": room, "photos": [photo["file_id"]]})
    assert refused.status_code == 422


def keys_of(objects: Objects, file_id: str) -> list[str]:
    return [listed.key for page in objects.pages() for listed in page if file_id in listed.key]


def make_variants(settings: Settings) -> None:
    """What workers do about uploads."""
    with ConnectionPool[psycopg.Connection](settings.direct_dsn, kwargs={"autocommit": True}, min_size=1) as pool:
        performer = Performer(pool, settings.database_schema, kinds_of(settings))
        with pool.connection() as connection:
            due = Shelf(connection, settings.database_schema).ring(Queue.BULK, 100)
        assert {performer.attempt(effect_id) for effect_id in due} == {True}
