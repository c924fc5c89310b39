"""Files: pictures that people upload, and what they are for."""

from enum import StrEnum
from uuid import UUID


class FileKind(StrEnum):
    """What a file is for. It belongs to an owner, on whom the rights hang."""

    ROOM_PHOTO = "room-photo"
    """Its owner is the room."""
    FLOOR_BACKGROUND = "floor-background"
    """Its owner is the building: any floor of it may have it."""
    LOGO = "logo"
    """Its owner is the organisation."""
    AVATAR = "avatar"
    """Its owner is the member whom it shows."""
    FEEDBACK_PICTURE = "feedback-picture"
    """Its owner is the booking after which it was taken."""


def address_of(file_id: UUID) -> str:
    """Where the API serves a file; with a slash and a variant's name behind it, a smaller one."""
    return f"/api/files/{file_id}"
