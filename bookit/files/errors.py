"""Why a file was not taken or can't be had.

FileRefused   a Refusal: the upload is not what it should be
StorageDown   the object storage does not answer, or there is none
Busy          more uploads at once than this process takes on
"""

from typing import Any, ClassVar

from bookit.domain.errors import Refusal


class FileRefused(Refusal):
    """`rule` names what it broke: type, pixels, edge, damaged, svg."""

    slug: ClassVar[str] = "file-refused"
    title: ClassVar[str] = "File refused"

    def __init__(self, rule: str, detail: str, **fields: Any) -> None:
        super().__init__(detail, rule=rule, **fields)


class StorageDown(Exception):
    """Nothing was recorded; the same request may be sent again."""


class Busy(Exception):
    """Nothing was recorded; the same request may be sent again."""
