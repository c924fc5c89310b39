"""The fixtures every other test stands on."""

import boto3
import psycopg
import redis
from psycopg import sql

from bookit.settings import Settings
from tests.servers import Facts


def test_each_test_gets_a_schema_name_of_its_own(settings: Settings) -> None:
    with psycopg.connect(settings.direct_dsn) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(settings.database_schema)))


def test_redis_answers(settings: Settings) -> None:
    with redis.Redis.from_url(str(settings.redis_url)) as client:
        assert client.set("word", "kept")
        assert client.get("word") == b"kept"


def test_s3_keeps_an_object(s3_settings: Facts) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=s3_settings["s3_endpoint_url"],
        region_name=s3_settings["s3_region"],
        aws_access_key_id=s3_settings["s3_access_key"],
        aws_secret_access_key=s3_settings["s3_secret_key"],
    )
    client.put_object(Bucket=s3_settings["s3_bucket"], Key="word", Body=b"kept")
    assert client.get_object(Bucket=s3_settings["s3_bucket"], Key="word")["Body"].read() == b"kept"
    client.close()
