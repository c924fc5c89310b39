"""The object storage: any S3. Raises StorageDown when it does not answer."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.response import StreamingBody

from bookit.files.errors import StorageDown
from bookit.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CONNECT_SECONDS = 2
READ_SECONDS = 15
_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_NO_BUCKET = frozenset({"NoSuchBucket"})


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as the storage lists it."""

    key: str
    changed_at: datetime


class Objects:
    """The objects of one organisation, all below a prefix with its schema's name; for any number of threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._bucket = settings.s3_bucket
        self.prefix = f"{settings.database_schema}/"
        self._lock = threading.Lock()
        self._made: S3Client | None = None

    def put(self, key: str, content: bytes, media_type: str) -> None:
        """Store an object; the bucket is made when it is missing."""
        with _answering():
            try:
                self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=media_type)
            except ClientError as error:
                if _code(error) not in _NO_BUCKET:
                    raise
                self._client.create_bucket(Bucket=self._bucket)
                self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=media_type)

    def open(self, key: str) -> StreamingBody | None:
        """The content of an object, to be read and closed; None when it is missing."""
        with _answering():
            try:
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
            except ClientError as error:
                if _code(error) in _MISSING | _NO_BUCKET:
                    return None
                raise

    def read(self, key: str) -> bytes | None:
        """All of an object; None when it is missing."""
        body = self.open(key)
        if body is None:
            return None
        with _answering(), body:
            return body.read()

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects; one that is missing is removed already."""
        wanted = [{"Key": key} for key in keys]
        for start in range(0, len(wanted), 1000):
            with _answering():
                self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": wanted[start : start + 1000]})  # type: ignore[typeddict-item]

    def pages(self) -> Iterator[list[Listed]]:
        """All objects of the organisation in the order of their keys, a thousand at a time."""
        after = ""
        while True:
            with _answering():
                try:
                    page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=self.prefix, StartAfter=after)
                except ClientError as error:
                    if _code(error) in _NO_BUCKET:
                        return
                    raise
            listed = [Listed(item["Key"], item["LastModified"]) for item in page.get("Contents", [])]
            if not listed:
                return
            yield listed
            after = listed[-1].key

    @property
    def _client(self) -> "S3Client":
        with self._lock:  # making one is not safe in two threads at once; using one is
            if self._made is None:
                self._made = self._make()
            return self._made

    def _make(self) -> "S3Client":
        settings = self._settings
        if settings.s3_endpoint_url is None or settings.s3_access_key is None or settings.s3_secret_key is None:
            raise StorageDown("no object storage is set up")
        return boto3.client(
            "s3",
            endpoint_url=settings.s3_endpoint_url,
            region_name=settings.s3_region,
            aws_access_key_id=settings.s3_access_key,
            aws_secret_access_key=settings.s3_secret_key.get_secret_value(),
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": 2},
                max_pool_connections=20,
            ),
        )


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StorageDown(str(error)) from error


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
