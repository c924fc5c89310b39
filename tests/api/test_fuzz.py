"""Whatever the OpenAPI document allows, and much that it does not, is answered as it says, without an error of ours.

`FUZZ_EXAMPLES` sets how many requests are tried for each operation; `make test-long` tries many more.
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from uuid_utils.compat import uuid7

from bookit.api.app import create_app
from bookit.settings import Settings
from tests.installation import Installation
from tests.running import ROUND_THE_CLOCK, stay

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "5"))

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]

schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi()).exclude(path="/api/queries/stream")
"""Without the stream, whose answer never ends; tests/api/test_stream.py sends it what it should refuse."""

Things = dict[str, str]


@pytest.fixture(scope="module")
def things(house: Installation) -> Things:
    """Ids of things that exist, for requests that get past "not found"."""
    with house.client() as client:

        def made(command: str, **body: Any) -> dict[str, Any]:
            return dict(client.post(f"/api/commands/{command}", json=body).raise_for_status().json())

        building = made("add-building", name="House", time_zone="UTC", opening_hours=ROUND_THE_CLOCK)["building_id"]
        floor = made("add-floor", building_id=building, name="Ground", level=0)["floor_id"]
        room = {"building_id": building, "name": "Room", "kind": "open_space", "capacity": 4}
        opened = made("open-room", **room, seats=["A", "B"])
        member = made("invite-member", email=f"{uuid7().hex}@bookit.test", name="Mia")["member_id"]
        booking = made("place-booking", room_id=opened["room_id"], booked_for=member, **stay())
        return {
            "building_id": building,
            "floor_id": floor,
            "room_id": opened["room_id"],
            "seat_id": opened["seat_ids"][0],
            "member_id": member,
            "booked_for": member,
            "booking_id": booking["booking_id"],
        }


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
def test_no_request_is_answered_by_an_error_of_ours(
    case: schemathesis.Case[Any], house: Installation, things: Things
) -> None:
    headers = {"authorization": f"Bearer {house.owner.token}"}
    if str(case.headers.get("Bookit-Min-Position", "")).isdecimal():
        del case.headers["Bookit-Min-Position"]  # each would wait two seconds for a position that never comes
    case.call_and_validate(base_url=house.address, headers=headers, checks=CHECKS)
    if _names(case.body, things) or _names(case.path_parameters, things):
        case.body = _with(case.body, things)
        case.path_parameters = _with(case.path_parameters, things)
        case.call_and_validate(base_url=house.address, headers=headers, checks=CHECKS)


def _names(values: object, things: Things) -> bool:
    return isinstance(values, dict) and not things.keys().isdisjoint(values)


def _with(values: Any, things: Things) -> Any:
    """The same values about things that exist."""
    if not isinstance(values, dict):
        return values
    return {name: things.get(name, value) for name, value in values.items()}


def test_the_system_has_survived(house: Installation) -> None:
    """Nothing was parked, and people still book."""
    house.wait_for_projections()
    with house.client() as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/session").status_code == 200
