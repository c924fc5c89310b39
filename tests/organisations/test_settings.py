"""Which organisations there are, and what each has for itself."""

from typing import Any

import pytest
from pydantic import ValidationError

from bookit.settings import Settings

ACME = {"base_url": "https://acme.example.org", "organisation": "Acme"}


def install(**values: Any) -> Settings:
    known = {"base_url": "https://book.example.org", "secret_key": "k" * 32}
    return Settings(**(known | values))


def test_a_normal_install_has_one() -> None:
    settings = install()
    assert settings.of_each() == [settings]
    assert not settings.is_one_of_several


def test_what_is_not_listed_for_one_is_as_for_the_first() -> None:
    first, acme = install(organisations={"acme": ACME | {"colour": "#00aa00"}}, language="ru").of_each()

    assert (first.database_schema, first.base_url) == ("bookit", "https://book.example.org")
    assert (acme.database_schema, acme.base_url, acme.organisation) == ("acme", *ACME.values())
    assert (acme.language, acme.colour) == ("ru", "#00aa00")


def test_the_schema_may_name_one_that_is_listed() -> None:
    acme = install(organisations={"acme": ACME}).of_each()[1]
    (alone,) = install(database_schema="acme", base_url=None, organisations={"acme": ACME}).of_each()
    assert alone.key_for("member keys") == acme.key_for("member keys")


def test_another_process_reads_the_same_organisations(monkeypatch: pytest.MonkeyPatch) -> None:
    for settings in install(organisations={"acme": ACME}).of_each():
        with monkeypatch.context() as patch:
            for name, value in settings.as_environment().items():
                patch.setenv(name, value)
            assert Settings() == settings


def test_keys_of_a_normal_install_are_those_of_the_first_and_nobody_elses() -> None:
    alone = install()
    first, acme, zeta = install(
        organisations={"acme": ACME, "zeta": ACME | {"base_url": "https://zeta.example.org"}}
    ).of_each()
    for purpose in ("cursors", "doors", "fingerprint", "letters", "member keys"):
        keys = [each.key_for(purpose) for each in (first, acme, zeta)]
        assert keys[0] == alone.key_for(purpose)
        assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"organisations": {"acme": ACME | {"base_url": "https://BOOK.example.org:8443"}}}, "have the host book.exa"),
        ({"organisations": {"acme": ACME | {"base_url": "https://acme.example.org/x"}}}, "is not like https://book"),
        ({"organisations": {"acme": ACME | {"s3_bucket": "other"}}}, "Extra inputs"),
        ({"organisations": {"acme": {"base_url": "https://acme.example.org"}}}, "Field required"),
        ({"organisations": {"Acme": ACME}}, "should match pattern"),
        ({"organisations": {"bookit_reporting": ACME}}, "can have the schema bookit_reporting"),
        ({"organisations": {"public": ACME}}, "can have the schema public"),
        ({"organisations": {"acme": ACME}, "base_url": None}, "BOOKIT_BASE_URL must be set"),
        ({"organisations": "acme"}, "Value error"),
    ],
)
def test_what_could_be_mistaken_for_another_is_refused(values: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        install(**values)
