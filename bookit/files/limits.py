"""How large files may be, and how large they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from bookit.domain.file import FileKind

MEGABYTE = 1_000_000
MOST_PIXELS = 40_000_000
"""Decoded, a picture of so many takes 160 MB."""
LONGEST_EDGE = 20_000


@dataclass(frozen=True, slots=True)
class Limit:
    most_bytes: int
    """Of the upload."""
    kept_edge: int
    """Pixels; a picture with a longer edge is made smaller."""
    may_be_svg: bool = False


LIMITS: Mapping[FileKind, Limit] = {
    FileKind.ROOM_PHOTO: Limit(10 * MEGABYTE, kept_edge=2560),
    FileKind.FLOOR_BACKGROUND: Limit(20 * MEGABYTE, kept_edge=6000, may_be_svg=True),
    FileKind.LOGO: Limit(2 * MEGABYTE, kept_edge=1024, may_be_svg=True),
    FileKind.AVATAR: Limit(5 * MEGABYTE, kept_edge=512),
    FileKind.FEEDBACK_PICTURE: Limit(10 * MEGABYTE, kept_edge=1920),
}

VARIANTS: Mapping[str, int] = {"small": 320, "medium": 960, "large": 1920}
"""Longest edges, in pixels. A picture that is no larger has no such variant: it is served itself."""
