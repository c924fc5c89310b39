"""Settings handed down to another process are the same there."""

import pytest
from pydantic import SecretStr

from bookit.settings import Settings


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(
        database_url="postgresql://bookit:secret@db.example.org/bookit",
        redis_url="redis://redis.example.org/0",
        s3_secret_key=SecretStr("hidden"),
        base_url="https://book.example.org",
        port=8123,
        metrics_port=9101,
    )
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings


def test_what_is_not_set_is_not_handed_down() -> None:
    assert "BOOKIT_REDIS_URL" not in Settings(redis_url=None).as_environment()
